"""Bringing a plan in: what it was understood to say is shown first, and kept only on a yes."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from functools import reduce
from pathlib import Path
from typing import NamedTuple

from sorewise.apps.here import here
from sorewise.coach.kept import as_kept
from sorewise.coach.today import OURS
from sorewise.importers.plans import MOST_BYTES, PlanRead, read_plan, read_plans
from sorewise.importers.plans.found import session_id, slug
from sorewise.model.errors import InputError
from sorewise.model.plan import Availability, PlannedSession, WeekSettings
from sorewise.store import Added, Store
from sorewise.text import plan as said

ENDINGS = frozenset({".ics", ".csv", ".tsv", ".md", ".json", ".txt"})
STANDARD_INPUT = "-"


def read_paths(paths: Sequence[str], now: datetime, zone: str, name: str | None = None) -> list[PlanRead]:
    """The plans in files; a folder is one plan, `-` is what is piped in, and `name` makes all of it one plan.

    Raises InputError for a path that is not there.
    """
    if name is not None:
        read = read_plans([one for path in paths for one in _contents(path)], name, today=now.date(), zone=zone)
        return [replace(read, plan=slug(name))]
    return [one for path in paths for one in _reads(path, now, zone)]


def _reads(path: str, now: datetime, zone: str) -> Iterator[PlanRead]:
    if path != STANDARD_INPUT and Path(path).is_dir():
        yield read_plans(_contents(path), Path(path).resolve().name, today=now.date(), zone=zone)
    else:
        yield from (read_plan(data, label, today=now.date(), zone=zone) for data, label in _contents(path))


def _contents(path: str) -> Iterator[tuple[bytes, str]]:
    if path == STANDARD_INPUT:
        yield sys.stdin.buffer.read(MOST_BYTES + 1), "typed"
        return
    found = Path(path)
    if not found.exists():
        raise InputError(said.no_file(path), given=path)
    files = sorted(filter(_is_file, found.rglob("*"))) if found.is_dir() else [found]
    yield from ((_start_of(file), str(file)) for file in files)


def _is_file(path: Path) -> bool:
    """Whether a file in a folder may be part of a plan: by its ending; a pipe would wait for ever."""
    return path.suffix.lower() in ENDINGS and path.is_file()


def _start_of(file: Path) -> bytes:
    """What a file holds, as far as a plan may go: a device may never end."""
    with file.open("rb") as found:
        return found.read(MOST_BYTES + 1)


def by_hand(read: PlanRead) -> PlanRead:
    """What was typed belongs to no plan: it stands beside what was typed before, and the same line twice is one."""
    sessions = tuple(
        replace(one, id=session_id("", f"{one.day} {one.start} {one.kind} {one.name}"), plan="", source_uid="")
        for one in read.sessions
    )
    return replace(read, plan="", sessions=sessions)


def others(store: Store, reads: Sequence[PlanRead], now: datetime) -> tuple[str, ...]:
    """The other plans that have sessions to come; what was written down by hand is none."""
    return tuple(plan for plan in to_come(store, reads, now) if plan)


def to_come(store: Store, reads: Sequence[PlanRead], now: datetime) -> tuple[str, ...]:
    """The same with what was written down by hand ("")."""
    mine = {one.plan for one in reads}
    return tuple(span.plan for span in store.plans() if span.plan not in mine and span.last >= now.date())


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
    history = store.history()
    there = {session.id: session for session in history.plan}
    standing = {one.id: one for one in as_kept(history.plan, history.week.kept, here().book())}
    parts = [list(_told(one, there, standing)) for one in reads]
    theirs = tuple(one.plan for one in reads) if clinician else ()

    def week(settings: WeekSettings) -> WeekSettings:
        time = reduce(_joined, (one.availability for one in reads), settings.availability)
        clinicians = tuple(dict.fromkeys((*settings.clinician_plans, *theirs)))
        return replace(settings, availability=time, clinician_plans=clinicians)

    plans = [(part.plan, (*part.sessions, *part.stay)) for some in parts for part in some]
    written = iter(store.bring_plans(plans, now.date(), now, instead_of=replacing, week=week))
    here().progress.kept = True
    return [_in_all((part, next(written)) for part in some) for some in parts]


class _Part(NamedTuple):
    """What is told of one plan, and what it does not tell that stays all the same."""

    plan: str
    sessions: Sequence[PlannedSession]
    stay: Sequence[PlannedSession]


def _told(
    read: PlanRead, there: Mapping[str, PlannedSession], standing: Mapping[str, PlannedSession]
) -> Iterator[_Part]:
    """What was read, plan by plan. What went out from here and comes back stands in its author's words already.

    A session that is not told any more goes, unless it may have been left out when this went out from here.
    """
    plans: dict[str, list[PlannedSession]] = {}
    for one in read.sessions:
        known = there.get(one.id)
        if known is None or known.plan != one.plan:
            plans.setdefault(one.plan if read.part else read.plan, []).append(one)
        else:
            plans.setdefault(known.plan, []).append(known if _is_back(one, standing.get(one.id)) else one)
    for plan, sessions in plans.items():
        told = {one.id for one in sessions}
        whole = plan == read.plan and not read.part
        yield _Part(plan, sessions, () if whole else [s for s in there.values() if s.plan == plan and s.id not in told])


def _in_all(parts: Iterable[tuple[_Part, Added]]) -> Added:
    """What was written of one file, without what only stayed."""
    every = list(parts)
    return Added(
        new=sum(added.new for _, added in every),
        changed=sum(added.changed for _, added in every),
        removed=sum(added.removed for _, added in every),
        known=sum(added.known - len(part.stay) for part, added in every),
    )


def _is_back(told: PlannedSession, standing: PlannedSession | None) -> bool:
    """Whether it is what went out from here: shares of a session that was rewritten here would be taken twice."""
    return told.source == OURS or told == standing


def _joined(known: Availability, told: Availability) -> Availability:
    """What is told of days and absences over what was known; an absence is told once."""
    return Availability(
        weekdays={**known.weekdays, **told.weekdays},
        dates={**known.dates, **told.dates},
        absences=tuple(dict.fromkeys((*known.absences, *told.absences))),
        sports=told.sports or known.sports,
    )
