"""Plans in: what a runner means to do, from a calendar, intervals.icu, a table, typed lines or our own JSON.

    read = read_plan(data, "spring.ics", today=date(2026, 6, 13), zone="Europe/Berlin")

The content decides what it is, never the name. Whatever the bytes are, nothing raises: what was not understood is a
problem with its place, and the rest is kept. Nothing is saved here.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from sorewise.importers.plans.found import MOST_TOLD, PlanRead, in_order, plan_of, slug
from sorewise.importers.plans.recognise import is_calendar, read_as, read_calendars
from sorewise.model.plan import Availability
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

    Calendars are read as one, so that the newest version of an event counts wherever it is; what else lies beside them
    is told. Without a calendar the files are parts of one plan.
    """
    every = sorted(files, key=lambda file: file[1])
    calendars = [(data, path) for data, path in every if is_calendar(data)]
    if not calendars:
        return _together([read_plan(data, path, today=today, zone=zone) for data, path in every], name)
    others = tuple(ImportProblem(path=path, code="not_a_calendar") for data, path in every if not is_calendar(data))
    size = sum(len(data) for data, _ in calendars)
    if size > MOST_BYTES:
        values = {"bytes": size, "most": MOST_BYTES}
        return PlanRead(problems=(ImportProblem(path=name, code="too_large", values=values),))
    found = read_calendars(calendars, name, slug(name), today, zone)
    return replace(found, problems=(*found.problems, *others[:MOST_TOLD]))


def _together(reads: Sequence[PlanRead], name: str) -> PlanRead:
    """Parts of one plan; a session that stands in two of them is one."""
    if not reads:
        return PlanRead(problems=(ImportProblem(path=name, code="empty_folder"),))
    if len(reads) == 1:
        return reads[0]
    plan = slug(name)
    sessions = {session.id: replace(session, plan=plan) for read in reads for session in read.sessions}
    times = [read.availability for read in reads]
    return PlanRead(
        format=next((read.format for read in reads if read.sessions), ""),
        plan=plan,
        sessions=tuple(sorted(sessions.values(), key=in_order)),
        availability=Availability(
            weekdays={day: minutes for time in times for day, minutes in time.weekdays.items()},
            dates={day: minutes for time in times for day, minutes in time.dates.items()},
            absences=tuple(absence for time in times for absence in time.absences),
        ),
        problems=tuple(problem for read in reads for problem in read.problems),
        part=any(read.part for read in reads),
    )


def typed_plan(text: str, *, today: date, zone: str) -> PlanRead:
    """The plan that somebody typed; the same door, for text."""
    return read_plan(text.encode(), "typed", today=today, zone=zone)
