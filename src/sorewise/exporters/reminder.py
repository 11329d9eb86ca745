"""A daily reminder as a calendar file (RFC 5545): a time of day in the runner's zone, and nothing about the runner.

The zone is written out as its changes of the coming years, since a calendar need not know its name.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

YEARS = 10
LONGEST_LINE = 75
"""Octets."""
STAMP = "%Y%m%dT%H%M%S"


def document(name: str, at: time, zone: str, *, now: datetime, link: str = "") -> str:
    """The file as text with the line ends of the standard: from today on, every day at that time of the zone."""
    there = now.astimezone(ZoneInfo(zone))
    start = datetime.combine(there.date(), at)
    tz = ZoneInfo(zone)
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//sorewise//reminder//EN",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        *_zone(tz, there),
        "BEGIN:VEVENT",
        "UID:daily-check-in@sorewise",
        f"DTSTAMP:{now.astimezone(UTC):{STAMP}}Z",
        f"DTSTART;TZID={zone}:{start:{STAMP}}",
        "DURATION:PT5M",
        "RRULE:FREQ=DAILY",
        "TRANSP:TRANSPARENT",
        f"SUMMARY:{_escaped(name)}",
        *([f"URL:{link}"] if link else []),
        "BEGIN:VALARM",
        "ACTION:DISPLAY",
        f"DESCRIPTION:{_escaped(name)}",
        "TRIGGER:PT0S",
        "END:VALARM",
        "END:VEVENT",
        "END:VCALENDAR",
    ]
    return "".join(f"{part}\r\n" for line in lines for part in _folded(line))


def _zone(tz: ZoneInfo, now: datetime) -> Iterator[str]:
    """The zone: what holds now, and every change of its clock from a year ago on."""
    first = now.replace(hour=0, minute=0, second=0, microsecond=0) - timedelta(days=366)
    yield "BEGIN:VTIMEZONE"
    yield f"TZID:{tz.key}"
    yield from _observance(first, first)
    for moment in _changes(tz, first):
        yield from _observance(moment - timedelta(seconds=1), moment)
    yield "END:VTIMEZONE"


def _observance(before: datetime, after: datetime) -> Iterator[str]:
    """From the moment `after` on; its local time is told by the clock that was valid before it."""
    kind = "DAYLIGHT" if after.dst() else "STANDARD"
    was = before.utcoffset() or timedelta()
    local = (after.astimezone(UTC) + was).replace(tzinfo=None)
    yield f"BEGIN:{kind}"
    yield f"DTSTART:{local:{STAMP}}"
    yield f"TZOFFSETFROM:{_offset(was)}"
    yield f"TZOFFSETTO:{_offset(after.utcoffset() or timedelta())}"
    yield f"TZNAME:{_escaped(after.tzname() or 'LOCAL')}"
    yield f"END:{kind}"


def _changes(tz: ZoneInfo, first: datetime) -> Iterator[datetime]:
    """The moments, to the second, at which the clock of the zone changes."""
    day = first.astimezone(UTC)
    end = day + timedelta(days=366 * (YEARS + 1))
    while day < end:
        following = day + timedelta(days=1)
        if _at(tz, day) != _at(tz, following):
            low, high = day, following
            while high - low > timedelta(seconds=1):
                middle = low + (high - low) // 2
                middle = middle.replace(microsecond=0)
                low, high = (low, middle) if _at(tz, middle) != _at(tz, day) else (middle, high)
            yield high.astimezone(tz)
        day = following


def _at(tz: ZoneInfo, moment: datetime) -> tuple[timedelta | None, timedelta | None]:
    local = moment.astimezone(tz)
    return local.utcoffset(), local.dst()


def _offset(of: timedelta) -> str:
    minutes = round(of.total_seconds() / 60)
    return f"{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02d}{abs(minutes) % 60:02d}"


def _escaped(text: str) -> str:
    for sign in ("\\", ";", ","):
        text = text.replace(sign, f"\\{sign}")
    return text.replace("\n", "\\n")


def _folded(line: str) -> Iterator[str]:
    """A long line in parts of at most 75 octets, each but the first after a blank; no letter is cut in two."""
    part = ""
    for letter in line:
        if len((part + letter).encode()) > LONGEST_LINE:
            yield part
            part = " "
        part += letter
    yield part
