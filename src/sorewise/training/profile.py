"""Age and experience: what the runner told, and what the sessions prove."""

from __future__ import annotations

import polars as pl
import polars.selectors as cs

from sorewise.training.now import days_ago
from sorewise.training.past import span
from sorewise.training.rows import Reach
from sorewise.training.view import View
from sorewise.training.windows import Windows

WEEKS_A_YEAR = 365.25 / 7


def profile_facts(view: View, w: Windows) -> pl.DataFrame:
    """`age`, `experience_years` and `first_weeks`.

    Of the two ages that a year of birth leaves open it is the younger. Years of experience are the weeks with a run,
    told only when they prove `experienced_years`; what the runner told holds if it is more. Runs in `first_runs_weeks`
    different weeks, or more experience than that, end the first weeks whatever was told at the start.
    """
    now = view.now
    week = days_ago(now) // 7
    past = view.sessions.look(Reach(of=pl.col("run"), weekly=True))
    runs = past.group_by("who").agg(weeks=week.n_unique(), **span(now, "runs", pl.lit(value=True)))
    proven = pl.col("weeks") / WEEKS_A_YEAR
    told = pl.col("experience_years")
    past_start = (pl.col("weeks") >= w.first_runs_weeks) | (told * WEEKS_A_YEAR >= w.first_runs_weeks)
    return view.athletes.join(runs, on="who", how="left").select(
        "who",
        cs.starts_with("why."),
        age=pl.coalesce((now.today.dt.year() - pl.col("birth_year") - 1).clip(lower_bound=0), pl.col("age")),
        experience_years=pl.max_horizontal(told, pl.when(proven >= w.experienced_years).then(proven)),
        first_weeks=pl.when(past_start).then(pl.lit(value=False)).otherwise(pl.col("first_weeks")),
    )
