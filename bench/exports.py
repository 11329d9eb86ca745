"""A plan out and in again: calendar, intervals.icu, watch, each by a thousand sessions made by chance.

    python bench/exports.py [--quick]

A session counts as the same if what is read back equals what was written, as far as the format can say it; what it
cannot is told when it is written. Workout files are read by two libraries that did not write them.
"""

import json
import statistics
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path

from icalendar import Calendar

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))
from exporters.fit_readers import Row, fast, meant, second
from exporters.sessions import sessions
from sorewise.exporters import fit_workout, ics, intervals_icu
from sorewise.importers.plans.intervals_text import steps_of
from sorewise.model.plan import CalendarEntry, PlannedSession
from sorewise.model.plan_json import session_from_json

QUICK = "--quick" in sys.argv
COUNT = 100 if QUICK else 1000
TURNS = 5 if QUICK else 25
DAYS, DAYS_MS = 28, 100.0
NOTHING: Mapping[str, CalendarEntry] = {}
NOW = datetime(2026, 11, 22, 5, 10, tzinfo=UTC)


def main() -> int:
    """Print each figure; 1 if one falls short."""
    made = sessions(COUNT, seed=11)
    runs = [session for session in sessions(2 * COUNT, seed=12) if session.kind != "rest"][:COUNT]
    good = [
        whole("calendar_identical", calendar_same(made), len(made)),
        whole("calendar_rewrite_identical", int(rewritten(made)), 1),
        whole("intervals_text_identical", sum(map(text_same, made)), len(made)),
        whole("fit_equal fitfast", sum(map(fit_same, runs, [fast] * len(runs))), len(runs)),
        whole("fit_equal fitdecode", sum(map(fit_same, runs, [second] * len(runs))), len(runs)),
        whole("fit_rewrite_identical", sum(written(one) == written(one) for one in runs), len(runs)),
        quick("calendar_28_days_ms", made[:DAYS]),
    ]
    return 0 if all(good) else 1


def whole(name: str, figure: int, goal: int) -> bool:
    """Print how many of all are as they should be: all of them."""
    print(f"{name}: {figure} of {goal} (goal {goal}) {'ok' if figure == goal else 'short'}")
    return figure == goal


def quick(name: str, made: list[PlannedSession]) -> bool:
    """Print the middle of several turns in milliseconds."""
    taken = []
    for _ in range(TURNS):
        start = time.perf_counter()
        calendar(made)
        taken.append((time.perf_counter() - start) * 1000)
    median = statistics.median(taken)
    print(f"{name}: {median:.1f} (goal {DAYS_MS}) {'ok' if median <= DAYS_MS else 'short'}")
    return median <= DAYS_MS


def calendar(
    made: list[PlannedSession], before: Mapping[str, CalendarEntry] = NOTHING, now: datetime = NOW
) -> tuple[bytes, dict[str, CalendarEntry]]:
    """The sessions as a calendar."""
    entries = [ics.Entry(session=one, summary=one.name, description=one.notes) for one in made]
    return ics.calendar(entries, before=before, plan="bench", now=now, zone="Europe/Berlin")


def calendar_same(made: list[PlannedSession]) -> int:
    """How many sessions a reader of calendars finds whole."""
    events = Calendar.from_ical(calendar(made)[0]).walk("VEVENT")
    back = {session_from_json(json.loads(str(event["X-SOREWISE-SESSION"]))) for event in events}
    return sum(one in back for one in made)


def rewritten(made: list[PlannedSession]) -> bool:
    """Whether the calendar of the next day, from the same sessions in another order, is the same to the byte."""
    data, before = calendar(made)
    return calendar(made[::-1], before, NOW + timedelta(days=1)) == (data, before)


def text_same(session: PlannedSession) -> bool:
    """Whether the workout text reads as the steps that it can say, and nothing of it is left unread."""
    read = steps_of(intervals_icu.text_of(session)[0])
    return (read.steps, tuple(read.left)) == (intervals_icu.speakable(session)[0], ())


def written(session: PlannedSession) -> bytes:
    """The session as a workout file."""
    return fit_workout.workout(session, name=session.name, notes=session.notes, made=NOW)[0]


def fit_same(session: PlannedSession, read: Callable[[bytes], Iterator[Row]]) -> bool:
    """Whether a reader finds every step of the session: its length, its target, how it is run, how often."""
    return list(read(written(session))) == list(meant(session))


if __name__ == "__main__":
    sys.exit(main())
