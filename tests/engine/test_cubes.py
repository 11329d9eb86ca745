"""Cubes over value classes: a rule can still become true exactly when one of its cubes is left."""

from functools import cache
from itertools import product
from math import prod

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from engine.strategies import counting, meeting, our_book, usual
from engine.value_classes import values_of
from sorewise.engine.cubes import bits, cubes_of
from sorewise.engine.when import truth
from sorewise.model.verdict import Rungs

BOOK = our_book()
VALUES = values_of(BOOK)
PHASES = ("morning", "in_run", "after_run")
MOST_COMPLETIONS = 400


@cache
def cubes(phase):
    """The cubes of a phase."""
    return cubes_of(BOOK, phase)


def left(kit, row):
    """The cubes that no known fact forbids."""
    mask = kit.everything
    for name, kind in kit.classes.items():
        if row.get(name) is not None:
            mask &= kit.allows[name][kind.of(row[name])]
    return mask


@pytest.mark.parametrize("phase", PHASES)
@given(data=st.data())
def test_what_holds_can_be(data, phase):
    """A rule that keeps its caution while answers are missing can be made true by one of them.

    Kleene's logic does not see that two comparisons of one fact exclude each other, so such a rule would hold in vain.
    """
    kit = cubes(phase)
    held = [number for number, rule in enumerate(kit.rules) if rule.hold and not rule.pure_hold]
    number = data.draw(st.sampled_from(held))
    rule = kit.rules[number]
    row = {name: VALUES[name][0] for name in rule.facts} | usual("morning") | usual("spot")
    row |= data.draw(meeting(rule.when, wanted=data.draw(st.booleans())))
    row |= dict.fromkeys(data.draw(st.lists(st.sampled_from(rule.facts), unique=True, min_size=1)))
    assume(truth(rule.when, row) is None)
    assert any(kit.rule_of[cube] == number for cube in bits(left(kit, row)))


@pytest.mark.parametrize("phase", PHASES)
@given(data=st.data())
def test_exact(data, phase):
    """Against brute force over the values of the unknown facts of one rule."""
    kit = cubes(phase)
    number = data.draw(st.sampled_from(range(len(kit.rules))))
    rule = kit.rules[number]
    row = {name: VALUES[name][0] for name in rule.facts} | data.draw(
        meeting(rule.when, wanted=data.draw(st.booleans()))
    )
    unknown = data.draw(st.lists(st.sampled_from(rule.facts), unique=True))
    while prod(len(VALUES[name]) for name in unknown) > MOST_COMPLETIONS:
        unknown.pop()
    row |= dict.fromkeys(unknown)
    completions = (row | dict(zip(unknown, values, strict=True)) for values in product(*map(VALUES.get, unknown)))
    can_be = any(truth(rule.when, whole) for whole in completions)
    assert any(kit.rule_of[cube] == number for cube in bits(left(kit, row))) is can_be
    if not can_be and truth(rule.when, row) is not False:
        assert unknown  # Kleene alone would not know it


@pytest.mark.parametrize("phase", PHASES)
@given(data=st.data())
def test_rungs_of_a_whole_row(data, phase):
    """With every fact known the cubes left are those of the true rules, and stand on their highest rungs."""
    kit = cubes(phase)
    row = usual("morning") | usual("spot") | {name: VALUES[name][0] for name in VALUES if name not in usual("spot")}
    for rule in data.draw(st.lists(st.sampled_from(counting(phase)), max_size=3)):
        row |= data.draw(meeting(rule.when))
    row |= {"phase": phase}
    true = [rule for rule in kit.rules if truth(rule.when, row)]
    mask = left(kit, row)
    assert {kit.rules[kit.rule_of[cube]].id for cube in bits(mask)} == {rule.id for rule in true}
    highest = Rungs(max((r.activity or 0 for r in true), default=0), max((r.referral for r in true), default=0))
    assert kit.rungs(mask) == highest
    above = kit.above[Rungs(1, 1)]
    assert {kit.rule_of[cube] for cube in bits(above)} == {
        number
        for number, rule in enumerate(kit.rules)
        if ((rule.activity or 0) > 1 or rule.referral > 1) and not rule.pure_hold  # never true, so without a cube
    }


def test_classes():
    """Each cut point is a class of its own and so is each gap; every value falls into the class of its sample."""
    kind = cubes("morning").classes["pain"]
    assert kind.count == 2 * len(kind.cuts) + 1
    assert [kind.of(kind.sample(number)) for number in range(kind.count)] == list(range(kind.count))
    assert kind.of(kind.cuts[0]) == 1
    assert kind.of(kind.cuts[0] - 0.25) == 0
    word = cubes("morning").classes["gait"]
    assert [word.sample(word.of(value)) for value in word.words] == list(word.words)


@given(st.integers(0, 2**70))
def test_bits(mask):
    """The numbers of the bits that are set, lowest first."""
    assert sum(1 << number for number in bits(mask)) == mask
    assert list(bits(mask)) == sorted(bits(mask))
