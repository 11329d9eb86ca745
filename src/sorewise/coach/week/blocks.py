"""Rules about one session alone, worked out for every day: what may not stand there, and how much of it may."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from math import ceil, floor

from sorewise.coach.week.groups import bits
from sorewise.coach.week.held import Facts, Race, days_between, holds
from sorewise.coach.week.items import Item
from sorewise.coach.week.sizes import KM, WHOLE
from sorewise.engine.book import Rulebook
from sorewise.engine.week_rules import OF_A_SESSION, WeekRule
from sorewise.model.verdict import ACTIVITY, CROSS_TRAIN
from sorewise.model.week import Situation

FORBIDDEN = -1
NOISE = 1e-9  # a share of 0.7 is 70 per cent, whatever the last bit says
Values = Mapping[str, float | str]


@dataclass(frozen=True, slots=True)
class Block:
    """On the days of the mask sessions of these groups have at most `most` per cent (or do not stand at all).

    `race` is the item whose own race it is about; `of_session` says that the rule's condition is read anew for each.
    """

    rule: WeekRule
    days: int
    of: int
    spares: int
    most: int = FORBIDDEN
    race: int | None = None
    race_day: int | None = None
    of_session: bool = False
    values: Values = field(default_factory=dict)


def blocks_of(situation: Situation, book: Rulebook, facts: Facts, races: list[Race]) -> list[Block]:
    """Every rule of a shape that is about one session, as far as it can hold in these days."""
    found: list[Block] = []
    for rule in book.week.values():
        if rule.shape == "chance":
            found += _chance(rule, situation, book)
        elif rule.shape == "steps" and holds(rule, facts):
            days = days_between(0, situation.days - 1, situation.days)
            found.append(
                Block(rule, days, bits(rule.of), bits(("run_walk",)), values=_values(rule, situation, FORBIDDEN))
            )
        elif rule.shape == "forbidden" or (rule.shape == "cap" and rule.cap in {"share", "verdict"}):
            found += _of_days(rule, situation, book, facts, races)
    return [block for block in found if block.days]


def _of_days(rule: WeekRule, situation: Situation, book: Rulebook, facts: Facts, races: list[Race]) -> Iterator[Block]:
    of, spares, most = bits(rule.of), bits(rule.spares), _most(rule, book)
    if rule.anchor == "race":
        for race in races:
            if holds(rule, {**facts, **race.facts}):
                days, values = _race_days(rule, race, situation.days, book)
                yield Block(rule, days, of, spares, most, race.item, race.day, values=values)
        return
    of_session = any(name in OF_A_SESSION for name in rule.facts)
    if of_session or holds(rule, facts):
        days = _days(rule, situation, book)
        yield Block(rule, days, of, spares, most, of_session=of_session, values=_values(rule, situation, most))


def _most(rule: WeekRule, book: Rulebook) -> int:
    if rule.shape == "forbidden":
        return FORBIDDEN
    if rule.cap == "verdict":  # of each session another part
        return WHOLE
    return floor(book.number(rule.share) * WHOLE + NOISE)


def left_today(item: Item, situation: Situation, book: Rulebook, *, runs: bool) -> int:
    """Per cent of a session that this morning's verdict leaves of it today: its share, its minutes, its distance."""
    today, length = situation.today, item.length
    if today is None:
        return WHOLE
    longest = [today.minutes] if today.minutes is not None else []
    if ACTIVITY.index(today.activity) >= CROSS_TRAIN:
        longest.append(book.number("cross_train_max_min"))
    parts = [today.share, *(minutes / length.minutes for minutes in longest if length.minutes)]
    if runs and today.km is not None and item.session.distance_m and length.metres:
        parts.append(today.km * KM / length.metres)
    return floor(min(1, *parts) * WHOLE + NOISE)


def _race_days(rule: WeekRule, race: Race, days: int, book: Rulebook) -> tuple[int, Values]:
    values: dict[str, float | str] = {"race_type": race.type}
    if rule.before:
        count = round(book.number(rule.before))
        return days_between(race.day - count, race.day - 1, days), values | {"days": count}
    count = round(book.number(rule.to))
    return days_between(race.day + 1, race.day + count, days), values | {"days": count}


def _days(rule: WeekRule, situation: Situation, book: Rulebook) -> int:
    days = situation.days
    match rule.anchor:
        case "today":
            return days_between(0, round(book.number(rule.to)) if rule.to else 0, days)
        case "referral":
            referred = situation.today.referred if situation.today else None
            first = (referred - situation.day).days if referred else 0
            return days_between(0, first + round(book.number(rule.to)) - 1, days)
        case "return":
            first = (situation.returned - situation.day).days if situation.returned else 0
            length = ceil((situation.days_off or 0) * book.number(rule.to_part))
            return days_between(0, first + length - 1, days)
    return days_between(0, days - 1, days)


def _values(rule: WeekRule, situation: Situation, most: int) -> Values:
    """The facts its condition read, and the share that is left."""
    found: dict[str, float | str] = {}
    today = situation.today
    if today is not None:
        told = {"activity": today.activity, "referral": today.referral, "pain": today.pain}
        found |= {name: value for name, value in told.items() if name in rule.facts and value is not None}
    if "days_off" in rule.facts and situation.days_off is not None:
        found["days_off"] = situation.days_off
    return found | ({"share": most / WHOLE} if most not in {FORBIDDEN, WHOLE} else {})


def _chance(rule: WeekRule, situation: Situation, book: Rulebook) -> Iterator[Block]:
    """The days on which too sore a day is too likely; today is the verdict's."""
    limit = book.number(rule.limit)
    if rule.margin:
        limit = max(limit, situation.base_rate + book.number(rule.margin))
    for one in situation.chances:
        day = (one.day - situation.day).days
        chance: float = getattr(one, rule.chance)
        if day > 0 and chance > limit + NOISE:
            values = {"chance": round(chance, 3), "limit": round(limit, 3)}
            yield Block(rule, days_between(day, day, situation.days), bits(rule.of), bits(rule.spares), values=values)
