"""What facts.toml states about asking: what is never asked, what other answers imply, what is private."""

import pytest

from engine.strategies import our_book
from sorewise.engine.state import open_door, without_page

BOOK = our_book()
SHIN = {"region": "shin_inner", "side": "right", "pain": 1}


def spot(answers=(), history=(), on=(), **told):
    """The facts of one place."""
    return open_door(BOOK, {"spots": [SHIN | told]} | dict(answers), dict(history), switched_on=on).spots[0]


@pytest.mark.parametrize(
    ("answers", "history", "told"),
    [
        ({"gait": "changed"}, {}, {}),
        ({}, {"age": 17}, {}),
        ({}, {}, {"bone_tender": True}),
        ({}, {}, {"night_pain": True}),
        ({}, {}, {"onset": "after_fall"}),
        ({}, {}, {"region": "shin_front"}),
        ({}, {}, {"pain": 8}),
    ],
)
def test_a_hop_that_is_not_asked_counts_for_nothing(answers, history, told):
    """What is never asked is at its harmless value; an answer given all the same stays."""
    assert spot()["hop_pain"] is None
    assert spot(answers, history, **told)["hop_pain"] is False
    assert spot(answers, history, **told, hop_pain=True)["hop_pain"] is True


def test_what_only_some_are_asked():
    """A question for some is closed once it is certain that this runner is none of them, and open before."""
    assert spot({"fever": False, "illness": "none"})["illness_days"] == 0
    assert spot({"fever": True})["illness_days"] is None
    assert spot()["illness_days"] is None
    assert spot(history={"last_session_type": "easy", "last_session_hours_ago": 80})["training_mistake"] is False
    assert spot(history={"last_session_type": "easy", "last_session_hours_ago": 20})["training_mistake"] is None


@pytest.mark.parametrize("name", [name for name, fact in BOOK.facts.items() if fact.private and not fact.door])
def test_private_facts_are_closed_until_switched_on(name):
    """A private fact is harmless while its group is off, open once it is on, and counts when it was told."""
    fact = BOOK.facts[name]
    if fact.default is None and not fact.ask_if:
        assert spot()[name] == fact.harmless
        assert spot(on=(fact.private,))[name] is None


@pytest.mark.parametrize(
    ("told", "answers", "sign"),
    [
        ({"can_heel_raise": False, "onset": "sudden_during_run"}, {}, "cannot_rise_since"),
        ({"bone_tender": True, "onset": "after_blow"}, {}, "fell_bone_sore"),
        ({"region": "hip_front_groin", "night_pain": True}, {"gait": "changed"}, "groin_alarm"),
        ({"region": "calf", "rest_pain": True}, {}, "calf_rest_pain"),
    ],
)
def test_signs_are_implied(told, answers, sign):
    """Other answers say the same as a line of the safety page: it is taken as ticked, though the page said none."""
    assert spot(answers | {"safety": "none"}, **told)[sign] is True
    assert spot({"safety": "none"})[sign] is False


def test_careful_values():
    """What is taken at stop stands beside what is known and changes nothing there."""
    state = open_door(BOOK, {"regions": ["quad"], "side": "both"})
    assert state.spots[0]["pain"] is None
    assert state.stopped[0]["pain"] == 3
    assert dict(state.assumed[0]) == {name: fact.stop for name, fact in BOOK.stops.items()}
    whole = open_door(BOOK, {"spots": [SHIN | {"tissue": "muscle", "hours_since_onset": 20}]})
    assert whole.stopped[0] is whole.spots[0]


def test_a_tablet_may_hide_the_pain():
    """After a painkiller, without the pain before it, the pain counts as hidden when the person stops."""
    assert spot({"painkiller_12h": True})["pain_masked"] is None
    state = open_door(BOOK, {"painkiller_12h": True, "spots": [SHIN]})
    assert state.stopped[0]["pain_masked"] is True
    assert spot({"painkiller_12h": True}, pain_before_dose=4)["pain"] == 4
    assert spot({"painkiller_12h": False})["pain_masked"] is False


def test_an_open_list_has_a_blank_place():
    """While a place may still be named there is one that is wholly unknown; fresh legs close the list."""
    assert open_door(BOOK, {}).blank is not None
    assert open_door(BOOK, {"legs": "fresh"}).blank is None
    assert open_door(BOOK, {"spots": [SHIN]}).blank is None


def test_without_page():
    """The unanswered lines of an unsent page are out of the reckoning, the answered ones stay."""
    row = without_page(BOOK, spot({"chest_symptoms": True}))
    assert row["chest_symptoms"] is True
    assert {row[name] for name in BOOK.safety_page} == {True, False}
    assert row["eases"] is None
