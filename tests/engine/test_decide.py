"""One decision: what counts at stop, why, where, and how it is said."""

import json

import pytest
from hypothesis import given

from engine.strategies import our_book, partial, whole
from sorewise.engine.decide import bounds, decide, stop_rungs
from sorewise.engine.state import open_door
from sorewise.model.verdict import ACTIVITY, REFERRAL, Rungs

BOOK = our_book()
KNOWN = {"experience_years": 5, "age": 30, "vte_risk": False, "trigger_hours": 24, "last_session_type": "easy"}
BODY = {"gait": "normal", "hard_to_walk": False, "fatigue": 2, "sleep_quality": 4, "illness": "none", "safety": "none"}
DOMS = {"spread": "diffuse", "tissue": "muscle", "eases": "yes", "onset": "after_exercise_delayed", "trend": "better"}
QUADS = {"region": "quad", "side": "both", "pain": 3} | DOMS
CALF = {"region": "calf", "side": "left", "pain": 4} | DOMS


def verdict(answers, history=None):
    """The decision on some answers."""
    return decide(BOOK, open_door(BOOK, answers, KNOWN if history is None else history))


def rules(decision):
    """The ids of the rules that spoke for the verdict."""
    return [reason.rule.id for reason in decision.verdict_reasons]


# --- what is assumed when the person stops ---


def test_strength_is_assumed_three():
    """A place without a number: 3 is taken, said so, and explained by a rule of its own."""
    decision = verdict(BODY | {"regions": ["quad"], "side": "both"})
    assert decision.assumed["pain"] == 3
    assert "RX-PAIN-UNK" in decision.fired
    assert "RX-PAIN-UNK" in decision.held
    assert decision.rungs.activity >= ACTIVITY.index("run_reduced")


def test_tissue_is_assumed_unsure():
    """A sore joint site of which nobody said what it is: not taken for muscle."""
    known = {name: value for name, value in DOMS.items() if name != "tissue"}
    decision = verdict(BODY | {"spots": [{"region": "knee_front", "side": "left", "pain": 1} | known]})
    assert decision.assumed["tissue"] == "unsure"
    assert "RX-JOINT-SITE" in decision.fired


def test_red_flags_see_what_is_unknown():
    """A strength that is not known can be very strong: with a weak muscle the red flag holds, not seeing the 3."""
    decision = verdict(BODY | {"regions": ["quad"], "side": "both", "safety": ["weakness"]})
    assert decision.assumed["pain"] == 3
    assert "EV-RF-RHABDO-2" in decision.held
    assert decision.referral == "same_day"


def test_nothing_is_assumed_where_nothing_is_sore():
    """No place, nothing assumed."""
    assert not verdict({"legs": "fresh", "safety": "none"}).assumed
    assert not verdict({"safety": "none"}).assumed


def test_assumptions_name_their_place():
    """With two places each assumption says where."""
    decision = verdict(BODY | {"spots": [{"region": "quad", "side": "both"}, {"region": "calf", "side": "left"}]})
    assert {"quad both: pain", "calf left: pain"} <= set(decision.assumed)


def test_a_skipped_check_in_stays_easy():
    """Nothing said but the page: easy at most, never cleared, and the ceiling shows what it could be."""
    decision = verdict({"safety": "none"})
    assert (decision.activity, decision.referral, decision.status) == ("run_easy", "none", "stopped")
    assert "SYS-UNK" in decision.held
    assert decision.ceiling.activity == ACTIVITY.index("rest")


# --- hold and skip ---


def test_hold_keeps_the_caution():
    """Three of ten, easing not known: the easy run is not cleared until it is."""
    known = {name: value for name, value in QUADS.items() if name != "eases"}
    assert verdict(BODY | {"spots": [QUADS]}).activity == "run_easy"
    decision = verdict(BODY | {"spots": [known]})
    assert decision.activity == "run_reduced"
    assert "RX-PAIN-3" in decision.held
    assert "eases" in decision.undecided


def test_skip_lets_go_and_the_ceiling_says_so():
    """A limp nobody asked about does not stop the day; the ceiling says that it could."""
    decision = verdict({name: value for name, value in BODY.items() if name != "gait"} | {"legs": "fresh"})
    assert decision.activity == "run_as_planned"
    assert decision.ceiling.activity == ACTIVITY.index("rest")
    assert "gait" in decision.undecided
    assert decision.status == "stopped"


# --- spots ---


def test_the_highest_place_decides():
    """Quads alone: easy; with a left calf of four: what the calf says, and it is named."""
    decision = verdict(BODY | {"spots": [QUADS, CALF]})
    assert verdict(BODY | {"spots": [QUADS]}).activity == "run_easy"
    assert decision.activity == verdict(BODY | {"spots": [CALF]}).activity == "cross_train"
    assert decision.deciding_spot[:2] == ("calf", "left")


def test_the_order_of_places_does_not_matter():
    """The same places in another order: the same rungs and rules."""
    there, back = (verdict(BODY | {"spots": spots}) for spots in ([QUADS, CALF], [CALF, QUADS]))
    assert there.rungs == back.rungs
    assert set(rules(there)) == set(rules(back))


def test_the_body_has_no_place():
    """Where the whole body decides, no spot does."""
    decision = verdict(BODY | {"spots": [QUADS], "fatigue": 9})
    assert (decision.activity, decision.deciding_spot) == ("rest", None)


# --- phases ---


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ({"pain_now": 0, "minutes": 12}, "carry_on"),
        ({"pain_now": 2, "minutes": 2}, "keep_easy"),
        ({"pain_now": 4, "minutes": 2}, "shorten"),
        ({"pain_now": 4, "pain_start": 1, "minutes": 7}, "walk_home"),
        ({"pain_now": 6, "minutes": 2}, "stop"),
        ({"pain_now": 0, "gait": "changed"}, "stop"),
    ],
)
def test_in_a_run(answers, said):
    """A run has its own words for the same five rungs."""
    decision = verdict({"phase": "in_run"} | answers)
    assert (decision.activity, decision.headline) == (said, said)


def test_in_a_run_what_is_assumed_and_not_asked_stands():
    """A sore Achilles on a medicine that weakens tendons: no run asks for its pain, so it is assumed."""
    place = {"region": "achilles", "side": "left", "sharp": False}
    told = {"minutes": 3, "pain_now": 0, "pain_start": 0, "gait": "normal", "exhausted": False, "tendon_meds": True}
    decision = decide(BOOK, open_door(BOOK, {"phase": "in_run", **told, "spots": [place]}))
    assert decision.assumed["pain"] == 3
    assert decision.settled
    assert decision.outlook.lowest == decision.outlook.highest == decision.rungs == Rungs(4, 2)


def test_in_a_run_a_referral_comes_first():
    """What is urgent in a run is said as urgent."""
    decision = verdict({"phase": "in_run", "chest_symptoms": True})
    assert (decision.headline, decision.activity) == ("urgent_care", "stop")


def test_after_a_run_tomorrow_is_judged():
    """After a run the morning's rules speak, for tomorrow, and it is easy at best."""
    evening = verdict(BODY | {"phase": "after_run", "legs": "fresh"})
    assert (evening.activity, "SYS-AFTER-RUN" in evening.fired) == ("run_easy", True)
    assert verdict(BODY | {"phase": "after_run", "spots": [CALF]}).activity == "cross_train"


# --- words ---


@pytest.mark.parametrize(
    ("rungs", "headline"),
    [
        ({"legs": "fresh"}, "run_as_planned"),
        ({"legs": "fresh", "fatigue": 6}, "run_easy"),
        ({"legs": "fresh", "safety": ["pop"]}, "urgent_care"),
        ({"legs": "fresh", "chest_symptoms": True}, "urgent_care"),
    ],
)
def test_headline(rungs, headline):
    """One word for the day: the referral where there is one, else the activity."""
    assert verdict(BODY | rungs).headline == headline


def test_a_known_referral_is_said_once():
    """A routine referral that is booked leaves the headline to the activity."""
    episodes = KNOWN | {"similar_episodes_8w": 5}
    sore = BODY | {"spots": [CALF | {"pain": 2}]}
    assert verdict(sore, episodes).headline == "see_professional"
    booked = verdict(sore, episodes | {"referral_status": "booked", "referral_days": 3})
    assert booked.referral == "routine"
    assert booked.headline == booked.activity


def test_reasons_come_strictest_first():
    """The deciding reason comes first; opinions are shown beside and count nothing."""
    decision = verdict(BODY | {"spots": [QUADS | {"pain": 5}]})
    assert [reason.rule.referral for reason in decision.verdict_reasons] == sorted(
        (reason.rule.referral for reason in decision.verdict_reasons), reverse=True
    )
    assert decision.reasons[0].rule.rungs.activity == decision.rungs.activity
    assert {"RS-PAIN-GT2", "RC-PAIN-4-5"} <= set(decision.opinions) <= set(decision.fired)


def test_an_opinion_names_no_place():
    """An article's view counts nothing, so where it looks is not where the day is decided."""
    body = verdict(BODY | {"spots": [QUADS], "days_off_running": 9}, KNOWN)
    assert body.verdict_reasons[0].rule.id.startswith("EV-RETURN")
    assert body.deciding_spot is None


def test_a_reason_names_the_facts_it_used():
    """The facts that made the rule speak, with their values, and no others."""
    reason = next(r for r in verdict(BODY | {"spots": [CALF]}).reasons if r.rule.id == "RX-PAIN-4-5.reduced")
    assert reason.facts["pain"] == 4
    assert "fatigue" not in reason.facts
    assert reason.as_json()["place"]["region"] == "calf"


@given(partial(phases=("morning", "in_run", "after_run")))
def test_as_json(truth):
    """Every decision is plain data with the names of the specification, whatever was answered."""
    decision = decide(BOOK, truth.state())
    page = json.loads(json.dumps(decision.as_json()))
    assert page["floor"]["activity"] in ACTIVITY
    assert page["referral"] in REFERRAL
    assert set(page["held"]) | set(page["opinions"]) <= set(page["fired"])
    assert set(page["shown_advice"]) <= set(page["advice"])
    assert page["rulebook"] == BOOK.version
    assert page["settled"] is (page["status"] == "settled")
    assert [reason["id"] for reason in page["reasons"]] == [reason.rule.spec for reason in decision.reasons]


@given(partial(phases=("morning", "in_run", "after_run")))
def test_short_ways_agree(truth):
    """Bounds alone, and rungs alone, are those of the whole decision."""
    state = truth.state()
    decision = decide(BOOK, state)
    assert bounds(BOOK, state) == (decision.floor, decision.ceiling)
    assert stop_rungs(BOOK, state) == decision.rungs


@given(whole(phases=("morning", "in_run", "after_run")))
def test_rungs_are_those_of_the_counted_reasons(truth):
    """The verdict is the highest rung of its reasons on each ladder; prompt or more is at least cross-training."""
    decision = decide(BOOK, truth.state())
    counted = [reason.rule for reason in decision.verdict_reasons if not reason.rule.opinion]
    highest = (max(rule.activity or 0 for rule in counted), max(rule.referral for rule in counted))
    assert decision.rungs == Rungs(*highest)
    assert decision.rungs.referral < REFERRAL.index("prompt") or decision.rungs.activity >= ACTIVITY.index(
        "cross_train"
    )
