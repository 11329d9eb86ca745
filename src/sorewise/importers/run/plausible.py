"""What no format can tell by itself: whether a record can have been, seen from the day of the import."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

from sorewise.importers import Record
from sorewise.importers.run.source import Found
from sorewise.model.records import ImportProblem, Night, Session, Sport, Value

FIRST_DAY = date(1990, 1, 1)
AHEAD = timedelta(days=2)  # zones reach a day ahead, and a watch's clock a little further
FASTEST_M_S: dict[Sport, float] = {"run": 12.5, "walk": 6.0, "swim": 3.0, "ride": 35.0}
LEAST_M = 1000.0  # a sprint of some seconds is measured too coarsely to be judged
LONG_S = 36 * 3600.0


def plausible(found: Found, now: datetime) -> Found:
    """The same without what cannot have been: days that have not come, ways that nobody covers in that time.

    What is only unlikely (a session of days) stays, with a word.
    """
    last_day = (now + AHEAD).date()
    judged = [_judged(record, last_day) for record in found.records]
    problems = [
        replace(problem, path=found.path, file_sha256=found.sha256) for _, problem in judged if problem is not None
    ]
    if not problems:
        return found
    records = tuple(record for record, _ in judged if record is not None)
    return replace(found, records=records, problems=(*found.problems, *problems))


def _judged(record: Record, last_day: date) -> tuple[Record | None, ImportProblem | None]:
    """What is kept of a record, and what is wrong with it."""
    if not isinstance(record, Session | Night):
        return record, None
    if not FIRST_DAY <= record.day <= last_day:
        return None, _problem(record, "impossible_day", kept=0, date=record.day.isoformat())
    if isinstance(record, Session):
        seconds, metres = record.duration_s or 0.0, record.distance_m or 0.0
        if metres > max(LEAST_M, seconds * FASTEST_M_S.get(record.sport, metres)) and seconds:
            km, minutes = round(metres / 1000, 1), round(seconds / 60, 1)
            return replace(record, distance_m=None), _problem(record, "too_fast", km=km, minutes=minutes)
        if seconds > LONG_S:
            return record, _problem(record, "very_long", hours=round(seconds / 3600))
    return record, None


def _problem(record: Session | Night, code: str, kept: int = 1, **values: Value) -> ImportProblem:
    return ImportProblem(path="", code=code, place=record.day.isoformat(), kept=kept, values=values)
