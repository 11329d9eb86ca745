"""What the door is given is taken as it is meant or refused in a sentence; nothing else can happen."""

import math
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.strategies import our_book
from engine.value_classes import values_of
from sorewise.engine.ask import ask
from sorewise.engine.decide import decide
from sorewise.engine.state import open_door
from sorewise.model.answers import checked, checked_value
from sorewise.model.errors import AnswerError
from sorewise.model.facts import Fact

BOOK = our_book()
PAIN, GAIT, SHARP = (BOOK.facts[name] for name in ("pain", "gait", "sharp"))
NIGHTS = Fact(id="nights", asks="", type="integer", range=(0, 7), unit="nights")
WORDS = BOOK.facts["quality"]
JUNK = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=4,
)


@pytest.mark.parametrize(
    ("fact", "given", "taken"),
    [
        (PAIN, 3, 3),
        (PAIN, 2.5, 2.5),
        (PAIN, 10, 10),
        (NIGHTS, 3.0, 3),
        (GAIT, "changed", "changed"),
        (SHARP, False, False),
        (WORDS, "sharp", ("sharp",)),
        (WORDS, ["tight", "heavy"], ("tight", "heavy")),
        (WORDS, [], ()),
    ],
)
def test_taken(fact, given, taken):
    """A value of the right type and in range is taken, in the fact's own type."""
    value = checked_value(fact, given)
    assert value == taken
    assert type(value) is type(taken)


@pytest.mark.parametrize(
    ("fact", "given", "wanted"),
    [
        (PAIN, 11, "a number from 0 to 10"),
        (PAIN, -0.5, "a number from 0 to 10"),
        (PAIN, True, "a number from 0 to 10"),
        (PAIN, "3", "a number from 0 to 10"),
        (PAIN, math.nan, "a number from 0 to 10"),
        (PAIN, math.inf, "a number from 0 to 10"),
        (PAIN, 10**400, "a number from 0 to 10"),
        (NIGHTS, 2.5, "a whole number from 0 to 7 nights"),
        (GAIT, "lame", "one of normal, changed"),
        (GAIT, ["normal"], "one of normal, changed"),
        (SHARP, 1, "yes or no (true or false)"),
        (SHARP, "yes", "yes or no (true or false)"),
        (WORDS, ["itchy"], "some of dull"),
        (WORDS, 3, "some of dull"),
        (WORDS, [["sharp"]], "some of dull"),
    ],
)
def test_refused(fact, given, wanted):
    """A wrong type, a value out of range, no number at all: named with what is possible, and kept for machines."""
    with pytest.raises(AnswerError) as caught:
        checked_value(fact, given)
    assert wanted in str(caught.value)
    assert str(caught.value).startswith(f'"{fact.id}" is ')
    assert caught.value.values["fact"] == fact.id


def test_unknown_facts_are_refused_and_unanswered_ones_left_out():
    """A name that is no fact is refused with the nearest one; None is no answer."""
    assert checked({"pain": None, "gait": "normal"}, BOOK.facts) == {"gait": "normal"}
    with pytest.raises(AnswerError, match=r'history: there is no fact called "pian"; did you mean "pain"\?'):
        checked({"pian": 3}, BOOK.facts, "history: ")


@given(st.dictionaries(st.sampled_from([*BOOK.facts, "spots", "safety", "key", "nonsense"]), JUNK, max_size=4), JUNK)
def test_junk_is_refused_and_nothing_else(answers, spot):
    """Whatever is put in: an AnswerError in a sentence, or a case that can be judged and asked about."""
    for given_ in (answers, {"spots": [spot]}, {"spots": [answers]}, {"safety": spot}, {"regions": spot}):
        with suppress(AnswerError):
            state = open_door(BOOK, given_)
            assert decide(BOOK, state).as_json()
            assert ask(BOOK, state).as_json()


VALUES = {name: known for name, known in values_of(BOOK).items() if name not in {"region", "phase"}}


@given(st.fixed_dictionaries({}, optional={name: st.sampled_from(known) for name, known in VALUES.items()}))
def test_any_flat_answers_are_judged(answers):
    """Any facts of the rulebook with any of their values, given flat: judged, and asked about."""
    state = open_door(BOOK, answers)
    decision = decide(BOOK, state)
    assert decision.as_json()["rulebook"] == BOOK.version
    assert ask(BOOK, state).at_most < 20
