"""A reduced week every few weeks: whether one is due, and what it would hold. It is offered, never imposed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sorewise.coach.week.ground import Ground
from sorewise.coach.week.items import week_of
from sorewise.coach.week.sizes import WHOLE


def lighter_weeks(ground: Ground) -> Mapping[int, int] | None:
    """Metres for the first whole week ahead if the last weeks had no reduced one; None where none is due.

    A week is reduced with at most a share of the fullest of those weeks. Only a week whose days all lie ahead is made
    lighter: of one under way only a part is known to the plan.
    """
    rule = ground.caps.get("week")
    if rule is None:
        return None
    share = round(ground.book.number(rule.share) * WHOLE)
    past = _run(ground, round(ground.book.number(rule.weeks)))
    if not past or min(past) * WHOLE <= max(past) * share:
        return None
    found = _whole(ground)
    if found is None:
        return None
    week, planned = found
    if planned * WHOLE <= max(past) * share:
        return None
    return {week: max(planned * share // WHOLE, _still(ground, week))}


def _run(ground: Ground, weeks: int) -> Sequence[int]:
    """Metres run in each of the last whole weeks; nothing if one of them is not known to have any."""
    this = week_of(ground.situation.day)
    metres = dict.fromkeys(range(this - weeks, this), 0)
    for one in ground.situation.done:
        week = week_of(one.day)
        if week in metres and one.km:
            metres[week] += round(one.km * 1000)
    return () if 0 in metres.values() else tuple(metres.values())


def _whole(ground: Ground) -> tuple[int, int] | None:
    """The first week that lies ahead as a whole, with what is planned for it."""
    first = ground.situation.day.toordinal()
    for week, (metres, _, _) in sorted(ground.weeks.items()):
        monday = week * 7 + 1
        if first <= monday and monday + 6 < first + ground.days and metres:
            return week, metres
    return None


def _still(ground: Ground, week: int) -> int:
    return sum(item.length.metres for item in ground.items if item.still and item.week == week)
