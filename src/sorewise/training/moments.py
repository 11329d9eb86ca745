"""The moments at which each athlete's days are looked at: the morning check-in, or early in the day without one."""

from __future__ import annotations

from datetime import timedelta

import polars as pl

from sorewise.training.past import local_day
from sorewise.training.tables import MOMENT, Frames

UNASKED_AT = timedelta(hours=6)
"""The local time of a day on which nobody checked in: the night is over, and hardly anybody has trained."""


def day_moments(tables: Frames, *, only_check_ins: bool = False) -> pl.DataFrame:
    """One row an athlete and day, in order: `row`, `athlete`, `today`, `at` (UTC), `check_in` (its id, or null).

    The days are those from an athlete's first record to the last, or those with a morning check-in; of several the last
    one is taken. A day without one has the offset of the records before it.
    """
    asked = _morning_check_ins(tables.check_ins)
    order = tables.athletes.select("athlete").unique(maintain_order=True).with_row_index("order")
    days = asked.select("athlete", "today") if only_check_ins else _every_day(tables)
    return (
        days.join(order, on="athlete")
        .join(asked, on=("athlete", "today"), how="left")
        .sort("order", "today")
        .select("athlete", "today", "check_in", at=pl.coalesce("at", _unasked_at()) if not only_check_ins else "at")
        .with_row_index("row")
    )


def _morning_check_ins(check_ins: pl.DataFrame) -> pl.DataFrame:
    """The last morning check-in of each athlete and local day."""
    return (
        check_ins.filter(pl.col("phase").fill_null("morning") == "morning")
        .with_columns(today=local_day("at"))
        .sort("at", "id")
        .unique(("athlete", "today"), keep="last")
        .select("athlete", "today", "at", check_in="id")
    )


def _every_day(tables: Frames) -> pl.DataFrame:
    """`athlete` and `today` from the first record to the last, and the offset that the athlete lived by (seconds)."""
    timed = [
        table.select("athlete", "offset_s", today=local_day(time), when=time)
        for table, time in ((tables.sessions, "start"), (tables.check_ins, "at"))
    ]
    known = pl.concat([*timed, tables.nights.select("athlete", today="day")], how="diagonal")
    offsets = known.drop_nulls("offset_s").sort("when").group_by("athlete", "today").agg(pl.col("offset_s").last())
    return (
        known.group_by("athlete")
        .agg(today=pl.date_range(pl.col("today").min(), pl.col("today").max()))
        .explode("today")
        .join(offsets, on=("athlete", "today"), how="left")
        .sort("athlete", "today")
        .with_columns(pl.col("offset_s").forward_fill().backward_fill().over("athlete").fill_null(0))
    )


def _unasked_at() -> pl.Expr:
    return (pl.col("today").cast(MOMENT) + UNASKED_AT) - pl.duration(seconds="offset_s")
