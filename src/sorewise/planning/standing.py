"""Which sessions of the plan still stand: those to come as the runner kept them, and those that were missed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta

from sorewise.model.plan import HARDEST_FIRST, Placement, PlanKind, PlannedSession
from sorewise.model.week import Done

NOT_TRAINING = frozenset({"rest"})


def standing(
    plan: Sequence[PlannedSession], kept: Sequence[Placement], done: Sequence[Done], today: date, days: int
) -> Iterator[PlannedSession]:
    """The author's sessions that stand today or in the coming `days`, and those of this week that were missed.

    A session was done if one of its sort was done on the day on which it stood. One that the runner agreed to leave
    out is neither done nor missed.
    """
    placed = {placement.session: placement for placement in kept}
    monday = today - timedelta(days=today.weekday())
    last = today + timedelta(days=days - 1)
    used = Counter((one.day, sort_of(one.kind)) for one in done)
    for session in sorted(plan, key=lambda one: (one.day, HARDEST_FIRST.index(one.kind), one.id)):
        place = placed.get(session.id)
        day = place.day if place else session.day
        if session.status != "planned" or session.kind in NOT_TRAINING or not monday <= day <= last:
            continue
        left_out = place is not None and place.form == "drop"
        if day <= today and not left_out and used[day, sort_of(session.kind)] > 0:
            used[day, sort_of(session.kind)] -= 1
        elif day >= today:
            yield session
        elif not left_out:
            yield replace(session, status="missed")


def sort_of(kind: PlanKind | None) -> str:
    """Run, strength, cross-training or neither: what tells whether a session was the planned one."""
    if kind is None:
        return "run"
    if kind.startswith("strength"):
        return "strength"
    return kind if kind in {"xt", "mobility", "rest"} else "run"


def clinicians(plan: Iterable[PlannedSession], theirs: Sequence[str]) -> Iterator[PlannedSession]:
    """The same plan, with what comes from a clinician held in its place."""
    for session in plan:
        yield replace(session, hold="fixed") if session.plan in theirs and session.plan else session
