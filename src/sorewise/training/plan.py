"""Today's planned session as facts."""

from __future__ import annotations

import polars as pl

from sorewise.model.plan import HARDEST_FIRST
from sorewise.training.now import aged
from sorewise.training.past import FURTHEST_M, possible, record
from sorewise.training.rows import Reach
from sorewise.training.view import View

RUNS = HARDEST_FIRST[: HARDEST_FIRST.index("recovery") + 1]


def plan_facts(view: View) -> pl.DataFrame:
    """`planned_type` and `planned_km` (the longest run of the day) from what is still planned today."""
    now = view.now
    plan = view.plan.look(Reach(days=0, columns=("id", "kind", "status", "distance_m")))
    rank = pl.col("kind").replace_strict({kind: n for n, kind in enumerate(HARDEST_FIRST)}, default=None)
    metres = possible("distance_m", FURTHEST_M).filter(pl.col("kind").is_in(RUNS)).max()
    return (
        plan.filter(aged(now, 0, 0) & (pl.col("status") == "planned"))
        .with_columns(rank=rank)
        .drop_nulls("rank")
        .sort("rank", "id")
        .group_by("who")
        .agg(
            planned_type=pl.col("kind").first(),
            planned_km=metres / 1000,
            **record(now, "plan", of=pl.int_range(pl.len()) == 0),
        )
    )
