"""What is advised once the verdict stands, what hides what, and how a session's changes combine."""

from dataclasses import fields

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.strategies import a_law, our_book, whole
from sorewise.engine.advise import adjustment_of
from sorewise.engine.book import Advice
from sorewise.engine.decide import decide
from sorewise.engine.state import open_door
from sorewise.model.verdict import INTENSITY, MODALITY, PROMPT, TERRAIN, Adjustment

BOOK = our_book()
KNOWN = {"experience_years": 5, "age": 30, "vte_risk": False, "trigger_hours": 24}
BODY = {"gait": "normal", "fatigue": 2, "sleep_quality": 4, "illness": "none", "safety": "none"}
QUADS = {"region": "quad", "side": "both", "pain": 2, "spread": "diffuse", "tissue": "muscle", "eases": "yes"}

ADJUSTMENTS = st.builds(
    Adjustment,
    duration_factor=st.none() | st.sampled_from((0.0, 0.5, 0.7, 0.8, 1.0)),
    duration_min=st.none() | st.sampled_from((0, 15, 20, 45)),
    distance_km=st.none() | st.sampled_from((0.0, 5.0, 10.5)),
    intensity=st.none() | st.sampled_from(INTENSITY),
    terrain=st.none() | st.sampled_from(TERRAIN),
    modality=st.none() | st.sampled_from(MODALITY),
)


@a_law
@given(ADJUSTMENTS, ADJUSTMENTS, ADJUSTMENTS)
def test_combining_has_no_order(a, b, c):
    """Commutative, associative, idempotent, with nothing as its neutral element: a lattice."""
    assert a.combine(b) == b.combine(a)
    assert a.combine(b).combine(c) == a.combine(b.combine(c))
    assert a.combine(a) == a
    assert a.combine(Adjustment()) == a
    assert Adjustment.all_of((a, b, c, a)) == Adjustment.all_of((c, b, a))
    assert Adjustment.all_of(()) == Adjustment()


@a_law
@given(ADJUSTMENTS, ADJUSTMENTS)
def test_combining_is_stricter_than_each(a, b):
    """Each part of both together is that of one of them, and never the milder one."""
    both = a.combine(b)
    orders = {"intensity": INTENSITY, "terrain": TERRAIN, "modality": MODALITY}
    for part in fields(Adjustment):
        known = [value for value in (getattr(a, part.name), getattr(b, part.name)) if value is not None]
        order = orders.get(part.name)
        strictest = min(known, key=order.index if order else None, default=None)
        assert getattr(both, part.name) == strictest
    assert both.as_json().keys() == {part.name for part in fields(Adjustment)}


@given(whole(phases=("morning", "in_run", "after_run")))
def test_every_advice_is_known_and_given_for_a_reason(truth):
    """Advice comes from the rules that spoke, is in advice.toml, and is said once; what is shown is a part of it."""
    decision = decide(BOOK, truth.state())
    given_by = {id_ for reason in decision.reasons for id_ in (*reason.rule.advise, *reason.rule.change)}
    assert set(decision.advice) == given_by <= set(BOOK.advice)
    assert len(decision.advice) == len(set(decision.advice))
    removed = {id_ for reason in decision.reasons for id_ in reason.rule.remove}
    removed |= {id_ for one in decision.advice for id_ in BOOK.advice[one].removes}
    comfort = {id_ for id_ in decision.advice if BOOK.advice[id_].comfort and decision.rungs.referral >= PROMPT}
    assert set(decision.shown_advice) == given_by - removed - comfort


@given(whole())
def test_advice_raises_nothing(truth):
    """The rules of the advice stage read the verdict and leave it where it is."""
    decision = decide(BOOK, truth.state())
    late = decision.reasons[len(decision.verdict_reasons) :]
    assert all(reason.rule.stage == "advice" and not any(reason.rule.rungs) for reason in late)
    assert len({reason.rule.id for reason in late}) == len(late)


@given(whole())
def test_opinions_change_no_session(truth):
    """The session changes by the counted rules only."""
    decision = decide(BOOK, truth.state())
    counted = [reason.rule for reason in decision.reasons if not reason.rule.opinion]
    changes = {id_ for rule in counted for id_ in (*rule.change, *rule.advise)}
    assert decision.adjustments == Adjustment.all_of(adjustment_of(BOOK.advice[id_], None) for id_ in changes)


def verdict(**over):
    """The decision on ordinary sore quads."""
    return decide(BOOK, open_door(BOOK, BODY | {"spots": [QUADS | over]}, KNOWN))


def test_sore_legs_run_easy_and_without_hard_parts():
    """Two of ten: the session becomes an easy one."""
    assert verdict().adjustments.intensity in INTENSITY[:2]
    assert "low_intensity_only" in verdict().advice


def test_comfort_gives_way_to_a_referral():
    """Massage and heat are not offered beside a prompt referral."""
    comfort = {id_ for id_, advice in BOOK.advice.items() if advice.comfort}
    assert comfort & set(verdict().shown_advice)
    urgent = verdict(sharp=True, onset="sudden_during_run", hours_since_onset=50, resolves_with_rest=False)
    assert urgent.rungs.referral >= PROMPT
    assert not comfort & set(urgent.shown_advice)


@pytest.mark.parametrize(("longest", "km"), [(None, None), (0, None), (12.0, 8.4)])
def test_a_share_of_the_longest_run(longest, km):
    """A cap that is a share of the longest run of 30 days needs that run to be known."""
    advice = Advice(id="cap", kind="session", adjust={"distance_of_longest": 0.7, "intensity": "easy"})
    assert adjustment_of(advice, longest) == Adjustment(distance_km=km, intensity="easy")
