"""Each promise: on small made rulebooks against trying everything, and on ours where it is kept or made to break."""

from dataclasses import replace
from functools import cache
from itertools import pairwise, product

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from engine.small_books import SAMPLES, books, verdict
from engine.strategies import our_book
from sorewise.engine.decide import decide
from sorewise.engine.prove.flags import flags_hold
from sorewise.engine.prove.inherited import Inherited
from sorewise.engine.prove.lints import well_written
from sorewise.engine.prove.needed import every_rule_needed
from sorewise.engine.prove.order import order_of
from sorewise.engine.prove.places import one_more_place
from sorewise.engine.prove.reasons import some_reason
from sorewise.engine.prove.silence import nothing_hidden
from sorewise.engine.prove.world import worlds
from sorewise.engine.prove.worse import milder
from sorewise.engine.state import open_door
from sorewise.engine.when import truth
from sorewise.model.verdict import SAME_DAY

BOOK = our_book()
ALL = {"number": "up", "word": ("a", "b", "c"), "bool": None}
MOST = 300  # mornings of a small rulebook


@cache
def every_world():
    """The four kinds of cases of our rulebook."""
    return worlds(BOOK)


@st.composite
def ordered_books(draw):
    """A small made rulebook in which every fact has an order."""
    book = draw(books())
    made = {name: fact for name, fact in book.facts.items() if name in "mnost"}
    assume(len(made) <= 3)
    facts = {name: replace(fact, worse=ALL[fact.type]) for name, fact in made.items()}
    return replace(book, facts={**book.facts, **facts}), tuple(facts)


def mornings(book, names, *, place):
    """Every morning of a small rulebook, with a place or without: what was told, and the state."""
    choices = [(None, *SAMPLES[book.facts[name].type]) for name in names]
    for values in product(*choices):
        told = {name: value for name, value in zip(names, values, strict=True) if value is not None}
        of_spot = {name: value for name, value in told.items() if book.facts[name].scope == "spot"}
        if of_spot and not place:
            continue
        body = {name: value for name, value in told.items() if name not in of_spot}
        spots = [{"region": "quad", "side": "left", "pain": 2, **of_spot}] if place else []
        legs = {"legs": "sore" if place else "fresh", "painkiller_12h": False, "safety": "none"}
        yield told, open_door(book, {**legs, **body, "spots": spots})


@settings(max_examples=25)
@given(ordered_books())
def test_milder_is_found_exactly_where_there_is_something(made):
    """A step along an order makes some morning milder if and only if the solver finds one."""
    book, names = made
    for world in worlds(book):
        if world.when == "day":
            placed = {
                frozenset(told.items()): verdict(book, state)
                for told, state in mornings(book, names, place=world.of_spot)
            }
            for name in names:
                if name in world.now.told:
                    kind = world.kinds[name]
                    steps = list(pairwise([kind.values[n] for n in order_of(kind)]))
                    assert (milder(world, name, order_of(kind)) is not None) is any(_falls(placed, name, steps))


def _falls(placed, name, steps):
    """For every morning whether one step of a fact makes it milder."""
    for told, before in placed.items():
        for better, worse in steps:
            if (name, better) in told:
                after = placed[frozenset({*told} - {(name, better)} | {(name, worse)})]
                yield after.activity < before.activity or after.referral < before.referral


@settings(max_examples=25)
@given(ordered_books())
def test_a_rule_is_dead_exactly_where_no_morning_makes_it_true(made):
    """Against trying all; and no rule of them is called an echo that some morning needs."""
    book, names = made
    proof = every_rule_needed(worlds(book), Inherited())
    states = [state for place in (False, True) for _, state in mornings(book, names, place=place)]
    spoken = {
        rule.id
        for rule in book.rules
        for state in states
        for row in (state.spots if rule.spot else (state.morning,))
        if truth(rule.when, row) is True
    }
    assert {one.rule for one in proof.broken if one.claim == "dead"} == {rule.id for rule in book.rules} - spoken
    for one in proof.broken:
        if one.claim == "echo":
            fewer = replace(book, version="fewer", rules=tuple(r for r in book.rules if r.id != one.rule))
            assert all(verdict(book, state) == verdict(fewer, state) for state in states)


def test_what_is_quick_of_ours_is_kept():
    """The whole of it, and the cautious rulebook, are proved by `.ci/run`."""
    assert well_written(BOOK).kept
    for promise in (flags_hold, some_reason, one_more_place):
        proof = promise(every_world())
        assert proof.kept
        assert proof.claims >= len(every_world())


@pytest.mark.parametrize("fact", ["pain", "experience_years", "gait", "pain_now"])
def test_no_step_of_these_is_milder(fact):
    """More pain, less experience, a limp."""
    for world in every_world():
        if fact in world.now.told:
            assert milder(world, fact, order_of(world.kinds[fact])) is None


def careless(*ids):
    """Our rulebook with some flags that let go of what is unknown."""
    rules = tuple(replace(rule, unknown="skip") if rule.id in ids else rule for rule in BOOK.rules)
    return replace(BOOK, version=f"careless {ids}", rules=rules)


def test_a_flag_that_lets_go_is_found_out():
    """Reading finds it, and the solver finds a morning on which it is unknown and the verdict stands too low."""
    book = careless("EV-RF-ACS.one-leg")
    assert {(one.claim, one.rule) for one in well_written(book).broken} == {("half_a_flag", "EV-RF-ACS.one-leg")}
    found = flags_hold(worlds(book)).broken
    assert {(one.claim, one.rule) for one in found} == {("flag_unknown", "EV-RF-ACS.one-leg")}
    for one in found:
        (shown,) = one.shown
        state = open_door(book, shown.morning["answers"], shown.morning.get("history", {}))
        assert truth(book.by_id[one.rule].when, state.spots[0]) is None
        assert decide(book, state).rungs == shown.rungs
        assert shown.rungs.referral < SAME_DAY


def test_silence_is_found_out():
    """A red flag that skips what is unknown hides same day; it is shown with the answer and without."""
    book = careless("EV-RF-ACS.strong", "EV-RF-ACS.hard", "EV-RF-ACS.one-leg")
    found = [one for one in nothing_hidden(worlds(book), Inherited()).broken if one.claim == "hides"]
    assert "side" in {one.fact for one in found}
    for one in found:
        told, silent = (
            decide(book, open_door(book, shown.morning["answers"], shown.morning.get("history", {})))
            for shown in one.shown
        )
        assert told.rungs.referral >= SAME_DAY
        assert silent.rungs.referral < told.rungs.referral


def test_an_exception_that_is_not_needed_breaks_the_promise():
    """One of a rulebook's own; what it only inherits is no fault of it."""
    facts = {**BOOK.facts, "side": replace(BOOK.facts["side"], exception="unknown: because")}
    book = replace(BOOK, version="needless", facts=facts)
    every = worlds(book)
    (one,) = nothing_hidden(every, Inherited()).broken
    assert (one.claim, one.fact) == ("exception_unneeded", "side")
    assert nothing_hidden(every, Inherited(book)).kept
