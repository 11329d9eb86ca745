"""History + now + today's sore places -> every derived fact, with where each came from.

`derive_many` does the work for any number of athletes at once; `derive` is the same for one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

import polars as pl

from sorewise.model.records import History, Value
from sorewise.model.told import Told
from sorewise.training.facts import hour_facts
from sorewise.training.now import Moment
from sorewise.training.of_places import OfPlaces, places_of_one
from sorewise.training.record import record_of
from sorewise.training.so_far import SoFar, so_far
from sorewise.training.tables import Frames, Schema, conform, frames
from sorewise.training.told import news_of, races_of, told_of
from sorewise.training.why import MORNING, SPOT, why
from sorewise.training.windows import DEFAULT, Windows

Facts = Mapping[str, Value | None]
Place = tuple[str, str | None, float | None]
"""A sore place of today: region, side, pain 0-10."""

MOST_PLACES = 32
"""As many answers about today's places are remembered: each pain that somebody tries makes another."""

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
    return Runner(history, windows).at(now, spots)


class Runner:
    """One runner's record, to be asked at many moments: what does not change between two of them is worked out once."""

    def __init__(self, history: History, windows: Windows = DEFAULT) -> None:
        """Take the record. Raises ValueError for a time without an offset."""
        self._record = record_of(frames({"": history}), windows)
        self._windows = windows
        self._day: _Day | None = None

    def at(self, now: datetime, spots: Sequence[Place] = ()) -> Derived:
        """The derived facts at `now`. Raises ValueError for a time without an offset."""
        moment, day = Moment.at(now), self._day
        if day is None or not day.known.holds_at(moment):
            self._day = day = _Day(so_far(self._record, moment, self._windows))
        return day.at(moment, tuple(spots), self._windows)


class _Day:
    """One runner on a day on which nothing new happens."""

    def __init__(self, known: SoFar) -> None:
        self.known = known
        self._news = news_of(known.sessions)
        self._races = frozenset(races_of(known.sessions))
        self._places: dict[tuple[Place, ...], OfPlaces] = {}

    def at(self, now: Moment, spots: tuple[Place, ...], w: Windows) -> Derived:
        here = self._places.get(spots)
        if here is None:
            if len(self._places) >= MOST_PLACES:
                self._places.clear()
            today = pl.DataFrame([("", *spot) for spot in spots], schema=SPOTS, orient="row")
            self._places[spots] = here = places_of_one(self.known.view, now, conform(today, SPOTS), w)
        many = _derived(self.known, here, now, w)
        row, rows = many.morning.row(0, named=True), many.spots.rows(named=True)
        reasons = why(row, MORNING)
        for n, spot in enumerate(rows):
            reasons |= why(spot, SPOT, f".{n}")
        return Derived(
            morning={fact: row[fact] for fact in MORNING},
            spots=tuple({fact: spot[fact] for fact in SPOT} for spot in rows),
            why=reasons,
            told=_told(row, self._news),
            races=self._races,
        )


def _told(row: Mapping[str, object], news: pl.DataFrame) -> dict[str, Told]:
    """Fact -> what was told of the session that it came from."""
    behind = {fact: row.get(f"why.{name}.id") for fact, (source, name) in MORNING.items() if source == "session"}
    known = {fact: str(id_) for fact, id_ in behind.items() if id_ is not None and row[fact] is not None}
    told = told_of(news, only=known.values()) if known else {}
    return {fact: told[id_] for fact, id_ in known.items() if id_ in told}


def derive_many(
    tables: Frames, now: datetime, spots: pl.DataFrame | None = None, *, windows: Windows = DEFAULT
) -> Many:
    """The derived facts of every athlete in `tables.athletes`, for the places of `spots`.

    `spots` has the columns `athlete`, `region`, `side` and `pain`. Records after `now` and of strangers do not count.
    Raises ValueError if `now` has no offset, or a table lacks a time, an offset or a day.
    """
    moment = Moment.at(now)
    today = pl.DataFrame(schema=SPOTS) if spots is None else conform(spots, SPOTS)
    known = so_far(record_of(tables, windows), moment, windows)
    return _derived(known, places_of_one(known.view, moment, today, windows), moment, windows)


def _derived(known: SoFar, here: OfPlaces, now: Moment, w: Windows) -> Many:
    """What the hour adds to what is known of the day and of today's places."""
    view = replace(known.view, now=now)
    morning, spots = hour_facts(view, known.morning, here, lambda _: known.alike, w)
    return Many(morning=morning.drop("who"), spots=spots.drop("who", "place", "n", "given"), sessions=known.sessions)
