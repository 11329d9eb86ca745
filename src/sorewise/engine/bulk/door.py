"""Columns in the words of the door, made into rule facts: the columns' form of `model.intake`.

What a table says of a rule fact itself goes before what could be worked out of others.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping

import polars as pl

from sorewise.model.facts import Fact

Number = Callable[[str], float]
DAY = "day"
"""The local date of a row, by which a year of birth becomes an age."""

NEEDS: dict[str, tuple[str, ...]] = {
    "rhr_delta": ("rhr_today", "rhr_base"),
    "pain_change": ("pain_now", "pain_start"),
    "hrv_z": ("hrv7_ln", "hrv_base_ln", "hrv_base_sd"),
    "planned_spike_pct": ("planned_km", "longest_run_30d_km"),
    "break_is_usual": ("days_off_running", "usual_gap_days"),
    "age": ("birth_year", DAY),
    "over_plan_limit": ("pain", "plan_pain_limit"),
}
"""Rule fact -> the columns it can be worked out of."""


def opened(frame: pl.LazyFrame, columns: Collection[str], number: Number) -> tuple[pl.LazyFrame, set[str]]:
    """Add the rule facts that the columns of a table stand for; `number` gives a threshold by name.

    Returns which columns there are then, too.
    """
    readings = _readings(columns, number)
    made = {name: formula for name, formula in _formulas(number).items() if {*NEEDS[name]} <= {*columns}}
    frame = frame.with_columns(**readings).with_columns(
        (pl.coalesce(name, formula) if name in columns else formula).alias(name) for name, formula in made.items()
    )
    return frame, {*columns, *readings, *made}


def _formulas(number: Number) -> dict[str, pl.Expr]:
    """Each rule fact of several numbers; unknown where one of them is."""
    spread, longest = pl.col("hrv_base_sd"), pl.col("longest_run_30d_km")
    return {
        "rhr_delta": pl.col("rhr_today") - pl.col("rhr_base"),
        "pain_change": pl.col("pain_now") - pl.col("pain_start"),
        "hrv_z": pl.when(spread != 0).then((pl.col("hrv7_ln") - pl.col("hrv_base_ln")) / spread),
        "planned_spike_pct": pl.when(longest != 0).then((pl.col("planned_km") / longest - 1) * 100),
        "break_is_usual": pl.col("days_off_running") <= number("usual_gap_factor") * pl.col("usual_gap_days"),
        "age": pl.col(DAY).dt.year() - pl.col("birth_year") - 1,  # the birthday may still come
        "over_plan_limit": pl.col("pain") > pl.col("plan_pain_limit"),
    }


def _readings(columns: Collection[str], number: Number) -> dict[str, pl.Expr]:
    """What two answers to one question mean: the more careful of them."""
    found = {}
    if "temp_c" in columns:
        warm = pl.col("temp_c") >= number("fever_c")
        told = pl.col("fever") if "fever" in columns else pl.lit(None, pl.Boolean)
        found["fever"] = pl.when(warm.is_null()).then(told).otherwise(told.fill_null(value=False) | warm)
    if {"training_mistake", "last_session_hours_ago"} <= {*columns}:
        long_ago = (pl.col("last_session_hours_ago") > number("mistake_h")).fill_null(value=False)
        found["training_mistake"] = pl.col("training_mistake") & ~long_ago
    if "pain_before_dose" in columns:
        found["pain"] = pl.max_horizontal("pain_before_dose", "pain")
    return found


def of_places(columns: Collection[str], facts: Mapping[str, Fact], number: Number) -> dict[str, pl.Expr]:
    """What the door says of a place: whether a tablet may hide pain, and whether a referral was said already."""
    before = pl.col("pain_before_dose").is_not_null() if "pain_before_dose" in columns else pl.lit(value=False)
    tablet = pl.col("painkiller_12h")
    clear = tablet.is_not_null() & (~tablet | before)
    none, days = facts["referral_status"].default, facts["referral_days"].default
    known = (pl.col("referral_status").fill_null(none) != none) & (
        pl.col("referral_days").fill_null(days) <= number("referral_keeps_days")
    )
    if "referral_pain" in columns:
        risen = pl.col("pain").fill_null(0) >= pl.col("referral_pain") + number("referral_pain_rise")
        known &= ~risen.fill_null(value=False)
    return {
        "pain_masked": pl.coalesce("pain_masked", pl.when(clear).then(pl.lit(value=False))),
        "referral_known": pl.coalesce("referral_known", known),
    }
