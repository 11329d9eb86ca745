"""What earlier check-ins say of the whole runner: streaks of tired, ill and limping days, the last fever."""

from __future__ import annotations

import polars as pl

from sorewise.training.past import Now, aged, days_ago, span
from sorewise.training.windows import Windows


def check_in_facts(check_ins: pl.DataFrame, now: Now, w: Windows) -> pl.DataFrame:
    """`fatigue_days_high`, `illness_days`, `limp_days`, `days_since_fever` and `usual_eases`, from `past_check_ins`.

    A day counts as its worst answer. Days of illness and limp run up to today, because they only matter to somebody who
    is still ill or limping; days of fatigue to the last one told. Up to `streak_gap_days` between two answers a streak
    goes on in silence; after that it is unknown. `days_since_fever` is unknown where no fever was ever told.
    """
    fever = pl.col("fever").fill_null(value=False) | (pl.col("temp_c") >= w.fever_c).fill_null(value=False)
    ill = pl.when(fever).then(pl.lit(value=True)).otherwise(pl.col("illness").is_in(["above_neck", "below_neck"]))
    days = (
        check_ins.group_by("who", "day", maintain_order=True)
        .agg(
            tired=(pl.col("fatigue") >= w.tired).max(),
            ill=ill.max(),
            limping=(pl.col("gait") == "changed").max(),
            fever=fever.any(),
            told=pl.col("illness_days").max(),
        )
        .sort("who", "day")
    )
    ago = days_ago(now)
    ill_since = _streak_start("ill", now, w)
    told = (ago + pl.col("told")).filter(pl.col("ill").fill_null(value=False) & (pl.col("day") >= ill_since)).max()
    return days.group_by("who").agg(
        fatigue_days_high=_days("tired", pl.col("day").filter(pl.col("tired")).max(), now, w),
        illness_days=pl.max_horizontal(_days("ill", pl.lit(now.today), now, w), told.cast(pl.Int64)),
        limp_days=_days("limping", pl.lit(now.today), now, w),
        days_since_fever=ago.filter(pl.col("fever")).min(),
        **{"why.fever.day": pl.col("day").filter(pl.col("fever")).max()},
        **span("tired", pl.col("day") >= _streak_start("tired", now, w)),
        **span("ill", pl.col("day") >= ill_since),
        **span("limp", pl.col("day") >= _streak_start("limping", now, w)),
    )


def _days(state: str, end: pl.Expr, now: Now, w: Windows) -> pl.Expr:
    """Length in days of the streak of a state that is still alive, 0 if the last answer ended it, null if unknown."""
    known = pl.col(state).is_not_null()
    fresh = days_ago(now).filter(known).last() <= w.streak_gap_days
    holds = pl.col(state).filter(known).last()
    length = (end - _streak_start(state, now, w)).dt.total_days() + 1
    return pl.when(fresh & holds).then(length).when(fresh).then(0)


def _streak_start(state: str, now: Now, w: Windows) -> pl.Expr:
    """First day of the last streak of a state, in days sorted by date; days without an answer are passed over."""
    known = pl.col(state).is_not_null()
    day, holds = pl.col("day").filter(known), pl.col(state).filter(known)
    gap = day.diff().dt.total_days()
    begins = holds & (~holds.shift(1, fill_value=False) | (gap > w.streak_gap_days).fill_null(value=True))
    alive = holds.last() & (days_ago(now).filter(known).last() <= w.streak_gap_days)
    return pl.when(alive).then(day.filter(begins).last())


def usual_eases(check_ins: pl.DataFrame, now: Now, w: Windows) -> pl.DataFrame:
    """`usual_eases`: true where running eased the soreness in most in-run checks that began sore, else unknown."""
    eased = pl.col("pain_now") <= pl.col("pain_start") - w.pain_step
    sore = check_ins.filter(
        (pl.col("phase") == "in_run") & (pl.col("pain_start") >= w.sore_from) & aged(now, 0, w.eases_days)
    ).drop_nulls("pain_now")
    mostly = (pl.len() >= w.eases_values) & (eased.mean() >= w.eases_share)
    return sore.group_by("who").agg(
        usual_eases=pl.when(mostly).then(pl.lit(value=True)), **span("eases", pl.lit(value=True))
    )
