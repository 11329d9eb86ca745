"""What the runner has to know beside the changes: where fixed things collide, what was assumed, what is missing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import combinations

from sorewise.coach.week.down_week import lighter_weeks
from sorewise.coach.week.evaluate import Breach, is_far, supports
from sorewise.coach.week.ground import Ground
from sorewise.coach.week.held import holds
from sorewise.coach.week.items import Item
from sorewise.coach.week.options import Option
from sorewise.coach.week.told import values_of
from sorewise.engine.week_rules import WeekRule
from sorewise.model.week import Notice, NoticeCode


def notices(ground: Ground, choice: Sequence[int]) -> tuple[Notice, ...]:
    """Every notice in a fixed order."""
    return tuple(
        notice
        for part in (_safety, _collisions, _stands_anyway, _set_aside, _back, _unknown, _assumed, _empty, _down)
        for notice in part(ground, choice)
    )


def _day(ground: Ground, day: int) -> date:
    return ground.situation.day + timedelta(days=day)


def _held(ground: Ground, head: str) -> WeekRule | None:
    """The strictest part of a rule that holds."""
    parts = [rule for rule in ground.book.week.values() if rule.head == head and holds(rule, ground.facts)]
    return parts[-1] if parts else None


def _safety(ground: Ground, choice: Sequence[int]) -> Iterator[Notice]:
    bone = _held(ground, "WK-BONE-STRESS")
    if bone and any(not item.clinician and item.session.kind != "rest" for item in ground.items):
        yield Notice(code="bone_stress", rule=bone.id)
    referral, today = _held(ground, "WK-REFERRAL"), ground.situation.today
    if referral and today:
        given = (today.referred - ground.situation.day).days if today.referred else 0
        first = given + round(ground.book.number(referral.to))
        later_on = ground.book.week.get("WK-REFERRAL.not_cleared")
        if first <= 0 and later_on and holds(later_on, ground.facts):
            referral, first = later_on, given + round(ground.book.number(later_on.to))
        placed = [ground.options[number] for number in choice]
        later = tuple(
            ground.items[o.item].id for o in placed if o.day >= first and (o.runs or o.kind == "strength_leg")
        )
        yield Notice(
            code="referral", rule=referral.id, day=_day(ground, first), sessions=later,
            values={"referral": today.referral},
        )  # fmt: skip
    if today is None:
        yield Notice(code="no_check_in")


def _collisions(ground: Ground, choice: Sequence[int]) -> Iterator[Notice]:
    still = [item for item in ground.items if item.still]
    for a, b in combinations(still, 2):
        one, other = ground.options[choice[a.number]], ground.options[choice[b.number]]
        for rule in dict.fromkeys(ground.breaking(ground.slots[one.slot], ground.slots[other.slot])):
            breach = Breach(rule, (a.number, b.number))
            values = values_of(ground, breach, other, one)
            yield Notice(code="conflict", rule=rule, day=_day(ground, other.day), sessions=(a.id, b.id), values=values)
    yield from _short_of_time(ground, still, choice)
    free = ground.rule("training_days")
    if free:
        for days in ground.free_days.crowded[:1]:
            sessions = tuple(item.id for item in still if item.stands in days)
            yield Notice(code="no_rest_day", rule=free.id, day=_day(ground, days[-1]), sessions=sessions)


def _short_of_time(ground: Ground, still: Sequence[Item], choice: Sequence[int]) -> Iterator[Notice]:
    rule = ground.caps.get("minutes")
    for day, limit in enumerate(ground.maker.minutes):
        on = [item for item in still if item.stands == day]
        minutes = sum(ground.options[choice[item.number]].length.minutes for item in on)
        if rule and limit is not None and len(on) > 1 and minutes > limit:
            sessions = tuple(item.id for item in on)
            values = {"minutes": minutes, "limit": limit}
            yield Notice(code="conflict", rule=rule.id, day=_day(ground, day), sessions=sessions, values=values)


def _stands_anyway(ground: Ground, choice: Sequence[int]) -> Iterator[Notice]:
    """A fixed session that rules speak against, told with the strictest; of a race its morning decides."""
    for item in ground.items:
        option = ground.options[choice[item.number]]
        if item.still:
            race = item.session.kind == "race"
            code: NoticeCode = "race_day_check" if race else "fixed_against_rule"
            far = ground.longest.rule
            unmet = (far.id,) if far and is_far(ground, option) and not _supported(ground, option, choice) else ()
            rules = sorted({*option.why, *unmet}, key=lambda id_: _strictness(ground, id_))
            if rules:
                values = values_of(ground, Breach(rules[-1], (item.number,)), option, None)
                also = {"also": ", ".join(rules[:-1])} if rules[1:] else {}
                yield Notice(
                    code=code, rule=rules[-1], day=_day(ground, option.day), sessions=(item.id,),
                    values={**values, **also},
                )  # fmt: skip


def _strictness(ground: Ground, rule: str) -> tuple[bool, int]:
    """A red flag before others; the parts of a rule stand in the rulebook from the mildest to the strictest."""
    return ground.book.week[rule].red_flag, list(ground.book.week).index(rule)


def _supported(ground: Ground, option: Option, choice: Sequence[int]) -> bool:
    return any(supports(ground, ground.options[number], option) for number in choice)


def _set_aside(ground: Ground, choice: Sequence[int]) -> Iterator[Notice]:
    for item in ground.items:
        option = ground.options[choice[item.number]]
        for rule in option.anyway:
            yield Notice(code="set_aside", rule=rule, day=_day(ground, option.day), sessions=(item.id,))


def _back(ground: Ground, _choice: Sequence[int]) -> Iterator[Notice]:
    blocked = [block.rule for block in ground.blocks if block.rule.head == "WK-RETURN"]
    if blocked:
        days_off = ground.situation.days_off
        values = {} if days_off is None else {"days_off": days_off}
        steps = {"step": ground.situation.step} if any(rule.shape == "steps" for rule in blocked) else {}
        yield Notice(code="return", rule=blocked[0].id, values={**values, **steps})


def _unknown(ground: Ground, choice: Sequence[int]) -> Iterator[Notice]:
    longest = ground.longest
    if longest.rule is None:
        return
    placed = [ground.options[number] for number in choice]
    open_ = [o for o in placed if longest.speaks(o.groups) and longest.metres[o.day] is None]
    if open_:
        sessions = tuple(ground.items[option.item].id for option in open_)
        yield Notice(code="longest_unknown", rule=longest.rule.id, sessions=sessions)


def _assumed(ground: Ground, _choice: Sequence[int]) -> Iterator[Notice]:
    length = tuple(
        item.id for item in ground.items if item.length.assumed and item.session.kind not in {"rest", "race"}
    )
    kind = tuple(item.id for item in ground.items if "kind" in item.session.assumed)
    race = tuple(
        item.id
        for item in ground.items
        if item.session.kind == "race"
        if "length" in item.session.assumed or (item.session.race is None and not item.session.distance_m)
    )
    if length:
        yield Notice(code="no_length", sessions=length)
    if kind:
        yield Notice(code="kind_unknown", sessions=kind)
    if race:
        yield Notice(code="race_length", sessions=race)


def _empty(ground: Ground, choice: Sequence[int]) -> Iterator[Notice]:
    """Nothing is left of what there was to do."""
    wanted = [item for item in ground.items if item.session.kind != "rest" and not item.missed]
    if wanted and all(ground.options[choice[item.number]].kind is None for item in wanted):
        why = [rule for item in wanted for rule in ground.options[ground.before[item.number]].why]
        most = max(dict.fromkeys(why), key=why.count, default="")
        yield Notice(code="all_dropped", rule=most, sessions=tuple(item.id for item in wanted))


def _down(ground: Ground, _choice: Sequence[int]) -> Iterator[Notice]:
    lighter = lighter_weeks(ground)
    rule = ground.caps.get("week")
    if rule and lighter:
        week = min(lighter)
        yield Notice(
            code="down_week", rule=rule.id, day=date.fromordinal(week * 7 + 1),
            values={"weeks": ground.book.number(rule.weeks), "share": ground.book.number(rule.share)},
        )  # fmt: skip
