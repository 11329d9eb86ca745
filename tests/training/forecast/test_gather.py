"""What was known before each report: the same as one day after another, and nothing that came later."""

import numpy as np

from sorewise.training.forecast.gather import LEAST_REPORTS, gathered
from sorewise.training.forecast.inputs import HORIZONS, LONGEST_GAP, Horizon, look
from sorewise.training.forecast.state import State
from sorewise.training.forecast.walk import planned
from training.forecast.made import WEEKDAY, made, unfitted


def one_by_one(told, loads, horizon):
    """By row and day of the report: the inputs, looked at on every day for itself, on a morning before the training."""
    of, found = unfitted(), {}
    state = State.new(len(told), of.start, of.load)
    for day in range(told.shape[1] - horizon.ahead):
        before = state.of(np.arange(len(told)))
        state.step(told[:, day], loads[:, day], (WEEKDAY + day) % 7)
        before.step(told[:, day], np.zeros(len(told)), (WEEKDAY + day) % 7)
        known, target = before if horizon.morning else state, day + horizon.ahead
        plan = planned(loads, day, horizon) if horizon.plan else None
        seen = look(known, horizon, (WEEKDAY + target) % 7, plan)
        good = (known.reports >= LEAST_REPORTS) & (known.gap <= LONGEST_GAP) & ~np.isnan(told[:, target])
        found |= {(row, target): seen.of(np.array([row])) for row in np.flatnonzero(good)}
    return found


def test_weekday_by_weekday_is_day_by_day():
    """Every number of every horizon, of the same reports."""
    rows = made(rows=3, days=70)
    together = gathered(rows.told, rows.loads, WEEKDAY, unfitted())
    assert set(together) == set(HORIZONS)
    for horizon, (inputs, row, day) in together.items():
        expected = one_by_one(rows.told, rows.loads, horizon)
        reports = list(zip(row.tolist(), day.tolist(), strict=True))
        assert sorted(reports) == sorted(expected)
        for part in inputs.__slots__:
            alone = np.concatenate([getattr(expected[one], part) for one in reports])
            np.testing.assert_allclose(getattr(inputs, part), alone, rtol=0, atol=1e-12)


def test_nothing_later_is_known():
    """Other answers and loads after a day change nothing that was known on it."""
    rows, day = made(rows=4, days=60), 40
    told, loads = rows.told.copy(), rows.loads.copy()
    told[:, day + 1 :] = np.where(np.isnan(told[:, day + 1 :]), np.nan, 0.0)
    for horizon in (Horizon(1), Horizon(3), Horizon(1, morning=True), Horizon(5, morning=True)):
        loads[:, day if horizon.morning else day + 1 :] = 2000.0
        found = [gathered(*each, WEEKDAY, unfitted())[horizon] for each in ((rows.told, rows.loads), (told, loads))]
        here, there = (inputs.of(until == day + horizon.ahead) for inputs, _, until in found)
        assert len(here.last)
        for part in here.__slots__:
            np.testing.assert_array_equal(getattr(here, part), getattr(there, part))


def test_too_few_reports_are_nothing_to_learn_from():
    """Seven have to be there before one is learned from."""
    told = np.full((1, 30), np.nan)
    told[0, :LEAST_REPORTS] = 1.0
    assert gathered(told, np.zeros((1, 30)), WEEKDAY, unfitted()) == {}
