"""Bringing a plan in: what it was understood to say is shown first, and kept only on a yes."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from functools import reduce
from pathlib import Path

from sorewise.apps.here import here
from sorewise.coach.kept import as_kept
from sorewise.coach.today import OURS
from sorewise.importers.plans import MOST_BYTES, PlanRead, read_plan, read_plans
from sorewise.importers.plans.found import session_id, slug
from sorewise.model.errors import InputError
from sorewise.model.plan import Availability, PlannedSession
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
    there = {session.id: session for session in store.history().plan}
    added = [_kept(store, one, there, now) for one in reads]
    for name in replacing:  # the new plan first: whatever fails in between, none is lost
        _make_room(store, name, now)
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


def _make_room(store: Store, plan: str, now: datetime) -> None:
    """Remove what is to come of a plan; what was written down by hand is taken one by one."""
    if plan:
        store.add_plan((), plan, now.date(), now)
    else:
        ids = {one.id for one in store.history(since=now.date()).plan if not one.plan and one.day >= now.date()}
        store.remove_planned(ids, now)


def _kept(store: Store, read: PlanRead, there: Mapping[str, PlannedSession], now: datetime) -> Added:
    """Keep one plan. What went out from here and comes back is known: it stands in its author's words already.

    A session that is not told any more goes, unless it may have been left out when this went out from here.
    """
    standing = {one.id: one for one in as_kept(tuple(there.values()), store.weeks.now().kept, here().book())}
    plans: dict[str, list[PlannedSession]] = {}
    for one in read.sessions:
        known = there.get(one.id)
        if known is None or known.plan != one.plan:
            plans.setdefault(one.plan if read.part else read.plan, []).append(one)
        else:
            plans.setdefault(known.plan, []).append(known if _is_back(one, standing.get(one.id)) else one)
    total = Added()
    for plan, sessions in plans.items():
        told = {one.id for one in sessions}
        whole = plan == read.plan and not read.part
        stay = [] if whole else [one for one in there.values() if one.plan == plan and one.id not in told]
        added = store.add_plan([*sessions, *stay], plan, now.date(), now)
        total = Added(
            new=total.new + added.new,
            changed=total.changed + added.changed,
            removed=total.removed + added.removed,
            known=total.known + added.known - len(stay),
        )
    return total


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
