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
from sorewise.model.told import Told
from sorewise.training import (
    aftermath,
    check_ins,
    complaints,
    load,
    nights,
    places,
    plan,
    profile,
    recurrence,
    sessions,
)
from sorewise.training.kinds import RACES, with_kinds
from sorewise.training.limits import within_limits
from sorewise.training.past import Now, number_athletes, past_check_ins, past_places, past_sessions
from sorewise.training.tables import Frames, Schema, conform, frames
from sorewise.training.told import told_of
from sorewise.training.why import MORNING, SPOT, why
from sorewise.training.windows import DEFAULT, Windows

Facts = Mapping[str, Value | None]
Place = tuple[str, str | None, float | None]
"""A sore place of today: region, side, pain 0-10."""

SPOTS: Schema = {"athlete": pl.String, "region": pl.String, "side": pl.String, "pain": pl.Float64}


@dataclass(frozen=True, slots=True, kw_only=True)
class Derived:
    """What the past says of one morning. Every fact is present; None is unknown; there is no NaN.

    `spots` are in the order in which the places were given. `why` maps each known fact (`days_sore.0` for that of the
    first place) to the records it came from: `session 17 2026-11-20`, or `nights 2026-10-25..2026-11-21 n=26`. `told`
    maps a fact to what was told of the one session behind it, where its kind was not known or its descent unusual;
    `races` are the ids of the sessions that were told to be races.
    """

    morning: Facts
    spots: tuple[Facts, ...] = ()
    why: Mapping[str, str] = field(default_factory=dict)
    told: Mapping[str, Told] = field(default_factory=dict)
    races: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Many:
    """The same of many athletes: `morning` has one row an athlete, `spots` one a place, in the order given.

    Both have a column `athlete`; columns `why.*` name the records behind the facts. `sessions` are those up to now with
    their kinds, as `with_kinds` tells them.
    """

    morning: pl.DataFrame
    spots: pl.DataFrame
    sessions: pl.DataFrame


def derive(history: History, now: datetime, spots: Sequence[Place] = (), *, windows: Windows = DEFAULT) -> Derived:
    """The derived facts of one runner at `now` (aware; its date is the local day), for the places that are sore today.

    Raises ValueError for a time without an offset.
    """
    today = pl.DataFrame([("", *spot) for spot in spots], schema=SPOTS, orient="row")
    many = derive_many(frames({"": history}), now, today, windows=windows)
    row, rows = many.morning.row(0, named=True), many.spots.rows(named=True)
    reasons = why(row, MORNING)
    for n, spot in enumerate(rows):
        reasons |= why(spot, SPOT, f".{n}")
    return Derived(
        morning={fact: row[fact] for fact in MORNING},
        spots=tuple({fact: spot[fact] for fact in SPOT} for spot in rows),
        why=reasons,
        told=_told(row, many.sessions),
        races=frozenset(many.sessions.filter(pl.col("by").is_in(RACES))["id"]),
    )


def _told(row: Mapping[str, object], sessions: pl.DataFrame) -> dict[str, Told]:
    """Fact -> what was told of the session that it came from."""
    behind = {fact: row.get(f"why.{name}.id") for fact, (source, name) in MORNING.items() if source == "session"}
    known = {fact: str(id_) for fact, id_ in behind.items() if id_ is not None and row[fact] is not None}
    told = told_of(sessions, only=known.values())
    return {fact: told[id_] for fact, id_ in known.items() if id_ in told}


def derive_many(
    tables: Frames, now: datetime, spots: pl.DataFrame | None = None, *, windows: Windows = DEFAULT
) -> Many:
    """The derived facts of every athlete in `tables.athletes`, for the places of `spots`.

    `spots` has the columns `athlete`, `region`, `side` and `pain`. Records after `now` and of strangers do not count.
    Raises ValueError if `now` has no offset, or a table lacks a time, an offset or a day.
    """
    moment, w = Now.at(now), windows
    athletes, keyed = number_athletes(tables.conform())
    past = with_kinds(past_sessions(keyed.sessions, moment, w), athletes, moment, w)
    asked_before = past_check_ins(keyed.check_ins, moment)
    sore_before = past_places(keyed.places, moment)
    slept = nights.past_nights(keyed.nights, moment)

    today = pl.DataFrame(schema=SPOTS) if spots is None else conform(spots, SPOTS)
    today = today.with_row_index("n").join(athletes.select("athlete", "who"), on="athlete", maintain_order="left")
    asked = places.asked_places(today, sore_before, moment, w)
    told = places.reports(asked, asked_before, sore_before, moment, w)
    sore = places.episodes(asked, told, moment, w)

    loads = load.session_loads(past, athletes, slept, moment, w)
    morning = _joined(
        athletes.select("who", "athlete"),
        "who",
        profile.profile_facts(athletes, past, moment, w),
        sessions.last_session(past, moment),
        sessions.last_run(past, moment, w),
        sessions.last_downhill(past),
        sessions.leg_strength(past, moment, w),
        sessions.last_race(past, moment, w),
        load.week_facts(loads, moment, w),
        plan.plan_facts(keyed.plan, moment.today),
        nights.night_facts(slept, moment, w),
        nights.sleep_quality(slept, moment),
        nights.wellness(slept, asked_before, moment, w),
        check_ins.check_in_facts(asked_before, moment, w),
        check_ins.usual_eases(asked_before, moment, w),
        recurrence.similar_episodes(sore, past, asked_before, moment, w),
    )
    spots_today = _joined(
        asked.filter("given").join(athletes.select("who", "athlete"), on="who", maintain_order="left"),
        "place",
        complaints.clocks(asked, sore, past, moment, w),
        aftermath.aftermath(asked, told, past, moment, w),
        recurrence.prior_injuries(asked, told, athletes, moment, w),
    )
    return Many(
        morning=within_limits(morning.drop("who")),
        spots=within_limits(spots_today.sort("n").drop("who", "place", "n", "given")),
        sessions=past,
    )


def _joined(first: pl.DataFrame, key: str, *themes: pl.DataFrame) -> pl.DataFrame:
    return reduce(lambda left, right: left.join(right, on=key, how="left", maintain_order="left"), themes, first)
