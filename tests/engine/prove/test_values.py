"""Value classes: one value of each, and no condition tells two values of one class apart."""

from functools import cache
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.strategies import our_book
from engine.value_classes import worse_orders
from sorewise.engine.prove.order import BY_COUNT, UP_BY_COUNT, order_of
from sorewise.engine.prove.values import conditions, kinds_of
from sorewise.engine.when import literals, truth
from sorewise.model.answers import checked_value

BOOK = our_book()
KINDS = kinds_of(BOOK)
READ = {name: [one for node in conditions(BOOK) for one in literals(node) if one.fact == name] for name in KINDS}
NUMBERS = sorted(name for name, kind in KINDS.items() if kind.fact.type in {"number", "integer"})


def test_every_value_can_be_told_and_stands_for_a_class_of_its_own():
    """Each value is one that the door takes, in rising order, and is found again."""
    for kind in KINDS.values():
        assert [checked_value(kind.fact, value) for value in kind.values] == list(kind.values)
        assert [kind.number(value) for value in kind.values] == list(range(len(kind.values)))
    assert all(a < b for name in NUMBERS for a, b in pairwise(KINDS[name].values))


@cache
def told(name):
    """Any number of the range of a fact."""
    low, high = KINDS[name].fact.range
    if KINDS[name].fact.type == "integer":
        return st.integers(int(low), int(high))
    return st.floats(low, high) | st.integers(int(low * 2), int(high * 2)).map(lambda half: half / 2)


@pytest.mark.parametrize("name", NUMBERS)
@given(data=st.data())
def test_a_class_is_of_one_mind(name, data):
    """Whatever number is told, every condition reads it as it reads the value that stands for its class."""
    value = data.draw(told(name))
    number = KINDS[name].number(value)
    assert number is not None
    for literal in READ[name]:
        assert truth(literal, {name: value}) is KINDS[name].where(literal)[number]


def test_a_usual_value_speaks_for_its_class():
    """A morning that the proof shows reads as somebody would tell it."""
    for kind in KINDS.values():
        for value in (kind.fact.benign, kind.fact.default):
            assert value is None or value in kind.values


def test_orders_are_those_of_the_laws():
    """The proof and the searched laws call the same answers worse, but for what is counted at the door."""
    laws = {name: list(order) for name, order in worse_orders(BOOK).items() if name not in BY_COUNT}
    orders = {name: [kind.values[n] for n in order_of(kind)] for name, kind in KINDS.items() if order_of(kind)}
    assert orders.keys() - laws.keys() == set(UP_BY_COUNT)
    assert laws.keys() - orders.keys() == {"pain_masked"}  # it is asked as the pain before the tablet
    for name, order in orders.items():
        if KINDS[name].fact.type in {"word", "bool"}:
            assert order == laws[name]
        elif name in laws:
            assert order == sorted(order, reverse=KINDS[name].fact.worse == "down")
