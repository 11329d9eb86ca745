"""History + now + today's sore places -> every derived fact, with where each came from.

`derive_many` does the work for any number of athletes at once; `derive` is the same for one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import reduce

import polars as pl

from sorewise.model.records import History, Value
from sorewise.training import load, plan, sessions
from sorewise.training.past import Now, number_athletes, past_sessions
from sorewise.training.tables import Frames, frames
from sorewise.training.why import why
from sorewise.training.windows import DEFAULT, Windows

Facts = Mapping[str, Value | None]
Place = tuple[str, str | None, float | None]
"""A sore place of today: region, side, pain 0-10."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Derived:
    """What the past says of one morning. Every fact is present; None is unknown; there is no NaN.

    `spots` are in the order in which the places were given. `why` maps a fact (`days_sore.0` for the first spot's) to the
    records it came from: `session 17 2026-11-20`, or `nights 2026-10-25..2026-11-21 n=26`.
    """

    morning: Facts
    spots: tuple[Facts, ...] = ()
    why: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Many:
    """The same of many athletes: `morning` has one row an athlete, `spots` one a place, in the order given.

    Columns `why.*` name the records behind the facts.
    """

    morning: pl.DataFrame
    spots: pl.DataFrame


MORNING = (
    "last_session_type",
    "last_session_hours_ago",
    "last_spike_pct",
    "last_downhill",
    "hours_since_leg_strength",
    "leg_strength_habitual",
    "days_since_race",
    "race_type",
    "days_off_running",
    "usual_gap_days",
    "longest_run_30d_km",
    "monotony",
    "planned_type",
    "planned_km",
)


def derive(history: History, now: datetime, spots: Sequence[Place] = (), *, windows: Windows = DEFAULT) -> Derived:
    """The derived facts of one runner at `now` (aware; its date is the local day), for the places that are sore today.

    Raises ValueError for a time without an offset.
    """
    many = derive_many(frames({"": history}), now, windows=windows)
    row = many.morning.row(0, named=True)
    return Derived(morning={fact: row[fact] for fact in MORNING}, why=why(row))


def derive_many(tables: Frames, now: datetime, *, windows: Windows = DEFAULT) -> Many:
    """The derived facts of every athlete in `tables.athletes`. Records after `now` and of strangers do not count."""
    moment = Now.at(now)
    athletes, keyed = number_athletes(tables.conform())
    past = past_sessions(keyed.sessions, moment, windows)
    days = load.daily_loads(load.session_loads(past, athletes, keyed.nights, moment, windows))
    themes = (
        sessions.last_session(past, moment),
        sessions.last_run(past, moment, windows),
        sessions.last_downhill(past, windows),
        sessions.leg_strength(past, moment, windows),
        sessions.last_race(past, moment, windows),
        load.week_facts(days, moment, windows),
        plan.plan_facts(keyed.plan, moment.today),
    )
    morning = reduce(
        lambda left, right: left.join(right, on="who", how="left", maintain_order="left"), themes, athletes
    )
    return Many(morning=morning, spots=pl.DataFrame())
