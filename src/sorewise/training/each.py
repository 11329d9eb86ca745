"""Every derived fact of many moments in one pass: each athlete at each of its own mornings.

Each moment is told by the same functions as one runner's morning; only the rows that a theme looks at are copied for it
(`rows.py`). What does not depend on the moment is worked out once an athlete (`record.py`).
"""

from __future__ import annotations

from dataclasses import replace

import polars as pl

from sorewise.training.check_ins import streaks_since
from sorewise.training.facts import day_facts, hour_facts
from sorewise.training.now import AT, TODAY
from sorewise.training.of_places import places_of_each
from sorewise.training.record import Record, record_of
from sorewise.training.recurrence import alike_sessions
from sorewise.training.tables import Frames, Schema
from sorewise.training.windows import DEFAULT, Windows

SPOTS: Schema = {"row": pl.UInt32, "region": pl.String, "side": pl.String, "pain": pl.Float64}


def record_for_each(tables: Frames, w: Windows) -> Record:
    """The record put in order, to be looked back on from many moments."""
    record = record_of(tables, w)
    return replace(record, check_ins=streaks_since(record.check_ins, w))


def derive_each(
    record: Record, moments: pl.DataFrame, spots: pl.DataFrame, *, windows: Windows = DEFAULT
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The facts of each moment, and of the places that are sore at it; in the order of their rows and as given.

    `moments` has the columns `row` (its number), `athlete`, `today` and `at` (UTC), for athletes of the record; `spots`
    has `row` (of its moment), `region`, `side` and `pain`. Check-ins before a moment count for it, not one at it;
    sessions that have begun do.
    """
    key = record.athletes.select("athlete", owner="who")
    numbered = moments.join(key, on="athlete", maintain_order="left").sort("owner")
    ours = numbered.select("row", "owner", pl.col("today").alias(TODAY), pl.col("at").alias(AT)).with_row_index("who")
    view = record.at_each(ours.drop("row"))
    today = spots.with_row_index("n").join(ours.select("row", "who"), on="row", maintain_order="left").drop("row")
    here = places_of_each(record, view, today, windows)
    morning, places = hour_facts(
        view,
        day_facts(view, windows),
        here,
        lambda who: alike_sessions(view.only(who), windows),
        windows,
    )
    rows = ours.select("who", "row")
    return (
        morning.join(rows, on="who", maintain_order="left").sort("row"),
        places.join(rows, on="who", maintain_order="left"),
    )
