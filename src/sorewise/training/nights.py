"""What the nights say: resting heart rate, HRV, sleep and the ratings of the morning."""

from __future__ import annotations

from collections.abc import Callable

import polars as pl

from sorewise.training.now import KEPT, Day, aged
from sorewise.training.past import by_day, midway, span
from sorewise.training.rows import Reach
from sorewise.training.view import View
from sorewise.training.windows import Windows

RESTING_HR = (25, 150)
RMSSD_MS = (1, 400)
SLEEP_S = (0, 16 * 3600)
"""What `facts.toml` takes as possible; anything else was not measured."""

OURS = "sorewise"
SCALES = {
    OURS: {"fatigue": (10, 0), "soreness": (10, 0), "sleep_quality": (1, 5)},
    "intervals.icu": {"fatigue": (4, 1), "soreness": (4, 1), "stress": (4, 1), "sleep_quality": (4, 1)},
    "pmsys": {"fatigue": (1, 5), "soreness": (1, 5), "stress": (1, 5), "sleep_quality": (1, 5)},
}
"""Scale -> rating -> its worst and its best answer.

Mood is on none of them: on intervals.icu its direction is disputed. Nor is the scale "garmin": its stress is the mean
of a whole day, which no morning knows.
"""
ITEMS = ("fatigue", "soreness", "stress", "sleep_quality")
ROUNDING = 1e-9
"""A spread below this is the rounding of equal numbers."""
SLEEP_QUALITY = {"intervals.icu": {1: 5, 2: 4, 3: 3, 4: 1}}
"""Where sleep quality is not 1-5 with 5 good: the answer it stands for."""


def past_nights(nights: pl.DataFrame, now: Day) -> pl.DataFrame:
    """The clean nights up to today's."""
    return clean_nights(nights).filter(pl.col("day") <= now.today)


def clean_nights(nights: pl.DataFrame) -> pl.DataFrame:
    """Nights with impossible values unknown; ratings without a scale are ours if given by hand.

    No sleep at all is believed when a person says it; from a device it means not worn.
    """
    by_hand = pl.col("source").is_in(["hand", OURS])
    slept = _within("sleep_s", SLEEP_S)
    scale = pl.when((pl.col("scale") == "") & by_hand).then(pl.lit(OURS)).otherwise(pl.col("scale"))
    return nights.with_columns(
        resting_hr=_within("resting_hr", RESTING_HR),
        hrv_rmssd=_within("hrv_rmssd", RMSSD_MS),
        ln_rmssd=_within("hrv_rmssd", RMSSD_MS).log(),
        sleep_h=pl.when(by_hand | (slept > 0)).then(slept) / 3600,
        scale=scale.fill_null(""),
    )


def _within(name: str, bounds: tuple[float, float]) -> pl.Expr:
    return pl.when(pl.col(name).is_between(*bounds)).then(pl.col(name))


def measured(nights: pl.DataFrame) -> pl.DataFrame:
    """One row a day with what was measured, from `clean_nights`; several values (two devices) count as their mean."""
    return by_day(nights, midway("resting_hr", "hrv_rmssd", "ln_rmssd", "sleep_h"))


def night_facts(view: View, w: Windows) -> pl.DataFrame:
    """Resting heart rate, HRV and sleep of today and of the days before, from `measured`.

    A baseline leaves out the days that it is held against.
    """
    now, measured_as = view.now, ("resting_hr", "hrv_rmssd", "ln_rmssd", "sleep_h")
    far = max(w.rhr_days, w.hrv_days + w.hrv_base_days, w.sleep_days)
    days = view.days.look(Reach(days=far, columns=measured_as))
    rhr, hrv, slept = pl.col("resting_hr"), pl.col("ln_rmssd"), pl.col("sleep_h")
    today, rhr_base = aged(now, 0, 0), aged(now, 1, w.rhr_days)
    week, before = aged(now, 0, w.hrv_days - 1), aged(now, w.hrv_days, w.hrv_days + w.hrv_base_days - 1)
    nap = aged(now, 0, w.sleep_days - 1)
    return days.group_by("who").agg(
        rhr_today=rhr.filter(today).last(),
        rhr_base=_enough(rhr.filter(rhr_base), w.base_values, pl.Expr.median),
        hrv_today=pl.col("hrv_rmssd").filter(today).last(),
        hrv7_ln=_enough(hrv.filter(week), w.hrv_values, pl.Expr.mean),
        hrv_base_ln=_enough(hrv.filter(before), w.base_values, pl.Expr.mean),
        hrv_base_sd=_enough(hrv.filter(before), w.base_values, pl.Expr.std),
        sleep_h=slept.filter(today).last(),
        sleep_avg7_h=_enough(slept.filter(nap), w.sleep_values, pl.Expr.mean),
        **{"why.night.day": pl.col("day").filter(today).last()},
        **span(now, "rhr_base", rhr_base & rhr.is_not_null()),
        **span(now, "hrv7", week & hrv.is_not_null()),
        **span(now, "hrv_base", before & hrv.is_not_null()),
        **span(now, "sleep7", nap & slept.is_not_null()),
    )


def _enough(values: pl.Expr, least: int, of: Callable[[pl.Expr], pl.Expr]) -> pl.Expr:
    """The mean (or what is asked for) of the values, unknown if there are not enough of them."""
    return pl.when(values.count() >= least).then(of(values))


def sleep_quality(view: View) -> pl.DataFrame:
    """`sleep_quality` 1-5 (5 very well) of today's night; of several, the worst."""
    known = [
        pl.when(pl.col("scale") == scale).then(
            pl.col("sleep_quality").replace_strict(SLEEP_QUALITY[scale], default=None, return_dtype=pl.Float64)
            if scale in SLEEP_QUALITY
            else _within("sleep_quality", (1, 5)).floor()
        )
        for scale in SCALES
    ]
    nights = view.nights.look(Reach(days=0, columns=("scale", "sleep_quality")))
    return (
        nights.filter(aged(view.now, 0, 0))
        .group_by("who")
        .agg(sleep_quality=pl.coalesce(known).min().cast(pl.Int64), **{"why.quality.day": pl.col("day").last()})
    )


def wellness(view: View, w: Windows) -> pl.DataFrame:
    """`wellness_z`: today's ratings against the runner's own days before, in standard deviations; below 0 is worse.

    The composite of a day is the mean of its ratings, each brought to 0 (worst) .. 1 (best). It is compared only with
    days on the same scale with the same ratings, at least `wellness_items` of them; of several scales the worst counts.
    """
    now = view.now
    rated = _rated(view.only(_rated(view, 0)["who"].unique()), w.wellness_days)
    goodness = [pl.coalesce(_goodness(item, scale) for scale in SCALES).alias(item) for item in ITEMS]
    days = (
        rated.with_columns(goodness)
        .group_by("who", "scale", "day", maintain_order=True)  # so that sums are of one order
        .agg(KEPT.first(), midway(*ITEMS))
        .with_columns(items=pl.concat_str([pl.col(item).is_not_null().cast(pl.Int8) for item in ITEMS]))
        .with_columns(composite=pl.mean_horizontal(ITEMS), count=pl.sum_horizontal(pl.col(ITEMS).is_not_null()))
        .filter(pl.col("count") >= w.wellness_items)
    )
    today, composite = aged(now, 0, 0), pl.col("composite")
    usual, spread = (_enough(composite.filter(~today), w.base_values, of) for of in (pl.Expr.mean, pl.Expr.std))
    z = (composite.filter(today).first() - usual) / spread
    return (
        days.group_by("who", "scale", "items")
        .agg(wellness_z=pl.when(spread > ROUNDING).then(z), **span(now, "wellness", ~today))
        .drop_nulls("wellness_z")
        .sort("who", "wellness_z")
        .group_by("who")
        .first()
        .drop("scale", "items")
    )


def _rated(view: View, days: int) -> pl.DataFrame:
    """The ratings of the last days, from nights and morning check-ins: a check-in's pain is its soreness."""
    asked_items = ("fatigue", "sleep_quality", "pain")
    rated_night, rated_morning = (pl.any_horizontal(pl.col(items).is_not_null()) for items in (ITEMS, asked_items))
    nights = view.nights.look(Reach(of=rated_night, days=days, columns=("scale", *ITEMS)))
    morning = (pl.col("phase") == "morning") & rated_morning
    check_ins = view.check_ins.look(Reach(of=morning, days=days, columns=asked_items))
    asked = check_ins.select(
        "who", "day", KEPT, "fatigue", "sleep_quality", soreness="pain", scale=pl.lit(OURS, pl.String)
    )
    rated = pl.concat([nights.select("who", "day", KEPT, "scale", *ITEMS), asked], how="diagonal_relaxed")
    return rated.filter(aged(view.now, 0, days))


def _goodness(item: str, scale: str) -> pl.Expr:
    worst, best = SCALES[scale].get(item, (0, 0))
    if worst == best:
        return pl.lit(None, pl.Float64)
    value = _within(item, (min(worst, best), max(worst, best)))
    return pl.when(pl.col("scale") == scale).then((value - worst) / (best - worst))
