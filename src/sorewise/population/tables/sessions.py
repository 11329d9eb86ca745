"""Sessions and plans of made people as tables."""

from __future__ import annotations

import numpy as np
import polars as pl

from sorewise.population.draw.chance import Flags, Floats, Whole, around, yes
from sorewise.population.lives.people import BEFORE, People
from sorewise.population.lives.training import BESIDE_H, NONE, RUNS
from sorewise.population.parameters import Parameters
from sorewise.population.tables.calendar import Calendar

MADE = "made"
SPORTS = {"strength": "strength", "new_exercise": "other", "other": "ride"}
"""Kind of a session that is no run -> its sport."""


def sessions(p: Parameters, them: People, when: Calendar) -> pl.DataFrame:
    """Every session of those whose sessions are known."""
    trained = them.trained
    parts = [_runs(p, them, when)]
    beside = {"strength": trained.legs, "new_exercise": trained.new, "other": trained.other}
    parts += [_others(p, them, when, kind, done) for kind, done in beside.items()]
    return pl.concat(parts, how="diagonal").sort("athlete", "start", maintain_order=True)


def plan(them: People, when: Calendar) -> pl.DataFrame:
    """What those who keep a plan mean to do, a row a session; it stays planned, whatever became of it."""
    meant = them.trained.plan
    parts = [
        _planned(them, when, "run", meant.run != NONE),
        _planned(them, when, "strength_leg", meant.legs),
        _planned(them, when, "xt", meant.other),
    ]
    return pl.concat(parts).sort("athlete", "day", maintain_order=True)


def _planned(them: People, when: Calendar, what: str, days: Flags) -> pl.DataFrame:
    """One kind of planned session; a run has a kind of its own, and a distance."""
    athlete, day = _told(days & them.who.has["plan"][:, None])
    meant = them.trained.plan
    run = pl.Series(RUNS).gather(pl.Series(meant.run[athlete, day].astype(np.uint32)))
    metres = pl.Series(np.rint(meant.km[athlete, day] * 1000).astype(np.float64))
    head = pl.DataFrame([when.names(athlete), when.ids("id", athlete, day, f"plan-{what}"), when.dates(day)])
    return head.with_columns(
        kind=run if what == "run" else pl.lit(what),
        status=pl.lit("planned"),
        distance_m=metres if what == "run" else pl.lit(None, pl.Float64),
    )


def _runs(p: Parameters, them: People, when: Calendar) -> pl.DataFrame:
    trained, races = them.trained, tuple(p.numbers("athletes.races"))
    athlete, day = _told(trained.ran & them.who.has["sessions"][:, None])
    km, minutes = trained.km[athlete, day], trained.minutes[athlete, day]
    race, run = trained.race[athlete, day], trained.run[athlete, day]
    falls = p.numbers("training.descent_m_km")
    descent = np.rint(km * np.where(trained.plan.downhill[athlete, day], falls["downhill"], falls["usual"]))
    raced = pl.Series(race.astype(np.int64)).set(pl.Series(race < 0), None)
    head = _head(when, athlete, day, trained.plan.start_h[athlete, day], "run")
    return head.with_columns(
        sport=pl.lit("run"),
        kind=pl.Series(RUNS).gather(pl.Series(run.astype(np.uint32))),
        race=pl.Series(races).gather(raced),
        legs=pl.lit(value=False),
        duration_s=np.rint(minutes * 60).astype(np.float64),
        moving_s=np.rint(minutes * 60).astype(np.float64),
        distance_m=np.rint(km * 1000).astype(np.float64),
        descent_m=descent.astype(np.float64),
        ascent_m=np.rint(km * falls["usual"]).astype(np.float64),
        **_felt(p, them, athlete, trained.effort[athlete, day]),
    )


def _others(p: Parameters, them: People, when: Calendar, kind: str, done: Flags) -> pl.DataFrame:
    athlete, day = _told(done & them.who.has["sessions"][:, None])
    ran = them.trained.ran[athlete, day]
    start = them.trained.plan.start_h[athlete, day] - BESIDE_H * ran
    seconds = p.numbers("training.minutes")[kind] * 60
    effort = np.full(len(day), round(p.numbers("training.effort")[kind]), dtype=np.float32)
    return _head(when, athlete, day, start, kind).with_columns(
        sport=pl.lit(SPORTS[kind]),
        kind=pl.lit(kind),
        legs=pl.lit(kind == "strength"),
        duration_s=pl.lit(float(seconds)),
        moving_s=pl.lit(float(seconds)),
        **_felt(p, them, athlete, effort),
    )


def _head(when: Calendar, athlete: Whole, day: Whole, hour: Floats, what: str) -> pl.DataFrame:
    columns = [when.names(athlete), *when.moments("start", athlete, day, hour), when.ids("id", athlete, day, what)]
    return pl.DataFrame(columns).with_columns(source=pl.lit(MADE), fixed=pl.lit(value=True))


def _felt(p: Parameters, them: People, athlete: Whole, effort: Floats) -> dict[str, pl.Series]:
    """Effort as told, and the mean heart rate of those who measure it."""
    of, count = p.numbers("training.heart_rate"), len(effort)
    rate = np.rint(of["lowest"] + of["of_effort"] * effort + around(them.rng, count, of["spread"]))
    told = ~yes(them.rng, p.number("answers.effort_untold"), count)
    return {"rpe": _where(told, effort), "heart_rate": _where(them.who.has["heart"][athlete], rate)}


def _where(known: Flags, values: Floats) -> pl.Series:
    return pl.Series(values.astype(np.float64)).set(pl.Series(~known), None)


def _told(days: Flags) -> tuple[Whole, Whole]:
    """Athlete and day of those that are told."""
    told = days.copy()
    told[:, :BEFORE] = False
    athlete, day = np.nonzero(told)
    return athlete.astype(np.int32), day.astype(np.int32)
