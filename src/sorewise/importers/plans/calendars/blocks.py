"""The components of a calendar's text, each by itself: one that is broken, or never closed, does not lose the others.

A calendar of a club may have 50,000 events, most of them long past. What a look at a few lines shows to be outside the
days of a plan is not handed to the parser.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, timedelta

MOST_LINES_OF_AN_EVENT = 2_000
SLACK = timedelta(days=2)
"""A zone may shift a day."""
BEGIN = re.compile(r"BEGIN:\s*([\w-]+)\s*", re.IGNORECASE)
END = re.compile(r"END:\s*([\w-]+)\s*", re.IGNORECASE)
UID = re.compile(r"^UID[^:\n]*:(.*(?:\n[ \t].*)*)", re.IGNORECASE | re.MULTILINE)
DAY = re.compile(r"^DTSTART[^:\n]*:(\d{4})(\d{2})(\d{2})", re.IGNORECASE | re.MULTILINE)
SEVERAL = re.compile(r"^(?:RRULE|RDATE|RECURRENCE-ID)[;:]", re.IGNORECASE | re.MULTILINE)
NAME = re.compile(r"X-WR-CALNAME[^:]*:(.*)", re.IGNORECASE)
METHOD = re.compile(r"METHOD\s*:\s*CANCEL\s*", re.IGNORECASE)


@dataclass(slots=True)
class Block:
    """The text of one VEVENT without its alarms; `line` is where it begins, `calendar` which of the file's it is in."""

    text: str
    line: int
    path: str
    calendar: int
    cancelled: bool
    uid: str


@dataclass(slots=True)
class Blocks:
    """What the calendars of one file hold."""

    events: list[Block] = field(default_factory=list)
    zones: list[str] = field(default_factory=list)
    names: dict[int, str] = field(default_factory=dict)
    open_lines: list[int] = field(default_factory=list)
    """Where an event begins that is never closed."""


def blocks_of(text: str, path: str, first: int = 0) -> Blocks:
    """The events and time zones of a file, `first` being the number of its first calendar."""
    splitter = _Splitter(path, first)
    for number, line in enumerate(text.splitlines(), 1):
        splitter.take(number, line)
    splitter.leave()
    return splitter.found


class _Splitter:
    """Goes through the lines of a file; `stack` names the open components, from the event or zone on."""

    def __init__(self, path: str, first: int) -> None:
        self.found = Blocks()
        self._path = path
        self._calendar = first - 1
        self._cancelled = False
        self._stack: list[str] = []
        self._kept: list[str] = []
        self._start = 0

    def take(self, number: int, line: str) -> None:
        """The next line of the file."""
        begin = BEGIN.fullmatch(line) if line[:1] in "Bb" else None
        what = begin[1].upper() if begin else ""
        if what in {"VEVENT", "VTIMEZONE", "VCALENDAR"}:
            self._open(what, number, line)
        elif not self._stack:
            self._of_calendar(line)
        else:
            self._inside(what, line)

    def leave(self) -> None:
        """What is still open was never closed."""
        if self._stack and self._stack[0] == "VEVENT":
            self.found.open_lines.append(self._start)
        self._stack = []

    def _open(self, what: str, number: int, line: str) -> None:
        self.leave()
        if what == "VCALENDAR":
            self._calendar, self._cancelled = self._calendar + 1, False
        else:
            self._stack, self._kept, self._start = [what], [line], number

    def _of_calendar(self, line: str) -> None:
        if name := NAME.fullmatch(line):
            self.found.names[self._calendar] = name[1].strip()
        self._cancelled = self._cancelled or METHOD.fullmatch(line) is not None

    def _inside(self, what: str, line: str) -> None:
        """A line of an event, whose alarms are left out, or of a zone."""
        if what:
            self._stack.append(what)
        wanted = self._stack[0] == "VTIMEZONE" or len(self._stack) == 1
        if wanted and len(self._kept) < MOST_LINES_OF_AN_EVENT:
            self._kept.append(line)
        end = END.fullmatch(line) if line[:1] in "Ee" else None
        if end and end[1].upper() == self._stack[-1]:
            self._stack.pop()
            if not self._stack:
                self._close()

    def _close(self) -> None:
        text = "\n".join(self._kept) + "\n"
        if text[:9].upper() == "BEGIN:VTI":
            self.found.zones.append(text)
            return
        uid = UID.search(text)
        known_as = re.sub(r"\n[ \t]", "", uid[1]).strip() if uid else ""
        self.found.events.append(Block(text, self._start, self._path, self._calendar, self._cancelled, known_as))


def near(blocks: list[Block], first: date, last: date) -> list[Block]:
    """The events that may concern these days.

    All versions of an event are kept together: it may have been moved out of these days.
    """
    by_uid: dict[str, list[Block]] = {}
    for block in blocks:
        by_uid.setdefault(block.uid or f"{block.path}:{block.line}", []).append(block)
    low, high = (first - SLACK).strftime("%Y%m%d"), (last + SLACK).strftime("%Y%m%d")
    kept = [some for some in by_uid.values() if any(_may_concern(block.text, low, high) for block in some)]
    return [block for some in kept for block in some]


def _may_concern(text: str, low: str, high: str) -> bool:
    day = DAY.search(text)
    return day is None or SEVERAL.search(text) is not None or low <= "".join(day.groups()) <= high
