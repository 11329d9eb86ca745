"""Facts in words: every fact and every choice has its phrase, in the right number and unit."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sorewise.model.facts import Fact
from sorewise.text.facts import FORMS, answers_said, fact_name, fact_said
from sorewise.text.forms import Choice, YesNo
from text.moments import HERE, MILES, our_book

FACTS = our_book().facts
BY_PLACE = {"region", "regions"}


def said(name, value, manner=HERE):
    """One fact of the rulebook in words."""
    return fact_said(FACTS[name], value, manner)


def test_every_fact_of_the_rulebook_has_a_form_and_no_form_is_left_over():
    """A fact that is added to facts.toml gets its phrase here."""
    assert set(FACTS) == set(FORMS)


def test_every_choice_has_its_phrase_and_no_phrase_is_left_over():
    """A choice without a phrase would be shown as its code."""
    for name, fact in FACTS.items():
        form = FORMS[name]
        if isinstance(form, Choice) and name not in BY_PLACE:
            assert set(form.phrases) == set(fact.choices), name
        assert (fact.type == "bool") is isinstance(form, YesNo), name


def values_of(fact):
    """Values a fact can have."""
    if fact.type == "bool":
        return st.booleans()
    if fact.choices:
        return st.sampled_from(fact.choices)
    low, high = fact.range
    return st.integers(int(low), int(high)) if fact.type == "integer" else st.floats(low, high)


@given(st.data())
def test_every_value_is_said_in_words(data):
    """Whatever the value: a phrase, with no code, no gap to fill in and no Python in it."""
    fact = FACTS[data.draw(st.sampled_from(sorted(FACTS)))]
    phrase = fact_said(fact, data.draw(values_of(fact)), data.draw(st.sampled_from([HERE, MILES])))
    assert phrase
    assert not [mark for mark in "{}_" if mark in phrase]
    assert not {"None", "True", "False", "nan"} & set(phrase.split())
    assert phrase[0].islower() or not phrase[0].isalpha() or phrase[:3] in {"HRV", "Ach"}


@pytest.mark.parametrize(
    ("name", "value", "phrase"),
    [
        ("pain", 4, "pain 4 of 10"),
        ("pain", 2.5, "pain 2.5 of 10"),
        ("gait", "changed", "stride changed or limping"),
        ("hours_since_leg_strength", 36, "36 hours since leg day"),
        ("hours_since_leg_strength", 1, "1 hour since leg day"),
        ("hours_since_leg_strength", 100, "4 days since leg day"),
        ("days_sore", 1, "sore for 1 day"),
        ("days_sore", 3, "sore for 3 days"),
        ("days_sore", 0.5, "sore for 0.5 days"),
        ("similar_episodes_8w", 1, "sore here 1 time after such sessions in 8 weeks"),
        ("similar_episodes_8w", 0, "not sore here after such sessions in 8 weeks"),
        ("rhr_delta", 7, "resting heart rate 7 above your usual"),
        ("rhr_delta", -3, "resting heart rate 3 below your usual"),
        ("rhr_delta", 0, "resting heart rate as usual"),
        ("night_pain", True, "wakes you, or aches while you lie still"),
        ("night_pain", False, "quiet while you lie still"),
        ("night_pain", None, "pain at night: not answered"),
        ("quality", ("dull", "tight"), "dull, tight"),
        ("regions", ("calf", "quad"), "calf, thigh (front)"),
        ("longest_run_30d_km", 16.1, "longest run of 30 days 16.1 km"),
        ("birth_year", 1990, "born in 1990"),
    ],
)
def test_examples(name, value, phrase):
    """Facts as a runner would say them."""
    assert said(name, value) == phrase


def test_distances_are_in_the_runners_unit():
    """Kilometres or miles."""
    assert said("planned_km", 16.09344, MILES) == "10 mi planned"


def test_answers_leave_out_what_is_unknown_and_where_wished_what_is_private():
    """A list of answers says what was told; the private groups only if the manner allows."""
    answers = {"pain": 2, "pregnant": True, "gait": None}
    assert list(answers_said(answers, FACTS, HERE)) == ["pain 2 of 10", "pregnant"]
    guarded = type(HERE)(without_private=True)
    assert list(answers_said(answers, FACTS, guarded)) == ["pain 2 of 10"]


@pytest.mark.parametrize(
    ("fact", "value", "phrase"),
    [
        (Fact(id="new_shoes", asks="Are your shoes new?", type="bool"), True, "Are your shoes new: yes"),
        (Fact(id="rain", asks="How wet is it?", type="number"), 1.25, "How wet is it: 1.2"),
        (
            Fact(id="road", asks="Road?", type="word", choices=("hard_track",), labels=("Hard track",)),
            "hard_track",
            "Road: Hard track",
        ),
    ],
)
def test_a_fact_of_another_rulebook_is_said_by_its_question(fact, value, phrase):
    """A club's own fact has no phrase here; its question speaks for it."""
    assert fact_said(fact, value, HERE) == phrase
    assert fact_name(fact)
