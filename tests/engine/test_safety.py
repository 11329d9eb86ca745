"""The safety page: compulsory, sent as one; what it does when unsent, sent, ticked."""

import pytest

from engine.strategies import our_book, usual
from engine.value_classes import values_of
from sorewise.engine.decide import decide
from sorewise.engine.state import open_door
from sorewise.model.verdict import SAME_DAY

BOOK = our_book()
REGIONS = list(BOOK.regions)
BODY = {"gait": "normal", "hard_to_walk": False, "fatigue": 2, "sleep_quality": 4, "illness": "none"}
QUADS = {"region": "quad", "side": "both", "pain": 2}


def verdict(answers, history=(), **door):
    """The decision on some answers."""
    return decide(BOOK, open_door(BOOK, answers, dict(history), **door))


@pytest.mark.parametrize("region", REGIONS)
@pytest.mark.parametrize("known", ["nothing known", "profile known"])
def test_nothing_ticked_is_never_urgent(region, known):
    """Stopping after page 2 at any region, side and strength, nothing ticked: nobody is sent away the same day."""
    profile = {"experience_years": 5, "age": 30, "vte_risk": False, "goal": "run"} if known == "profile known" else {}
    for side in ("left", "right", "both", None):
        for pain in (0, 1, 3, 6, 8, 10):
            for gait in ("normal", "changed"):
                spot = {"region": region, "pain": pain} | ({"side": side} if side else {})
                decision = verdict(BODY | {"gait": gait, "spots": [spot], "safety": "none"}, profile)
                assert decision.rungs.referral < SAME_DAY, (side, pain, gait)


@pytest.mark.parametrize("answers", [{}, {"legs": "fresh"}, {"legs": "sore"}, BODY | {"spots": [QUADS]}])
def test_unsent(answers):
    """Without the page the decision is open and never urgent; no emergency that nobody reported."""
    decision = verdict(answers)
    assert decision.status == "safety_open"
    assert not decision.settled
    assert decision.rungs.referral < SAME_DAY
    assert decision.ceiling.referral < SAME_DAY


def test_unsent_but_told_singly():
    """A sign that is told counts, sent or not; the page stays open."""
    decision = verdict({"legs": "fresh", "chest_symptoms": True})
    assert (decision.status, decision.headline, decision.referral) == ("safety_open", "urgent_care", "emergency")


@pytest.mark.parametrize("sign", [name for name, fact in BOOK.safety_page.items() if fact.scope == "morning"])
def test_a_tick_counts_at_once(sign):
    """One tick and nothing else said: every sign of the whole body moves the day."""
    private = BOOK.facts[sign].private
    age_and_group = {"pregnant": True} if private else {}
    ticked = verdict({"legs": "fresh", "safety": [sign]}, age_and_group, switched_on=(private,) if private else ())
    clear = verdict({"legs": "fresh", "safety": "none"}, age_and_group, switched_on=(private,) if private else ())
    if sign in {"fever", "systemic"}:  # these need a place, or a night
        assert ticked.rungs.activity >= clear.rungs.activity
    else:
        assert ticked.rungs > clear.rungs


@pytest.mark.parametrize("sign", [name for name, fact in BOOK.safety_page.items() if fact.scope == "spot"])
def test_a_tick_needs_no_place(sign):
    """A sign at a place counts when no place was marked, and with legs called fresh."""
    case = open_door(BOOK, {"legs": "fresh", "safety": [sign]}, {"age": 12})
    assert [spot[sign] for spot in case.spots] == [True]
    assert case.spots[0]["region"] == "unplaced"


def test_atomic():
    """Sending fills every line: what is ticked is yes, all the rest is no."""
    case = open_door(BOOK, {"spots": [QUADS], "safety": ["warmth", "fever"]})
    page = {name: case.spots[0][name] for name in BOOK.safety_page}
    assert {name for name, value in page.items() if value} == {"warmth", "fever"}
    assert None not in page.values()


def test_pain_zero_hides_nothing():
    """Pain is 0 or the legs are fresh: a swollen, warm calf is still seen the same day."""
    for answers in ({"pain": 0}, {"legs": "fresh"}, {"spots": [{"region": "calf", "side": "left", "pain": 0}]}):
        decision = verdict(answers | {"safety": ["leg_swollen", "warmth"]})
        assert (decision.activity, decision.referral) == ("rest", "same_day")


def test_in_a_run_only_the_red_button():
    """In a run an unsent page is no open question, and what is tapped counts at once."""
    assert verdict({"phase": "in_run", "pain_now": 0}).status != "safety_open"
    assert verdict({"phase": "in_run", "pain_now": 0}).rungs.referral == 0
    assert verdict({"phase": "in_run", "chest_symptoms": True}).referral == "emergency"


def test_a_marked_chest_ends_a_run_until_it_is_answered():
    """The day is not cleared before the question about the chest is, not even on the way."""
    run = {"phase": "in_run", "pain_now": 0, "gait": "normal", "spots": [{"region": "chest", "pain": 0}]}
    assert verdict(run).activity == "walk_home"
    assert verdict(run | {"chest_symptoms": False}).activity == "carry_on"


@pytest.mark.parametrize("region", sorted(set(REGIONS) - {"chest"}))
def test_a_calm_run_goes_on_wherever_it_was_sore(region):
    """No pain now, nothing tapped on the red button: carry on, whatever place was marked before but the chest."""
    decision = verdict({"phase": "in_run", "pain_now": 0, "gait": "normal", "spots": [{"region": region, "pain": 0}]})
    assert (decision.activity, decision.referral) == ("carry_on", "none")


def test_signs_told_at_one_place_stay_there():
    """A sign told of one place is not carried to another; a tick on the page is, for it does not say where."""
    calf = {"region": "calf", "side": "left", "pain": 2, "warmth": True}
    told = open_door(BOOK, {"spots": [calf, QUADS], "safety": "none"})
    assert [spot["warmth"] for spot in told.spots] == [True, False]
    ticked = open_door(BOOK, {"spots": [calf | {"warmth": False}, QUADS], "safety": ["warmth"]})
    assert [spot["warmth"] for spot in ticked.spots] == [True, True]


def is_known_by_then(fact):
    """It stands on the safety page, in the profile or in the history."""
    return fact.page in {"safety", "profile", "history"} or fact.default is not None


def test_every_red_flag_holds_once_the_page_is_sent():
    """Each red flag speaks, held or true, when its own signs are ticked and all that stands elsewhere is unknown."""
    values = values_of(BOOK)
    for rule in BOOK.rules:
        if not rule.red_flag:
            continue
        for example in rule.examples:
            if example["fires"] is not True:
                continue
            given = {name: value for name, value in example["given"].items() if name in values}
            page = {name: value for name, value in given.items() if is_known_by_then(BOOK.facts[name])}
            spot = {n: v for n, v in page.items() if BOOK.facts[n].scope == "spot"}
            if "region" in given:
                spot["region"] = given["region"]
            if given.get("side") == "both":
                spot["side"] = "both"
            body = {name: value for name, value in page.items() if name not in spot}
            legs = {"legs": given["legs"]} if given.get("legs") == "fresh" else {"spots": [spot]}
            groups = ("pregnancy", "medicines", "weight", "cycle")
            decision = verdict(body | legs | {"safety": "none"}, {"age": given.get("age", 30)}, switched_on=groups)
            assert rule.id in {reason.rule.id for reason in decision.reasons}, (rule.id, example)


def test_usual_is_harmless():
    """The ordinary morning of these tests has nothing on the page."""
    assert not any(value for name, value in (usual("morning") | usual("spot")).items() if name in BOOK.safety_page)
