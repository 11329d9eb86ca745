"""Laws of the rewritten session: never more than planned, never more for a stricter day, and once is enough."""

import math

from hypothesis import given
from hypothesis import strategies as st

from coach.made import DAY, HARD, RUNS, book, made, plans, rules, said, usuals
from sorewise.coach.measure import each, planned_size, time_for
from sorewise.coach.session import today_session
from sorewise.coach.today import OURS
from sorewise.model.plan import Repeat
from sorewise.model.verdict import Adjustment, Rungs

EFFORTS = {"long": 1, "easy": 1, "recovery": 1} | dict.fromkeys(HARD, 2)
longest = st.none() | st.integers(1, 40).map(float)


def seconds(steps):
    """How long the timed steps take."""
    return sum(times * (step.duration_s or 0) for times, step in each(steps))


def metres(steps):
    """How far the steps by distance go."""
    return sum(times * (step.distance_m or 0) for times, step in each(steps))


def lengths(steps):
    """How often, how long and how far each step is."""
    return [(times, step.duration_s, step.distance_m) for times, step in each(steps)]


def hardest(steps):
    """The highest effort asked for in numbers; None where a step names none."""
    tops = [step.target.high if step.target.kind == "rpe" else None for _, step in each(steps) if step.role == "active"]
    return None if not tops or None in tops else max(tops)


def at_most(size):
    """How long it can take: its time, or the time of its distance; endless if open."""
    known = [size.duration_s or math.inf, time_for(size.distance_m, book()) if size.distance_m else math.inf]
    return min(known)


def rewritten(plan, decision, usual, novice=False):
    """Today's session."""
    return today_session(plan, decision, book(), usual=usual, novice=novice)


@given(plans(), rules(), longest, usuals(), st.booleans())
def test_a_rewritten_session_is_never_longer_farther_or_harder_than_planned(plan, spoken, km, usual, novice):
    """Whatever the rules say, what is left fits into what was planned, as a whole and step by step."""
    today = rewritten(plan, said(spoken, km), usual, novice)
    if plan.duration_s:
        assert (today.duration_s or 0) <= plan.duration_s
    if plan.distance_m:
        assert (today.distance_m or 0) <= plan.distance_m
    if lengths(today.steps) != lengths(plan.steps):  # written anew; an author's own parts may belie their sum
        size = planned_size(plan, book())
        assert today.outcome != "as_planned" or not plan.steps
        assert not size.seconds or not today.duration_s or seconds(today.steps) <= size.seconds + 1e-6
        assert not size.metres or metres(today.steps) <= size.metres + 1e-6
    before, after = hardest(plan.steps), hardest(today.steps)
    assert before is None or after is None or after <= before
    assert EFFORTS.get(today.kind, 0) <= EFFORTS.get(plan.kind, 0)


@given(plans(), rules(), longest, usuals())
def test_the_steps_add_up_to_the_session(plan, spoken, km, usual):
    """Written anew, warm-up, main part and cool-down fill the length exactly, and no part is empty."""
    today = rewritten(plan, said(spoken, km), usual)
    if not today.steps or today.steps == plan.steps or today.kind == plan.kind:
        return
    if metres(today.steps):
        assert math.isclose(metres(today.steps), today.distance_m)
    elif today.duration_s:
        assert math.isclose(seconds(today.steps), today.duration_s)
    assert all(step.duration_s is None or step.duration_s > 0 for _, step in each(today.steps))


@given(plans() | st.none(), rules(), rules(), longest, usuals(), st.booleans())
def test_a_stricter_decision_never_gives_more(plan, spoken, more, km, usual, novice):
    """If further rules speak, the session is no longer, no farther and no harder, and none comes back."""
    mild, strict = (rewritten(plan, said(some, km), usual, novice) for some in (spoken, spoken + more))
    if strict.outcome == "free_run":
        assert mild.outcome == "free_run"
    if mild.outcome in {"rest", "no_exercise"}:
        assert strict.kind in {None, "rest"}
    if mild.outcome == "cross_train":
        assert strict.outcome in {"cross_train", "rest", "no_exercise"}
    assert mild.run_possible or not strict.run_possible
    assert EFFORTS.get(strict.kind, 0) <= EFFORTS.get(mild.kind, 2)
    before, after = hardest(mild.steps), hardest(strict.steps)
    assert before is None or after is None or after <= before
    if strict.kind not in {None, "rest"} and mild.duration_s:
        assert strict.duration_s <= mild.duration_s
    elif strict.kind not in {None, "rest"} and mild.distance_m:
        assert at_most(strict) <= at_most(mild) + 60  # a distance and a time are compared to the minute
    if strict.kind not in {None, "rest"}:
        assert not mild.distance_m or (strict.distance_m or 0) <= mild.distance_m


@given(plans() | st.none(), rules(), longest, usuals(), st.booleans())
def test_rewriting_the_rewritten_session_changes_nothing(plan, spoken, km, usual, novice):
    """Fed back as a plan, the new session comes out as it is: shares are not taken twice."""
    decision = said(spoken, km)
    once = rewritten(plan, decision, usual, novice).as_plan(DAY)
    twice = rewritten(once, decision, usual, novice).as_plan(DAY)
    assert once is None or twice == once


@given(plans() | st.none(), rules(), longest, usuals())
def test_what_two_rules_say_alike_is_done_once(plan, spoken, km, usual):
    """The same rules twice, or in another order, leave the same session: nothing is shortened twice."""
    once, again = (rewritten(plan, said(some, km), usual) for some in (spoken, [*reversed(spoken), *spoken]))
    assert (once.kind, once.duration_s, once.distance_m, once.steps) == (
        again.kind,
        again.duration_s,
        again.distance_m,
        again.steps,
    )
    assert {(c.code, c.after) for c in once.changes} == {(c.code, c.after) for c in again.changes}


@given(plans(), rules(), longest, usuals())
def test_every_change_names_its_rules(plan, spoken, km, usual):
    """No change without a rule of the decision behind it, and a session that differs has a change that says so."""
    decision = said(spoken, km)
    today = rewritten(plan, decision, usual)
    for change in today.changes:
        assert change.rules
        assert set(change.rules) <= set(spoken)
    if today.outcome == "as_planned":
        assert not today.changes
        assert today.kind == plan.kind
        assert decision.adjustments == Adjustment() or decision.rungs.activity or today.flat is False


@given(plans(), rules(), longest, usuals())
def test_a_referral_today_leaves_no_exercise(plan, spoken, km, usual):
    """Same day or emergency: no session, nothing in its place, no way of doing it."""
    decision = said(spoken, km)
    today = rewritten(plan, decision, usual)
    if decision.rungs.referral >= 3:
        assert today.outcome == "no_exercise"
        assert (today.kind, today.steps, today.allowed, today.race_choice) == (None, (), (), False)
    if decision.rungs.referral == 2:
        assert today.kind not in {"recovery", "easy", "long", *HARD}


@given(plans(), rules(), usuals())
def test_what_was_written_here_says_so(plan, spoken, usual):
    """A changed session is marked as ours, one that may run as planned keeps its author."""
    today = rewritten(plan, said(spoken), usual)
    new = today.as_plan(DAY)
    if new is not None and today.outcome != "rest_day":
        assert new.source == (OURS if today.changes else plan.source)


@given(plans(), st.integers(1, 4), st.booleans())
def test_from_run_easy_on_nothing_hard_is_left(plan, rung, novice):
    """The rung alone is enough: no advice has to name the effort."""
    today = rewritten(plan, made(Rungs(rung, 0)), None, novice)
    assert today.kind not in HARD
    tops = [step.target.high for _, step in each(today.steps) if step.role == "active"]
    assert all(top is not None and top <= book().number("easy_rpe") for top in tops)


@given(plans(RUNS), st.integers(5, 60))
def test_turns_stay_turns_when_a_cap_comes_later(plan, minutes):
    """A session that was made run and walk is not run through because a later check-in only shortens it."""
    walk = rewritten(plan, made(Rungs(1, 0), adjustments=Adjustment(modality="run_walk")), None).as_plan(DAY)
    later = rewritten(walk, made(Rungs(1, 0), adjustments=Adjustment(duration_min=minutes)), None)
    assert later.modality == "run_walk"
    assert any(isinstance(part, Repeat) for part in later.steps)
    assert later.duration_s <= walk.duration_s
