"""The recovery plan: the decision's advice in order, with evidence and reasons, and never a word more."""

import json
from datetime import UTC, datetime, timedelta

from hypothesis import given

from coach.made import FRESH, ORDINARY, book, decided, rules, said
from sorewise.coach.recovery import recovery_plan

NOW = datetime(2026, 11, 22, 7, tzinfo=UTC)


def ids(items):
    """The advice of some items."""
    return [item.advice for item in items]


def everything(plan):
    """Every item of a plan."""
    return [*plan.see, *plan.steps, *plan.avoid, *plan.prevention, *plan.know]


def test_sore_legs_get_three_days_in_order():
    """What helps stands before what only eases, each with when, how often, how long, and how strong the evidence is."""
    plan = recovery_plan(decided({**ORDINARY, "pain": 2}), book(), now=NOW)
    steps = plan.steps
    assert [item.comfort for item in steps] == sorted(item.comfort for item in steps)
    sleep = next(item for item in steps if item.advice == "sleep_7_9")
    assert (sleep.often, sleep.long, sleep.grade) == ("every night", "7 to 9 hours", "B")
    assert (sleep.starts, sleep.ends) == (NOW, NOW + timedelta(hours=72))
    assert all(item.grade and item.rules for item in everything(plan))
    assert {"warmup_dynamic", "sleep_7_9", "hydrate", "eat_enough"} <= set(ids(plan.habits))


def test_hard_to_walk_leaves_held_stretches():
    """LD-NO-STATIC: what not to do is named, and what it took off the page, with the reason."""
    plan = recovery_plan(decided({**ORDINARY, "pain": 4, "hard_to_walk": True}), book())
    assert "no_static_stretch" in ids(plan.avoid)
    assert "stretch_optional" not in ids(plan.steps)
    out = next(out for out in plan.left_out if out.advice == "stretch_optional")
    assert (out.why, out.by) == ("advice", ("no_static_stretch",))


def test_cold_waits_after_strength():
    """LD-AFTER: no ice bath after leg day, and no cold among the comforts."""
    plan = recovery_plan(decided({**ORDINARY, "pain": 2}, {"hours_since_leg_strength": 20}), book())
    assert "no_cold_after_strength" in ids(plan.avoid)
    assert "cold_optional" not in ids(plan.steps)


def test_comfort_gives_way_to_a_referral_that_comes_first():
    """Beside a prompt referral massage is left out, and the plan says because of what."""
    plan = recovery_plan(said(["EV-TENDON-MEDS", "RS-MASSAGE"]), book())
    out = next(out for out in plan.left_out if out.advice == "massage")
    assert (out.why, out.by) == ("referral", ("EV-TENDON-MEDS",))
    assert ids(plan.see) == ["ask_prescriber", "see_doctor"]


def test_a_rule_may_take_advice_away():
    """What a rule removes is left out, and the rule is named."""
    remover = next(rule for rule in book().rules if rule.remove and rule.referral < 3)
    gone = remover.remove[0]
    giver = next(rule for rule in book().rules if gone in rule.advise)
    plan = recovery_plan(said([remover.id, giver.id]), book())
    assert [(out.why, out.by) for out in plan.left_out if out.advice == gone] == [("rule", (remover.id,))]


def test_an_emergency_has_nothing_but_its_own_lines():
    """Whom to call and what not to do because of it; no recovery, no habits, no notes."""
    plan = recovery_plan(decided({**ORDINARY, "pain": 3, "safety": ["chest_symptoms"]}), book())
    assert plan.urgent
    assert ids(plan.see)[0] == "call_emergency"
    assert not any((plan.steps, plan.prevention, plan.know, plan.notes, plan.left_out))


def test_a_warm_calf_is_not_massaged():
    """Same day for a clot: what must be left alone stays on the urgent page."""
    rule = next(rule for rule in book().rules if "no_massage" in rule.advise and rule.referral == 3)
    plan = recovery_plan(said([rule.id, "LD-NO-STATIC"]), book())
    assert ids(plan.avoid) == ["no_massage"]
    assert "same_day" in ids(plan.see)


def test_fresh_legs_have_no_plan_but_their_notes():
    """Without soreness nothing is advised for it; questions are not among the notes."""
    plan = recovery_plan(decided(FRESH), book())
    assert plan.steps == ()
    assert plan.notes
    assert all(note.kind != "ask" for note in plan.notes)


@given(rules())
def test_the_plan_never_invents_and_never_loses(spoken):
    """Each item is advice the decision shows; each shown advice has its place, once; what is hidden has its reason."""
    decision = said(spoken)
    plan = recovery_plan(decision, book())
    given_ = ids(everything(plan))
    assert set(given_) <= set(decision.shown_advice)
    assert len(given_) == len(set(given_))
    assert all(set(item.rules) <= set(spoken) and item.rules for item in everything(plan))
    if not plan.urgent:
        shown = {id_ for id_ in decision.shown_advice if book().advice[id_].kind != "session"}
        assert shown <= set(given_)
        assert {out.advice for out in plan.left_out} == set(decision.advice) - set(decision.shown_advice)
        assert all(out.by for out in plan.left_out)


@given(rules())
def test_the_plan_is_plain_data(spoken):
    """With clock times as text."""
    plain = json.loads(json.dumps(recovery_plan(said(spoken), book(), now=NOW).as_json()))
    assert all(item["starts"] >= "2026-11-22T07:00" for item in plain["steps"])
