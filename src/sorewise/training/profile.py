"""Age and experience: what the runner told, and what the sessions prove."""

from __future__ import annotations

import polars as pl

from sorewise.training.past import Day, days_ago, span
from sorewise.training.windows import Windows

WEEKS_A_YEAR = 365.25 / 7


def profile_facts(athletes: pl.DataFrame, past: pl.DataFrame, now: Day, w: Windows) -> pl.DataFrame:
    """`age`, `experience_years` and `first_weeks`.

    Of the two ages that a year of birth leaves open it is the younger. Years of experience are the weeks with a run,
    told only when they prove `experienced_years`; what the runner told holds if it is more. Runs in `first_runs_weeks`
    different weeks, or more experience than that, end the first weeks whatever was told at the start.
    """
    week = days_ago(now) // 7
    runs = past.filter("run").group_by("who").agg(weeks=week.n_unique(), **span("runs", pl.lit(value=True)))
    proven = pl.col("weeks") / WEEKS_A_YEAR
    told = pl.col("experience_years")
    past_start = (pl.col("weeks") >= w.first_runs_weeks) | (told * WEEKS_A_YEAR >= w.first_runs_weeks)
    return athletes.join(runs, on="who", how="left").select(
        "who",
        age=pl.coalesce((now.today.year - pl.col("birth_year") - 1).clip(lower_bound=0), pl.col("age")),
        experience_years=pl.max_horizontal(told, pl.when(proven >= w.experienced_years).then(proven)),
        first_weeks=pl.when(past_start).then(pl.lit(value=False)).otherwise(pl.col("first_weeks")),
        **{f"why.runs.{part}": pl.col(f"why.runs.{part}") for part in ("first", "last", "n")},
    )
