"""The nights: resting heart rate beside the runner's own baseline, sleep beside the mean of its week."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import polars as pl

from sorewise.training.look_back.ground import Look
from sorewise.training.now import aged
from sorewise.training.past import by_day, midway

NIGHTS = 56


@dataclass(frozen=True, slots=True, kw_only=True)
class NightSeen:
    """One night: beats a minute and hours, with what a rule of that morning held them against; None is unknown.

    `rhr_base` is the median of the days before, `sleep_week_h` the mean of the week up to this night; both are unknown
    where too few nights were measured.
    """

    day: date
    rhr: float | None
    rhr_base: float | None
    sleep_h: float | None
    sleep_week_h: float | None


def nights_seen(look: Look, *, days: int = NIGHTS) -> tuple[NightSeen, ...]:
    """The nights of the last days that measured something, oldest first."""
    w = look.windows
    recent = look.nights.filter(aged(look.now, 0, days + max(w.rhr_days, w.sleep_days)))
    rows = (
        by_day(recent, midway("resting_hr", "sleep_h"))
        .with_columns(at=pl.col("day").to_physical().cast(pl.Int64))
        .select(
            "day",
            rhr="resting_hr",
            rhr_base=pl.col("resting_hr").rolling_median_by(
                "at", window_size=f"{w.rhr_days}i", closed="left", min_samples=w.base_values
            ),
            sleep_h="sleep_h",
            sleep_week_h=pl.col("sleep_h").rolling_mean_by(
                "at", window_size=f"{w.sleep_days}i", closed="right", min_samples=w.sleep_values
            ),
        )
        .filter(aged(look.now, 0, days - 1) & (pl.col("rhr").is_not_null() | pl.col("sleep_h").is_not_null()))
    )
    return tuple(NightSeen(**row) for row in rows.iter_rows(named=True))
