"""What kind each session was, where neither its file nor the runner says: by its name, its stream and the runs before.

Every kind that is told here has a reason (`by`). A session is held against what the runner did before its day, never
after it, so that a kind does not change as the record grows; too short a record leaves a kind unknown.
"""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from sorewise.training.names import LEGS, NOT_LEGS, kind_said, race_said, says
from sorewise.training.past import LONGEST_S, MORE_THAN_DAYS, burdens, highest_heart_rate, local_day, possible
from sorewise.training.windows import Windows

FASTEST_M_S = 8.0
SETS_ARE_KNOWN = ("fit", "hand", "sorewise")
"""Who says of a strength session whether it trained the legs; for other sources only its name can."""

DISTANCES: Mapping[str, tuple[float, str]] = {
    "5k": (5.0, "race_5k_ratio"),
    "10k": (10.0, "race_10k_ratio"),
    "half": (21.0975, "race_half_ratio"),
    "marathon": (42.195, "race_marathon_ratio"),
}
"""Race -> its km, and the window that says how much faster than usual it is run."""

KIND_BY: Mapping[str, str] = {
    "race_name": "race",
    "race_pace": "race",
    "repeats": "intervals",
    "hill_repeats": "hills",
    "hilly": "hills",
    "fast_block": "tempo",
    "fast": "tempo",
    "heart_high": "tempo",
    "longer": "long",
    "hours": "long",
    "slower": "recovery",
    "as_usual": "easy",
    "heart_low": "easy",
    "legs_name": "strength",
    "legs_open": "strength",
    "not_legs_name": "strength",
}
"""Reason -> kind; the reason "name" has the kind that the name says."""
RACES = ("race_name", "race_pace")


BODY = ("birth_year", "age", "hr_max")


def with_kinds(past: pl.DataFrame, athletes: pl.DataFrame, w: Windows) -> pl.DataFrame:
    """`past` with `kind`, `legs` and what follows from them told as far as can be.

    Adds `by` (the reason where the kind was told here, else null), `steep_down` (it lost unusually much height; null
    where that cannot be known) and what they were told from: `m_s`, `best_m_s`, `usual_m_s`, `usual_km`,
    `usual_down_m`, `up_m_km`, `hr_share`.
    """
    told = _with_usual(past, athletes, w).with_columns(by=_reason(w), said=kind_said(), steep_down=_steep_down(w))
    kind = pl.when(pl.col("by") == "name").then("said").otherwise(pl.col("by").replace_strict(KIND_BY, default=None))
    return told.with_columns(
        kind=pl.coalesce("kind", kind),
        legs=pl.col("legs") | pl.col("by").is_in(["legs_name", "legs_open"]).fill_null(value=False),
    ).with_columns(**burdens(w))


def _with_usual(past: pl.DataFrame, athletes: pl.DataFrame, w: Windows) -> pl.DataFrame:
    """Speeds in m/s, and the middle of the runs of some weeks before the day: `usual_m_s`, `usual_km`, ..."""
    moving_s = pl.coalesce(possible("moving_s", LONGEST_S), pl.col("minutes") * 60)
    m_s = pl.col("km") * 1000 / moving_s
    own_day = local_day("start")
    day = own_day.to_physical().cast(pl.Int64)
    body = athletes.select("who", *BODY)
    known = past.join(body, on="who", how="left", maintain_order="left").with_columns(
        by_age=highest_heart_rate(own_day, w),
        m_s=pl.when(m_s <= FASTEST_M_S).then(m_s),
        # One number for athlete and day; travel may turn the local day back by one.
        at=(pl.col("who").cast(pl.Int64) * MORE_THAN_DAYS + day).cum_max(),
        up_m_km=pl.when(pl.col("ascent_m") >= 0).then("ascent_m") / pl.col("km"),
    )
    run = pl.col("run")
    return known.with_columns(
        best_m_s=pl.max_horizontal("m_s", "best_20min_m_s"),
        usual_m_s=_usual(pl.when(run).then("m_s"), w.kind_days, w.kind_values),
        usual_km=_usual(pl.when(run).then("km"), w.kind_days, w.kind_values),
        usual_down_m=_usual(pl.when(run).then("descent_m"), w.downhill_habit_days, w.downhill_values),
        hr_share=pl.col("heart_rate") / _highest(w),
        **{f"best_{race}": _best(km, w) for race, (km, _) in DISTANCES.items()},
    ).drop(BODY)


def _usual(value: pl.Expr, days: int, least: int) -> pl.Expr:
    """The middle of the values of so many days before the day, if there are enough."""
    return value.rolling_median_by("at", window_size=f"{days}i", closed="left", min_samples=least)


def _highest(w: Windows) -> pl.Expr:
    """The highest heart rate: as told, else by age, or what a run reached up to now, if it is more."""
    reached = pl.when("run").then("heart_rate_peak")
    before = reached.rolling_max_by("at", window_size=f"{w.kind_best_days}i", closed="left")
    most = pl.max_horizontal("by_age", reached, before)
    return pl.coalesce("hr_max", pl.when(pl.col("by_age").is_not_null()).then(most))


def _best(km: float, w: Windows) -> pl.Expr:
    """The highest speed, in the days before, of a run that was no shorter than a race of this length."""
    long_enough = pl.col("run") & (pl.col("km") >= km * (1 - w.race_within))
    speed = pl.when(long_enough).then("m_s")
    return speed.rolling_max_by("at", window_size=f"{w.kind_best_days}i", closed="left")


def _reason(w: Windows) -> pl.Expr:
    """The first reason that holds; null where the kind is told, or nothing tells it."""
    strength = pl.col("sport") == "strength"
    open_ = (
        strength & ~pl.col("legs") & ~pl.col("fixed").fill_null(value=False) & ~pl.col("source").is_in(SETS_ARE_KNOWN)
    )
    run = pl.col("run") & pl.col("kind").is_null()
    reasons: dict[str, pl.Expr] = {
        "not_legs_name": open_ & says(NOT_LEGS) & ~says(LEGS),
        "legs_name": open_ & says(LEGS),
        "legs_open": open_,
        "race_name": pl.col("kind").is_null() & ~strength & race_said(_about("half", w), _about("marathon", w)),
        "name": run & kind_said().is_not_null(),
        **{name: run & holds for name, holds in {**_hard(w), **_gentle(w)}.items()},
    }
    chain: pl.Expr = pl.lit(None, pl.String)
    for name, holds in reversed(reasons.items()):
        chain = pl.when(holds).then(pl.lit(name)).otherwise(chain)
    return chain


def _hard(w: Windows) -> dict[str, pl.Expr]:
    """What asks much of the legs, the most telling first."""
    bouts, length_s, bout_m_s = pl.col("bouts"), pl.col("bout_s"), pl.col("bout_m_s")
    between, up, usual = pl.col("between_m_s"), pl.col("bout_up_m"), pl.col("usual_m_s")
    alike = pl.col("bout_spread") <= w.repeat_spread
    short = (length_s <= w.repeat_longest_min * 60) & (bouts * length_s >= w.repeats_min * 60)
    repeats = (bouts >= w.repeats) & alike & short & (bout_m_s > between.fill_null(0))
    steep = (up >= w.repeat_up_m) & (up >= w.repeat_slope * bout_m_s * length_s)
    quicker = (bout_m_s >= w.repeat_ratio * usual).fill_null(value=True)
    # In the mountains the ground makes bouts of its own.
    mountains = (pl.col("up_m_km") >= w.hilly_m_per_km).fill_null(value=False)
    few_or_long = (bouts < w.repeats) | (length_s > w.repeat_longest_min * 60)
    block = few_or_long & (bouts * length_s >= w.tempo_min * 60)
    return {
        "race_pace": pl.any_horizontal(_raced(race, w) for race in DISTANCES),
        "hill_repeats": repeats & steep,
        "repeats": repeats & quicker & ~mountains & ~steep.fill_null(value=False),
        "fast_block": block & (bout_m_s >= w.block_ratio * usual),
        "fast": (pl.col("minutes") >= w.tempo_min) & _fast(w),
        "heart_high": (pl.col("minutes") >= w.tempo_min) & (pl.col("hr_share") >= w.tempo_hr_share),
        "longer": (pl.col("km") >= w.long_ratio * pl.col("usual_km")) & (pl.col("minutes") >= w.long_from_min),
        "hours": (pl.col("minutes") >= w.long_min) & pl.col("usual_km").is_null(),
        "hilly": (pl.col("up_m_km") >= w.hilly_m_per_km) & (pl.col("ascent_m") >= w.hilly_from_m),
    }


def _gentle(w: Windows) -> dict[str, pl.Expr]:
    """What asks little; only what was not felt as hard."""
    calm = (pl.col("rpe") < w.hard_rpe).fill_null(value=True)
    speed, usual = pl.col("m_s"), pl.col("usual_m_s")
    flat = (pl.col("up_m_km") <= w.hilly_m_per_km / 2).fill_null(value=True)
    short = pl.col("km") <= w.recovery_length * pl.col("usual_km")
    return {
        "slower": calm & flat & short & (speed <= w.recovery_ratio * usual),
        "as_usual": calm & (speed < w.tempo_ratio * usual),
        "heart_low": calm & (pl.col("hr_share") <= w.easy_hr_share),
    }


def _fast(w: Windows) -> pl.Expr:
    """The whole run, or its best twenty minutes, was faster than usual; downhill all the way does not count."""
    level = (pl.col("descent_m") <= pl.col("ascent_m") + w.hilly_from_m).fill_null(value=True)
    return level & (pl.col("best_m_s") >= w.tempo_ratio * pl.col("usual_m_s"))


def _steep_down(w: Windows) -> pl.Expr:
    """Whether a session on foot lost much more height than the runner's usual run; null where that is not known."""
    down, usual = pl.col("descent_m"), pl.col("usual_down_m")
    unusual = pl.when(down < w.downhill_from_m).then(pl.lit(value=False)).otherwise(down >= w.downhill_ratio * usual)
    return pl.when(pl.col("sport").is_in(["run", "walk"])).then(unusual)


def _about(race: str, w: Windows) -> pl.Expr:
    """Whether the run was as long as this race."""
    km, _ = DISTANCES[race]
    return (pl.col("km") / km).is_between(1 - w.race_within, 1 + w.race_within)


def _raced(race: str, w: Windows) -> pl.Expr:
    """As long as this race, evenly much faster than usual, no slower than the best of the year, with a racing heart."""
    speed, ratio = pl.col("m_s"), float(getattr(w, DISTANCES[race][1]))
    best = (speed >= pl.col(f"best_{race}") * (1 - w.race_within)).fill_null(value=True)
    heart = (pl.col("hr_share") >= w.race_hr_share).fill_null(value=True)
    even = pl.col("best_m_s") <= w.race_even * speed
    return _about(race, w) & even & (speed >= ratio * pl.col("usual_m_s")) & best & heart
