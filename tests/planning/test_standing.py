"""Which sessions still stand, how long they are where nobody said, and a break from running."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from sorewise.engine.rules import load
from sorewise.model.plan import Placement, PlannedSession
from sorewise.model.records import CheckIn
from sorewise.model.week import Done
from sorewise.planning.breaks import Break, last_break, step_reached
from sorewise.planning.lengths import with_length
from sorewise.planning.standing import clinicians, standing

TODAY = date(2026, 11, 26)  # a Thursday
ZONE = ZoneInfo("Europe/Berlin")


@pytest.fixture(scope="module")
def book():
    """The rulebook."""
    return load()


def day(offset):
    """A day so many days from today."""
    return TODAY + timedelta(days=offset)


def planned(name, offset, kind="easy", **told):
    """A planned session so many days from today."""
    return PlannedSession(id=name, day=day(offset), kind=kind, **told)


def done(offset, kind="easy", km=8.0, minutes=48.0):
    """A session that was done."""
    return Done(id=f"done{offset}{kind}", day=day(offset), kind=kind, km=km, minutes=minutes)


def stands(plan, kept=(), sessions=(), days=7):
    """What stands, by id."""
    return {one.id: one.status for one in standing(plan, kept, sessions, TODAY, days)}


def test_what_is_to_come_stands_and_what_was_done_does_not():
    """Only the coming days count."""
    plan = [planned("tue", -2, "intervals"), planned("thu", 0), planned("sun", 3, "long"), planned("far", 9)]
    assert stands(plan, sessions=[done(-2, "tempo")]) == {"thu": "planned", "sun": "planned"}


def test_a_session_of_this_week_that_was_not_done_was_missed():
    """What was missed last week is not told any more."""
    plan = [planned("tue", -2, "intervals"), planned("last week", -5, "long")]
    assert stands(plan) == {"tue": "missed"}


def test_todays_session_is_done_once_one_of_its_sort_was_done_today():
    """A run of a kind nobody knows is a run."""
    plan = [planned("run", 0), planned("legs", 0, "strength_leg")]
    assert stands(plan, sessions=[done(0, None)]) == {"legs": "planned"}


def test_one_run_makes_one_planned_run_done():
    """The harder one is taken to be done."""
    plan = [planned("morning", 0, "tempo"), planned("evening", 0, "easy")]
    assert stands(plan, sessions=[done(0)]) == {"evening": "planned"}


def test_a_kept_placement_says_where_it_stands():
    """Moved later it is still to come, moved earlier it was done, left out it was not missed."""
    plan = [planned("tue", -2, "intervals"), planned("sat", 2), planned("wed", -1)]
    kept = [
        Placement(session="tue", day=day(1)),
        Placement(session="sat", day=day(-1)),
        Placement(session="wed", day=day(-1), form="drop"),
    ]
    assert stands(plan, kept, [done(-1)]) == {"tue": "planned"}


def test_a_rest_day_is_no_session():
    """Nothing is to be done on it."""
    assert stands([planned("rest", 1, "rest")]) == {}


def test_a_clinicians_sessions_are_held_in_their_place():
    """Of the other plans nothing is."""
    plan = [planned("a", 1, plan="physio"), planned("b", 2, plan="club"), planned("c", 3)]
    assert [one.hold for one in clinicians(plan, ("physio",))] == ["fixed", "movable", "movable"]


def test_a_known_length_stays(book):
    """Nothing is assumed."""
    session = planned("a", 0, duration_s=1800.0)
    assert with_length(session, [done(-7)], book) == session


@pytest.mark.parametrize(
    ("record", "minutes"),
    [
        ([(-7, "tempo", 50.0), (-14, "tempo", 60.0), (-6, "tempo", 20.0), (-1, "easy", 30.0)], 55.0),
        ([(-6, "tempo", 20.0), (-1, "easy", 30.0)], 20.0),
        ([(-1, "easy", 30.0), (-2, "xt", 90.0)], 30.0),
    ],
)
def test_an_unsaid_length_is_the_usual_one(book, record, minutes):
    """Of the kind on that weekday, of the kind, of the sort."""
    sessions = [done(offset, kind, None, length) for offset, kind, length in record]
    found = with_length(planned("a", 0, "tempo"), sessions, book)
    assert (found.duration_s, found.assumed) == (minutes * 60, ("length",))


def test_an_unsaid_length_without_any_record_is_a_number_of_the_rulebook(book):
    """Rather than nothing."""
    found = with_length(planned("a", 0), (), book)
    assert found.duration_s == book.number("unknown_length_min") * 60


def test_a_race_without_a_distance_is_taken_for_a_half_marathon(book):
    """And it says so."""
    found = with_length(planned("a", 0, "race"), [done(-1)], book)
    assert (found.race, found.distance_m, found.assumed) == ("half", 21_097.5, ("length",))


@pytest.mark.parametrize(("race", "metres"), [("half", 21_097.5), ("marathon", 42_195.0), ("ultra", None)])
def test_a_race_whose_kind_is_known_has_its_length(book, race, metres):
    """Nothing was assumed, so nothing has to be told."""
    found = with_length(replace(planned("a", 0, "race"), race=race), [done(-1)], book)
    assert (found.race, found.distance_m, found.assumed) == (race, metres, ())


def test_no_break_without_a_gap(book):
    """Days off between runs are no break."""
    assert last_break([done(-3), done(-1)], TODAY, book, days_off=0, usual_gap=2) is None


def test_a_break_goes_on(book):
    """There was no run yet."""
    assert last_break([done(-9)], TODAY, book, days_off=8, usual_gap=2) == Break(8)


def test_a_break_ended_with_the_first_run_after_it(book):
    """Today's run is one."""
    runs = [done(-14), done(-2), done(-1)]
    assert last_break(runs, TODAY, book, days_off=0, usual_gap=2) == Break(11, day(-2))
    assert last_break([done(-9), done(0)], TODAY, book, days_off=8, usual_gap=2) == Break(8, TODAY)


def test_a_weekly_runner_has_no_break_every_week(book):
    """A gap that is their habit is none."""
    assert last_break([done(-21), done(-14), done(-7)], TODAY, book, days_off=6, usual_gap=7) is None


def test_an_empty_record_is_no_break(book):
    """Nothing is known of it."""
    assert last_break((), TODAY, book, days_off=None, usual_gap=None) is None


def check_in(offset, phase, pain, gait="normal"):
    """A check-in so many days from today."""
    at = datetime(2026, 11, 26, 7, tzinfo=ZONE) + timedelta(days=offset)
    return CheckIn(id=f"{offset}{phase}", at=at, phase=phase, answers={"pain": pain, "gait": gait})


def went(*days, pain=1, **told):
    """What is told of runs that began on these days: after the run and on the morning after."""
    return [check_in(offset, phase, pain, **told) for first in days for offset, phase in runs_of(first)]


def runs_of(first):
    """When a run is told of."""
    return ((first, "after_run"), (first + 1, "morning"))


def test_two_good_runs_lead_to_the_next_step(book):
    """One alone does not."""
    days = [day(-4), day(-2)]
    assert step_reached(went(-4, -2), days, day(-4), book) == 1
    assert step_reached(went(-4), days, day(-4), book) == 0


def test_what_nobody_told_of_leads_nowhere(book):
    """Unknown is not well."""
    assert step_reached((), [day(-6), day(-4), day(-2)], day(-6), book) == 0


@pytest.mark.parametrize("told", [{"pain": 3}, {"gait": "changed"}])
def test_a_bad_run_leads_back(book, told):
    """By pain or by stride."""
    good = went(-8, -6)
    days = [day(-8), day(-6), day(-4)]
    assert step_reached(good, days, day(-8), book) == 1
    assert step_reached([*good, *went(-4, **told)], days, day(-8), book) == 0
