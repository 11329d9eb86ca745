"""`plan export`: the week as it stands to a calendar, a watch, intervals.icu, Zwift, or as our own JSON."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from sorewise.apps.data import Force, written
from sorewise.apps.day import manner_of
from sorewise.apps.here import here
from sorewise.apps.out import show
from sorewise.apps.plan.coming import Coming, coming
from sorewise.apps.plan.command import Ahead
from sorewise.apps.plan.limit import going_out, unplanned
from sorewise.apps.plan.stands import beside, told
from sorewise.apps.plan.take import Format, calendar_of, taken
from sorewise.coach.kept import as_kept
from sorewise.exporters.shared import ExportError
from sorewise.importers.plans.found import slug
from sorewise.model.errors import InputError
from sorewise.model.plan import PlannedSession
from sorewise.text import exports
from sorewise.text import plan as said
from sorewise.text.page import Line
from sorewise.text.session import planned_said

DAYS = 28

Ics = Annotated[str | None, Parameter("--ics", help="A calendar file (.ics); written again it brings it up to date.")]
Fit = Annotated[str | None, Parameter("--fit", help="A folder for workout files of a watch (.fit).")]
Zwo = Annotated[str | None, Parameter("--zwo", help="A folder for workouts of Zwift (.zwo).")]
Intervals = Annotated[str | None, Parameter("--intervals", help="A file of events for intervals.icu (JSON).")]
Own = Annotated[
    str | None, Parameter("--plan", help="A file of our own JSON: the whole plan, to bring it in elsewhere.")
]
Today = Annotated[bool, Parameter("--today", negative=(), help="Only today's session, as today's verdict leaves it.")]


def export(
    *,
    ics: Ics = None,
    fit: Fit = None,
    zwo: Zwo = None,
    intervals: Intervals = None,
    plan: Own = None,
    today: Today = False,
    days: Ahead = DAYS,
    force: Force = False,
) -> None:
    """Write the coming days as they stand: what you agreed to is in it, proposals are not."""
    if not any((ics, fit, zwo, intervals, plan)):
        raise InputError(said.one_of(("--ics", "--fit", "--zwo", "--intervals", "--plan")))
    if today and ics:
        raise InputError(said.whole_calendar())
    with here().store() as store, _explained():
        found = coming(store, days)
        sessions = going(found, today=today)
        if not sessions:
            raise InputError(said.no_session_today() if today else said.nothing_to_write())
        if ics:
            written(Path(ics), calendar_of(store, found), force=True)
            show([Line(said.written(ics, len(sessions)))])
        everything = going(found, found.history.plan, today=today)
        for path, those, made in ((intervals, sessions, _events), (plan, everything, _own)):
            if path:
                written(Path(path), made(found, those).encode(), force=force)
                show([Line(said.written(path, len(those)))])
        if fit:
            _each(Path(fit), "fit", found, sessions, force=force)
        if zwo:
            _each(Path(zwo), "zwo", found, sessions, force=force)


@contextmanager
def _explained() -> Iterator[None]:
    """What cannot be written is told in a sentence. Raises InputError."""
    try:
        yield
    except ExportError as error:
        raise InputError(exports.refused_said(error.kind), kind=error.kind) from error


def going(found: Coming, plan: Sequence[PlannedSession] | None = None, *, today: bool = False) -> list[PlannedSession]:
    """The sessions to come as they were agreed to, today's as the verdict that holds left it; or today's alone.

    `plan` are others than those of the coming days.
    """
    day = found.situation.day
    standing = as_kept(found.situation.plan if plan is None else plan, found.history.week.kept, found.book)
    agreed = [one for one in standing if one.status == "planned" and one.day >= day]
    sessions = [going_out(found, one) if one.day == day else one for one in agreed]
    if not today:
        return [one for one in sessions if one is not None]
    return [one for one in (*sessions, unplanned(found)) if one is not None and one.day == day]


def _events(found: Coming, sessions: Sequence[PlannedSession]) -> str:
    from sorewise.exporters import intervals_icu

    on = told(found)
    return intervals_icu.document(
        [
            intervals_icu.Event(session=one, name=planned_said(one, on.manner), notes=beside(found, one, on))
            for one in sessions
        ]
    )


def _own(found: Coming, sessions: Sequence[PlannedSession]) -> str:
    from sorewise.exporters import plan_json

    return plan_json.document(tuple(sessions), availability=found.history.week.availability, part=True)


def _file_id(name: str) -> str:
    """An id as a part of a file's name: a name that any disk takes, and another for another id."""
    if re.fullmatch(r"[A-Za-z0-9_-]{1,16}", name):
        return name
    return f"{slug(name, 16)}-{zlib.crc32(name.encode('utf-8', 'replace')):08x}"


def _each(folder: Path, form: Format, found: Coming, sessions: Sequence[PlannedSession], *, force: bool) -> None:
    """A file a session; a session that is none for such a file is passed over, and what a file cannot say is told."""
    folder.mkdir(parents=True, exist_ok=True)
    on, manner = told(found), manner_of(found.history.profile)
    count, lost = 0, []
    for session in sessions:
        try:
            made = taken(session, form, manner, found.now, notes=beside(found, session, on))
        except ExportError as error:
            if error.kind != "no_workout":
                raise
            continue
        written(
            folder / f"{session.day.isoformat()}-{session.kind}-{_file_id(session.id)}.{form}", made.data, force=force
        )
        count += 1
        lost += [said.lost_in(session, one, manner) for one in made.lost]
    if not count:
        raise InputError(said.nothing_to_write())
    show([Line(said.written(str(folder), count)), *(Line(one, "item") for one in lost)])
