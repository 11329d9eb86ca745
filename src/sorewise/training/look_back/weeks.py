"""The load of the last weeks: one bar a week, and where short-term and long-term load stood. No rule reads it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import polars as pl

from sorewise.training.load import load_series, session_loads
from sorewise.training.look_back.ground import WEEKS, Look
from sorewise.training.now import aged, days_ago


@dataclass(frozen=True, slots=True, kw_only=True)
class Week:
    """Seven days up to `last`: what was done, and ATL, CTL and TSB on the last of them.

    `load` is RPE x minutes, None while that of any session is unknown or the record had not begun. `km` counts running
    only; `longest_km` is the longest run.
    """

    first: date
    last: date
    sessions: int
    km: float
    minutes: float
    longest_km: float | None
    load: float | None
    atl: float | None
    ctl: float | None
    tsb: float | None


def weeks(look: Look, *, count: int = WEEKS) -> tuple[Week, ...]:
    """The last weeks, oldest first; the last of them ends today, so that every bar is a whole week."""
    done = _done(look, count)
    states = _states(look)
    lasts = [look.today - timedelta(weeks=ago) for ago in range(count)]
    return tuple(_week(last, done.get(ago, {}), states.get(last, {})) for ago, last in enumerate(lasts))[::-1]


def _done(look: Look, count: int) -> dict[int, dict[str, Any]]:
    """What was done in each week, by how many weeks ago it ended."""
    run = pl.when("run").then("km")
    rows = (
        look.sessions.filter(aged(look.now, 0, 7 * count - 1))
        .group_by(ago=days_ago(look.now) // 7)
        .agg(sessions=pl.len(), km=run.sum(), minutes=pl.col("minutes").sum(), longest_km=run.max())
    )
    return {row.pop("ago"): row for row in rows.iter_rows(named=True)}


def _states(look: Look) -> dict[date, dict[str, Any]]:
    loads = session_loads(look.sessions, look.athletes, look.nights, look.now, look.windows)
    series = load_series(loads, look.now, look.windows).filter(days_ago(look.now) % 7 == 0)
    return {row["day"]: row for row in series.iter_rows(named=True)}


def _week(last: date, done: dict[str, Any], state: dict[str, Any]) -> Week:
    return Week(
        first=last - timedelta(days=6),
        last=last,
        sessions=done.get("sessions", 0),
        km=done.get("km", 0.0),
        minutes=done.get("minutes", 0.0),
        longest_km=done.get("longest_km"),
        load=state.get("week"),
        **{name: state.get(name) for name in ("atl", "ctl", "tsb")},
    )
