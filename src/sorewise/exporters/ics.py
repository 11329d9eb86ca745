"""The plan as a calendar (RFC 5545): each session an event of its own, known by the same id wherever it is moved.

This is our own calendar beside the runner's others. A calendar that a plan was read from is never written: of its
series, too, each session is a single event here.

The same sessions give the same bytes: when an event last changed is kept in its `CalendarEntry`, and only a change
raises its SEQUENCE. A session that is gone stays for 30 days as cancelled, so that calendars take it out; what lies in
the past is left as it was. `X-SOREWISE-SESSION` holds the whole session as `model.plan_json` writes it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from sorewise.exporters.shared import ExportError, clean, uid_of
from sorewise.model.plan import CalendarEntry, PlannedSession
from sorewise.model.plan_json import session_as_json

if TYPE_CHECKING:
    from icalendar import Event

CANCELLED_DAYS = 30
ZONES_FROM = date(2020, 1, 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One session as it now stands, with its words; `dropped`: it will not be done."""

    session: PlannedSession
    summary: str
    description: str = ""
    dropped: bool = False


def calendar(
    entries: Sequence[Entry],
    *,
    before: Mapping[str, CalendarEntry],
    plan: str,
    now: datetime,
    zone: str = "",
    name: str = "",
) -> tuple[bytes, dict[str, CalendarEntry]]:
    """The file, and what is to be given as `before` the next time.

    `plan` stands in the id of a session that names no plan. `now` has the runner's offset: its date is today. `zone` is
    the runner's zone (IANA), for start times without one; without both, a start is wall time of wherever one is.
    Raises ExportError: `doubled` if two entries are the same session, `missing` without the library.
    """
    found: dict[str, Entry] = {}
    for entry in entries:
        if found.setdefault(uid_of(entry.session, plan), entry) is not entry:
            raise ExportError("doubled", entry.session.id)
    stamp = now.astimezone(UTC).replace(microsecond=0)
    written: dict[str, CalendarEntry] = {}
    for uid in sorted(found.keys() | before.keys()):
        after = _after(uid, found.get(uid), before.get(uid), zone, stamp, now.date())
        if after is not None:
            written[uid] = after
    return _document(found, written, now.date(), name), written


def _after(
    uid: str, entry: Entry | None, was: CalendarEntry | None, zone: str, stamp: datetime, today: date
) -> CalendarEntry | None:
    """What is written of one event this time; None if it was never written and need not be."""
    if entry is None or entry.dropped:
        past = entry is None and was is not None and was.day < today
        if was is None or past or was.cancelled_on is not None:
            return was
        return replace(was, sequence=was.sequence + 1, digest="", changed=stamp, cancelled_on=today)
    session = entry.session
    digest = _digest(entry, zone)
    if was is not None and was.digest == digest:
        return was
    return CalendarEntry(
        uid=uid,
        sequence=0 if was is None else was.sequence + 1,
        digest=digest,
        changed=stamp,
        day=session.day,
        start=session.start,
        zone=session.zone or zone,
        summary=clean(entry.summary),
    )


def _digest(entry: Entry, zone: str) -> str:
    """Of what the event says, not of how it is spelt: another version of the library changes nothing."""
    content = [session_as_json(entry.session), clean(entry.summary), clean(entry.description), zone]
    return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()[:32]


def _document(found: Mapping[str, Entry], written: Mapping[str, CalendarEntry], today: date, name: str) -> bytes:
    try:
        from icalendar import Calendar
    except ImportError as error:
        raise ExportError("missing", "icalendar") from error
    made = Calendar()
    made.add("prodid", "-//sorewise//plan//EN")
    made.add("version", "2.0")
    made.add("calscale", "GREGORIAN")
    if name:
        made.add("x-wr-calname", clean(name))
    for one in sorted(written.values(), key=lambda one: (one.day, one.start or time.min, one.uid)):
        if one.cancelled_on is None and one.uid in found:
            made.add_component(_event(one, found[one.uid]))
        elif one.cancelled_on is not None and today - one.cancelled_on < timedelta(days=CANCELLED_DAYS):
            made.add_component(_event(one, None))
    made.add_missing_timezones(first_date=ZONES_FROM)
    data: bytes = made.to_ical()
    return data


def _event(one: CalendarEntry, entry: Entry | None) -> Event:
    from icalendar import Event, vText

    event = Event()
    event.add("uid", one.uid)
    event.add("dtstamp", one.changed)
    event.add("sequence", one.sequence)
    event.add("status", "CANCELLED" if entry is None else "CONFIRMED")
    event.add("dtstart", _start(one))
    event.add("summary", one.summary)
    if one.start is None:
        event.add("transp", "TRANSPARENT")  # a session without a time takes no time of the day
    if entry is None:
        return event
    if one.start is not None and entry.session.duration_s:
        event.add("duration", timedelta(seconds=round(entry.session.duration_s)))
    if entry.description:
        event.add("description", clean(entry.description))
    whole = vText(json.dumps(session_as_json(entry.session)))
    whole.params["VALUE"] = "TEXT"  # else what reads it may take the escapes for part of it
    event.add("x-sorewise-session", whole)
    return event


def _start(one: CalendarEntry) -> Any:
    """The day, or the wall time in its zone; of no zone if none is known by that name."""
    if one.start is None:
        return one.day
    start = datetime.combine(one.day, one.start.replace(microsecond=0, tzinfo=None))
    try:
        return start.replace(tzinfo=ZoneInfo(one.zone)) if one.zone else start
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return start
