"""How long a session is, in whole metres and minutes: what it is at most, and what it is at least."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, floor
from statistics import median_low
from typing import NamedTuple

from sorewise.coach.measure import MINUTE, RACE_M, planned_size
from sorewise.coach.week.groups import RUNS
from sorewise.engine.book import Rulebook
from sorewise.model.plan import Form, PlannedSession, RaceType
from sorewise.model.week import Done

KM = 1000
WHOLE = 100  # per cent
DIGITS = 3  # of metres and minutes, before they are rounded to whole ones
SHARE: dict[Form, int] = {"as_planned": WHOLE, "share_80": 80, "share_70": 70, "share_50": 50, "easy_50": 50}


class Length(NamedTuple):
    """Metres at most (brisk where only time is known), metres at least, minutes at most; `assumed`: nobody said."""

    metres: int
    sure: int
    minutes: int
    assumed: bool = False


@dataclass(frozen=True, slots=True)
class Paces:
    """Minutes a kilometre: brisk, so that a run is rather too far than too short; easy, the other way round."""

    brisk: float
    easy: float

    @classmethod
    def of(cls, book: Rulebook) -> Paces:
        """Read both from the rulebook."""
        return cls(book.number("brisk_pace_min_km"), book.number("week_easy_pace_min_km"))

    def length(self, metres: float | None, minutes: float | None, *, assumed: bool = False) -> Length:
        """What is known, the rest from a pace on the strict side."""
        far = metres or (minutes or 0) / self.brisk * KM
        least = metres or (minutes or 0) / self.easy * KM
        long = minutes or (metres or 0) / KM * self.easy
        return Length(ceil(round(far, DIGITS)), floor(round(least, DIGITS)), ceil(round(long, DIGITS)), assumed)


def length_of(session: PlannedSession, done: Sequence[Done], book: Rulebook, paces: Paces) -> Length:
    """The length its author gave or its steps add up to; else what such a session usually is, and that is said."""
    size = planned_size(session, book)
    minutes = None if size.seconds is None else size.seconds / MINUTE
    if minutes is not None or size.metres is not None:
        found = paces.length(size.metres, minutes, assumed="length" in session.assumed)
    elif session.race in RACE_M:
        found = paces.length(RACE_M[session.race], None)
    else:
        found = _usual(session, done, book, paces)
    return found if session.kind in RUNS else Length(0, 0, found.minutes, found.assumed)


def _usual(session: PlannedSession, done: Sequence[Done], book: Rulebook, paces: Paces) -> Length:
    """The middle of what was done of that kind on that weekday, else on any; else the length for what nobody knows."""
    same = [one for one in done if one.kind == session.kind and (one.km or one.minutes)]
    like = [one for one in same if one.day.weekday() == session.day.weekday()] or same
    known = sorted(paces.length(one.km and one.km * KM, one.minutes, assumed=True) for one in like)
    return median_low(known) if known else paces.length(None, book.number("unknown_length_min"), assumed=True)


def share_of(form: Form, book: Rulebook) -> int:
    """Per cent of the original length that a form has."""
    if form == "easy":
        return round(book.number("week_easy_share") * WHOLE)
    if form == "cross_train":
        return round(book.number("week_cross_train_share") * WHOLE)
    return SHARE.get(form, 0)


def part(length: Length, share: int) -> Length:
    """So many per cent of a length; what counts as most is rounded up, what counts as least down."""
    metres, sure, minutes, assumed = length
    return Length(-(-metres * share // WHOLE), sure * share // WHOLE, -(-minutes * share // WHOLE), assumed)


def race_of(race: RaceType | None, metres: float | None, book: Rulebook) -> RaceType:
    """The kind of race: as told, else by its distance; without either a half-marathon."""
    if race is not None:
        return race
    if not metres:
        return "half"
    limits: tuple[tuple[RaceType, str], ...] = (
        ("5k", "race_5k_max_km"),
        ("10k", "race_10k_max_km"),
        ("half", "race_half_max_km"),
        ("marathon", "race_marathon_max_km"),
    )
    return next((name for name, limit in limits if metres <= book.number(limit) * KM), "ultra")
