"""What the sample runner means to do in the fortnight from a Thursday on: days and sessions as in the record."""

from __future__ import annotations

from datetime import date, time, timedelta
from typing import Literal

from sorewise.model.plan import PlanKind, PlannedSession, Repeat, Step, Target

NAME = "sample-plan"


def sample_plan(today: date) -> tuple[PlannedSession, ...]:
    """Two weeks of sessions, today's intervals first."""
    return (
        _intervals("sample-intervals", today),
        _run("sample-easy-1", today, 1, "easy", 7, 7.0),
        _run("sample-long-1", today, 3, "long", 9, 14.5, key=True),
        _run("sample-tempo", today, 5, "tempo", 18, 9.0, key=True),
        _legs("sample-legs", today, 6),
        _run("sample-easy-2", today, 8, "easy", 7, 7.0),
        _run("sample-long-2", today, 10, "long", 9, 15.0, key=True),
        _run("sample-easy-3", today, 12, "easy", 18, 8.0),
    )


def _run(
    name: str, today: date, ahead: int, kind: PlanKind, hour: int, km: float, *, key: bool = False
) -> PlannedSession:
    return PlannedSession(
        id=name,
        day=today + timedelta(days=ahead),
        start=time(hour),
        kind=kind,
        distance_m=km * 1000,
        duration_s=round(km * 6) * 60.0,
        key=key,
        plan=NAME,
        source="sample",
    )


def _legs(name: str, today: date, ahead: int) -> PlannedSession:
    return PlannedSession(
        id=name,
        day=today + timedelta(days=ahead),
        start=time(19),
        kind="strength_leg",
        duration_s=2700,
        plan=NAME,
        source="sample",
    )


def _intervals(name: str, today: date) -> PlannedSession:
    return PlannedSession(
        id=name,
        day=today,
        kind="intervals",
        duration_s=3300,
        distance_m=9000,
        steps=(
            _minutes("warmup", 15, 2, 3),
            Repeat(times=6, steps=(_minutes("active", 3, 8, 8), _minutes("recovery", 2, 2, 2))),
            _minutes("cooldown", 10, 2, 2),
        ),
        key=True,
        plan=NAME,
        source="sample",
    )


def _minutes(
    role: Literal["warmup", "active", "recovery", "cooldown"], minutes: float, low: float, high: float
) -> Step:
    return Step(role=role, duration_s=minutes * 60, target=Target(kind="rpe", low=low, high=high))
