"""Today's planned session as facts."""

from __future__ import annotations

from datetime import date

import polars as pl

from sorewise.model.records import HARDEST_FIRST
from sorewise.training.past import FURTHEST_M, possible

RUNS = HARDEST_FIRST[: HARDEST_FIRST.index("recovery") + 1]


def plan_facts(plan: pl.DataFrame, today: date) -> pl.DataFrame:
    """`planned_type` and `planned_km` (the longest run of the day) from what is still planned today."""
    rank = pl.col("kind").replace_strict({kind: n for n, kind in enumerate(HARDEST_FIRST)}, default=None)
    metres = possible("distance_m", FURTHEST_M).filter(pl.col("kind").is_in(RUNS)).max()
    return (
        plan.filter((pl.col("day") == today) & (pl.col("status") == "planned"))
        .with_columns(rank=rank)
        .drop_nulls("rank")
        .sort("rank", "id")
        .group_by("who")
        .agg(
            planned_type=pl.col("kind").first(),
            planned_km=metres / 1000,
            **{"why.plan.id": pl.col("id").first(), "why.plan.day": pl.col("day").first()},
        )
    )
