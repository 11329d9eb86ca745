"""The facts behind a rule of the week, as it spoke of one session: plain values, no sentences."""

from __future__ import annotations

from collections.abc import Mapping

from sorewise.coach.week.evaluate import Breach
from sorewise.coach.week.ground import Ground
from sorewise.coach.week.options import Option
from sorewise.coach.week.pairs import DAY, HOUR
from sorewise.coach.week.sizes import KM, WHOLE, share_of

Values = Mapping[str, float | str]
DIGITS = 2


def values_of(ground: Ground, breach: Breach, option: Option, partner: Option | None) -> Values:
    """What a rule read where it speaks against an option, or against it beside its partner."""
    rule = ground.book.week[breach.rule]
    match rule.shape:
        case "spacing":
            return {"hours": ground.book.number(rule.hours), **_gap(ground, option, partner)}
        case "cap" if rule.cap == "longest":
            known = ground.longest.metres[option.day] or 0
            return {"km": _km(option.length.metres), "longest_km": _km(known), "share": ground.book.number(rule.share)}
        case "cap" if rule.cap == "minutes":
            return {"minutes": option.length.minutes, "limit": ground.maker.minutes[option.day] or 0}
        case "cap" if rule.cap == "sport":
            return {"kind": option.kind or ""}
        case "count":
            return _counted(ground, rule.count, option)
    return _blocked(ground, breach.rule, option)


def _gap(ground: Ground, option: Option, partner: Option | None) -> Values:
    a = ground.slots[option.slot].mark
    if partner is None:
        near = [mark for mark in ground.past if any(gap.broken(mark, a) for gap in ground.gaps)]
        if not near:
            return {}
        b = max(near)
    else:
        b = ground.slots[partner.slot].mark
    if a.minute is None or b.minute is None:
        return {"gap_days": abs(a.day - b.day)}
    return {"gap_h": round(abs((a.day - b.day) * DAY + a.minute - b.minute) / HOUR, 1)}


def _counted(ground: Ground, count: str, option: Option) -> Values:
    rule = ground.counts[count]
    week = ground.week(ground.week_of(option.day))
    if count == "week_km":
        return {"km": _km(week.metres)}
    if count in {"week_hard", "week_sessions"}:
        return {"most": week.hard if count == "week_hard" else week.sessions}
    numbers = {"days": rule.window, "most": rule.most}
    return {name: ground.book.number(number) for name, number in numbers.items() if number}


def _blocked(ground: Ground, rule: str, option: Option) -> Values:
    item, share = ground.items[option.item], share_of(option.form, ground.book)
    found: dict[str, float | str] = {}
    for block in ground.blocks:
        if block.rule.id == rule and block.days >> option.day & 1 and ground.maker.meets(block, item, option, share):
            found |= block.values
            if block.rule.cap == "verdict":
                found["share"] = ground.maker.left(item, option.form) / WHOLE
            if block.race_day is not None:
                found["race_day"] = option.day - block.race_day
    return found


def _km(metres: int) -> float:
    return round(metres / KM, DIGITS)
