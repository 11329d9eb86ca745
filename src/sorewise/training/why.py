"""Which records each fact came from, in data terms: the screen that shows imported facts for correction reads this."""

from __future__ import annotations

from collections.abc import Mapping

MORNING: dict[str, tuple[str, str]] = {
    "last_session_type": ("session", "last_session"),
    "last_session_hours_ago": ("session", "last_session"),
    "last_spike_pct": ("session", "last_outing"),
    "last_downhill": ("session", "last_foot"),
    "hours_since_leg_strength": ("session", "leg_strength"),
    "leg_strength_habitual": ("session", "leg_strength"),
    "days_since_race": ("session", "race"),
    "race_type": ("session", "race"),
    "days_off_running": ("session", "last_run"),
    "usual_gap_days": ("runs", "gaps"),
    "longest_run_30d_km": ("session", "longest_run"),
    "monotony": ("days with sessions", "week"),
    "planned_type": ("planned session", "plan"),
    "planned_km": ("planned session", "plan"),
    "rhr_today": ("night", "night"),
    "rhr_base": ("nights", "rhr_base"),
    "hrv_today": ("night", "night"),
    "hrv7_ln": ("nights", "hrv7"),
    "hrv_base_ln": ("nights", "hrv_base"),
    "hrv_base_sd": ("nights", "hrv_base"),
    "sleep_h": ("night", "night"),
    "sleep_avg7_h": ("nights", "sleep7"),
    "sleep_quality": ("night", "quality"),
    "wellness_z": ("days with ratings", "wellness"),
    "fatigue_days_high": ("days with check-ins", "tired"),
    "illness_days": ("days with check-ins", "ill"),
    "limp_days": ("days with check-ins", "limping"),
    "days_since_fever": ("check-in", "fever"),
    "usual_eases": ("check-ins", "eases"),
    "similar_episodes_8w": ("check-ins", "similar"),
    "recurs_same_spot": ("check-ins", "similar"),
    "age": ("profile", ""),
    "experience_years": ("profile, runs", "runs"),
    "first_weeks": ("profile, runs", "runs"),
}
"""Fact of the morning -> what kind of record, and the name of the `why.*` columns that hold which."""

SPOT: dict[str, tuple[str, str]] = {
    "days_sore": ("check-ins", "complaint"),
    "trend": ("check-ins", ""),
    "trigger_hours": ("session", "trigger"),
    "hours_since_onset": ("check-ins", "complaint"),
    "next_am_vs_before": ("runs", "run"),
    "settled_next_am": ("runs", "run"),
    "week_trend": ("check-ins", ""),
    "run_worse": ("check-ins", ""),
    "prior_injury_here": ("profile, check-ins", ""),
    "sorer_than_course": ("sessions up to", "course"),
}
"""The same for the facts of a sore place."""


def why(row: Mapping[str, object], told: Mapping[str, tuple[str, str]], suffix: str = "") -> dict[str, str]:
    """For each known fact of a row: `session 17 2026-11-20`, or `nights 2026-10-25..2026-11-21 n=26`."""
    return {
        fact + suffix: " ".join(filter(None, (source, _records(row, name))))
        for fact, (source, name) in told.items()
        if row.get(fact) is not None
    }


def _records(row: Mapping[str, object], name: str) -> str:
    """One record by id and day, or a span of days with the number of records in it."""
    parts = {part: row.get(f"why.{name}.{part}") for part in ("id", "day", "first", "last", "n")}
    if parts["first"] is not None:
        return f"{parts['first']}..{parts['last']} n={parts['n']}"
    return " ".join(str(part) for part in (parts["id"], parts["day"]) if part is not None)
