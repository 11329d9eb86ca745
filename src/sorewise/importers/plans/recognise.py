"""Which format a plan's bytes are in, and its reader. Each format's own module is loaded only when it is met."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from datetime import date
from importlib.util import find_spec

from sorewise.importers.plans.found import Draft, PlanRead
from sorewise.importers.plans.text import text_in

MOST_JSON_BYTES = 8 * 1024 * 1024
MOST_TEXT_BYTES = 4 * 1024 * 1024
MOST_TYPED_BYTES = 200 * 1024
CALENDAR = re.compile(rb"\s*(?:\xef\xbb\xbf)?\s*BEGIN:VCALENDAR", re.IGNORECASE)
MARKS = {
    b"%PDF": "pdf",
    b"\x89PNG": "png",
    b"\xff\xd8\xff": "jpeg",
    b"GIF8": "gif",
    b"PK\x03\x04": "zip",
    b"\x1f\x8b": "gzip",
    b"SQLite format": "sqlite",
    b"Rar!": "rar",
    b"7z\xbc\xaf": "7z",
    b"PAR1": "parquet",
    b"<!DOC": "html",
    b"<html": "html",
    b"<?xml": "xml",
    b"<TrainingCenter": "tcx",
    b"<gpx": "gpx",
}
CONTROL = frozenset(map(chr, range(32))) - set("\t\r\n\f") | {"\ufffd"}
MOST_CONTROL = 0.02
"""Text has no more control characters than this share."""


def read_as(data: bytes, name: str, plan: str, today: date, zone: str) -> PlanRead:
    """The plan, by the reader of the format that the bytes are in."""
    head = data[:4096].lstrip(b"\xef\xbb\xbf \t\r\n")
    if is_calendar(data):
        return read_calendars([(data, name)], name, plan, today, zone)
    if (looks_like := _other(head)) or _binary(data[:65536]):
        draft = Draft(name, today, "", plan)
        draft.note("not_a_plan", **({"looks_like": looks_like} if looks_like else {}))
        return draft.read()
    text = text_in(data)
    if text.lstrip("\ufeff \t\r\n")[:1] in {"{", "["}:
        return _json(text, data, name, plan, today)
    return _text(text, data, name, plan, today)


def is_calendar(data: bytes) -> bool:
    """Whether the bytes begin as a calendar does."""
    return CALENDAR.match(data[:4096].replace(b"\0", b"").lstrip(b"\xff\xfe")) is not None


def read_calendars(files: Sequence[tuple[bytes, str]], name: str, plan: str, today: date, zone: str) -> PlanRead:
    """The plan in these calendars, read as one; without the library that reads them, how to get it."""
    missing = next((each for each in ("icalendar", "dateutil") if find_spec(each) is None), None)
    if missing is not None:
        draft = Draft(name, today, "ics", plan)
        draft.note("library_missing", missing=missing)
        return draft.read()
    from sorewise.importers.plans import calendars

    return calendars.read(files, name, plan, today, zone)


def _json(text: str, data: bytes, name: str, plan: str, today: date) -> PlanRead:
    """Our own document, or events of intervals.icu."""
    from sorewise.importers.plans import intervals, own

    draft = Draft(name, today, "", plan)
    if len(data) > MOST_JSON_BYTES:
        draft.note("too_large", bytes=len(data), most=MOST_JSON_BYTES)
        return draft.read()
    try:
        found = json.loads(text, parse_constant=_refuse)
    except (ValueError, RecursionError) as error:
        draft.note("not_json", f"line {error.lineno}" if isinstance(error, json.JSONDecodeError) else "")
        return draft.read()
    if own.recognises(found):
        return own.read(found, name, today, plan).read()
    if intervals.recognises(found):
        return intervals.read(found, name, today).read()
    draft.note("full_export" if isinstance(found, dict) and "sorewise" in found else "json_unknown")
    return draft.read()


def _text(text: str, data: bytes, name: str, plan: str, today: date) -> PlanRead:
    """A Markdown table, another table, or typed lines."""
    from sorewise.importers.plans import tables, typed

    draft = Draft(name, today, "", plan)
    if len(data) > MOST_TEXT_BYTES:
        draft.note("too_large", bytes=len(data), most=MOST_TEXT_BYTES)
        return draft.read()
    if (table := tables.read(text, name, today, plan)) is not None:
        return table.read()
    if len(data) > MOST_TYPED_BYTES:
        draft.note("too_large", bytes=len(data), most=MOST_TYPED_BYTES)
        return draft.read()
    draft.source = typed.SOURCE
    typed.read(text, draft)
    return draft.read()


def _refuse(name: str) -> None:
    """NaN and Infinity are not JSON."""
    raise ValueError(name)


def _other(head: bytes) -> str:
    """What the bytes are, if they are known for something that is no plan."""
    return next((what for mark, what in MARKS.items() if head.startswith(mark)), "")


def _binary(head: bytes) -> bool:
    """Whether it is no text: too many control characters, beyond those of UTF-16."""
    text = text_in(head, whole=False)
    control = sum(letter in CONTROL for letter in text)
    return "\0" in text or control > max(8, MOST_CONTROL * len(text))
