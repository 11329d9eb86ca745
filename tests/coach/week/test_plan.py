"""Re-planning: least change, shares of the original, nothing new without a reason, the same answer every time."""

from dataclasses import replace
from datetime import time, timedelta

import pytest

from sorewise.coach.week import as_placed, replan
from sorewise.engine.rules import load
from sorewise.model.errors import InputError
from sorewise.model.plan import Availability, Placement, WeekSettings, Wish
from sorewise.model.verdict import ACTIVITY
from sorewise.model.week import DayChance, Today
from weeks.generated import rough
from weeks.made import MONDAY, WELL, done, monday, session

BOOK = load()
EASY, REDUCED = Today(activity="run_easy", pain=2), Today(activity="run_reduced", pain=3, share=0.7)


def placed(found):
    """Day from Monday and form of every session."""
    return {one.session: ((one.day - MONDAY).days, one.form) for one in found.placements}


def kept(situation, found, **more):
    """The same morning after the proposal was kept."""
    return replace(situation, settings=replace(situation.settings, kept=found.placements, **more))


def test_a_legal_plan_stays():
    """Nothing disturbs it, nothing changes, and it is the best there is."""
    found = replan(monday(session("tempo", 0), session("easy", 2), session("long", 5)), BOOK)
    assert found.changes == ()
    assert (found.broken, found.optimal, found.goals) == (False, True, 0)


def test_a_chain_is_followed_to_its_first_cause():
    """Thursday moves because of Tuesday, which moves because of this morning."""
    situation = monday(
        session("intervals", 0, key=True),
        session("easy", 1),
        session("tempo", 2, key=True),
        session("long", 5, 9, key=True),
        today=EASY,
    )
    changes = {change.session: change for change in replan(situation, BOOK).changes}
    first = changes["intervals-0"]
    assert (first.decision, first.reasons[0].rule, first.reasons[0].proved) == ("moved", "WK-VERDICT.easy", True)
    tempo = changes["tempo-2"]
    assert tempo.reasons[0].rule == "WK-HARD-48H"
    assert tempo.reasons[0].partner == "intervals-0"
    assert tempo.reasons[0].values["gap_h"] == 24
    assert tempo.because_of == ("intervals-0",)


def test_a_share_is_taken_of_the_original_once():
    """Re-planning the re-planned day changes nothing, and shortens nothing twice."""
    situation = monday(session("long", 0, km=20, minutes=120, key=True), days=1, today=REDUCED)
    once = replan(situation, BOOK)
    assert placed(once) == {"long-0": (0, "share_70")}
    assert once.changes[0].after.distance_m == 14_000
    again = replan(kept(situation, once), BOOK)
    assert again.changes == ()
    assert again.placements == once.placements
    assert again.placements[0].rules == ("WK-VERDICT.reduced_share",)


def test_a_kept_plan_is_replaced_for_a_gain_only():
    """A session cut by a day without time comes back with the time; one moved by a day stays where it was put."""
    situation = monday(session("easy", 2), session("tempo", 4, key=True))
    moved = (Placement(session="tempo-4", day=MONDAY + timedelta(days=5)),)
    assert replan(kept_as(situation, moved), BOOK).changes == ()
    dropped = (Placement(session="tempo-4", day=MONDAY + timedelta(days=4), form="drop"),)
    back = replan(kept_as(situation, dropped), BOOK)
    assert [(change.session, change.decision, change.reasons) for change in back.changes] == [
        ("tempo-4", "as_planned", ())
    ]


def kept_as(situation, placements):
    """The same morning with other placements kept."""
    return replace(situation, settings=replace(situation.settings, kept=placements))


def test_what_is_past_or_gone_is_not_kept():
    """A placement of yesterday, or of a session that is no more, says nothing."""
    situation = monday(session("easy", 1))
    old = Placement(session="easy-1", day=MONDAY - timedelta(days=1), form="drop")
    gone = Placement(session="nobody", day=MONDAY)
    assert placed(replan(kept_as(situation, (old, gone)), BOOK)) == {"easy-1": (1, "as_planned")}


def test_what_was_taken_back_is_not_proposed_again():
    """Of two ways that cost the same but for that the other one is taken, until the wish is over."""
    settings = WeekSettings(availability=Availability(dates={MONDAY + timedelta(days=2): 0}))
    situation = monday(session("tempo", 2, key=True), settings=settings)
    first = placed(replan(situation, BOOK))["tempo-2"]
    assert first == (1, "as_planned")
    wish = Wish(session="tempo-2", day=MONDAY + timedelta(days=1), form="as_planned", until=MONDAY + timedelta(days=7))
    wished = replace(situation, settings=replace(settings, wishes=(wish,)))
    assert placed(replan(wished, BOOK))["tempo-2"] == (3, "as_planned")
    over = replace(situation, settings=replace(settings, wishes=(replace(wish, until=MONDAY - timedelta(days=1)),)))
    assert placed(replan(over, BOOK))["tempo-2"] == first


def test_a_missed_key_session_takes_a_place_and_stands_beside_none():
    """It may come back for two days, in its own week, in place of another."""
    plan = (
        session("intervals", 0, key=True, status="missed"),
        session("easy", 2),
        session("easy", 3),
        session("long", 5, 9),
    )
    tuesday = replace(monday(*plan), day=MONDAY + timedelta(days=1))
    found = replan(tuesday, BOOK)
    running = [one for one in found.placements if one.form != "drop"]
    assert len(running) == 3
    late = replace(monday(*plan), day=MONDAY + timedelta(days=3))
    assert placed(replan(late, BOOK))["intervals-0"] == (0, "drop")


def test_an_easy_run_is_not_owed():
    """Called off today, it is not there tomorrow."""
    found = replan(monday(session("easy", 0), today=Today(activity="rest", pain=6)), BOOK)
    assert placed(found) == {"easy-0": (0, "drop")}


def test_a_clock_change_is_no_matter():
    """Local wall times two days apart are far enough, one hour more or less that night."""
    plan = (session("tempo", 4, 7, zone="Europe/Berlin"), session("intervals", 6, 3, zone="Europe/Berlin"))
    assert replan(monday(*plan), BOOK).changes == ()


@pytest.mark.parametrize(("start", "changed"), [((7, 5), True), ((7, 3), True), ((19, 15), False), ((None, 3), False)])
def test_known_starts_count_by_the_hour(start, changed):
    """44 hours where both are known, else two days."""
    first, second = start
    plan = (session("tempo", 1, first, key=True), session("intervals", 3 if not changed else 2, second, key=True))
    assert bool(replan(monday(*plan), BOOK).changes) is changed


def test_without_a_check_in_nothing_changes_for_its_sake():
    """And that is said."""
    found = replan(monday(session("intervals", 0, key=True), today=None), BOOK)
    assert found.changes == ()
    assert "no_check_in" in {notice.code for notice in found.notices}


def test_a_kind_nobody_knows_counts_as_hard():
    """Until it is told what it is."""
    plan = (session("tempo", 1, key=True), session("easy", 2, assumed=("kind",)))
    found = replan(monday(*plan), BOOK)
    assert found.broken
    assert "kind_unknown" in {notice.code for notice in found.notices}


def test_soreness_forecast_moves_what_is_hard():
    """A day too likely too sore loses its hard session, with the chance told."""
    tuesday = MONDAY + timedelta(days=1)
    situation = monday(session("tempo", 1, key=True), chances=(DayChance(day=tuesday, hard=0.6, long=0.2, run=0.1),))
    (change,) = replan(situation, BOOK).changes
    assert change.reasons[0].rule == "WK-FORECAST.hard"
    assert dict(change.reasons[0].values) == {"chance": 0.6, "limit": 0.3}


def test_races_and_appointments_stand():
    """The planner neither moves, shortens nor drops them; what speaks against them is said."""
    plan = (
        session("race", 1, race="half", km=21.1, minutes=110),
        session("intervals", 0, hold="fixed"),
        session("easy", 2),
    )
    found = replan(monday(*plan, today=EASY), BOOK)
    assert placed(found)["race-1"] == (1, "as_planned")
    assert placed(found)["intervals-0"] == (0, "as_planned")
    codes = {(notice.code, notice.rule) for notice in found.notices}
    assert ("conflict", "WK-HARD-48H") in codes
    assert ("fixed_against_rule", "WK-VERDICT.easy") in codes


def test_the_answer_has_one_name():
    """Whatever the order of sessions; another fact gives another name."""
    plan = (session("tempo", 1), session("easy", 2), session("long", 5))
    past = (done("easy", -1), done("long", -3, km=15))
    situation = monday(*plan, done=past)
    turned = replace(situation, plan=plan[::-1], done=past[::-1])
    assert replan(situation, BOOK) == replan(turned, BOOK)
    assert replan(replace(situation, step=1), BOOK).situation != replan(situation, BOOK).situation


@pytest.mark.parametrize(
    "change", [{"days": 0}, {"days": 29}, {"plan": (session("easy", 1), session("tempo", 2, id="easy-1"))}]
)
def test_what_cannot_be_planned_is_refused(change):
    """More than four weeks, or two sessions of one id."""
    with pytest.raises(InputError):
        replan(replace(monday(), **change), BOOK)


def test_other_ways_are_legal_and_different():
    """At most three, none the same as the proposal or as what stands."""
    situation = monday(
        session("intervals", 0, key=True), session("tempo", 2, key=True), session("long", 5, 9, key=True), today=EASY
    )
    found = replan(situation, BOOK)
    plans = [found.placements, *(other.placements for other in found.alternatives)]
    bare = [tuple((one.session, one.day, one.form) for one in plan) for plan in plans]
    assert len(set(bare)) == len(bare) <= 4
    assert found.alternatives[0].code == "other_way"
    assert found.alternatives[0].about in {change.session for change in found.changes}


def test_a_down_week_is_offered_never_imposed():
    """Four full weeks, and the next one as full."""
    past = tuple(done("easy", day, km=10) for week in range(1, 5) for day in (-7 * week, 2 - 7 * week, 4 - 7 * week))
    plan = tuple(session("easy", day, km=10) for day in (7, 9, 11))
    found = replan(monday(*plan, days=14, done=past), BOOK)
    assert found.changes == ()
    (other,) = found.alternatives
    assert (other.code, other.km < 0) == ("down_week", True)
    assert "down_week" in {notice.code for notice in found.notices}
    light = tuple(replace(one, km=5) if one.day >= MONDAY - timedelta(days=7) else one for one in past)
    assert "down_week" not in {n.code for n in replan(monday(*plan, days=14, done=light), BOOK).notices}


def test_starts_are_wall_times():
    """A start with seconds or a zone is no trouble."""
    found = replan(monday(replace(session("easy", 1), start=time(6, 30, 59), zone="Asia/Kathmandu"), today=WELL), BOOK)
    assert found.changes == ()


def test_a_missed_session_is_not_made_up_as_something_else():
    """While running and walking in turns: it was missed, and that is all."""
    plan = (session("intervals", 0, key=True, status="missed"), session("easy", 2), session("easy", 4))
    tuesday = replace(monday(*plan, days_off=35, longest_km=None), day=MONDAY + timedelta(days=1))
    assert placed(replan(tuesday, BOOK))["intervals-0"] == (0, "drop")


@pytest.mark.parametrize("seed", [116, 281])
def test_a_stricter_verdict_never_gives_more_running_today(seed):
    """Also where the milder one leaves the run out for something else that stands today."""
    situation = rough(seed)
    ran = []
    for activity in ACTIVITY[:3]:
        today = replace(situation.today, activity=activity, share=0.7 if activity == "run_reduced" else 1.0)
        found = replan(replace(situation, today=today), BOOK, explained=False)
        sessions = {one.id: one for one in situation.plan}
        stands = [as_placed(sessions[one.session], one, BOOK) for one in found.placements if one.day == situation.day]
        ran.append(sum(one.distance_m or 0 for one in stands if one))
    assert ran == sorted(ran, reverse=True)


def test_two_of_a_kind_never_change_places():
    """Wednesday's tempo is too near to Monday's intervals, by the clock; Friday's in its place would mend nothing."""
    plan = (
        session("intervals", 0, 18.5, key=True),
        session("tempo", 2, 6),
        session("tempo", 4, None),
        session("long", 6, None),
    )
    found = replan(monday(*plan), BOOK)
    after = placed(found)
    assert (after["tempo-2"][0], after["tempo-4"][0]) != (4, 2)
    assert found.changes
    nearest = {change.session: change.because_of[0] for change in found.changes if change.because_of}
    assert all(nearest.get(nearest[one]) != one for one in nearest)


def test_a_run_that_nobody_described_is_a_run():
    """Without kind and distance, too: turns of running and walking come every second day."""
    yesterday = replace(done("easy", -1), kind=None, km=None)
    back = {"days_off": 40, "returned": MONDAY - timedelta(days=1)}
    situation = monday(session("easy", 0), session("easy", 2), done=(yesterday,), **back)
    found = placed(replan(situation, BOOK))
    assert [form for day, form in found.values() if day == 0 and form == "run_walk"] == []
