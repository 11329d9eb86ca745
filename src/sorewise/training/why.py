"""Which records each fact came from, in data terms: the screen that shows imported facts for correction reads this."""

from __future__ import annotations

from collections.abc import Mapping

FROM: dict[str, tuple[str, str]] = {
    "last_session_type": ("session", "last_session"),
    "last_session_hours_ago": ("session", "last_session"),
    "last_spike_pct": ("session", "last_outing"),
    "last_downhill": ("session", "last_foot"),
    "hours_since_leg_strength": ("session", "leg_strength"),
    "leg_strength_habitual": ("session", "leg_strength"),
    "days_since_race": ("session", "race"),
    "race_type": ("session", "race"),
    "days_off_running": ("session", "last_run"),
    "usual_gap_days": ("sessions", "gaps"),
    "longest_run_30d_km": ("session", "longest_run"),
    "monotony": ("sessions", "week"),
    "planned_type": ("planned session", "plan"),
    "planned_km": ("planned session", "plan"),
}
"""Fact -> what kind of record, and the name of the `why.*` columns that hold which."""


def why(row: Mapping[str, object]) -> dict[str, str]:
    """For each known fact of a row: `session 17 2026-11-20` or `nights 2026-10-25..2026-11-21 n=26`."""
    return {
        fact: f"{source} {told}"
        for fact, (source, name) in FROM.items()
        if row.get(fact) is not None
        for told in [_records({part: row.get(f"why.{name}.{part}") for part in ("id", "day", "first", "last", "n")})]
        if told
    }


def _records(parts: Mapping[str, object]) -> str:
    """One record by id and day, or a span of days with the number of records in it."""
    if parts["n"] is not None:
        return f"{parts['first']}..{parts['last']} n={parts['n']}"
    return " ".join(str(part) for part in (parts["id"], parts["day"]) if part is not None)
