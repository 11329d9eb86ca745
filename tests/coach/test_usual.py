"""The usual run: the middle and the longest of the last weeks."""

from datetime import UTC, datetime, timedelta

from coach.made import DAY, book
from sorewise.coach.today import Usual
from sorewise.coach.usual import usual_of
from sorewise.model.records import Session


def run(days_ago, **parts):
    """A finished run so many days before the day."""
    start = datetime(2026, 11, 22, 18, tzinfo=UTC) - timedelta(days=days_ago)
    return Session(id=f"{days_ago}", start=start, **{"duration_s": 3_000, "distance_m": 8_000} | parts)


def test_the_middle_and_the_longest_of_thirty_days():
    """Moving time where it is known; older runs, today's, races, rides and leg days are left out."""
    sessions = [
        run(1, duration_s=2_000, distance_m=5_000),
        run(3, moving_s=3_000, duration_s=9_000),
        run(30, duration_s=6_000, distance_m=15_000),
        run(31, duration_s=9_999),
        run(0, duration_s=9_999),
        run(5, race="marathon", duration_s=14_000),
        run(6, kind="race", duration_s=14_000),
        run(7, sport="ride", duration_s=14_000),
    ]
    assert usual_of(sessions, DAY, book()) == Usual(median_s=3_000, longest_s=6_000, median_m=8_000, longest_m=15_000)


def test_without_a_run_nothing_is_usual():
    """None rather than zero."""
    assert usual_of([], DAY, book()) is None


def test_runs_without_a_measure_leave_it_open():
    """A run by hand may have no distance."""
    assert usual_of([run(2, distance_m=None)], DAY, book()) == Usual(median_s=3_000, longest_s=3_000)
