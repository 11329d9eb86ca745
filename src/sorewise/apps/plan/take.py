"""The plan on its way out: the weeks as a calendar, one session as a file for a watch or another site."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, Literal, get_args

from sorewise.apps.day import manner_of
from sorewise.apps.plan.limit import going_out
from sorewise.apps.plan.stands import beside, told, word_of
from sorewise.coach.week import as_placed
from sorewise.exporters.shared import uid_of
from sorewise.model.plan import Step
from sorewise.text.exports import lost_said
from sorewise.text.session import planned_said, step_said

if TYPE_CHECKING:
    from sorewise.apps.plan.coming import Coming
    from sorewise.exporters.ics import Entry
    from sorewise.model.plan import CalendarEntry, PlannedSession
    from sorewise.store import Store
    from sorewise.text.needs import Manner

Format = Literal["fit", "zwo", "txt"]
FORMATS: tuple[Format, ...] = get_args(Format)
PLAN = "plan"
"""Stands in the ids of events of sessions that name no plan."""
NAME = "sorewise"


@dataclass(frozen=True, kw_only=True)
class Taken:
    """One file, and in sentences what it could not say."""

    data: bytes
    lost: tuple[str, ...] = ()


def taken(session: PlannedSession, form: Format, manner: Manner, now: datetime, *, notes: str = "") -> Taken:
    """One session as a file; `notes` stand with it (the reason, when to stop). Raises ExportError."""
    name = planned_said(session, manner)

    def words(step: Step) -> str:
        return step_said(step, manner)

    if form == "fit":
        from sorewise.exporters import fit_workout

        data, lost = fit_workout.workout(session, name=name, notes=notes, step_notes=words, made=now)
    elif form == "zwo":
        from sorewise.exporters import zwo

        data, lost = zwo.workout(session, name=name, notes=notes, step_notes=words)
    else:
        from sorewise.exporters import intervals_icu

        text, lost = intervals_icu.text_of(session)
        data = text.encode()
    return Taken(data=data, lost=tuple(lost_said(lost)))


# ----------------------------------------------------------------------------------------------------- calendar


def calendar_of(store: Store, found: Coming) -> bytes:
    """The whole plan, as it was agreed to, as a calendar of its own; what was written of it is remembered.

    Raises ExportError.
    """
    return _written(store, found, list(_entries(found)), store.weeks.written())


def event_of(store: Store, found: Coming, session: PlannedSession) -> bytes:
    """One session as a calendar: the newest version of its event, wherever the whole plan was taken to before.

    Raises ExportError.
    """
    from sorewise.exporters.ics import Entry

    on = told(found)
    entry = Entry(session=session, summary=planned_said(session, on.manner), description=beside(found, session, on))
    uid = uid_of(replace(session, plan=session.plan or PLAN))
    everything = store.weeks.written()
    mine = {name: one for name, one in everything.items() if name == uid}
    return _written(store, found, [entry], mine, others=[one for name, one in everything.items() if name != uid])


def _written(
    store: Store,
    found: Coming,
    entries: list[Entry],
    before: dict[str, CalendarEntry],
    others: Iterable[CalendarEntry] = (),
) -> bytes:
    from sorewise.exporters.ics import calendar

    zone = found.history.profile.zone
    data, after = calendar(entries, before=before, plan=PLAN, now=found.now, zone=zone, name=NAME)
    if after != before:
        store.weeks.save_written([*others, *after.values()])
    return data


def _entries(found: Coming) -> Iterator[Entry]:
    """Every session of the plan as it was agreed to, today's as this morning left it.

    A race or another appointment of today is never called off from here: it stays, with the word of the verdict first.
    """
    from sorewise.exporters.ics import Entry

    on, manner = told(found), manner_of(found.history.profile)
    kept = {one.session: one for one in found.history.week.kept}
    for session in found.history.plan:
        if session.kind == "rest":
            continue
        placement = kept.get(session.id)
        stands = session if placement is None else as_placed(session, placement, found.book)
        word = ""
        if stands is not None and stands.day == found.situation.day and stands.id in found.sessions:
            remains = going_out(found, stands)
            if remains is None and (stands.hold == "fixed" or stands.kind == "race"):
                word = word_of(found)
            else:
                stands = remains
        shown = stands or session
        yield Entry(
            session=shown,
            summary=": ".join(part for part in (word, planned_said(shown, manner)) if part),
            description=beside(found, shown, on),
            dropped=stands is None or session.status == "dropped",
        )
