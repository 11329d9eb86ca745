"""Bringing a plan in: what it was understood to say is shown first, and kept only on a yes."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from functools import reduce
from pathlib import Path

from sorewise.apps.here import here
from sorewise.importers.plans import PlanRead, read_plan
from sorewise.importers.plans.found import slug
from sorewise.model.errors import InputError
from sorewise.model.plan import Availability
from sorewise.store import Added, Store
from sorewise.text import plan as said

ENDINGS = frozenset({".ics", ".csv", ".tsv", ".md", ".json", ".txt"})
STANDARD_INPUT = "-"


def read_paths(paths: Sequence[str], now: datetime, zone: str, name: str | None = None) -> list[PlanRead]:
    """The plans in files; a folder is one plan, `-` is what is piped in, and `name` makes all of it one plan.

    Raises InputError for a path that is not there.
    """
    found: list[PlanRead] = []
    for path in paths:
        reads = [read_plan(data, label, today=now.date(), zone=zone) for label, data in _contents(path)]
        found += [together(reads, slug(Path(path).resolve().name))] if Path(path).is_dir() else reads
    return found if name is None else [together(found, slug(name))]


def _contents(path: str) -> Iterator[tuple[str, bytes]]:
    if path == STANDARD_INPUT:
        yield "typed", sys.stdin.buffer.read()
        return
    found = Path(path)
    if not found.exists():
        raise InputError(said.no_file(path), given=path)
    files = sorted(one for one in found.rglob("*") if one.suffix.lower() in ENDINGS) if found.is_dir() else [found]
    yield from ((str(file), file.read_bytes()) for file in files)


def together(reads: Sequence[PlanRead], plan: str) -> PlanRead:
    """Several files as one plan; a session that stands in two of them is one."""
    sessions = {session.id: session for one in reads for session in one.sessions}
    return PlanRead(
        format=next((one.format for one in reads if one.format), ""),
        plan=plan,
        sessions=tuple(sorted(sessions.values(), key=lambda session: (session.day, session.id))),
        availability=reduce(_joined, (one.availability for one in reads), Availability()),
        problems=tuple(problem for one in reads for problem in one.problems),
    )


def others(store: Store, reads: Sequence[PlanRead], now: datetime) -> tuple[str, ...]:
    """The other plans that have sessions to come; what was written down by hand is none."""
    mine = {one.plan for one in reads}
    return tuple(span.plan for span in store.plans() if span.plan and span.plan not in mine and span.last >= now.date())


def keep(
    store: Store,
    reads: Sequence[PlanRead],
    now: datetime,
    *,
    replacing: Sequence[str] = (),
    clinician: bool = False,
) -> list[Added]:
    """Keep what was understood, plan by plan, and when there is time.

    `replacing` are plans that make room; `clinician` holds every session in its place.
    """
    for name in replacing:
        store.add_plan((), name, now.date(), now)
    added = [store.add_plan(one.sessions, one.plan, now.date(), now) for one in reads]
    settings = store.weeks.now()
    time = reduce(_joined, (one.availability for one in reads), settings.availability)
    theirs = tuple(one.plan for one in reads) if clinician else ()
    told = replace(
        settings, availability=time, clinician_plans=tuple(dict.fromkeys((*settings.clinician_plans, *theirs)))
    )
    if told != settings:
        store.weeks.save(told, now, "import")
    here().progress.kept = True
    return added


def _joined(known: Availability, told: Availability) -> Availability:
    """What is told of days and absences over what was known; an absence is told once."""
    return Availability(
        weekdays={**known.weekdays, **told.weekdays},
        dates={**known.dates, **told.dates},
        absences=tuple(dict.fromkeys((*known.absences, *told.absences))),
        sports=told.sports or known.sports,
    )
