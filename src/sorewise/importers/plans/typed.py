"""A plan typed in a line or several: `tue intervals 6x800 @ 5k, thu 45 min easy, sun long 18 km!`.

A session begins with its day and goes on to the next day's name, so that commas may part the steps of one session.
A weekday is the next such day, today included; named again after others it is a week later. "#" begins a remark.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from sorewise.importers.plans.days import Said, clock_at, day_at, next_day
from sorewise.importers.plans.found import Draft
from sorewise.importers.plans.meaning import Meant, keep, meaning
from sorewise.importers.shared.notes import SHOWN_LETTERS, line_of_text

SOURCE = "typed"
MOST_LINES = 2_000
MOST_LINE_LETTERS = 2_000
BORDER = re.compile(r"\s*(?:;|,(?!\d)|(?<!\d),)\s*")
"""Commas and semicolons, but no decimal comma."""
ALSO = re.compile(r"\s+(?:\+|&|and|und|then|dann)\s+", re.IGNORECASE)
SPORTS = {"strength_leg": "strength", "strength_other": "strength", "mobility": "mobility", "xt": "xt", "rest": "rest"}


class Piece(NamedTuple):
    """The text of one session, with the day that it began with and its line."""

    said: Said | None
    text: str
    line: int


class Weekdays:
    """The day that a weekday means: the next, and each time it comes round again a week later."""

    def __init__(self, today: date) -> None:
        self._today = today
        self._met: dict[int, int] = {}
        self._last: int | None = None

    def day(self, weekday: int) -> date:
        """The day of the weekday named next."""
        if weekday != self._last:
            self._met[weekday] = self._met.get(weekday, -1) + 1
        self._last = weekday
        return next_day(self._today, weekday) + timedelta(weeks=self._met[weekday])


def read(text: str, draft: Draft) -> None:
    """Put every session of the text into the draft."""
    lines = text.splitlines()
    if len(lines) > MOST_LINES:
        draft.note("too_many_lines", f"line {MOST_LINES + 1}", most=MOST_LINES)
    for number, line in enumerate(lines[:MOST_LINES], 1):
        if len(line) > MOST_LINE_LETTERS:
            draft.note("long_line", f"line {number}", most=MOST_LINE_LETTERS)
    weekdays = Weekdays(draft.today)
    for piece in _pieces(lines[:MOST_LINES], draft.today):
        place = f"line {piece.line}"
        day = None if piece.said is None else _day(piece.said, weekdays)
        if day is None:
            doubt = "" if piece.said is None else piece.said.doubt
            about = line_of_text(doubt or piece.text)[:SHOWN_LETTERS]
            draft.note("date_unclear" if doubt else "no_day", place, text=about)
            continue
        _add(draft, day, piece.text, place)


def _add(draft: Draft, day: date, text: str, place: str) -> None:
    start, rest = clock_at(text)
    if not rest.strip(" .,;!="):
        draft.note("nothing_said", place, date=day.isoformat())
        return
    for meant in each(rest):
        keep(meant, draft, day, place, start=start)
        start = None


def each(text: str) -> list[Meant]:
    """The sessions of one day's text: "45 min easy + core 20 min" is two, since they are of different sports."""
    pieces = ALSO.split(text)
    found = [meaning(piece) for piece in pieces]
    sports = [SPORTS.get(meant.kind, "run") for meant in found]
    apart = len(set(sports)) == len(found) and all(not meant.assumed for meant in found)
    return found if apart else [meaning(text)]


def _day(said: Said, weekdays: Weekdays) -> date | None:
    return weekdays.day(said.weekday) if said.weekday is not None else said.day


def _pieces(lines: list[str], today: date) -> Iterator[Piece]:
    """The sessions of the lines: a part that begins with a day begins a session, any other goes on with it."""
    for number, line in enumerate(lines, 1):
        open_piece: Piece | None = None
        for part in filter(None, BORDER.split(" ".join(line.partition("#")[0].split())[:MOST_LINE_LETTERS])):
            said = day_at(part, today)
            if said is None and open_piece is not None:
                open_piece = open_piece._replace(text=f"{open_piece.text}, {part}")
                continue
            if open_piece is not None:
                yield open_piece
            open_piece = Piece(said, part if said is None else said.rest, number)
        if open_piece is not None:
            yield open_piece
