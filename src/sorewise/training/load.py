"""Training load for display: session load, ATL, CTL, TSB, monotony and strain on every day.

Session load is RPE (0-10) x minutes (Foster 2001). Where there is no RPE but a heart rate it is Banister's TRIMP,
brought to the same units by the runner's own ratio. A session without either has an unknown load, and unknown is not
zero: its day is passed over by ATL and CTL, and a week that holds it has no monotony. The acute:chronic ratio is not
computed: it says no more than its parts (Impellizzeri 2021).
"""

from __future__ import annotations

from datetime import date
from math import log

import numpy as np
import polars as pl
import polars.selectors as cs

from sorewise.training.now import Day, Moment, aged, days_ago
from sorewise.training.past import by_day, highest_heart_rate, midway, span
from sorewise.training.rows import Reach
from sorewise.training.view import View
from sorewise.training.windows import Windows

HARDEST_RPE = 10


def session_loads(
    past: pl.DataFrame, athletes: pl.DataFrame, nights: pl.DataFrame, now: Day, w: Windows
) -> pl.DataFrame:
    """`past` with a column `load` in units of RPE x minutes, null where it cannot be known."""
    beats = heart_rates(athletes, resting(by_day(nights, midway("resting_hr"))), now, w)
    sessions = weighed(past, beats, w)
    return in_one_unit(sessions, own_ratio(sessions), w)


def resting(days: pl.DataFrame) -> pl.DataFrame:
    """`hr_rest` of each athlete: the middle of all days with a resting heart rate."""
    return days.group_by("who").agg(hr_rest=pl.col("resting_hr").median())


def heart_rates(athletes: pl.DataFrame, rested: pl.DataFrame, now: Day, w: Windows) -> pl.DataFrame:
    """`hr_rest` and `hr_max` of each athlete."""
    highest = highest_heart_rate(now.today, w)
    return athletes.join(rested, on="who", how="left").select("who", "hr_rest", hr_max=highest)


def weighed(past: pl.DataFrame, beats: pl.DataFrame, w: Windows) -> pl.DataFrame:
    """`past` with the load `by_rpe` and `by_heart`, each in its own unit."""
    rpe = pl.when(pl.col("rpe").is_between(0, HARDEST_RPE)).then(pl.col("rpe"))
    reserve = ((pl.col("heart_rate") - pl.col("hr_rest")) / (pl.col("hr_max") - pl.col("hr_rest"))).clip(0, 1)
    reserve = pl.when(pl.col("hr_max") > pl.col("hr_rest")).then(reserve)
    banister = pl.col("minutes") * reserve * w.trimp_factor * (w.trimp_exponent * reserve).exp()
    return past.join(beats, on="who", how="left", maintain_order="left").with_columns(
        by_rpe=rpe * pl.col("minutes"),
        by_heart=pl.coalesce(pl.when(pl.col("trimp") >= 0).then(pl.col("trimp")), banister),
    )


def own_ratio(sessions: pl.DataFrame) -> pl.DataFrame:
    """How many units of RPE x minutes one of `by_heart` is for each athlete (`ratio`), and from how many `pairs`."""
    both = (pl.col("by_rpe") > 0) & (pl.col("by_heart") > 0)
    return (
        sessions.filter(both)
        .group_by("who")
        .agg(ratio=(pl.col("by_rpe") / pl.col("by_heart")).median(), pairs=pl.len())
    )


def in_one_unit(sessions: pl.DataFrame, ratio: pl.DataFrame, w: Windows) -> pl.DataFrame:
    """`weighed` sessions with their `load` in units of RPE x minutes."""
    own = pl.when(pl.col("pairs") >= w.trimp_pairs).then(pl.col("ratio")).otherwise(w.trimp_to_srpe)
    return sessions.join(ratio, on="who", how="left", maintain_order="left").with_columns(
        load=pl.coalesce(pl.col("by_rpe"), pl.col("by_heart") * own)
    )


def daily_loads(loads: pl.DataFrame) -> pl.DataFrame:
    """One row a day with sessions: `who`, `day`, `load` (null if that of any session is unknown)."""
    sums = by_day(loads, pl.col("load").sum(), pl.col("load").null_count().alias("unknown"))
    return sums.select("who", "day", load=pl.when(pl.col("unknown") == 0).then("load"))


def monotony(total: pl.Expr, squares: pl.Expr, w: Windows) -> pl.Expr:
    """Mean over standard deviation of the daily load, from the sum and the sum of squares over `monotony_days` days.

    Of the two ways to reckon the deviation this is the smaller one (over n), which warns sooner. An idle week has none.
    """
    # Variance over squared mean, which is one sum less to keep than mean and deviation.
    variation = (w.monotony_days * squares / (total * total) - 1).clip(lower_bound=w.monotony_cap**-2)
    return pl.when(total > 0).then(1 / variation.sqrt())


def load_series(loads: pl.DataFrame, now: Moment, w: Windows) -> pl.DataFrame:
    """One row for each athlete and day from the first session to today.

    Columns: `who`, `day`, `load` (0 on a day off, null if unknown), `atl`, `ctl`, `tsb` (of the evening before), `week`
    (load of `monotony_days` days), `monotony`, `strain` (week x monotony).
    """
    size, n = w.monotony_days, pl.col("n")
    load = pl.col("load")
    return (
        _dense(loads, now)
        .with_columns(
            atl=_average(w.atl_days),
            ctl=_average(w.ctl_days),
            # The days of one athlete follow those of another; the made day 0 counts for no week.
            # A sum that rolls on keeps a trace of what has left it.
            week=pl.when(n >= size).then(load.rolling_sum(size).round(ROUNDING)),
            squares=(load * load).rolling_sum(size),
        )
        .with_columns(
            tsb=(pl.col("ctl") - pl.col("atl")).shift(1), monotony=monotony(pl.col("week"), pl.col("squares"), w)
        )
        .drop("clock", "squares")
        .filter(n > 0)
        .drop("n")
        .with_columns(strain=pl.col("week") * pl.col("monotony"))
    )


def _dense(loads: pl.DataFrame, now: Moment) -> pl.DataFrame:
    """Every day of every athlete up to today: `who`, `day`, `n` (days since the made day 0), `load`, `clock`.

    Day 0, the day before the first session, has no load, so that the averages grow from nothing. Adding up by position
    in one long array is ten times quicker than grouping by day and joining the days off. The clock of the averages goes
    on by a day a row, but not on a day of unknown load; between two athletes it leaps.
    """
    row, day = loads["who"].rle_id().to_numpy(), loads["day"].to_physical().to_numpy()
    known = loads.group_by("who", maintain_order=True).agg(first=pl.col("day").to_physical().min() - 1)
    athletes, first = known["who"].to_numpy(), known["first"].to_numpy().astype(np.int64)
    sizes = (now.date - date(1970, 1, 1)).days - first + 1
    starts = np.cumsum(sizes) - sizes
    at = starts[row] + day - first[row]
    length = int(sizes.sum())
    load = loads["load"].to_numpy().astype(np.float64)
    unknown = np.isnan(load)
    total = np.bincount(at, weights=np.where(unknown, 0.0, load), minlength=length).astype(np.float64)
    total[at[unknown]] = np.nan
    n = np.arange(length) - np.repeat(starts, sizes)
    clock = np.full(length, TICKS_A_DAY)
    clock[at[unknown]] = 0
    clock[starts] *= FORGOTTEN_DAYS
    return pl.DataFrame(
        {
            "who": np.repeat(athletes, sizes),
            "day": pl.Series(np.repeat(first, sizes) + n, dtype=pl.Int32).cast(pl.Date),
            "n": n,
            "load": pl.Series(total, nan_to_null=True),
            "clock": np.cumsum(clock),
        }
    )


ROUNDING = 6
TICKS_A_DAY = 10**9
FORGOTTEN_DAYS = 2000
"""So many days between two athletes leave nothing of the first in the second's averages."""


def _average(days: float) -> pl.Expr:
    """Exponentially weighted by the column `clock` with a time constant in days; unknown days keep the last value."""
    half_life = f"{round(days * log(2) * TICKS_A_DAY)}i"
    return pl.col("load").ewm_mean_by("clock", half_life=half_life).forward_fill()


def week_facts(view: View, w: Windows) -> pl.DataFrame:
    """`monotony` of the last whole days before today; unknown before the record is a week long."""
    now = view.now
    days = daily_loads(recent_loads(view, w.monotony_days, w).filter(aged(now, 1, w.monotony_days)))
    load = pl.col("load")
    week = days.group_by("who").agg(
        known=load.is_not_null().all(),
        week=monotony(load.sum(), (load * load).sum(), w),
        **span(now, "week", pl.lit(value=True)),
    )
    first = view.sessions.look(Reach(last=True, columns=("first_day",)))
    long = first.group_by("who").agg(long=days_ago(now, "first_day").max() >= w.monotony_days)
    return long.join(week, on="who").select(
        "who", cs.starts_with("why"), monotony=pl.when(pl.col("long") & pl.col("known")).then("week")
    )


WEIGHS = ("minutes", "rpe", "heart_rate", "trimp")


def recent_loads(view: View, days: int, w: Windows, more: tuple[str, ...] = ()) -> pl.DataFrame:
    """The sessions of the last `days` with their load; `more` are columns that are read beside those it is weighed by.

    The resting heart rate and the runner's own ratio are only looked for where they are needed.
    """
    sessions = view.sessions.look(Reach(days=days, columns=(*WEIGHS, *more)))
    rated = pl.col("rpe").is_between(0, HARDEST_RPE) & pl.col("minutes").is_not_null()
    by_heart = pl.col("heart_rate").is_not_null() | pl.col("trimp").is_not_null()
    if sessions.filter(by_heart & ~rated.fill_null(value=False)).is_empty():
        rested = pl.DataFrame(schema={"who": view.athletes.schema["who"], "hr_rest": pl.Float64})
    else:
        rested = view.days.middle("resting_hr").rename({"resting_hr": "hr_rest"})
    beats = heart_rates(view.athletes, rested, view.now, w)
    known = weighed(sessions, beats, w)
    unrated = known.filter(pl.col("by_rpe").is_null() & pl.col("by_heart").is_not_null())
    both = Reach(of=pl.col("rpe").is_not_null() & by_heart, columns=WEIGHS)
    pairs = view.only(unrated["who"].unique()).sessions.look(both)
    return in_one_unit(known, own_ratio(weighed(pairs, beats, w)), w)
