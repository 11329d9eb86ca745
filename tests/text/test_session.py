"""Sessions in words: one line, written out, what changed, and when to break it off."""

from typing import get_args

import pytest

from sorewise.coach import today as coach
from sorewise.coach.signs import SIGNS
from sorewise.coach.today import SessionChange, StopSign
from sorewise.model import plan, records
from sorewise.model.plan import PlannedSession, Step, Target
from sorewise.model.records import Session
from sorewise.text import today as codes
from sorewise.text.page import plain
from sorewise.text.session import DONE, PLANNED, done_said, planned_said, step_said, steps_said, target_said
from sorewise.text.today import CHANGES, OUTCOMES, change_said, stop_rules, today_lines
from text.moments import HERE, INTERVALS, LONG, MILES, ORDINARY, PLANS, judged, our_book


def test_every_code_of_the_coach_and_the_records_has_its_words():
    """Outcomes, changes, signs, kinds and sports: none is shown as a code."""
    assert set(OUTCOMES) == set(get_args(coach.Outcome))
    assert set(CHANGES) == set(get_args(coach.ChangeCode))
    assert set(codes.SIGNS) == set(get_args(coach.SignCode)) == {code for code, *_ in SIGNS}
    assert set(PLANNED) == set(get_args(plan.PlanKind))
    assert set(get_args(records.SessionKind)) | set(get_args(records.Sport)) <= set(DONE)


def test_a_session_written_out():
    """Each part with its length and effort; a repeat with its parts below it."""
    assert plain(steps_said(INTERVALS.steps, HERE)) == (
        "- Warm up: 15 min, effort up to 3 of 10\n"
        "- 5 times:\n"
        "  - Main part: 1 km, pace 4:15 min/km to 4:25 min/km\n"
        "  - Recover: 2 min\n"
        "- Cool down: 10 min"
    )


@pytest.mark.parametrize(
    ("said", "words"),
    [
        (planned_said(INTERVALS, HERE), "Intervals, 1 h"),
        (planned_said(LONG, MILES), "Long run, 13 mi"),
        (planned_said(PlannedSession(id="1", day=LONG.day, name="Sunday loop"), HERE), "Sunday loop (Easy run)"),
        (
            done_said(Session(id="1", start=None, kind="long", duration_s=6600, distance_m=21_000), HERE),
            "long run, 1 h 50 min, 21 km",
        ),
        (done_said(Session(id="1", start=None, sport="ride"), HERE), "ride"),
        (step_said(Step(role="active", cue="Light feet"), HERE), "Main part. Light feet"),
        (target_said(Target(kind="hr_zone", low=2, high=2), HERE), "heart-rate zone 2"),
        (target_said(Target(kind="hr_bpm", low=130, high=145), HERE), "heart rate 130 to 145"),
        (target_said(Target(kind="rpe", low=6), HERE), "effort 6 or more of 10"),
        (target_said(Target(), HERE), ""),
    ],
)
def test_sessions_in_a_line(said, words):
    """What is planned, what was done, how hard."""
    assert said == words


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (
            SessionChange(code="swap_for_easy", before="intervals", after="easy", unit="kind"),
            "easy run instead of intervals",
        ),
        (SessionChange(code="shorten", before=3600, after=2520, unit="s"), "42 min instead of 1 h"),
        (SessionChange(code="cap_distance", before=21_000, after=17_600, unit="m"), "at most 17.6 km"),
        (SessionChange(code="ease_effort", after=4, unit="rpe"), "effort at most 4 of 10"),
        (SessionChange(code="move", after=24, unit="h"), "not within the next 24 hours"),
        (
            SessionChange(code="run_walk", values={"run_min": 2, "walk_min": 1}),
            "2 min of running and 1 min of walking in turns",
        ),
        (SessionChange(code="flat_route"), "on a flat route"),
    ],
)
def test_changes(change, words):
    """What was changed, in a few words."""
    assert change_said(change, HERE) == words


def test_the_stop_rule_is_a_sentence_a_way_of_stopping():
    """Signs that ask for the same are said together."""
    signs = [
        StopSign(code="gait", do="stop", rule="R"),
        StopSign(code="pain", do="stop", rule="R", values={"severe": 6}),
        StopSign(code="shorten", do="shorten", rule="R", values={"run_shorten_from": 4}),
    ]
    assert list(stop_rules(signs)) == [
        "Stop if your stride changes or you begin to limp, or pain reaches 6 of 10.",
        "Cut the run short if pain reaches 4 of 10.",
    ]


def test_planned_and_new_stand_beside_each_other():
    """What was planned is struck, what stands in its place is new; a session that stays is said once."""
    changed = judged(ORDINARY, planned=INTERVALS)
    parts = [line.part for line in today_lines(changed.session, our_book(), HERE)]
    assert parts[:2] == ["struck", "new"]
    stays = judged({"legs": "fresh", "safety": "none"}, planned=INTERVALS)
    lines = list(today_lines(stays.session, our_book(), HERE))
    assert [line.part for line in lines].count("struck") == 0
    assert lines[0].text == "As planned: Intervals, 1 h"


@pytest.mark.parametrize("plan", PLANS)
@pytest.mark.parametrize("pain", [0, 2, 3, 5, 7])
def test_every_plan_can_be_said_under_every_verdict(plan, pain):
    """From fresh to seven of ten, whatever was planned."""
    moment = judged(ORDINARY | {"pain": pain}, planned=plan)
    text = plain(today_lines(moment.session, our_book(), MILES))
    assert text
    assert not [line for line in text.splitlines() if "_" in line or "{" in line or "None" in line]
