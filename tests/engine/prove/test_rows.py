"""The formulas are the engine: they let every case through that the door lets through, and the same rules count."""

from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.bulk.tables import kit
from engine.strategies import our_book, partial, whole
from sorewise.engine.book import MASKED
from sorewise.engine.decide import decide
from sorewise.engine.prove.formulas import known, one_step
from sorewise.engine.prove.rows import TABLET, possible
from sorewise.engine.prove.solver import no
from sorewise.engine.prove.steps import changed
from sorewise.engine.prove.told import judged, known_row, told_by
from sorewise.engine.prove.world import worlds
from sorewise.engine.state import open_door

BOOK = our_book()
PHASES = ("morning", "in_run", "after_run")
EVERY = 6  # one rule in so many; `.ci/run` proves on all of them


@cache
def every_world():
    """The four kinds of cases."""
    return {(world.when, world.of_spot): world for world in worlds(BOOK)}


def said(world, case, spot):
    """A case of the engine in the words of the formulas, nothing left open."""
    facts = {**case.morning, **({} if spot is None else case.spots[spot])}
    return {
        name: tuple(number == (None if facts[name] is None else world.kinds[name].number(facts[name]))
                    for number in range(len(spread)))
        for name, spread in world.now.told.items()
    }  # fmt: skip


@settings(max_examples=25)
@given(st.one_of(partial(phases=PHASES), whole(phases=PHASES)))
def test_every_case_of_the_engine(truth):
    """What comes through the door is possible, of each place; and the rules that count are those that spoke."""
    assert_alike(truth.state())


def test_every_case_of_the_kit():
    """The conformance kit, case by case, private groups switched off."""
    for case in kit():
        assert_alike(open_door(BOOK, case["answers"], case["history"]), switched_on=False)


def assert_alike(state, *, switched_on=True):
    """The formulas let a case through, and the same rules count and hold."""
    reasons = decide(BOOK, state).verdict_reasons
    for spot in range(len(state.spots)) if state.spots else (None,):
        world = every_world()["run" if state.phase == "in_run" else "day", spot is not None]
        row = said(world, state.case, spot)
        assert all(one is True for one in world.together(row))
        assert [one for one in possible(world.kinds, row) if one is False] == []
        view = world.view(row, on=dict.fromkeys(world.on, switched_on))
        here = None if spot is None else state.places[spot]
        spoke = {reason.rule.id for reason in reasons if reason.place in {None, here}}
        assert {id_ for id_, counts in view.counts.items() if counts is True} == spoke
        held = {reason.rule.id for reason in reasons if reason.held and reason.place in {None, here}}
        assert {id_ for id_ in spoke if view.true[id_] is not True} == held


@pytest.mark.parametrize(("when", "of_spot"), [("day", False), ("day", True), ("run", False), ("run", True)])
def test_every_case_of_the_solver(when, of_spot):
    """For every sixth rule: a case in which it is true, and one in which it holds while it is unknown."""
    world = every_world()[when, of_spot]
    found = 0
    for id_ in [*world.rules][::EVERY]:
        true, counts = world.now.true[id_], world.now.counts[id_]
        for wanted in ((true,), (counts, no(true)), (counts, no(true), world.sent)):
            model = world.find(*wanted)
            if model is not None:
                told = told_by(model, world)
                place = None if told.place is None else told.place["region"]
                reasons = judged(BOOK, told).verdict_reasons
                spoke = {one.rule.id for one in reasons if one.place is None or one.place.region == place}
                assert spoke == {one for one, formula in world.now.counts.items() if model.holds(formula)}
                found += 1
    assert found > len(world.rules) / EVERY / 2


def step(name):
    """A place of a day, with one step of a yes/no fact: what is so beside it, and the row then."""
    world = every_world()["day", True]
    row, always = changed(world, name, one_step(world.now.told[name], (0, 1)))
    return world, row, always


def test_a_swollen_joint_is_counted():
    """The step to a swelling of the only joint is a case of the proof, and its count follows as at the door."""
    world, row, always = step("swollen")
    said = world.said
    model = world.find(said.nay("swollen"), said.be("tissue", "joint"), said.yes("one_place"), *always)
    then = known_row(BOOK, told_by(model, world).but("swollen", value=True))
    assert model.holds(row["swollen_joints"][world.kinds["swollen_joints"].number(then["swollen_joints"])])
    assert then["swollen_joints"] >= 1


def test_a_tablet_may_hide_pain_that_was_not_told():
    """The step to a tablet is a case of the proof where the pain is unknown; whether it hides some is then unknown."""
    world, row, always = step(TABLET)
    model = world.find(world.said.nay(TABLET), no(world.said.known("pain")), *always)
    assert not model.holds(known(row[MASKED]))
    then = known_row(BOOK, told_by(model, world).but(TABLET, value=True))
    assert (then["pain"], then[MASKED]) == (None, None)
