"""One event of a calendar as plain data, by the clock that it was written for; what is broken in it is named."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, tzinfo
from typing import Any

from sorewise.importers.plans.calendars.blocks import Block
from sorewise.importers.plans.calendars.zones import Zones, wall

MOST_LETTERS = 20_000
OWN_ZONES = re.compile(
    r"^(DTSTART|DTEND|RECURRENCE-ID|RDATE|EXDATE)((?:;[^:;\n]*)*?);TZID=", re.IGNORECASE | re.MULTILINE
)
"""The library takes a zone that it does not know for none at all, so zones are looked up here."""
Moment = tuple[datetime | date, tzinfo | None]
"""A time by its own clock, and that clock; a day has none."""


class EventError(ValueError):
    """An event that cannot be taken; `code` says why, `what` is what stands there."""

    def __init__(self, code: str, what: str = "") -> None:
        super().__init__(what)
        self.code, self.what = code, what


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One version of an event. `replaces` is the occurrence of a series that it stands for."""

    uid: str
    place: str
    version: tuple[int, str]
    start: Moment
    length: timedelta | None = None
    replaces: Moment | None = None
    onwards: bool = False
    rule: Mapping[str, Sequence[Any]] | None = None
    added: tuple[Moment, ...] = ()
    left_out: tuple[Moment, ...] = ()
    summary: str = ""
    description: str = ""
    categories: str = ""
    own: str = ""
    cancelled: bool = False

    @property
    def days(self) -> int:
        """How many whole days it lasts; 0 if it has a time of day."""
        return 0 if isinstance(self.start[0], datetime) else max(1, self.length.days if self.length else 1)


def event_of(block: Block, zones: Zones) -> Event:
    """The event of a block. Raises EventError for one without a start, and for what is no event."""
    from icalendar import Event as Parsed

    try:
        found: Any = Parsed.from_ical(OWN_ZONES.sub(r"\1\2;X-TZID=", block.text))
    except Exception as error:  # the library raises whatever it stumbles over; a file is no reason to stop
        raise EventError("event_broken") from error
    start = _start(found, zones)
    replaces = _moments(found, "RECURRENCE-ID", zones)
    return Event(
        uid=block.uid,
        place=f"line {block.line}",
        version=(_whole(found.get("SEQUENCE")), _stamp(found)),
        start=start,
        length=_length(found, zones),
        replaces=replaces[0] if replaces else None,
        onwards=bool(replaces) and "RANGE" in getattr(_first(found.get("RECURRENCE-ID")), "params", {}),
        rule=_rule(found),
        added=_moments(found, "RDATE", zones),
        left_out=_moments(found, "EXDATE", zones),
        summary=_text(found.get("SUMMARY")),
        description=_text(found.get("DESCRIPTION")),
        categories=_categories(found),
        own=_text(found.get("X-SOREWISE-SESSION"), most=10 * MOST_LETTERS),
        cancelled=block.cancelled or _text(found.get("STATUS")).upper() == "CANCELLED",
    )


def key(moment: Moment) -> str:
    """The same for the same moment, whatever clock tells it."""
    return str(_absolute(moment).isoformat())


def _start(found: Any, zones: Zones) -> Moment:
    if "DTSTART" not in found:
        raise EventError("event_no_start", _text(found.get("SUMMARY")))
    try:
        return wall(_first(found["DTSTART"]), zones)
    except (ValueError, TypeError, AttributeError, OverflowError) as error:
        raise EventError("event_bad_start", _text(found.get("SUMMARY"))) from error


def _length(found: Any, zones: Zones) -> timedelta | None:
    """From DTSTART to DTEND, or DURATION; None if neither says it, or it makes no sense."""
    try:
        if "DURATION" in found:
            length = _first(found["DURATION"]).dt
        else:
            begin, end = (_absolute(wall(_first(found[name]), zones)) for name in ("DTSTART", "DTEND"))
            length = end - begin
    except (KeyError, ValueError, TypeError, AttributeError, OverflowError):
        return None
    return length if isinstance(length, timedelta) and length > timedelta(0) else None


def _absolute(moment: Moment) -> Any:
    """The moment in UTC, or by its own clock if nobody knows which that is."""
    at, zone = moment
    return at.replace(tzinfo=zone).astimezone(UTC) if isinstance(at, datetime) and zone else at


def _moments(found: Any, name: str, zones: Zones) -> tuple[Moment, ...]:
    """All times under a name; one that is broken is passed over."""
    return tuple(_each_moment(found.get(name), zones))


def _each_moment(value: Any, zones: Zones) -> Iterator[Moment]:
    for one in value if isinstance(value, list) else [] if value is None else [value]:
        try:
            inside = one.dts if hasattr(one, "dts") else [one]
        except (ValueError, AttributeError):
            continue
        for each in inside:
            try:
                yield wall(each, zones, one.params)
            except (ValueError, TypeError, AttributeError, OverflowError):
                continue


def _rule(found: Any) -> Mapping[str, Sequence[Any]] | None:
    """The parts of the rule by name; {} if it is broken, so that no single event is made of it."""
    value = _first(found.get("RRULE"))
    if value is None:
        return None
    if not isinstance(value, Mapping):
        return {}
    return {str(name).upper(): part if isinstance(part, list) else [part] for name, part in value.items()}


def _stamp(found: Any) -> str:
    """When this version was written, in UTC as sortable text; "" if nobody knows."""
    for name in ("DTSTAMP", "LAST-MODIFIED"):
        try:
            at = _first(found[name]).dt
            if isinstance(at, datetime):
                return at.replace(tzinfo=at.tzinfo or UTC).astimezone(UTC).isoformat()
        except (KeyError, ValueError, TypeError, AttributeError, OverflowError):
            continue
    return ""


def _whole(value: Any) -> int:
    try:
        return int(_first(value) or 0)
    except (ValueError, TypeError):
        return 0


def _first(value: Any) -> Any:
    return value[0] if isinstance(value, list) and value else value


def _text(value: Any, most: int = MOST_LETTERS) -> str:
    value = _first(value)
    return "" if value is None else str(value)[:most].strip()


def _categories(found: Any) -> str:
    value = found.get("CATEGORIES")
    try:
        lists = value if isinstance(value, list) else [] if value is None else [value]
        return " ".join(str(category) for one in lists for category in one.cats)[:200]
    except (AttributeError, TypeError, ValueError):
        return ""
