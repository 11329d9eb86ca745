"""The sessions that were done, in the words of a plan."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from sorewise.model.records import History, Session
from sorewise.training.done import done_sessions

NOW = datetime(2026, 11, 24, 7, tzinfo=ZoneInfo("Europe/Berlin"))


def session(days_ago=1, **parts):
    """A session at six in the evening, wherever it was."""
    start = (NOW - timedelta(days=days_ago)).replace(hour=18)
    return Session(id=f"{days_ago}{parts.get('sport', 'run')}", **{"start": start, "kind": "easy"} | parts)


def done(*sessions, days=30):
    """What the planner hears of them."""
    return done_sessions(History(sessions=sessions), NOW, days=days)


@pytest.mark.parametrize(
    ("parts", "kind"),
    [
        ({"kind": "tempo"}, "tempo"),
        ({"kind": "long"}, "long"),
        ({"kind": None, "race": "10k"}, "race"),
        ({"kind": None}, None),
        ({"kind": "other"}, None),
        ({"sport": "strength", "kind": "strength", "legs": True, "source": "hand"}, "strength_leg"),
        ({"sport": "strength", "kind": "strength", "source": "hand"}, "strength_other"),
        ({"sport": "ride", "kind": None}, "xt"),
        ({"sport": "swim", "kind": None}, "xt"),
        ({"sport": "walk", "kind": None}, "mobility"),
    ],
)
def test_the_kind_of_a_session(parts, kind):
    """A walk is no training; of a run that nobody named nothing is made up."""
    assert [one.kind for one in done(session(**parts))] == [kind]


def test_its_size_day_and_start_are_those_of_where_it_was_done():
    """An evening run in Tokyo is on its Tokyo day."""
    start = datetime(2026, 11, 23, 0, 30, tzinfo=ZoneInfo("Asia/Tokyo"))
    (found,) = done(session(start=start, distance_m=8000.0, duration_s=2880.0))
    assert (found.day, found.start, found.km, found.minutes) == (start.date(), time(0, 30), 8.0, 48.0)


def test_only_the_last_days_and_what_has_begun():
    """In time order."""
    sessions = [session(31), session(30), session(2), session(1), session(-1)]
    assert [one.id for one in done(*sessions)] == ["30run", "2run", "1run"]


def test_an_empty_record_has_none():
    """And a time without an offset is refused."""
    assert done() == ()
    with pytest.raises(ValueError, match="offset"):
        done_sessions(History(), NOW.replace(tzinfo=None), days=30)
