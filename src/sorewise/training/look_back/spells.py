"""The spells of each sore place: from when to when it was sore without a break."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

import polars as pl

from sorewise.model.verdict import Place
from sorewise.training.complaints import began
from sorewise.training.look_back.ground import SHOWN_DAYS, Look
from sorewise.training.now import days_ago
from sorewise.training.places import episodes


@dataclass(frozen=True, slots=True, kw_only=True)
class Spell:
    """One complaint of a place: its first and last day, its worst pain, when it began.

    `start` is earlier than the first report where the runner said so then; `began` is that moment in UTC. `days` counts
    the days with a report, `last` is the last of them.
    """

    place: Place
    start: date
    last: date
    began: datetime
    days: int
    worst: float | None


def spells(look: Look, *, days: int = SHOWN_DAYS) -> tuple[Spell, ...]:
    """Every spell that began in the last `days`, oldest first. Complaints break where those of a check-in do."""
    sore = episodes(look.places, look.told, look.now, look.windows)
    offsets = look.check_ins.select("who", "offset_s", check_in="id").unique(("who", "check_in"))
    local = (pl.col("began").dt.replace_time_zone(None) + pl.duration(seconds=pl.col("offset_s"))).dt.date()
    found = (
        sore.join(offsets, on=("who", "check_in"), how="left", maintain_order="left")
        .with_columns(began=began())
        .with_columns(began_day=pl.min_horizontal("day", local))
        .group_by("place", "episode", maintain_order=True)
        .agg(
            start=pl.col("began_day").min(),
            last=pl.col("day").max(),
            began=pl.col("began").min(),
            days=pl.col("day").n_unique(),
            worst=pl.col("pain").max(),
        )
        .filter(days_ago(look.now, "start") < days)
        .sort("start", "place")
        .join(look.places.select("place", "region", "side"), on="place", maintain_order="left")
    )
    return tuple(
        Spell(
            place=Place(row["region"], row["side"]),
            **{name: row[name] for name in ("start", "last", "began", "days", "worst")},
        )
        for row in found.iter_rows(named=True)
    )
