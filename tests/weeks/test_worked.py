"""Every worked week of cases/: the planner's answer has each property that the week names, and breaks no rule."""

import pytest

from sorewise.coach.week import replan
from sorewise.engine.rules import load
from weeks.checker import breaches
from weeks.properties import failures
from weeks.worked import situation, worked

WEEKS = worked()


@pytest.fixture(scope="module")
def book():
    """Our rulebook."""
    return load()


def test_all_worked_weeks_are_here():
    """Thirty, each once."""
    assert [week["id"] for week in WEEKS] == [f"W{number:02}" for number in range(1, 31)]


@pytest.mark.parametrize("week", WEEKS, ids=[week["id"] for week in WEEKS])
def test_worked_week(book, week):
    """What is expected of the answer holds."""
    known = situation(week)
    assert not failures(known, replan(known, book), week)


@pytest.mark.parametrize("week", WEEKS, ids=[week["id"] for week in WEEKS])
def test_worked_week_breaks_no_rule(book, week):
    """Nor does it leave anything unsaid."""
    known = situation(week)
    assert not breaches(known, replan(known, book))
