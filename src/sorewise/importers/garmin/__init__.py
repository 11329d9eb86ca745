"""The JSON files of a Garmin account export: activities, sleep, daily summaries, health status, training readiness.

Each file is known by the names in it. The export holds hundreds of other files, which are none of ours.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import BinaryIO, NamedTuple

from sorewise.importers.garmin import activities, nights
from sorewise.importers.shared.entry import Entry
from sorewise.importers.shared.items import items, opens
from sorewise.importers.shared.notes import Notes
from sorewise.importers.shared.table import text_of
from sorewise.model.records import ImportProblem, Night, Session

HEAD_BYTES = 64 * 1024
EMPTY = frozenset({b"[]", b"{}"})


class Layout(NamedTuple):
    """One kind of file: names that stand in it, how its own name begins or ends, and what reads its entries.

    `inside` is the name of the list that holds the entries, if they do not stand in the outermost one.
    """

    marks: tuple[bytes, ...]
    called: str
    read: Callable[[Notes, Iterable[Entry]], list[Session] | list[Night]]
    inside: str = ""


# Sought in this order: the daily summaries share names with the others.
LAYOUTS = (
    Layout(
        (b'"summarizedActivitiesExport"',), "summarizedActivities", activities.sessions, "summarizedActivitiesExport"
    ),
    Layout((b'"calendarDate"', b'"inputContext"'), "TrainingReadinessDTO", nights.readiness),
    Layout((b'"calendarDate"', b'"hrvWeeklyAverage"'), "TrainingReadinessDTO", nights.readiness),
    Layout((b'"calendarDate"', b'"sleepWindowConfirmationType"'), "sleepData", nights.sleep),
    Layout((b'"calendarDate"', b'"deepSleepSeconds"'), "sleepData", nights.sleep),
    Layout((b'"calendarDate"', b'"metrics"', b'"HRV"'), "healthStatusData", nights.health_status),
    Layout((b'"calendarDate"', b'"metrics"', b'"baselineUpperLimit"'), "healthStatusData", nights.health_status),
    Layout((b'"calendarDate"', b'"currentDayRestingHeartRate"'), "UDSFile", nights.daily),
    Layout((b'"calendarDate"', b'"totalSteps"'), "UDSFile", nights.daily),
)


def recognises(head: bytes, name: str) -> bool:
    """Whether it names what an entry of one of these files has, or is such a file with nothing in it."""
    if head.strip() in EMPTY:
        return any(layout.called in name for layout in LAYOUTS)
    return _layout(head) is not None


def read(file: BinaryIO, path: str) -> Iterator[Session | Night | ImportProblem]:
    """A session for each activity, a night for each day, and what was wrong with them."""
    data = file.read()
    layout = _layout(data[:HEAD_BYTES])
    if layout is not None:
        notes = Notes(path)
        yield from layout.read(notes, items(notes, text_of(data), layout.inside))
        yield from notes.found


def _layout(head: bytes) -> Layout | None:
    if not opens(head):
        return None
    return next((layout for layout in LAYOUTS if all(mark in head for mark in layout.marks)), None)
