"""How much each day asked of the body, where it was not rated too: the loads that the course of soreness counts with.

A session of unknown load is not rest. It is weighed by what sessions of its kind usually ask, and the day says that it
was guessed.
"""

from __future__ import annotations

import polars as pl

from sorewise.training.course import Course
from sorewise.training.past import LONGEST_S, by_day

ECCENTRIC_KINDS = frozenset({"strength_leg", "new_exercise"})
"""Kinds that stretch muscles under load in a way that running on level ground does not; downhill is told by descent."""


def bout_dose(kind: str | None, minutes: float | None, km: float | None, course: Course) -> float | None:
    """The load of a planned session in units of RPE x minutes: the RPE of its kind times its minutes.

    A distance counts at a usual pace where there are no minutes. None where there is neither; a kind that is not known
    counts as some training, rest as 0. Nothing counts as longer than the longest session that can have been.
    """
    rpe = course.rpe.get(kind or "unknown", course.rpe_unknown)
    if rpe == 0:
        return 0.0
    length = minutes if minutes is not None and minutes > 0 else None
    if length is None and km is not None and km > 0:
        length = km * course.pace_min_km
    return None if length is None else rpe * min(length, LONGEST_S / 60)


def daily_doses(sessions: pl.DataFrame, course: Course) -> pl.DataFrame:
    """One row for each athlete and day with sessions, in order: `who`, `day`, `load`, `eccentric`, `guessed`.

    `sessions` are clean ones with their kinds (`with_kinds`) and `load` (`session_loads`; null unknown). `load` is in
    units of RPE x minutes and never null, `eccentric` the part of it that was leg strength, clearly downhill or new to
    the legs, `guessed` whether the load of any session had to be estimated.
    """
    dosed = with_doses(sessions, course)
    eccentric = pl.col("dose").filter("eccentric").sum()
    days = by_day(dosed, pl.col("dose").sum(), eccentric.alias("eccentric"), pl.col("guessed").any())
    return days.select("who", "day", "eccentric", "guessed", load="dose").select(
        "who", "day", "load", "eccentric", "guessed"
    )


def with_doses(sessions: pl.DataFrame, course: Course) -> pl.DataFrame:
    """Each session with its `dose` (never null), and whether it was `guessed` and is `eccentric`."""
    known = pl.col("load").is_not_null() & pl.col("load").is_finite()
    minutes = pl.coalesce(pl.col("minutes"), pl.col("km") * course.pace_min_km, pl.lit(course.unknown_min))
    rpe = plan_kind().replace_strict(course.rpe, default=course.rpe_unknown, return_dtype=pl.Float64)
    return sessions.with_columns(
        dose=pl.when(known).then("load").otherwise(rpe * minutes),
        guessed=~known.fill_null(value=False),
        eccentric=is_eccentric(),
    )


def is_eccentric() -> pl.Expr:
    """Whether a session was leg strength, clearly downhill or new to the legs; where that is not known it was not."""
    new = pl.col("kind") == "new_exercise"
    return pl.col("legs") | (pl.col("steep_down").fill_null(value=False) | new.fill_null(value=False))


def plan_kind() -> pl.Expr:
    """The kind of a session that was done, in the words of a plan; "walk" and "new_exercise" are words of their own."""
    sport, kind = pl.col("sport"), pl.col("kind")
    other = pl.when(pl.col("legs")).then(pl.lit("strength_leg")).otherwise(pl.lit("xt"))
    return (
        pl.when(kind.is_in(["race", "new_exercise"]))
        .then(kind)
        .when(sport == "strength")
        .then(pl.when(pl.col("legs")).then(pl.lit("strength_leg")).otherwise(pl.lit("strength_other")))
        .when(sport == "walk")
        .then(pl.lit("walk"))
        .when(sport == "run")
        .then(kind.replace({"other": "unknown", "strength": "unknown"}).fill_null("unknown"))
        .otherwise(other)
    )
