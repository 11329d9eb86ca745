"""intervals.icu: wellness (one day an entry) and activities, each as the CSV and the JSON that can be downloaded.

A CSV saved again by a spreadsheet (`;`, tabs, decimal comma, UTF-16) is read as well; columns are found by name, so
their order and number do not matter.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import BinaryIO

from sorewise.importers.intervals_icu import activities, wellness
from sorewise.importers.shared.entry import Entry
from sorewise.importers.shared.items import items, opens
from sorewise.importers.shared.notes import Notes
from sorewise.importers.shared.table import Table, header, text_of
from sorewise.model.records import ImportProblem, Night, Session

HEAD_BYTES = 64 * 1024
DAY_AS_ID = re.compile(rb'"id"\s*:\s*"\d{4}-\d{2}-\d{2}"')

Read = Callable[[Notes, Iterable[Entry]], list[Night] | list[Session]]


def recognises(head: bytes, name: str) -> bool:  # noqa: ARG001 - the door's signature; content alone decides here
    """Whether it names what an entry of wellness or activities has: a day or a local start, and a value we read."""
    return _reader_of_list(head) is not None or _layout(head) is not None


def read(file: BinaryIO, path: str) -> Iterator[Night | Session | ImportProblem]:
    """A night or a session for each good entry, in the order of the file; what cannot be is named."""
    data = file.read()
    notes = Notes(path)
    reader = _reader_of_list(data[:HEAD_BYTES])
    if reader is not None:
        yield from reader(notes, items(notes, text_of(data)))
    elif layout := _layout(data[:HEAD_BYTES]):
        reader, separator, names, row_start = layout
        table = Table(notes, text_of(data), separator, row_start)
        yield from reader(notes, table.entries(table.columns(names)))
    yield from notes.found


def _reader_of_list(head: bytes) -> Read | None:
    """What reads the objects of this JSON list, None if they are not of intervals.icu."""
    if not opens(head):
        return None
    if b'"start_date_local"' in head and b'"icu_' in head:
        return activities.sessions
    known = any(f'"{name}"'.encode() in head for name in wellness.OWN_NAMES)
    return wellness.nights if known and DAY_AS_ID.search(head) else None


def _layout(head: bytes) -> tuple[Read, str, tuple[str, ...], re.Pattern[str]] | None:
    """What reads the rows of this table: (reader, separator, columns, how a row begins); None if it is none of ours."""
    for separator, names in header(head):
        if activities.recognises(names):
            return activities.sessions, separator, activities.NAMES, activities.ROW_START
        if wellness.recognises(names):
            return wellness.nights, separator, wellness.NAMES, wellness.ROW_START
    return None
