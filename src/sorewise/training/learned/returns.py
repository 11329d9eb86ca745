"""How long a place takes to come back after each kind of session, as far as the mornings after it were told.

Nothing is claimed quicker than it was seen: a morning that was not told is passed over and never a 0, and a case that
was not seen to its end counts as the longest of all.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from itertools import pairwise
from math import inf
from typing import NamedTuple

from sorewise.model.learned import Return
from sorewise.training.learned.ground import KINDS, LEAST, Morning, Mornings
from sorewise.training.look_back.doings import Doings

BACK = 1
"""A place is back at this pain, 0-10."""
FOLLOWED = 7
"""So many mornings after a session are its own: what is sore later has other reasons."""
SECOND = 2
TAIL = 10
"""One case in so many may lie outside of the span on either side."""


class Case(NamedTuple):
    """One session: on which morning after it the place was seen back (infinite: not seen), and whether it was sore."""

    days: float
    sore: bool


def returns(done: Doings, told: Mornings, *, first: date) -> tuple[Return, ...]:
    """Each place and kind with enough cases since `first`, of which one at least was sore; the sorest first."""
    hard = sorted(day for day in done.by_day if not done.on(day).isdisjoint(KINDS))
    ends = dict(pairwise([*hard, date.max]))
    found = []
    for what in KINDS:
        days = [day for day in hard if first <= day and what in done.on(day)]
        for region, mornings in told.items():
            cases = [case for day in days if (case := _case(mornings, day, ends[day]))]
            if len(cases) >= LEAST and any(case.sore for case in cases):
                found.append(_return(region, what, cases))
    return tuple(sorted(found, key=_order))


def _case(told: Mapping[date, Morning], day: date, next_hard: date) -> Case | None:
    """What became of the place after a session; None where too little was told of it.

    Soreness may come on the second day only: back on the first morning is believed of one who told of the second, too.
    """
    after = {n: told[on] for n in range(1, FOLLOWED + 1) if (on := day + timedelta(days=n)) in told and on <= next_hard}
    back = {n: morning.pain is not None and morning.pain <= BACK for n, morning in after.items()}
    first, second = back.get(1), back.get(SECOND)
    if second is None and first is not False:
        return None
    if first and second:
        return Case(1, sore=False)
    days = next((n for n in sorted(back) if n > 1 and back[n]), inf)
    return Case(days, sore=not all(seen for n, seen in back.items() if n < days))


def _return(region: str | None, what: str, cases: Sequence[Case]) -> Return:
    days = sorted(case.days for case in cases)
    tail = len(days) // TAIL
    return Return(
        region=region,
        what=what,
        cases=len(days),
        sore=sum(case.sore for case in cases),
        open=days.count(inf),
        days=tuple(int(n) for n in days if n < inf),
        median=_seen(days[len(days) // 2]),
        low=_seen(days[tail]),
        high=_seen(days[-1 - tail]),
    )


def _order(one: Return) -> tuple[bool, float, str, str]:
    return one.region is not None, -one.sore / one.cases, one.region or "", one.what


def _seen(days: float) -> int | None:
    return None if days == inf else int(days)
