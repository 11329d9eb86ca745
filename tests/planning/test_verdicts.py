"""What of the verdicts of this and earlier mornings stands for the week."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from sorewise.engine.rules import load
from sorewise.planning.verdicts import Verdict, today_of, verdict_of, worst_pain

TODAY = date(2026, 11, 24)
YESTERDAY = TODAY - timedelta(days=1)
EASY = Verdict(day=TODAY, activity="run_easy", pain=2.0)
SEEN_SOON = Verdict(day=YESTERDAY, activity="cross_train", referral="prompt", places=("shin_inner",))


@pytest.fixture(scope="module")
def book():
    """The rulebook."""
    return load()


def bone_of(book):
    """An id of the specification that brings bone stress."""
    return book.week["WK-BONE-STRESS"].spoken[0]


def test_without_a_check_in_and_with_nothing_standing_nothing_holds(book):
    """Then the plan stays as it is."""
    assert today_of(book, None, (), TODAY) is None


def test_this_mornings_verdict_holds(book):
    """As it was given."""
    found = today_of(book, EASY, (), TODAY)
    assert (found.activity, found.referral, found.pain, found.bone_stress) == ("run_easy", "none", 2.0, False)


def test_a_referral_stands_for_its_days_though_the_next_morning_is_milder(book):
    """With the day on which it was given."""
    found = today_of(book, EASY, (SEEN_SOON,), TODAY)
    assert (found.activity, found.referral, found.referred) == ("run_easy", "prompt", YESTERDAY)


def test_a_referral_of_long_ago_stands_no_more(book):
    """To the day."""
    days = int(book.number("week_referral_days"))
    old = replace(SEEN_SOON, day=TODAY - timedelta(days=days))
    assert today_of(book, EASY, (old,), TODAY).referral == "none"
    last = replace(SEEN_SOON, day=TODAY - timedelta(days=days - 1))
    assert today_of(book, EASY, (last,), TODAY).referral == "prompt"


def test_who_was_sent_the_same_day_is_not_cleared_by_a_good_morning(book):
    """But by their own word that they were seen, once the first days are over; or by time."""
    few, many = int(book.number("week_referral_days")), int(book.number("week_stands_days"))
    sent = replace(SEEN_SOON, day=TODAY - timedelta(days=few), referral="same_day")
    assert today_of(book, EASY, (sent,), TODAY).referral == "same_day"
    assert today_of(book, None, (sent,), TODAY).referred == sent.day
    assert today_of(book, EASY, (sent,), TODAY, sent.day - timedelta(days=1)).referral == "same_day"
    assert today_of(book, EASY, (sent,), TODAY, sent.day).referral == "none"
    fresh = replace(sent, day=YESTERDAY)
    assert today_of(book, EASY, (fresh,), TODAY, TODAY).referral == "same_day"
    old = replace(sent, day=TODAY - timedelta(days=many))
    assert today_of(book, EASY, (old,), TODAY).referral == "none"


def test_the_strictest_referral_stands(book):
    """Today's does not make yesterday's milder, nor the other way round."""
    sent = replace(SEEN_SOON, referral="emergency")
    found = today_of(book, replace(EASY, referral="prompt"), (sent, replace(SEEN_SOON, day=YESTERDAY)), TODAY)
    assert (found.referral, found.referred) == ("emergency", YESTERDAY)


def test_a_referral_of_today_is_of_today(book):
    """An earlier one adds nothing."""
    found = today_of(book, replace(EASY, referral="same_day", activity="rest"), (SEEN_SOON,), TODAY)
    assert (found.referral, found.referred) == ("same_day", None)


def test_without_a_check_in_what_was_found_yesterday_still_stands(book):
    """Nobody took it back."""
    found = today_of(book, None, (replace(SEEN_SOON, fired=frozenset({bone_of(book)})),), TODAY)
    assert (found.referral, found.referred, found.bone_stress) == ("prompt", YESTERDAY, True)
    assert found.places == ("shin_inner",)


def test_bone_stress_stands_without_a_later_morning(book):
    """However long ago it was."""
    weeks_ago = Verdict(day=TODAY - timedelta(days=20), activity="rest", fired=frozenset({bone_of(book)}))
    assert today_of(book, None, (weeks_ago,), TODAY).bone_stress is True
    assert today_of(book, EASY, (weeks_ago,), TODAY).bone_stress is False


@pytest.mark.parametrize(("rule", "left"), [("WK-BONE-STRESS", "bone_stress"), ("WK-RETURN.run_walk", "calf_strain")])
def test_a_morning_that_tells_of_no_such_place_ends_neither_bone_stress_nor_a_strain(book, rule, left):
    """Legs that feel fresh say nothing of a bone; the same place told of again does, and so does time."""
    shin = frozenset({"shin_inner"})
    found = replace(SEEN_SOON, fired=frozenset({book.week[rule].spoken[0]}), told=shin)
    fresh, thigh = replace(EASY, activity="run_as_planned", pain=0.0), replace(EASY, told=frozenset({"quad"}))
    for later in (fresh, thigh, replace(EASY, told=frozenset())):
        assert getattr(today_of(book, later, (found,), TODAY), left) is True
        assert getattr(today_of(book, None, (found, replace(later, day=TODAY)), TODAY), left) is True
    looked_at = replace(EASY, told=shin | {"quad"})
    assert getattr(today_of(book, looked_at, (found,), TODAY), left) is False
    days = int(book.number("week_stands_days"))
    for ago, stands in ((days - 1, True), (days, False)):
        old = replace(found, day=TODAY - timedelta(days=ago))
        assert getattr(today_of(book, fresh, (old,), TODAY), left) is stands


def test_what_stands_of_an_earlier_day_is_told_with_its_place(book):
    """A fresh morning has none of its own."""
    bone = replace(SEEN_SOON, referral="none", fired=frozenset({bone_of(book)}))
    assert today_of(book, EASY, (bone,), TODAY).places == ("shin_inner",)


def test_every_morning_rule_that_brings_one_is_a_rule(book):
    """A misspelt id would bring nothing."""
    known = {rule.spec for rule in book.rules}
    for rule in ("WK-BONE-STRESS", "WK-RETURN.run_walk"):
        assert book.week[rule].spoken
        assert set(book.week[rule].spoken) <= known


def test_a_kept_decision_is_read():
    """In-run words are read as those of a morning, opinions are left out."""
    decision = {
        "activity": "walk_home",
        "referral": "routine",
        "fired": ["A", "B"],
        "opinions": ["B"],
        "adjustments": {"duration_factor": 0.7},
        "deciding_spot": {"region": "calf", "side": "left", "key": None},
    }
    found = verdict_of(TODAY, decision, {"spots": [{"region": "calf", "pain": 4}, {"region": "knee", "pain_now": 5}]})
    assert found == Verdict(
        day=TODAY,
        activity="cross_train",
        referral="routine",
        fired=frozenset({"A"}),
        share=0.7,
        pain=5.0,
        places=("calf",),
        told=frozenset({"calf", "knee"}),
    )


def test_a_word_of_another_time_counts_as_the_strictest():
    """Never as the mildest."""
    found = verdict_of(TODAY, {"activity": "jog", "referral": "soonish"}, {})
    assert (found.activity, found.referral) == ("rest", "emergency")


@pytest.mark.parametrize(
    ("answers", "pain"),
    [
        ({}, None),
        ({"legs": "fresh"}, 0.0),
        ({"legs": "sore"}, None),
        ({"legs": "fresh", "pain": 1}, 1.0),
        ({"pain": True}, None),
        ({"spots": [{"pain": 3}, {"pain": None}], "pain": 2}, 3.0),
    ],
)
def test_the_worst_pain_is_what_was_told(answers, pain):
    """Nothing told is not zero."""
    assert worst_pain(answers) == pain
