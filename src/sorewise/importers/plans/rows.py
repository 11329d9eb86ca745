"""The rows of a plan's table as sessions: a row a session, or a row a week with a column for each weekday.

Weeks that are only numbered begin with the first Monday from today on, and that is told; "KW 24" is a calendar week.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import NamedTuple

from sorewise.importers.plans.columns import Columns, said_yes
from sorewise.importers.plans.days import MONTHS_A_YEAR, SLASHED, Said, clock_at, day_at, next_day
from sorewise.importers.plans.found import Draft
from sorewise.importers.plans.lengths import lengths, number, only
from sorewise.importers.plans.meaning import MOST_LETTERS, Meant, keep, meaning
from sorewise.importers.plans.typed import Weekdays, each
from sorewise.importers.plans.words import race_of
from sorewise.importers.shared.entry import Entry
from sorewise.importers.shared.notes import SHOWN_LETTERS, line_of_text

NOTHING = frozenset({"", "-", "–", "—", ".", "/", "n/a"})
PLAIN_NUMBER = re.compile(r"\d{1,6}(?:[.,]\d{1,3})?(?:\s?[-–]\s?\d{1,6}(?:[.,]\d{1,3})?)?", re.ASCII)
CLOCK = re.compile(r"(\d{1,3}):([0-5]\d)(?::([0-5]\d))?", re.ASCII)
LONGEST_H = 9
"""1:30 is hours and minutes, 45:00 minutes and seconds: nobody trains for more hours than this."""
CALENDAR_WEEK = re.compile(r"\s*(?P<of>kw|cw)?\s*(?P<n>\d{1,2})\s*", re.IGNORECASE)
WEEK = re.compile(r"\D{0,8}?(\d{1,3})\b")


class Day(NamedTuple):
    """The day of a row, what else stands in its cell, and how its sessions are known if it is only counted."""

    day: date
    rest: str = ""
    known_as: str = ""


class Rows:
    """The rows of a plan's tables. What a row leaves empty goes on from the row above it: day and week."""

    def __init__(self, draft: Draft) -> None:
        self._draft = draft
        self._columns = Columns({})
        self._weekdays = Weekdays(draft.today)
        self._begin: date | None = None
        self._week = ""
        self._day: Day | None = None
        self._monday_before: date | None = None
        self._month_first: bool | None = None

    def read(self, columns: Columns, entries: Iterable[Entry], week: str = "") -> None:
        """Put every row of one table into the draft; `week` is the one that a heading above it names."""
        rows = list(entries)
        self._columns, self._day, self._week = columns, None, week or self._week
        self._month_first = month_first([str(row.values.get(name, "")) for row in rows for name in ("date", "day")])
        for row in rows:
            self._week = row.text("week") or self._week
            if self._columns.weekdays:
                self._by_weekdays(row)
            else:
                self._one(row)

    def _by_weekdays(self, row: Entry) -> None:
        """A row that is a week: a session in each weekday's column."""
        monday = self._monday(row)
        for at, weekday in self._columns.weekdays.items():
            text = _cell(row, str(at))
            if text in NOTHING or monday is None:
                continue
            day = monday + timedelta(days=weekday)
            known_as = f"{self._week}/{weekday}" if self._week else ""
            if PLAIN_NUMBER.fullmatch(text):
                self._draft.note_alike("unit_assumed", f"{row.place}, column {at + 1}")
            for meant in each(_in_unit(text)):
                keep(meant, self._draft, day, f"{row.place}, column {at + 1}", known_as=known_as)

    def _monday(self, row: Entry) -> date | None:
        """The Monday of a row's week: by its date, by its number, or one week after the row before."""
        for name in ("date", "day"):
            if (text := row.text(name)) not in NOTHING:
                said = day_at(text, self._draft.today, month_first=self._month_first)
                if said and said.day:
                    return said.day - timedelta(days=said.day.weekday())
        if monday := self._of_week(row.place):
            return monday
        before = self._monday_before
        self._monday_before = before + timedelta(weeks=1) if before else self._first_monday(row.place)
        return self._monday_before

    def _of_week(self, place: str) -> date | None:
        """The Monday of the week that is named: counted from the plan's first, or a week of the calendar."""
        match = CALENDAR_WEEK.fullmatch(self._week)
        if match and (match["of"] or self._columns.of_calendar):
            return _calendar_week(int(match["n"]), self._draft.today)
        match = WEEK.match(self._week)
        return self._first_monday(place) + timedelta(weeks=int(match[1]) - 1) if match else None

    def _first_monday(self, place: str) -> date:
        if self._begin is None:
            self._begin = next_day(self._draft.today, 0)
            self._draft.note("weeks_from", place, date=self._begin.isoformat())
        return self._begin

    def _one(self, row: Entry) -> None:
        """A row that is a session."""
        text, kind = _cell(row, "session"), row.text("kind")
        if all(row.text(name) in NOTHING for name in ("session", "kind", "distance", "time", "race")):
            return
        found = self._day_of(row)
        if found is None:
            return
        start = clock_at(row.text("start"))[0] or clock_at(found.rest)[0]
        several = each(text) if text not in NOTHING else []
        plain = "" if text in NOTHING else text
        for meant in several if len(several) > 1 else [self._meant(row, plain, kind)]:
            keep(self._marked(row, meant), self._draft, found.day, row.place, start=start, known_as=found.known_as)

    def _meant(self, row: Entry, text: str, kind: str) -> Meant:
        """What the row means: its words, with the lengths of their own columns."""
        race = row.text("race")
        is_race = said_yes(race) if race else False
        extra = " ".join(filter(None, ("" if kind in NOTHING else kind, "race" if is_race is not False else "")))
        meant = meaning(text, extra=extra)
        metres, seconds = self._length(row, "distance"), self._length(row, "time")
        meant = replace(
            meant,
            distance_m=meant.distance_m if metres is None else metres,
            duration_s=meant.duration_s if seconds is None else seconds,
            name=meant.name or line_of_text(kind),
        )
        if meant.kind == "race" and (told := race_of(race, None) or meant.race or race_of("", meant.distance_m)):
            notes = tuple(note for note in meant.notes if note[0] != "race_length")
            meant = replace(meant, race=told, assumed=(), notes=notes)
        return meant

    def _marked(self, row: Entry, meant: Meant) -> Meant:
        marks = {name: said_yes(row.text(name)) for name in ("key", "fixed")}
        for name, told in marks.items():
            if told is None:
                row.note("mark_unclear", name, text=row.shown(name))
        notes = _cell(row, "notes")
        return replace(
            meant, key=meant.key or bool(marks["key"]), fixed=meant.fixed or bool(marks["fixed"]), remark=notes
        )

    def _length(self, row: Entry, name: str) -> float | None:
        """Metres or seconds of a cell; None if it is empty or in doubt, which is noted."""
        text = row.text(name).strip("~≈ca. ")
        if text in NOTHING:
            return None
        negative = text[:1] in {"-", "\u2212"} and text[1:2].isdigit()
        found = _amount(text.lstrip("-\u2212") if negative else text, name, self._columns.units.get(name))
        if found is None:
            row.note("cell_unclear", name, text=row.shown(name))
            return None
        return -found if negative else found

    def _day_of(self, row: Entry) -> Day | None:
        """The day of a row; an empty cell goes on with the day above it."""
        text = next((cell for name in ("date", "day") if (cell := row.text(name)) not in NOTHING), "")
        if not text:
            if self._day is None:
                row.note("no_day", text=row.shown("session"))
            return self._day
        said = day_at(text, self._draft.today, month_first=self._month_first)
        if said is not None and said.doubt and SLASHED.fullmatch(said.doubt):
            self._draft.note_alike("dates_unclear", row.place)
            return None
        if said is None or said.doubt:
            row.note("date_unclear", text=line_of_text(text)[:SHOWN_LETTERS])
            return None
        self._day = Day(said.day, said.rest) if said.day else self._of_weekday(row, said)
        return self._day

    def _of_weekday(self, row: Entry, said: Said) -> Day:
        weekday = said.weekday or 0
        monday = self._of_week(row.place)
        if monday is None:
            return Day(self._weekdays.day(weekday), said.rest)
        return Day(monday + timedelta(days=weekday), said.rest, f"{self._week}/{weekday}")


def _cell(row: Entry, name: str) -> str:
    """The text of a cell that may be long, as one line that can be printed."""
    value = row.values.get(name)
    text = " ".join(value[:MOST_LETTERS].split()) if isinstance(value, str) else ""
    return "".join(letter for letter in text if letter.isprintable())


def month_first(cells: Sequence[str]) -> bool | None:
    """Whether "6/13" has the month first, as a whole column tells it; None if its cells do not, or quarrel."""
    found = [match for cell in cells if (match := SLASHED.search(cell))]
    day_first = any(int(match["a"]) > MONTHS_A_YEAR for match in found)
    month = any(int(match["b"]) > MONTHS_A_YEAR for match in found)
    return None if day_first == month else month


def _amount(text: str, name: str, unit: float | None) -> float | None:
    """The amount of a cell, in metres for a distance, in seconds for a time; of a range the lower end."""
    if (clock := CLOCK.fullmatch(text)) and name == "time":
        first, second, third = int(clock[1]), int(clock[2]), clock[3]
        if third is not None:
            return first * 3600 + second * 60 + int(third)
        return (first * 60 + second) * (60 if first <= LONGEST_H else 1)
    if PLAIN_NUMBER.fullmatch(text):
        lower = re.split(r"\s?[-–]\s?", text)[0]
        return number(lower) * (unit or (1000.0 if name == "distance" else 60.0))
    found = only(text) or next(lengths(text), None)
    if found is None:
        return None
    return found.metres if name == "distance" else found.seconds


def _in_unit(text: str) -> str:
    """A cell that is only a number is a distance in kilometres."""
    return f"{text} km" if PLAIN_NUMBER.fullmatch(text) else text


def _calendar_week(week: int, today: date) -> date | None:
    """The Monday of a calendar week: of this year, or the next if it is more than half a year gone."""
    for year in (today.year, today.year + 1):
        try:
            monday = date.fromisocalendar(year, week, 1)
        except ValueError:
            continue
        if monday > today - timedelta(days=183):
            return monday
    return None
