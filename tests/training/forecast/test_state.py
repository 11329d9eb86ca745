"""The state of a row: what it remembers, and that a row is a row however many stand beside it."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sorewise.training.forecast.inputs import HORIZONS, look
from sorewise.training.forecast.state import LEVEL, State
from sorewise.training.forecast.walk import planned, walk
from training.forecast.made import ANSWERS, WEEKDAY, made, unfitted


def last_state(told, loads, weekday=WEEKDAY):
    """The state after all days."""
    *_, (_, state) = walk(told, loads, weekday, unfitted())
    return state


def test_a_row_is_about_a_kilobyte():
    """Of five answers, whatever was told."""
    assert State.new(1000, unfitted().start, 300.0).nbytes / 1000 == pytest.approx(1024, rel=0.1)


def test_one_runner_and_many_are_the_same():
    """Each row alone gives what it gives among the others, in every number that a forecast is made of."""
    rows = made()
    many = last_state(rows.told, rows.loads)
    for number in range(len(rows.told)):
        one = last_state(rows.told[number : number + 1], rows.loads[number : number + 1])
        for horizon in HORIZONS:
            plan = planned(rows.loads, rows.told.shape[1] - 9, horizon) if horizon.plan else None
            alone = look(one, horizon, 3, None if plan is None else plan[number : number + 1])
            among = look(many, horizon, 3, plan).of(np.array([number]))
            for part in alone.__slots__:
                np.testing.assert_allclose(getattr(alone, part), getattr(among, part), rtol=0, atol=1e-12)


def test_some_rows_look_like_those_rows_and_go_their_own_way():
    """A state of some rows; a step of it moves nothing of the state that it was taken from."""
    rows, some = made(rows=5), np.array([3, 0])
    state = last_state(rows.told, rows.loads)
    before, part = look(state, HORIZONS[0], 2), state.of(some)
    np.testing.assert_array_equal(look(part, HORIZONS[0], 2).numbers, before.of(some).numbers)
    part.step(np.zeros(2), np.full(2, 900.0), 3)
    np.testing.assert_array_equal(look(state, HORIZONS[0], 2).numbers, before.numbers)


def test_states_of_different_days_stand_under_one_another():
    """Each row is looked at as on its own day."""
    rows = made(rows=4)
    states = [last_state(rows.told[:, :days], rows.loads[:, :days]) for days in (40, 41, 69)]
    together = State.joined(states)
    for horizon in HORIZONS:
        plan = np.full((4, horizon.days), 400.0) if horizon.plan else None
        found = look(together, horizon, 5, None if plan is None else np.tile(plan, (3, 1)))
        for part in found.__slots__:
            alone = [getattr(look(state, horizon, 5, plan), part) for state in states]
            np.testing.assert_array_equal(getattr(found, part), np.concatenate(alone))


def test_empty_days_before_the_first_report_change_nothing():
    """It does not matter when the walk began."""
    rows = made(rows=3, days=60)
    empty = np.zeros((3, 7 * 5))
    later = last_state(np.concatenate([empty + np.nan, rows.told], axis=1), np.concatenate([empty, rows.loads], axis=1))
    for horizon in HORIZONS[:1]:
        here, there = (look(state, horizon, 0) for state in (last_state(rows.told, rows.loads), later))
        np.testing.assert_allclose(here.numbers, there.numbers, atol=1e-12)
        np.testing.assert_allclose(here.histograms, there.histograms, atol=1e-12)


def test_the_own_level_goes_to_what_is_told():
    """Forty mornings of the same answer leave hardly anything of the population."""
    told = np.full((1, 40), 3.0)
    state = last_state(told, np.zeros((1, 40)))
    assert state.memories[0, LEVEL] @ np.arange(ANSWERS) > 2.7
    assert state.last[0] == 3
    assert state.repeat[0] > 0.8


def test_a_silent_year_leaves_the_answers_and_widens_the_gap():
    """Nothing told is no answer of 0."""
    rows = made(rows=1, days=60)
    silent = np.full((1, 365), np.nan)
    before = last_state(rows.told, rows.loads)
    after = last_state(np.concatenate([rows.told, silent], axis=1), np.pad(rows.loads, ((0, 0), (0, 365))))
    np.testing.assert_array_equal(before.memories, after.memories)
    assert after.gap[0] == before.gap[0] + 365


@pytest.mark.parametrize("load", [0.0, 3000.0, 1e9])
def test_one_odd_load_moves_what_is_usual_no_further_than_an_ultra(load):
    """A slip of a device may not make every later run look like rest."""
    loads = np.full((1, 80), 300.0)
    loads[0, 50] = load
    told = np.ones((1, 80))
    assert 240 <= last_state(told, loads).scale[0] <= 500


@given(
    told=st.lists(st.one_of(st.none(), st.integers(0, ANSWERS - 1)), min_size=1, max_size=40),
    loads=st.lists(st.floats(0, 1e6), min_size=40, max_size=40),
)
def test_histograms_stay_histograms(told, loads):
    """Whatever is told and trained: shares of 0 to 1 that sum to 1 once something is in them."""
    answers = np.array([[np.nan if one is None else one for one in told]], dtype=float)
    state = last_state(answers, np.array([loads[: len(told)]]))
    np.testing.assert_allclose(state.memories.sum(axis=2), 1)
    assert state.memories.min() >= 0
    for histogram, count in ((state.after, state.after_count), (state.weekdays, state.weekday_count)):
        np.testing.assert_allclose(histogram.sum(axis=2)[count > 0], 1)
    assert np.isfinite(look(state, HORIZONS[0], 0).numbers).all()
