"""A session written out as it was placed: shares of the author's own steps, once; other forms in our own words."""

from datetime import timedelta

import pytest

from sorewise.coach.today import OURS
from sorewise.coach.week import as_placed
from sorewise.engine.rules import load
from sorewise.model.plan import Placement, Repeat, Step, Target
from weeks.made import MONDAY, session

BOOK = load()
TUESDAY = MONDAY + timedelta(days=1)
FAST = Target(kind="rpe", low=8, high=9)
WORK = (
    Step(role="warmup", duration_s=900),
    Repeat(times=6, steps=(Step(role="active", distance_m=800, target=FAST), Step(role="recovery", duration_s=120))),
    Step(role="cooldown", duration_s=600),
)
INTERVALS = session("intervals", 0, km=10, minutes=60, key=True, steps=WORK, name="Track")


def put(form, planned=INTERVALS, **more):
    """The session on Tuesday in a form."""
    return as_placed(planned, Placement(session=planned.id, day=TUESDAY, form=form, **more), BOOK)


def test_as_planned_is_the_author_s_own():
    """Only the day is new."""
    found = put("as_planned")
    assert found.day == TUESDAY
    assert (found.steps, found.source, found.key) == (WORK, "hand", True)


def test_left_out_is_none():
    """There is nothing to do."""
    assert put("drop") is None


@pytest.mark.parametrize(
    ("form", "times", "seconds", "metres"), [("share_80", 4, 2880, 8000), ("share_50", 3, 1800, 5000)]
)
def test_a_share_is_taken_of_every_part(form, times, seconds, metres):
    """Whole repeats, whole minutes; the kind and the efforts stay."""
    found = put(form)
    assert (found.kind, found.duration_s, found.distance_m, found.source) == ("intervals", seconds, metres, OURS)
    assert found.steps[1].times == times
    assert found.steps[1].steps == WORK[1].steps


def test_a_single_repeat_is_shortened_inside():
    """Less than one whole turn: one shorter turn."""
    short = session("intervals", 0, steps=(Repeat(times=1, steps=(Step(role="active", distance_m=2000),)),))
    (part,) = put("share_50", short).steps
    assert (part.times, part.steps[0].distance_m) == (1, 1000)


def test_easy_in_place_of_hard():
    """An easy run of a part of its length; no key session any more."""
    found = put("easy")
    assert (found.kind, found.duration_s, found.distance_m, found.key) == ("easy", 2880, 8000, False)
    assert all(step.target.high <= BOOK.number("easy_rpe") for step in found.steps)


def test_cross_training_has_no_distance_and_a_cap():
    """In minutes, at most as long as other movement may be."""
    found = put("cross_train", session("long", 0, km=30, minutes=180))
    assert (found.kind, found.duration_s, found.distance_m) == ("xt", BOOK.number("cross_train_max_min") * 60, None)


@pytest.mark.parametrize(("step", "run", "walk"), [(0, 60, 240), (2, 180, 120), (3, 240, 60)])
def test_running_and_walking_in_turns(step, run, walk):
    """The table of the rulebook, as repeats; as many turns as the plan has room for."""
    found = put("run_walk", session("easy", 0, minutes=22), step=step)
    (part,) = found.steps
    assert (part.times, [one.duration_s for one in part.steps]) == (4, [run, walk])
    assert found.duration_s <= 22 * 60


def test_the_last_steps_are_runs():
    """Past the table it stays at its last row."""
    assert put("run_walk", step=4).duration_s == 20 * 60
    assert put("run_walk", step=5) == put("run_walk", step=99)
