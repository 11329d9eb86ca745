"""Plans in: what a runner means to do, from a calendar, intervals.icu, a table, typed lines or our own JSON.

    read = read_plan(data, "spring.ics", today=date(2026, 6, 13), zone="Europe/Berlin")

The content decides what it is, never the name. Whatever the bytes are, nothing raises: what was not understood is a
problem with its place, and the rest is kept. Nothing is saved here.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from sorewise.importers.plans.found import MOST_TOLD, PlanRead, plan_of, slug
from sorewise.importers.plans.recognise import is_calendar, read_as, read_calendars
from sorewise.model.records import ImportProblem

MEGABYTE = 1024 * 1024
MOST_BYTES = 32 * MEGABYTE

__all__ = ["PlanRead", "read_plan", "read_plans", "typed_plan"]


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


def read_plans(files: Iterable[tuple[bytes, str]], name: str, *, today: date, zone: str) -> PlanRead:
    """The plan in the files of a folder called `name`: (bytes, path) of each, in any order.

    Calendars are read as one, so that the newest version of an event counts wherever it is; what is no calendar is
    told. A folder with one file is that file.
    """
    every = sorted(files, key=lambda file: file[1])
    calendars = [(data, path) for data, path in every if is_calendar(data)]
    if not calendars:
        if len(every) == 1:
            return read_plan(every[0][0], every[0][1], today=today, zone=zone)
        return PlanRead(problems=(ImportProblem(path=name, code="no_calendars"),))
    others = tuple(ImportProblem(path=path, code="not_a_calendar") for data, path in every if not is_calendar(data))
    size = sum(len(data) for data, _ in calendars)
    if size > MOST_BYTES:
        return PlanRead(
            problems=(ImportProblem(path=name, code="too_large", values={"bytes": size, "most": MOST_BYTES}),)
        )
    found = read_calendars(calendars, name, slug(name), today, zone)
    return replace(found, problems=(*found.problems, *others[:MOST_TOLD]))


def typed_plan(text: str, *, today: date, zone: str) -> PlanRead:
    """The plan that somebody typed; the same door, for text."""
    return read_plan(text.encode(), "typed", today=today, zone=zone)
