"""The week and the page of the verdict are made apart: of today the week never has more than the page."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from coach.made import DAY, HARD, RUNS, book, planned, plans, rules, said
from sorewise.coach.measure import planned_size, time_for
from sorewise.coach.session import today_session
from sorewise.coach.week import as_placed, replan
from sorewise.model.plan import WeekSettings
from sorewise.model.week import Situation, Today
from sorewise.planning import verdict_of
from sorewise.planning.verdicts import today_of

EFFORT = dict.fromkeys(RUNS, 1) | {"long": 1} | dict.fromkeys(HARD, 2)
OPEN = 1e9
A_MINUTE_S = 60


def amounts(session):
    """Effort, seconds and metres of running, seconds of any movement; a distance may be None."""
    if session is None or session.kind in {None, "rest"}:
        return (0, 0, 0, 0)
    size = planned_size(session, book())
    brisk = time_for(size.metres, book()) if size.metres else OPEN
    seconds = size.seconds or brisk
    run = session.kind in RUNS
    return (EFFORT.get(session.kind, 0), seconds if run else 0, size.metres if run else 0, seconds)


@settings(max_examples=settings.default.max_examples * 2)
@given(
    plan=plans().filter(lambda one: planned_size(one, book()).seconds or planned_size(one, book()).metres),
    spoken=rules(),
    km=st.none() | st.integers(1, 40).map(float),
    days_off=st.none() | st.sampled_from([3.0, 10.0, 40.0]),
    step=st.integers(0, 6),
)
def test_today_is_never_milder_than_the_page_of_the_verdict(plan, spoken, km, days_off, step):
    """Whatever the rules of the morning said, of the session that stands today."""
    decision = said(spoken, km)
    page = amounts(today_session(plan, decision, book(), novice=False).as_plan(DAY))
    today = today_of(book(), verdict_of(DAY, decision.as_json(), {}), (), DAY)
    situation = Situation(day=DAY, days=3, plan=(plan,), today=today, longest_km=km, days_off=days_off, step=step)
    (placement,) = replan(situation, book(), explained=False).placements
    if plan.kind != "race" and placement.day == DAY:
        week = amounts(as_placed(plan, placement, book()))
        close = A_MINUTE_S if plan.duration_s is None else 0  # a distance and a time are compared to the minute
        slack = (0, close, 0, close)
        for ours, theirs, more in zip(week, page, slack, strict=True):
            assert ours is None or theirs is None or ours <= theirs + more, (week, page)


def test_other_movement_today_has_the_share_of_the_page():
    """Not the usual four fifths where the verdict leaves seven tenths; kept and planned again it stays so."""
    morning = Today(activity="cross_train", pain=3, share=0.7)
    plan = replace(planned("easy", duration_s=2_160), key=True)
    situation = Situation(day=DAY, days=1, plan=(plan,), today=morning)
    once = replan(situation, book())
    (placement,) = once.placements
    assert (placement.form, placement.share) == ("cross_train", 0.7)
    assert once.changes[0].after.duration_s == as_placed(plan, placement, book()).duration_s == 25 * 60
    again = replan(replace(situation, settings=WeekSettings(kept=once.placements)), book())
    assert (again.placements, again.changes) == (once.placements, ())


def test_turns_of_today_are_no_longer_than_the_page():
    """As many turns as the half of the planned time has room for."""
    morning = Today(activity="run_reduced", pain=1, share=0.5)
    plan = planned("easy", duration_s=2_160)
    (placement,) = replan(Situation(day=DAY, days=1, plan=(plan,), today=morning, days_off=40), book()).placements
    assert (placement.form, as_placed(plan, placement, book()).duration_s) == ("run_walk", 15 * 60)


def test_what_loads_no_legs_has_its_share_and_cap_too():
    """Planned strength of the arms under a reduced day, and under one without running."""
    plan = planned("strength_other", duration_s=3_600)
    for morning, form in (
        (Today(activity="run_reduced", pain=3, share=0.7), "share_70"),
        (Today(activity="cross_train", pain=3), "share_70"),
        (Today(activity="run_easy", pain=3), "as_planned"),
    ):
        assert replan(Situation(day=DAY, days=1, plan=(plan,), today=morning), book()).placements[0].form == form
