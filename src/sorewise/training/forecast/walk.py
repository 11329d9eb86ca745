"""Days one after another: the state of every row as it was on each evening."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from sorewise.training.forecast.inputs import Horizon, look
from sorewise.training.forecast.parameters import ScaleParameters
from sorewise.training.forecast.state import WEEK, Floats, State


def walk(told: Floats, loads: Floats, weekday: int, of: ScaleParameters) -> Iterator[tuple[int, State]]:
    """Each day and the state after it: `told` and `loads` are [P, D], the first day is a `weekday`.

    The state is the same object every day: who needs an earlier one takes a copy. See `State` for the rest.
    """
    state = State.new(len(told), of.start, of.load)
    for day in range(told.shape[1]):
        state.step(told[:, day], loads[:, day], (weekday + day) % WEEK)
        yield day, state


def planned(loads: Floats, day: int, horizon: Horizon) -> Floats:
    """What was done on the days up to a morning, as a plan would have said it [P, horizon.days], the latest first."""
    first = day if horizon.morning else day + 1
    known = loads[:, first : first + horizon.days][:, ::-1]
    return np.pad(known, ((0, 0), (horizon.days - known.shape[1], 0)))


def chances(state: State, of: ScaleParameters, horizon: Horizon, weekday: int, plan: Floats | None = None) -> Floats:
    """How likely each answer is on the morning of a `weekday`, [P, C]; of a row without any report the population's."""
    found = of.tilts[horizon.name].chances(look(state, horizon, weekday, plan, loads=of.loads))
    return np.where((state.reports == 0)[:, None], of.start, found)
