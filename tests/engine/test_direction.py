"""Rule by rule: what raises the day is read in its worse direction, so that a worse answer cannot switch a rule off.

Where a rule reads an answer the other way, another rule of at least the same rungs takes over at the worse answer, or
the rule declares the exception.
"""

from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from engine.strategies import meeting, our_book, usual
from engine.value_classes import worse_orders
from sorewise.engine.when import signed, truth

BOOK = our_book()
ORDERED = worse_orders(BOOK)
# What takes over when the answer gets worse: (rule, fact) -> rule.
TAKES_OVER = {
    ("EV-ILL-ABOVE", "illness"): "EV-ILL-BELOW",
    ("RX-PAIN-4-5.odd", "eases"): "RX-PAIN-4-5.odd",
    ("RC-REF-PERSIST.same", "trend"): "RC-REF-PERSIST.worse",
    ("RC-REF-PERSIST.unproven", "trend"): "RC-REF-PERSIST.worse",
}


def falls(literal, wanted):
    """A worse answer can make the comparison stop helping."""
    helps = [truth(literal, {literal.fact: value}) is wanted for value in ORDERED[literal.fact]]
    return any(before and not after for before, after in pairwise(helps))


# `one_place` is counted, not answered: the law for it is that of one more place.
FALLING = {
    (rule.id, literal.fact)
    for rule in BOOK.rules
    if rule.when and any(rule.rungs)
    for literal, wanted in signed(rule.when)
    if literal.fact in ORDERED and literal.fact != "one_place" and falls(literal, wanted)
}
DECLARED = {rule.id: rule.exception.partition(":")[0] for rule in BOOK.rules if rule.exception}


def test_every_rule_rises_with_what_is_worse():
    """A rule that a worse answer can switch off has another that takes over, or says `exception = "..."`."""
    assert {pair for pair in FALLING - TAKES_OVER.keys() if pair[0] not in DECLARED} == set()


@pytest.mark.parametrize(("pair", "other"), TAKES_OVER.items(), ids=["-".join(pair) for pair in TAKES_OVER])
@given(data=st.data())
def test_another_rule_takes_over(data, pair, other):
    """Where the rule speaks and stops speaking at a worse answer, the other one speaks, as strictly."""
    rule, fact = BOOK.by_id[pair[0]], pair[1]
    row = usual("morning") | usual("spot") | {"region": "quad", "side": "both", "pain": 0, "legs": "sore"}
    row |= data.draw(meeting(rule.when))
    assume(truth(rule.when, row) is True)
    order = ORDERED[fact]
    for worse in order[order.index(row[fact]) + 1 :]:
        then = row | {fact: worse}
        rungs, needed = BOOK.by_id[other].rungs, rule.rungs
        assert truth(rule.when, then) is True or truth(BOOK.by_id[other].when, then) is True
        assert rungs.activity >= needed.activity
        assert rungs.referral >= needed.referral


ALLOWING = {name for name, fact in BOOK.facts.items() if fact.exception.startswith("yes: ")}


def test_an_allowing_fact_is_needed():
    """A fact that declares that yes is milder switches off, with yes, a rule that raises the day."""
    raising = [rule for rule in BOOK.rules if rule.when and any(rule.rungs)]
    off = {literal.fact for rule in raising for literal, wanted in signed(rule.when) if not wanted}
    assert ALLOWING - off == set()
    assert {BOOK.facts[name].type for name in ALLOWING} == {"bool"}
    assert {fact.id for fact in BOOK.facts.values() if fact.exception} == ALLOWING


def test_an_exception_is_needed():
    """A rule that declares an exception names first the fact on which it breaks the law, and does break it."""
    assert set(DECLARED.items()) - FALLING == set()
