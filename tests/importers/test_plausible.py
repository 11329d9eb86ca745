"""What cannot have been is left out with a word, whatever format told it."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sorewise.importers.run import Found
from sorewise.importers.run.plausible import plausible
from sorewise.model.records import Night, Profile, Session

NOW = datetime(2026, 11, 22, 7, tzinfo=UTC)


def judged(*records):
    """Records that stay, and (code, kept) of the problems."""
    found = plausible(Found(path="a.fit", sha256="s", format="fit", records=records), NOW)
    assert all((each.path, each.file_sha256) == ("a.fit", "s") for each in found.problems)
    return found.records, [(each.code, each.kept) for each in found.problems]


def run(**more):
    """A run of an hour on the day before."""
    return Session(**{"id": "a", "start": NOW - timedelta(days=1), "duration_s": 3600.0, "distance_m": 1e4, **more})


@pytest.mark.parametrize("day", [date(1989, 12, 31), date(2026, 11, 25), date(2099, 1, 1)])
def test_days_that_were_not_are_left_out(day):
    """A watch whose clock was never set, or set wrong."""
    at = datetime.combine(day, NOW.timetz())
    assert judged(Night(day=day, resting_hr=50.0), run(start=at)) == ((), [("impossible_day", 0)] * 2)


def test_tomorrow_may_be_today_elsewhere():
    """And what is neither session nor night is not judged."""
    kept = (Night(day=date(2026, 11, 23), resting_hr=50.0), run(start=NOW + timedelta(hours=20)), Profile())
    assert judged(*kept) == (kept, [])


def test_a_way_that_nobody_runs_is_unknown():
    """The run stays; a fast ride is one, and a sprint of seconds is too coarse to judge."""
    fast = run(distance_m=60_000.0)
    assert judged(fast) == ((run(distance_m=None),), [("too_fast", 1)])
    for fine in (run(distance_m=60_000.0, sport="ride"), run(distance_m=200.0, duration_s=10.0), run(duration_s=None)):
        assert judged(fine) == ((fine,), [])


def test_a_run_of_forty_hours_stays_with_a_word():
    """It may be a race through the Alps, or a watch that was left on."""
    long = run(duration_s=40 * 3600.0)
    assert judged(long) == ((long,), [("very_long", 1)])


@given(st.floats(0, 1e9) | st.none(), st.floats(0, 1e9) | st.none(), st.sampled_from(["run", "ride", "swim", "other"]))
def test_nothing_of_a_possible_day_is_lost(seconds, metres, sport):
    """But a distance."""
    (kept,), _ = judged(run(duration_s=seconds, distance_m=metres, sport=sport))
    assert kept.duration_s == seconds
    assert kept.distance_m in {metres, None}
