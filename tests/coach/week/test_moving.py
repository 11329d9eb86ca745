"""A move by the runner: shown with what follows from it, refused with its rules, set aside where that is allowed."""

from dataclasses import replace
from datetime import timedelta

import pytest

from sorewise.coach.week import MoveRefusedError, moved, replan
from sorewise.engine.rules import load
from sorewise.model.errors import InputError
from sorewise.model.plan import Availability, Placement, WeekSettings
from sorewise.model.week import Today
from weeks.generated import reworded, rough
from weeks.made import MONDAY, monday, session
from weeks.realistic import realistic

BOOK = load()
PLAN = (session("tempo", 1, key=True), session("easy", 2), session("intervals", 4, key=True))


def day(number):
    """A day from Monday."""
    return MONDAY + timedelta(days=number)


def test_the_others_make_room():
    """Intervals a day earlier: the placement is the runner's, and what follows from it names it."""
    found = moved(monday(*PLAN), BOOK, "intervals-4", day(2))
    placed = {one.session: one for one in found.placements}
    assert (placed["intervals-4"].day, placed["intervals-4"].by, placed["intervals-4"].anyway) == (day(2), "runner", ())
    changes = {change.session: change for change in found.changes}
    assert changes["intervals-4"].reasons == ()
    assert all("intervals-4" in change.because_of for id_, change in changes.items() if id_ != "intervals-4")
    assert changes.keys() > {"intervals-4"}


def test_a_move_that_is_kept_stays():
    """Planned again with it, nothing changes."""
    situation = monday(*PLAN)
    found = moved(situation, BOOK, "easy-2", day(3))
    again = replan(replace(situation, settings=WeekSettings(kept=found.placements)), BOOK)
    assert again.changes == ()


def test_nothing_else_gains_by_a_move():
    """What was left out stays out, what was shortened stays so, and what had to go for it is not proposed again."""
    plan = (
        session("easy", 1),
        session("easy", 2, km=10, minutes=60),
        session("easy", 3),
        session("tempo", 0, key=True, status="missed"),
        session("long", 6, key=True),
    )
    tuesday = replace(monday(*plan), day=day(1))
    kept = (
        Placement(session="easy-2", day=day(2), form="share_50"),
        Placement(session="tempo-0", day=day(0), form="drop"),
    )
    found = moved(replace(tuesday, settings=WeekSettings(kept=kept)), BOOK, "easy-1", day(2), anyway=True)
    forms = {one.session: one.form for one in found.placements}
    assert (forms["easy-2"] in {"share_50", "drop"}, forms["tempo-0"]) == (True, "drop")
    found = moved(tuesday, BOOK, "tempo-0", day(3))
    (gone,) = [one for one in found.placements if one.form == "drop"]
    assert (gone.session, gone.by) == ("easy-3", "runner")
    later = tuple(replace(one, status="planned") for one in plan)
    again = replace(tuesday, plan=later, settings=WeekSettings(kept=found.placements))
    assert replan(again, BOOK).changes == ()


@pytest.mark.parametrize("seed", [2, 5, 7, 19])
@pytest.mark.parametrize("made", [rough, realistic])
def test_what_was_moved_by_hand_is_not_planned_again(made, seed):
    """Moved, kept, planned again: nothing changes, whatever room the move has made elsewhere."""
    agreed = reworded(made(seed), kept=replan(made(seed), BOOK, explained=False).placements)
    if replan(agreed, BOOK, explained=False).changes:
        return
    for one in agreed.settings.kept:
        for days in (-1, 2):
            try:
                found = moved(agreed, BOOK, one.session, one.day + timedelta(days=days), explained=False)
            except (InputError, MoveRefusedError):
                continue
            again = replan(reworded(agreed, kept=found.placements), BOOK, explained=False)
            assert again.changes == ()


def test_a_refused_move_names_its_rules():
    """No time on that day; with anyway the rule is noted on the placement, told, and honoured from then on."""
    settings = WeekSettings(availability=Availability(dates={day(3): 0}))
    situation = monday(*PLAN, settings=settings)
    with pytest.raises(MoveRefusedError) as caught:
        moved(situation, BOOK, "easy-2", day(3))
    assert (caught.value.rules, caught.value.final) == (("WK-AVAILABILITY.minutes",), False)
    found = moved(situation, BOOK, "easy-2", day(3), anyway=True)
    (place,) = [one for one in found.placements if one.session == "easy-2"]
    assert place.anyway == ("WK-AVAILABILITY.minutes",)
    assert [(n.code, n.rule) for n in found.notices if n.sessions == ("easy-2",)] == [("set_aside", place.anyway[0])]
    again = replan(replace(situation, settings=replace(settings, kept=found.placements)), BOOK)
    assert again.changes == ()
    assert not again.broken


def test_another_week_needs_an_anyway():
    """A session stays in its own week unless the runner sets that aside."""
    situation = monday(*PLAN, session("easy", 8), days=14)
    with pytest.raises(MoveRefusedError) as caught:
        moved(situation, BOOK, "intervals-4", day(9))
    assert caught.value.rules == ("WK-OWN-WEEK",)
    found = moved(situation, BOOK, "intervals-4", day(9), anyway=True)
    (place,) = [one for one in found.placements if one.session == "intervals-4"]
    assert place.day == day(9)
    assert "WK-OWN-WEEK" in place.anyway


@pytest.mark.parametrize(
    ("today", "rule"),
    [
        (Today(activity="rest", referral="prompt"), "WK-REFERRAL.prompt"),
        (Today(activity="rest", referral="emergency"), "WK-REFERRAL.same_day"),
        (Today(activity="rest", bone_stress=True), "WK-BONE-STRESS"),
    ],
)
def test_some_rules_cannot_be_set_aside(today, rule):
    """A referral, a bone."""
    situation = monday(session("easy", 4), today=today)
    to = 2 if "REFERRAL" in rule else 3
    for anyway in (False, True):
        with pytest.raises(MoveRefusedError) as caught:
            moved(situation, BOOK, "easy-4", day(to), anyway=anyway)
        assert rule in caught.value.rules
        assert caught.value.final


@pytest.mark.parametrize("referral", ["none", "same_day"])
def test_what_the_verdict_says_of_today_cannot_be_set_aside(referral):
    """Rest is rest, whatever else was to be done today."""
    today = Today(activity="rest", referral=referral, referred=day(-5))
    with pytest.raises(MoveRefusedError) as caught:
        moved(monday(session("strength_other", 2), today=today), BOOK, "strength_other-2", day(0), anyway=True)
    assert (caught.value.rules[0].startswith("WK-VERDICT"), caught.value.final) == (True, True)


def test_a_clinicians_session_stays():
    """Nothing of it is brought forward, anyway or not; an appointment of the runner's own may be."""
    settings = WeekSettings(clinician_plans=("clinic",))
    situation = monday(session("easy", 3, plan="clinic"), session("easy", 5, hold="fixed"), settings=settings)
    with pytest.raises(MoveRefusedError) as caught:
        moved(situation, BOOK, "easy-3", day(2), anyway=True)
    assert ("WK-FIXED.clinician" in caught.value.rules, caught.value.final) == (True, True)
    with pytest.raises(MoveRefusedError) as caught:
        moved(situation, BOOK, "easy-5", day(6))
    assert not caught.value.final
    found = moved(situation, BOOK, "easy-5", day(6), anyway=True)
    assert {one.session: one.day for one in found.placements}["easy-5"] == day(6)


def test_an_easy_run_may_be_moved_on_by_hand():
    """What the planner does not propose the runner may do; not once a verdict has called it off."""
    plan = session("easy", 0)
    assert moved(monday(plan), BOOK, "easy-0", day(1)).placements[0].day == day(1)
    with pytest.raises(MoveRefusedError) as caught:
        moved(monday(plan, today=Today(activity="rest", pain=6)), BOOK, "easy-0", day(1))
    assert caught.value.rules == ("WK-NOT-OWED.called_off",)


def test_only_a_part_fits():
    """Where a rule leaves a part of it, that part is moved."""
    settings = WeekSettings(availability=Availability(dates={day(3): 40}))
    found = moved(monday(session("easy", 2), settings=settings), BOOK, "easy-2", day(3))
    assert found.placements[0].form == "share_80"


def test_unknown_sessions_and_days_are_refused():
    """With an error that a person can mend."""
    with pytest.raises(InputError):
        moved(monday(*PLAN), BOOK, "nobody", day(1))
    with pytest.raises(InputError):
        moved(monday(*PLAN), BOOK, "easy-2", day(7))
