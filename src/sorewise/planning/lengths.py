"""How long a session is whose author did not say: as the runner usually does that kind, marked as assumed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from statistics import median

from sorewise.coach.measure import KM, MINUTE, RACE_M, planned_size
from sorewise.engine.book import Rulebook
from sorewise.model.plan import Assumed, PlannedSession, RaceType
from sorewise.model.week import Done
from sorewise.planning.standing import sort_of

UNKNOWN_RACE: RaceType = "half"
"""A race without a distance is taken for one of this."""


def with_length(session: PlannedSession, done: Sequence[Done], book: Rulebook) -> PlannedSession:
    """The session as it is if its length is known, else with the usual one of its kind, that weekday's first."""
    size = planned_size(session, book)
    if size.seconds or size.metres:
        return replace(session, duration_s=size.seconds, distance_m=size.metres)
    if session.kind == "race" or session.race:
        if session.race is not None:  # its kind is its length
            return replace(session, distance_m=RACE_M.get(session.race))
        assumed: tuple[Assumed, ...] = (*session.assumed, "length")
        return replace(session, race=UNKNOWN_RACE, distance_m=RACE_M[UNKNOWN_RACE], assumed=assumed)
    minutes, km = _usual(session, done)
    if minutes is None and km is None:
        minutes = book.number("unknown_length_min")
    return replace(
        session,
        duration_s=None if minutes is None else minutes * MINUTE,
        distance_m=None if km is None else km * KM,
        assumed=(*session.assumed, "length"),
    )


def _usual(session: PlannedSession, done: Sequence[Done]) -> tuple[float | None, float | None]:
    """Minutes and kilometres: of this kind on this weekday, of this kind, of this sort; the first that was done."""
    tests: tuple[Callable[[Done], bool], ...] = (
        lambda one: one.kind == session.kind and one.day.weekday() == session.day.weekday(),
        lambda one: one.kind == session.kind,
        lambda one: sort_of(one.kind) == sort_of(session.kind) and one.race is None,
    )
    for test in tests:
        like = [one for one in done if test(one)]
        minutes = [one.minutes for one in like if one.minutes]
        km = [one.km for one in like if one.km]
        if minutes or km:
            return (median(minutes) if minutes else None), (median(km) if km else None)
    return None, None
