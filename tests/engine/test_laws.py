"""What the rulebook and the engine can never do, searched over made mornings."""

from itertools import pairwise

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from engine.strategies import LONG, a_law, our_book, partial, places, usual, whole
from engine.value_classes import worse_orders
from sorewise.engine.decide import decide
from sorewise.engine.outlook import may_ask
from sorewise.engine.state import open_door
from sorewise.model.verdict import SAME_DAY, Rungs

PHASES = ("morning", "in_run", "after_run")
BOOK = our_book()

ORDERED = worse_orders(BOOK)
TOLD = {name for scope in ("morning", "spot") for name in usual(scope)} | {"pain"}
# The ordered facts that some counting rule of a phase reads.
READ = [
    (phase, name)
    for phase in ("morning", "in_run")
    for name in sorted({f for rule in BOOK.rules if rule.runs_in(phase) and any(rule.rungs) for f in rule.facts})
    if name in ORDERED and name in TOLD
]


def counted(decision):
    """Where a decision stands without the rules that declare an exception."""
    rules = [
        reason.rule for reason in decision.verdict_reasons if not reason.rule.opinion and not reason.rule.exception
    ]
    return Rungs(max((r.activity or 0 for r in rules), default=0), max((r.referral for r in rules), default=0))


def at_least(a, b):
    """Not below on either ladder."""
    return a.activity >= b.activity and a.referral >= b.referral


def is_open(name, rows):
    """For each row whether a fact is still to be told there."""
    return [name in row and row[name] is None for row in rows]


@a_law
@given(partial(phases=PHASES), st.data())
def test_an_answer_narrows(truth, data):
    """An answer never lowers the floor, nor raises the ceiling; nor does what answers can still lead to grow."""
    before = truth.state()
    rows = before.spots or (before.morning,)
    still = [name for name in truth.hidden if may_ask(BOOK.facts[name], truth.phase) and any(is_open(name, rows))]
    assume(still)
    told = truth.telling(data.draw(st.sampled_from(sorted(still))))
    now, then = decide(BOOK, before), decide(BOOK, told.state())
    assert at_least(then.floor, now.floor)
    assert at_least(now.ceiling, then.ceiling)
    assert at_least(then.outlook.lowest, now.outlook.lowest)
    assert at_least(now.outlook.highest, then.outlook.highest)


@a_law
@given(partial(phases=PHASES))
def test_stopping_stays_between_the_bounds(truth):
    """What holds when the person stops lies between floor and ceiling; a whole check-in leaves nothing between them."""
    decision = decide(BOOK, truth.state())
    assert at_least(decision.rungs, decision.floor)
    assert at_least(decision.ceiling, decision.rungs)
    if decision.settled:
        assert decision.rungs == decision.outlook.highest


def test_a_sore_chest_in_a_run_is_not_settled_as_if_nothing_held():
    """No question of a run asks for chest symptoms: the rule that holds without them counts for the outlook too."""
    told = {"pain_now": 0, "pain_start": 0, "minutes": 5, "gait": "normal", "exhausted": False, "hard_to_walk": False}
    spot = {"region": "chest", "pain": 0, "sharp": False}
    decision = decide(BOOK, open_door(BOOK, {"phase": "in_run", **told, "spots": [spot]}, {"experience_years": 6}))
    assert "SYS-CHEST-SPOT" in decision.held
    assert decision.rungs.join(decision.outlook.highest) == decision.outlook.highest


@given(whole(phases=PHASES))
def test_a_whole_check_in_is_settled(truth):
    """Everything told: settled, nothing assumed, nothing held, and at least one reason."""
    decision = decide(BOOK, truth.state())
    assert decision.floor == decision.ceiling == decision.rungs
    assert decision.status == "settled"
    assert decision.verdict_reasons
    assert not decision.assumed
    assert not decision.held


@pytest.mark.parametrize(("phase", "name"), READ)
@settings(max_examples=10 if LONG else 5)  # a hundred and fifty answers: well over a thousand cases together
@given(data=st.data())
def test_worse_is_never_milder(data, phase, name):
    """A worse answer to one question never gives a milder day, on either ladder; so with more pain, less experience."""
    fact = BOOK.facts[name]
    truth = data.draw(whole(phases=(phase,), about=name))
    spot = None
    if fact.scope == "spot":
        assume(truth.spots)
        spot = data.draw(st.sampled_from(range(len(truth.spots))))
    better, worse = data.draw(st.sampled_from(list(pairwise(ORDERED[name]))))
    mild, strict = truth.being(name, better, spot), truth.being(name, worse, spot)
    assert at_least(counted(decide(BOOK, strict.state())), counted(decide(BOOK, mild.state())))


@a_law
@given(whole(phases=PHASES), places())
def test_one_more_place_is_never_milder(truth, place):
    """One more sore place in another region never gives a milder day."""
    assume(truth.spots and all(place["region"] != spot["region"] for spot in truth.spots))
    more = type(truth)(truth.phase, truth.body, (*truth.spots, place))
    assert at_least(counted(decide(BOOK, more.state())), counted(decide(BOOK, truth.state())))


FLAGGED = sorted({fact for rule in BOOK.rules if rule.red_flag for fact in rule.facts} & ORDERED.keys())


@a_law
@given(whole(phases=("morning", "after_run")), st.data())
def test_silence_hides_nothing_urgent(truth, data):
    """The page was sent: whatever else is left open, same day and emergency stay where a whole check-in puts them."""
    for name in data.draw(st.lists(st.sampled_from(FLAGGED), min_size=1, max_size=3)):
        for spot in range(len(truth.spots)) if BOOK.facts[name].scope == "spot" else (None,):
            truth = truth.being(name, ORDERED[name][-1], spot)
    known = decide(BOOK, truth.state())
    assume(known.rungs.referral >= SAME_DAY)
    asked = [
        name
        for name, fact in BOOK.facts.items()
        if name in TOLD and fact.default is None and fact.page != "safety" and not fact.exception
    ]
    hidden = data.draw(st.frozensets(st.sampled_from(asked)) | st.just(frozenset(asked)))
    assert decide(BOOK, truth.hiding(*hidden).state()).rungs.referral >= known.rungs.referral
