"""Training load for display: session load, ATL, CTL, TSB, monotony and strain on every day.

Session load is RPE (0-10) x minutes (Foster 2001). Where there is no RPE but a heart rate it is Banister's TRIMP,
brought to the same units by the runner's own ratio. A session without either has an unknown load, and unknown is not
zero: its day is passed over by ATL and CTL, and a week that holds it has no monotony. The acute:chronic ratio is not
computed: it says no more than its parts (Impellizzeri 2021).
"""

from __future__ import annotations

from math import exp

import polars as pl
import polars.selectors as cs

from sorewise.training.past import Now, aged, span
from sorewise.training.windows import Windows

HARDEST_RPE = 10


def session_loads(
    past: pl.DataFrame, athletes: pl.DataFrame, nights: pl.DataFrame, now: Now, w: Windows
) -> pl.DataFrame:
    """`past` with a column `load` in units of RPE x minutes, null where it cannot be known."""
    rested = nights.group_by("who").agg(hr_rest=pl.col("resting_hr").median())
    age = pl.coalesce(now.today.year - pl.col("birth_year"), pl.col("age"))
    limits = athletes.join(rested, on="who", how="left").select(
        "who", "hr_rest", hr_max=pl.coalesce(pl.col("hr_max"), w.hr_max_at_birth - w.hr_max_per_year * age)
    )
    rpe = pl.when(pl.col("rpe").is_between(0, HARDEST_RPE)).then(pl.col("rpe"))
    reserve = ((pl.col("heart_rate") - pl.col("hr_rest")) / (pl.col("hr_max") - pl.col("hr_rest"))).clip(0, 1)
    reserve = pl.when(pl.col("hr_max") > pl.col("hr_rest")).then(reserve)
    banister = pl.col("minutes") * reserve * w.trimp_factor * (w.trimp_exponent * reserve).exp()
    loads = past.join(limits, on="who", how="left", maintain_order="left").with_columns(
        by_rpe=rpe * pl.col("minutes"),
        by_heart=pl.coalesce(pl.when(pl.col("trimp") >= 0).then(pl.col("trimp")), banister),
    )
    both = (pl.col("by_rpe") > 0) & (pl.col("by_heart") > 0)
    ratio = (
        loads.filter(both).group_by("who").agg(ratio=(pl.col("by_rpe") / pl.col("by_heart")).median(), pairs=pl.len())
    )
    own = pl.when(pl.col("pairs") >= w.trimp_pairs).then(pl.col("ratio")).otherwise(w.trimp_to_srpe)
    return loads.join(ratio, on="who", how="left", maintain_order="left").with_columns(
        load=pl.coalesce(pl.col("by_rpe"), pl.col("by_heart") * own)
    )


def daily_loads(loads: pl.DataFrame) -> pl.DataFrame:
    """One row a day with sessions: `who`, `day`, `load` (null if that of any session is unknown)."""
    total = pl.when(pl.col("load").is_not_null().all()).then(pl.col("load").sum())
    return loads.group_by("who", "day", maintain_order=True).agg(load=total)


def monotony(total: pl.Expr, squares: pl.Expr, w: Windows) -> pl.Expr:
    """Mean over standard deviation of the daily load, from the sum and the sum of squares over `monotony_days` days.

    Of the two ways to reckon the deviation this is the smaller one (over n), which warns sooner. An idle week has none.
    """
    mean = total / w.monotony_days
    deviation = (squares / w.monotony_days - mean**2).clip(lower_bound=0).sqrt()
    return pl.when(mean > 0).then((mean / deviation).clip(upper_bound=w.monotony_cap))


def load_series(days: pl.DataFrame, now: Now, w: Windows) -> pl.DataFrame:
    """One row for each athlete and day from the first session to today.

    Columns: `who`, `day`, `load` (0 on a day off, null if unknown), `atl`, `ctl`, `tsb` (of the evening before), `week`
    (load of `monotony_days` days), `monotony`, `strain` (week x monotony).
    """
    # A day before the first session, at zero: the averages grow from nothing.
    first = pl.col("day").min().dt.offset_by("-1d")
    grid = days.group_by("who", maintain_order=True).agg(day=pl.date_ranges(first, now.today).first()).explode("day")
    sessions = days.select("who", "day", "load", known=pl.lit(value=True))
    dense = grid.join(sessions, on=("who", "day"), how="left", maintain_order="left").with_columns(
        load=pl.when(pl.col("known").is_null()).then(0.0).otherwise(pl.col("load"))
    )
    load, size, n = pl.col("load"), w.monotony_days, pl.col("n")
    series = dense.group_by("who", maintain_order=True).agg(
        "day",
        "load",
        n=pl.int_range(pl.len()),
        atl=_average(load, w.atl_days),
        ctl=_average(load, w.ctl_days),
        week=load.rolling_sum(size),
        squares=(load**2).rolling_sum(size),
    )
    return (
        series.explode(cs.exclude("who"))
        .with_columns(
            tsb=(pl.col("ctl") - pl.col("atl")).shift(1),
            week=pl.when(n >= size).then("week"),  # the made day counts for no week
        )
        .filter(n > 0)
        .with_columns(monotony=monotony(pl.col("week"), pl.col("squares"), w))
        .select(
            "who", "day", "load", "atl", "ctl", "tsb", "week", "monotony", strain=pl.col("week") * pl.col("monotony")
        )
    )


def _average(load: pl.Expr, days: float) -> pl.Expr:
    """Exponentially weighted from zero with a time constant in days; an unknown day changes nothing."""
    return load.ewm_mean(alpha=1 - exp(-1 / days), adjust=False, ignore_nulls=True).forward_fill()


def week_facts(days: pl.DataFrame, now: Now, w: Windows) -> pl.DataFrame:
    """`monotony` of the last whole days before today; unknown before the record is a week long."""
    in_week = aged(now, 1, w.monotony_days)
    first = pl.col("day").min() <= pl.lit(now.today).dt.offset_by(f"-{w.monotony_days}d")
    load = pl.col("load").filter(in_week)
    known = first & load.is_not_null().all()
    return days.group_by("who").agg(
        monotony=pl.when(known).then(monotony(load.sum(), (load**2).sum(), w)),
        **span("week", in_week),
    )
