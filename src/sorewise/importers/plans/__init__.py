"""Plans in: what a runner means to do, from a calendar, intervals.icu, a table, typed lines or our own JSON.

    read = read_plan(data, "spring.ics", today=date(2026, 6, 13), zone="Europe/Berlin")

The content decides what it is, never the name. Whatever the bytes are, nothing raises: what was not understood is a
problem with its place, and the rest is kept. Nothing is saved here.
"""

from __future__ import annotations

from datetime import date

from sorewise.importers.plans.found import PlanRead, plan_of
from sorewise.importers.plans.recognise import read_as
from sorewise.model.records import ImportProblem

MEGABYTE = 1024 * 1024
MOST_BYTES = 32 * MEGABYTE

__all__ = ["PlanRead", "read_plan", "typed_plan"]


def read_plan(data: bytes, name: str, *, today: date, zone: str) -> PlanRead:
    """The plan in a file's bytes.

    `name` is the file's, for problems and for the plan's id where it says none of its own; `zone` is the runner's
    ("Europe/Berlin"), in which sessions of another zone get their day.
    """
    if not data.strip():
        return PlanRead(problems=(ImportProblem(path=name, code="empty_file"),))
    if len(data) > MOST_BYTES:
        values = {"bytes": len(data), "most": MOST_BYTES}
        return PlanRead(problems=(ImportProblem(path=name, code="too_large", values=values),))
    return read_as(data, name, plan_of(name), today, zone)


def typed_plan(text: str, *, today: date, zone: str) -> PlanRead:
    """The plan that somebody typed; the same door, for text."""
    return read_plan(text.encode(), "typed", today=today, zone=zone)
