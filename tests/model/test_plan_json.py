"""A plan as plain data and back: nothing lost, nothing guessed."""

import json
from datetime import date

import pytest

from sorewise.model.plan import Absence, Availability, PlannedSession, Repeat, Step, Target
from sorewise.model.plan_json import (
    PlanDataError,
    WholePlan,
    plan_as_json,
    plan_from_json,
    session_as_json,
    session_from_json,
)

DAY = date(2026, 11, 24)
HARD = Step(role="active", distance_m=800, target=Target(kind="pace_s_per_km", low=240, high=250), cue="Ruhig, – 💪")
SESSION = PlannedSession(id="a", day=DAY, kind="intervals", steps=(HARD, Repeat(times=3, steps=(HARD,))), key=True)
WHOLE = WholePlan(
    plan="spring",
    sessions=(SESSION,),
    availability=Availability(
        weekdays={0: 60, 6: 0},
        dates={DAY: 30.0},
        absences=(Absence(first=DAY, last=DAY, reason="away"),),
        sports=("run", "xt"),
    ),
)


def test_a_whole_plan_comes_back_through_text():
    """Sessions, steps, repeats, availability by weekday and date, absences."""
    assert plan_from_json(json.loads(json.dumps(plan_as_json(WHOLE)))) == WHOLE


def test_what_has_a_default_may_be_missing():
    """A plan by hand needs two fields a session."""
    assert session_from_json({"id": "a", "day": "2026-11-24"}) == PlannedSession(id="a", day=DAY)


@pytest.mark.parametrize(
    ("change", "kind", "place"),
    [
        ({"day": "24.11.2026"}, "bad_field", ".day"),
        ({"duration_s": "3600"}, "bad_field", ".duration_s"),
        ({"duration_s": True}, "bad_field", ".duration_s"),
        ({"duration_s": float("nan")}, "bad_field", ".duration_s"),
        ({"kind": "sprint"}, "bad_field", ".kind"),
        ({"key": 1}, "bad_field", ".key"),
        ({"sport": "run"}, "unknown_field", ".sport"),
        ({"steps": [{"role": "jump"}]}, "bad_field", ".steps[0].role"),
        ({"steps": [{"times": 2, "steps": [{"times": 2, "steps": []}]}]}, "missing_field", ".steps[0].steps[0]"),
        ({"steps": [{"times": 2.5, "steps": []}]}, "bad_field", ".steps[0].times"),
    ],
)
def test_a_field_of_another_type_is_a_mistake_with_its_place(change, kind, place):
    """A repeat in a repeat is none either."""
    with pytest.raises(PlanDataError) as raised:
        session_from_json(session_as_json(SESSION) | change)
    assert (raised.value.kind, raised.value.place) == (kind, place)


@pytest.mark.parametrize(
    ("document", "kind"),
    [
        ([], "bad_format"),
        ({"sorewise": {"format": 1}}, "bad_format"),
        ({"sorewise_plan": {"format": 2}}, "newer_format"),
        ({"sorewise_plan": {"format": True}}, "bad_field"),
        ({"sorewise_plan": {"format": 1}, "sessions": {}}, "bad_field"),
        ({"sorewise_plan": {"format": 1}, "session": []}, "unknown_field"),
        ({"sorewise_plan": {"format": 1}, "availability": {"weekdays": {"7": 30}}}, "bad_field"),
        ({"sorewise_plan": {"format": 1}, "availability": {"weekdays": {"mon": 30}}}, "bad_field"),
        ({"sorewise_plan": {"format": 1}, "availability": {"dates": {"tomorrow": 30}}}, "bad_field"),
    ],
)
def test_what_is_no_plan_says_so(document, kind):
    """By its header, or by the first part that is wrong."""
    with pytest.raises(PlanDataError) as raised:
        plan_from_json(document)
    assert raised.value.kind == kind
