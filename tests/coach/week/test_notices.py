"""What the runner has to know beside the changes: each notice where it belongs, and nowhere else."""

from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

import pytest

from sorewise.coach.week import replan
from sorewise.engine.rules import load
from sorewise.model.plan import Availability, WeekSettings
from sorewise.model.week import Today
from weeks.made import MONDAY, done, monday, session

BOOK = load()
NO_TIME = Availability(weekdays=dict.fromkeys(range(7), 0))


def codes(situation):
    """The notices of a situation, with their rules."""
    return {(one.code, one.rule) for one in replan(situation, BOOK, explained=False).notices}


def test_a_quiet_week_has_none():
    """Nothing is assumed, nothing collides."""
    assert codes(monday(session("easy", 1), session("long", 5))) == set()


CASES = {
    "conflict": (monday(session("race", 1, race="5k"), session("tempo", 1, 19, hold="fixed")), "WK-HARD-48H"),
    "no_rest_day": (monday(*(session("easy", day, hold="fixed") for day in range(7))), "WK-REST-DAY"),
    "race_day_check": (
        monday(session("race", 0, race="5k"), today=Today(activity="cross_train", pain=4)), "WK-VERDICT.cross_train",
    ),
    "fixed_against_rule": (
        monday(session("easy", 0, hold="fixed"), today=Today(activity="rest", pain=6)), "WK-VERDICT.rest",
    ),
    "bone_stress": (monday(session("easy", 1), today=Today(activity="rest", bone_stress=True)), "WK-BONE-STRESS"),
    "referral": (monday(session("easy", 5), today=Today(activity="rest", referral="prompt")), "WK-REFERRAL.prompt"),
    "return": (monday(session("easy", 1), days_off=8), "WK-RETURN.first"),
    "longest_unknown": (monday(session("easy", 1), longest_km=None), "WK-CAP-110"),
    "no_check_in": (monday(session("easy", 1), today=None), ""),
    "all_dropped": (
        monday(session("easy", 1), settings=WeekSettings(availability=NO_TIME)), "WK-AVAILABILITY.minutes",
    ),
    "no_length": (monday(replace(session("easy", 1), duration_s=None, distance_m=None)), ""),
    "kind_unknown": (monday(session("easy", 1, assumed=("kind",))), ""),
    "race_length": (monday(session("race", 1, km=None)), ""),
}  # fmt: skip


@pytest.mark.parametrize("code", CASES)
def test_each_notice(code):
    """Where it belongs."""
    situation, rule = CASES[code]
    assert (code, rule) in codes(situation)


def test_one_notice_a_fixed_session():
    """The strictest rule, the others named beside it."""
    today = Today(activity="rest", referral="same_day", pain=6)
    found = replan(monday(session("tempo", 0, hold="fixed"), today=today), BOOK)
    (notice,) = [one for one in found.notices if one.code == "fixed_against_rule"]
    assert notice.rule == "WK-REFERRAL.same_day"
    assert {"WK-VERDICT.rest", "WK-VERDICT.easy"} <= set(notice.values["also"].split(", "))


def test_after_a_referral_of_the_same_day_nothing_hard_stands_until_it_is_cleared():
    """The first days nothing, then nothing hard or long for two weeks; a good morning is no examination."""
    plan = (session("easy", 1), session("tempo", 2, key=True), session("long", 5, key=True), session("easy", 6))
    given = MONDAY - timedelta(days=3)
    sent = Today(activity="run_as_planned", referral="same_day", referred=given, pain=0)
    found = replan(monday(*plan, today=sent), BOOK)
    forms = {one.session: one.form for one in found.placements}
    assert (forms["easy-1"], forms["easy-6"]) == ("as_planned", "as_planned")
    assert (forms["tempo-2"], forms["long-5"]) == ("easy", "cross_train")
    assert {r.rule for change in found.changes for r in change.reasons} == {"WK-REFERRAL.not_cleared"}
    (notice,) = [one for one in found.notices if one.code == "referral"]
    assert (notice.rule, notice.day) == ("WK-REFERRAL.not_cleared", given + timedelta(days=14))
    soon = replace(sent, referral="prompt")
    assert not replan(monday(*plan, today=soon), BOOK).changes
    over = replace(sent, referred=MONDAY - timedelta(days=14))
    assert not replan(monday(*plan, today=over), BOOK).changes


def test_after_a_referral_later_days_wait_for_it():
    """The notice names the day from which on, and the runs that wait."""
    situation = monday(session("easy", 2), session("easy", 5), today=Today(activity="rest", referral="prompt"))
    (notice,) = [one for one in replan(situation, BOOK).notices if one.code == "referral"]
    assert (notice.day, notice.sessions) == (MONDAY + timedelta(days=3), ("easy-5",))


def test_a_referral_counts_from_its_own_day():
    """Given two days ago, one day is left of three."""
    asked = Today(activity="run_as_planned", referral="prompt", referred=MONDAY - timedelta(days=2))
    found = replan(monday(session("easy", 0), session("easy", 1), today=asked), BOOK)
    assert {one.session: one.form for one in found.placements} == {"easy-0": "drop", "easy-1": "as_planned"}


def test_after_weeks_off_runs_become_turns_every_second_day():
    """From the step that was told on; other movement between."""
    plan = (session("intervals", 0, key=True), session("easy", 1), session("long", 3, key=True))
    found = replan(monday(*plan, days_off=35, longest_km=None, step=2), BOOK)
    assert {one.form for one in found.placements} <= {"run_walk", "cross_train"}
    days = sorted((one.day - MONDAY).days for one in found.placements if one.form == "run_walk")
    assert len(days) > 1
    assert all(later - day > 1 for day, later in pairwise(days))
    (notice,) = [one for one in found.notices if one.code == "return"]
    assert dict(notice.values) == {"days_off": 35, "step": 2}


@pytest.mark.parametrize(("day", "km"), [(0, 4), (3, 4), (4, 6.4), (7, 6.4), (8, 8)])
def test_coming_back_takes_as_long_as_the_break(day, km):
    """Half the length for half of it, then not yet the whole; counted from the first run after it."""
    back = {"days_off": 8, "returned": MONDAY - timedelta(days=3), "done": (done("easy", -3, km=8),)}
    for away, on in ((back, day - 3), ({"days_off": 8}, day)):
        if on >= 0:
            others = {MONDAY + timedelta(days=other): 0 for other in range(9) if other != on}
            settings = WeekSettings(availability=Availability(dates=others))
            found = replan(monday(session("easy", on, km=8), days=9, settings=settings, **away), BOOK)
            share = {"as_planned": 1, "share_80": 0.8, "share_50": 0.5}[found.placements[0].form]
            assert share * 8 == pytest.approx(km)
