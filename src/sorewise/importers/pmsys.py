"""PMSys, the questionnaire of teams (PMData, SoccerMon): ratings of the day and session-RPE, each as a CSV.

Ratings are 1-5 with 3 normal and 5 good, also where the name says something bad: soreness 1 is very sore. They are kept
as given under the scale "pmsys". 0 is no answer. Readiness (0-10) is no rating of the body and is not kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date, timedelta
from typing import BinaryIO, NamedTuple

from sorewise.importers.shared.days import iso_day, iso_moment
from sorewise.importers.shared.entry import Entry
from sorewise.importers.shared.gathered import Gathered
from sorewise.importers.shared.notes import DURATION_S, RPE, SLEEP_S, Notes, Within
from sorewise.importers.shared.sports import Type
from sorewise.importers.shared.table import Table, header, text_of
from sorewise.model.records import ImportProblem, Night, Session

SOURCE = "pmsys"
HEAD_BYTES = 64 * 1024
RATING = Within(1, 5, 0)
RATINGS = ("fatigue", "mood", "sleep_quality", "soreness", "stress")
DAYS = ("effective_time_frame", "date")
HOURS = ("sleep_duration_h", "sleep_duration")
PERSON = "player_id"
WELLNESS = (*DAYS, PERSON, *RATINGS, *HOURS)
TRAINING = ("end_date_time", "activity_names", "perceived_exertion", "duration_min")
SLEEP = Within(SLEEP_S.least, SLEEP_S.most, 0)
EFFORT = Within(RPE.least, RPE.most)  # an effort of 0 was answered here
AN_HOUR_S, A_MINUTE_S = 3600, 60
ROW_START = re.compile(r'"?\d{4}-\d{2}-\d{2}[T ,;\t"]', re.ASCII)
# The first that is among an activity's names; "individual" and "team" say nothing.
SPORTS: tuple[tuple[str, Type], ...] = (
    ("running", Type("run")),
    ("strength", Type("strength", "strength_training")),
    ("cycling", Type("ride")),
    ("swimming", Type("swim")),
    ("walking", Type("walk")),
    ("soccer", Type("other", "soccer")),
    ("football", Type("other", "soccer")),
    ("endurance", Type("other", "endurance")),
)


class Answered(NamedTuple):
    """The answers of a day and when and where they were given."""

    at: str
    entry: Entry
    night: Night


def recognises(head: bytes, name: str) -> bool:  # noqa: ARG001 - the door's signature; content alone decides here
    """Whether the header is that of the ratings or of the sessions."""
    return any(_is_wellness(names) or {*TRAINING} <= {*names} for _, names in header(head))


def read(file: BinaryIO, path: str) -> Iterator[Night | Session | ImportProblem]:
    """A night for each day or a session for each training; what cannot be is left out and named."""
    data = file.read()
    notes = Notes(path)
    for separator, names in header(data[:HEAD_BYTES]):
        table = Table(notes, text_of(data), separator, ROW_START)
        if _is_wellness(names):
            yield from _nights(notes, list(table.entries(table.columns(WELLNESS))))
            break
        if {*TRAINING} <= {*names}:
            yield from _sessions(notes, table.entries(table.columns(TRAINING)))
            break
    yield from notes.found


def _is_wellness(names: list[str]) -> bool:
    """A day, the five ratings and readiness: without that last one they may be of another scale."""
    return {*RATINGS, "readiness"} <= {*names} and not {*DAYS}.isdisjoint(names)


def _nights(notes: Notes, entries: list[Entry]) -> list[Night]:
    """The answers of each day; of several the last given. A table of several people is nobody's own."""
    people = {entry.text(PERSON) for entry in entries} - {""}
    if len(people) > 1:
        notes.note("several_people", people=len(people))
        return []
    days: dict[date, Answered] = {}
    for entry in entries:
        values = {name: entry.number(name, RATING) for name in RATINGS}
        sleep_s = entry.first(HOURS, SLEEP, times=AN_HOUR_S)
        if sleep_s is None and all(value is None for value in values.values()):
            continue
        at, day = _when(entry)
        if day is None:
            continue
        answered = Answered(at, entry, Night(day=day, sleep_s=sleep_s, scale=SOURCE, source=SOURCE, **values))
        known = days.get(day)
        if known:
            earlier, answered = sorted((known, answered), key=lambda each: each.at)
            earlier.entry.note("answered_again", date=day.isoformat(), last=answered.entry.place)
        days[day] = answered
    return [each.night for each in days.values()]


def _when(entry: Entry) -> tuple[str, date | None]:
    """When the answers were given, as text that sorts, and their day."""
    name = next((name for name in DAYS if name in entry.values), DAYS[0])
    at = entry.text(name)
    moment = iso_moment(at)
    day = moment.date() if moment else iso_day(at)
    if day is None:
        entry.note("bad_date", name, value=entry.shown(name))
    return at, day


def _sessions(notes: Notes, entries: Iterator[Entry]) -> list[Session]:
    """A session for each row that says when it ended and how long it was."""
    gathered = Gathered(notes)
    for entry in entries:
        end = iso_moment(entry.values.get("end_date_time"))
        seconds = entry.number("duration_min", DURATION_S, times=A_MINUTE_S)
        if end is None:
            entry.note("bad_date", "end_date_time", value=entry.shown("end_date_time"))
            continue
        ended = end if end.tzinfo else end.replace(tzinfo=UTC)
        names = entry.text("activity_names").casefold()
        sport, sub_sport = next((meaning for word, meaning in SPORTS if word in names), Type("other"))
        session = Session(
            id=f"{SOURCE}:{ended.isoformat()}",
            start=ended - timedelta(seconds=seconds or 0),
            sport=sport,
            sub_sport=sub_sport,
            duration_s=seconds,
            rpe=entry.number("perceived_exertion", EFFORT),
            source=SOURCE,
            source_id=ended.isoformat(),
        )
        gathered.add(session, entry, zone_known=False)
    return gathered.done()
