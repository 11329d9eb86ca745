"""Coefficients: fitted, written, read again, and refused where they are none."""

import json

import numpy as np
import pytest

from sorewise.model.errors import InputError
from sorewise.training.forecast import parameters
from sorewise.training.forecast.gather import gathered
from sorewise.training.forecast.inputs import HORIZONS, Horizon, names
from sorewise.training.forecast.parameters import Parameters, as_json, load, shipped
from sorewise.training.forecast.tilt import Tilt, features, normal, smallest_runs
from sorewise.training.forecast.walk import chances, walk
from training.forecast.made import ANSWERS, WEEKDAY, made

NEXT = Horizon(1)


@pytest.fixture(scope="module")
def fitted():
    """The next morning, fitted on twelve made rows."""
    pytest.importorskip("scipy")
    from sorewise.training.forecast.fit import fit

    rows = made()
    return fit(rows.told, rows.loads, WEEKDAY, answers=ANSWERS, horizons=[NEXT])


def test_a_fit_beats_the_own_average_on_rows_it_never_saw(fitted):
    """Root mean square of the next morning: load and history are worth something."""
    rows, errors, average = made(seed=2), [], []
    for day, state in walk(rows.told, rows.loads, WEEKDAY, fitted):
        if 20 < day < rows.told.shape[1] - 1:
            came = rows.told[:, day + 1]
            known = ~np.isnan(came)
            likely = chances(state, fitted, NEXT, (WEEKDAY + day + 1) % 7)
            errors += ((likely @ state.answers - came)[known] ** 2).tolist()
            average += ((state.memories[:, 1] @ state.answers - came)[known] ** 2).tolist()
    assert np.sqrt(np.mean(errors)) < 0.9 * np.sqrt(np.mean(average))


def test_no_history_counts_against_itself(fitted):
    """Weights of histograms are 0 or more."""
    assert fitted.tilts[NEXT.name].histograms.min() >= 0


def test_the_two_ways_to_reckon_agree(fitted):
    """What is fitted is what is forecast."""
    rows = made()
    inputs, _, _ = gathered(rows.told, rows.loads, WEEKDAY, fitted, horizons=[NEXT])[NEXT]
    tilt = fitted.tilts[NEXT.name]
    theta = np.concatenate([tilt.histograms, tilt.last, tilt.slope, tilt.bias])
    np.testing.assert_allclose(normal(features(inputs, tilt.mean, tilt.spread) @ theta), tilt.chances(inputs))


def test_a_number_that_never_changes_is_not_blown_up(tmp_path):
    """Everybody reports every day, so that gap and rate are always the same: what is written can be read again."""
    pytest.importorskip("scipy")
    from sorewise.training.forecast.fit import fit

    rows = made(rows=6, days=90)
    told = np.where(np.isnan(rows.told), 1.0, rows.told)
    eleven = fit(told, rows.loads, WEEKDAY, answers=11)
    file = tmp_path / "even.json"
    whose = {"fitted_on": "a club", "fitted": "2026-01-02", "version": "1", "made_up": False}
    file.write_text(as_json(Parameters(**whose, persons=6, reports=540, scales={"pain": eleven})), encoding="utf-8")
    assert load(file).scales["pain"].tilts[NEXT.name].spread.min() >= 1e-4


def test_nothing_to_learn_from_is_refused():
    """No report at all."""
    pytest.importorskip("scipy")
    from sorewise.training.forecast.fit import fit

    with pytest.raises(ValueError, match="no report"):
        fit(np.full((2, 9), np.nan), np.zeros((2, 9)), 0, answers=ANSWERS)


def test_what_is_shipped_says_that_it_is_made_up():
    """And knows every horizon of the pain scale."""
    found = shipped()
    assert found.made_up
    assert "made" in found.fitted_on
    assert set(found.scales["pain"].tilts) == {horizon.name for horizon in HORIZONS}
    assert not found.scales["pain"].loads


def test_a_file_is_read_as_it_was_written(tmp_path):
    """The same text again."""
    file = tmp_path / "some.json"
    file.write_text(as_json(shipped()), encoding="utf-8")
    assert as_json(load(file)) == as_json(shipped())
    assert parameters.SHIPPED.read_text(encoding="utf-8") == as_json(shipped())


def changed(name, value):
    """The shipped text with one part of the first tilt changed."""
    told = json.loads(as_json(shipped()))
    tilts = told["scales"]["pain"]["tilts"]
    tilts[HORIZONS[0].name][name] = value
    return json.dumps(told)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{}",
        "[1]",
        "nothing",
        '{"sorewise_forecast": 2}',
        changed("bias", [0.0]),
        changed("slope", ["a"] * len(names(HORIZONS[0], loads=False))),
        changed("last", [0, 0, 0, float("nan")]),
        changed("spread", [0.0] * len(names(HORIZONS[0], loads=False))),
    ],
)
def test_what_is_no_file_of_coefficients_is_one_sentence(tmp_path, text):
    """Never a crash later on a morning."""
    file = tmp_path / "bad.json"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=r"bad\.json: these are no coefficients"):
        load(file)


def test_a_file_that_is_not_there_is_one_sentence(tmp_path):
    """With its name."""
    with pytest.raises(InputError, match="cannot be read"):
        load(tmp_path / "none.json")


def test_the_smallest_run_is_the_likeliest_of_its_length():
    """By hand."""
    likely = np.array([[0.05, 0.3, 0.4, 0.2, 0.05], [0.96, 0.01, 0.01, 0.01, 0.01]])
    low, high, held = smallest_runs(likely, 0.8)
    assert (low.tolist(), high.tolist()) == ([1, 0], [3, 0])
    np.testing.assert_allclose(held, [0.9, 0.96])


def test_chances_sum_to_one_for_any_state(fitted):
    """Also before the first report."""
    rows = made(rows=4, days=30, seed=5)
    for day, state in walk(rows.told, rows.loads, WEEKDAY, fitted):
        np.testing.assert_allclose(chances(state, fitted, NEXT, day % 7).sum(axis=1), 1)


def test_a_tilt_is_taken_apart_in_order():
    """Six histograms, four of the last answer, the numbers, the answers above 0."""
    tilt = Tilt.of(np.arange(6 + 4 + 2 + 4, dtype=float), np.zeros(2), np.ones(2))
    assert (tilt.last[0], tilt.slope.tolist(), tilt.bias.tolist()) == (6, [10, 11], [12, 13, 14, 15])


def test_an_id_names_where_it_comes_from():
    """From what, when, by which version."""
    one = Parameters(
        fitted_on="a club", made_up=False, fitted="2026-01-02", version="1", persons=1, reports=2, scales={}
    )
    assert one.id == "a club, 2026-01-02, 1"
