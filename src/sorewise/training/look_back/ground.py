"""The record of the last months put in order, once for every view."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

import polars as pl

from sorewise.model.records import CheckIn, History
from sorewise.training.kinds import with_kinds
from sorewise.training.nights import past_nights
from sorewise.training.now import Moment, aged
from sorewise.training.past import clean_check_ins, clean_places, number_athletes, past_sessions, up_to
from sorewise.training.places import reports
from sorewise.training.tables import frames
from sorewise.training.windows import DEFAULT, Windows

WEEKS, WINDOW = 26, 28
"""Weeks that are looked back on, and days of one picture of the body: how much fits on a page, nothing else."""
SHOWN_DAYS = 7 * WEEKS
LOOKED_DAYS = SHOWN_DAYS + WINDOW
KINDS_REACH_BACK = 400
"""Days of sessions before the first one that is shown: what is older has left every window and every average."""

Keys = Mapping[tuple[str, str], frozenset[str]]
"""Check-in and region -> the finer map keys that were told there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """What the views are made of: tables of one runner up to now.

    `listed` has one row for each sore place of a check-in. `places` numbers each region and side that was ever sore in
    the days looked at; `told` has one row a place and check-in, with what it said of the place (`sore` is null where it
    said nothing).
    """

    now: Moment
    windows: Windows
    athletes: pl.DataFrame
    sessions: pl.DataFrame
    nights: pl.DataFrame
    check_ins: pl.DataFrame
    listed: pl.DataFrame
    places: pl.DataFrame
    told: pl.DataFrame
    keys: Keys

    @property
    def today(self) -> date:
        """The local day that it is looked back from."""
        return self.now.date


def look(history: History, now: datetime, *, days: int = LOOKED_DAYS, windows: Windows = DEFAULT) -> Look:
    """Put the record in order at `now` (aware); soreness of the last `days`. Raises ValueError without an offset."""
    moment = Moment.at(now)
    recent = [one for one in history.check_ins if (moment.date - one.day).days <= days]
    athletes, keyed = number_athletes(frames({"": replace(history, check_ins=tuple(recent), plan=())}).conform())
    asked_before = up_to(clean_check_ins(keyed.check_ins), moment)
    sore_before = up_to(clean_places(keyed.places), moment)
    places, recently = _places(sore_before, moment, days), aged(moment, 0, days)
    return Look(
        now=moment,
        windows=windows,
        athletes=athletes,
        sessions=with_kinds(past_sessions(keyed.sessions, moment, windows), athletes, windows),
        nights=past_nights(keyed.nights, moment),
        check_ins=asked_before,
        listed=sore_before,
        places=places,
        told=reports(places, asked_before.filter(recently), sore_before.filter(recently), windows),
        keys=_keys(recent),
    )


def _places(sore_before: pl.DataFrame, now: Moment, days: int) -> pl.DataFrame:
    """Each region and side that was listed, numbered `place`; both sides are two places.

    A report without a side belongs to the sides that were told of its region; where none was, it stands for itself.
    """
    listed = sore_before.filter(aged(now, 0, days) & pl.col("region").is_not_null()).select("who", "region", "side")
    sided = listed.drop_nulls("side").with_columns(
        side=pl.when(pl.col("side") == "both").then(pl.lit(["left", "right"])).otherwise(pl.concat_list("side"))
    )
    sided = sided.explode("side").unique(maintain_order=True)
    bare = listed.filter(pl.col("side").is_null()).join(sided, on=("who", "region"), how="anti")
    return (
        pl.concat([sided, bare.unique(maintain_order=True)])
        .with_columns(n=pl.lit(None, pl.UInt32), today_pain=pl.lit(None, pl.Float64), given=pl.lit(value=False))
        .with_row_index("place")
    )


def _keys(check_ins: Iterable[CheckIn]) -> Keys:
    found: dict[tuple[str, str], set[str]] = {}
    for check_in in check_ins:
        for spot in check_in.spots:
            if spot.key:
                found.setdefault((check_in.id, spot.region), set()).add(spot.key)
    return {where: frozenset(keys) for where, keys in found.items()}
