"""The values that facts can have: what a slip of a device or decades between two records make is held at the limit."""

from __future__ import annotations

import polars as pl

_HOURS, _DAYS, _YEARS_OF_DAYS = (0, 87_600), (0, 3650), (0, 36_500)
LIMITS: dict[str, tuple[float, float]] = {
    "last_session_hours_ago": _HOURS,
    "hours_since_leg_strength": _HOURS,
    "trigger_hours": _HOURS,
    "hours_since_onset": (0, 8760),
    "days_since_race": _YEARS_OF_DAYS,
    "days_off_running": _YEARS_OF_DAYS,
    "days_since_fever": _DAYS,
    "days_sore": _DAYS,
    "fatigue_days_high": _DAYS,
    "limp_days": _DAYS,
    "illness_days": (0, 365),
    "last_spike_pct": (-100, 100_000),
    "wellness_z": (-10, 10),
    "age": (5, 120),
    "experience_years": (0, 90),
}
"""The ranges of `facts.toml` that a record of any age or a division could leave; a test holds the two together."""


def within_limits(facts: pl.DataFrame) -> pl.DataFrame:
    """The same with these facts held within their limits."""
    return facts.with_columns(
        pl.col(fact).clip(low, high) for fact, (low, high) in LIMITS.items() if fact in facts.columns
    )
