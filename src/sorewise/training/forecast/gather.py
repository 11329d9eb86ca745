"""What was known before each report of a population: the rows that coefficients are fitted to."""

from __future__ import annotations

from collections.abc import Collection, Iterator

import numpy as np

from sorewise.training.forecast.inputs import HORIZONS, LONGEST_GAP, Horizon, Inputs, look
from sorewise.training.forecast.parameters import ScaleParameters
from sorewise.training.forecast.state import WEEK, Floats, State, Whole
from sorewise.training.forecast.walk import walk

LEAST_REPORTS = 7

Rows = tuple[Inputs, Whole, Whole]
"""Inputs of N forecasts, and the row and day of the report that each is about."""

Days = tuple[State, Whole, Whole]
"""States of N rows on days of their own, and which row and day each is of."""


def gathered(
    told: Floats,
    loads: Floats,
    weekday: int,
    of: ScaleParameters,
    *,
    horizons: Collection[Horizon] = HORIZONS,
    least: int = LEAST_REPORTS,
) -> dict[Horizon, Rows]:
    """What was known before each report with at least `least` before it, for each horizon.

    All days of one weekday are looked at together: that is many times quicker than one after another.
    """
    found: dict[Horizon, list[Rows]] = {horizon: [] for horizon in horizons}
    for morning in sorted({horizon.morning for horizon in horizons}):
        for on, days in _by_weekday(told, loads, weekday, of, least=least, morning=morning):
            for horizon, parts in found.items():
                if horizon.morning == morning:
                    parts.append(_seen(days, (on + horizon.ahead) % WEEK, horizon, told, loads, of_loads=of.loads))
    return {horizon: _joined(parts) for horizon, parts in found.items() if any(len(row) for _, row, _ in parts)}


def _by_weekday(
    told: Floats, loads: Floats, weekday: int, of: ScaleParameters, *, least: int, morning: bool
) -> Iterator[tuple[int, Days]]:
    """Each weekday with the rows that have told enough by then, on its evenings or, untrained yet, its mornings."""
    kept: dict[int, list[Days]] = {}
    everybody, nothing = np.arange(len(told)), np.zeros(len(told))
    dawn = State.new(len(told), of.start, of.load)
    for day, evening in walk(told, loads, weekday, of):
        on = (weekday + day) % WEEK
        if morning:
            dawn.step(told[:, day], nothing, on)
        state = dawn if morning else evening
        row = np.flatnonzero((state.reports >= least) & (state.gap <= LONGEST_GAP))
        if len(row):
            kept.setdefault(on, []).append((state.of(row), row, np.full(len(row), day)))
        if morning:
            dawn = evening.of(everybody)
    for on, days in kept.items():
        states, rows, dates = zip(*days, strict=True)
        yield on, (State.joined(states), np.concatenate(rows), np.concatenate(dates))


def _seen(days: Days, weekday: int, horizon: Horizon, told: Floats, loads: Floats, *, of_loads: bool) -> Rows:
    """What was known before the reports that came `horizon.ahead` days on."""
    state, row, day = days
    target = day + horizon.ahead
    came = np.flatnonzero(target < told.shape[1])
    came = came[~np.isnan(told[row[came], target[came]])]
    row, target = row[came], target[came]
    latest_first = target[:, None] - 1 - np.arange(horizon.days)
    plan = loads[row[:, None], latest_first] if horizon.plan else None
    return look(state.of(came), horizon, weekday, plan, loads=of_loads), row, target


def _joined(parts: list[Rows]) -> Rows:
    inputs = Inputs(*(np.concatenate([getattr(one, part) for one, _, _ in parts]) for part in Inputs.__slots__))
    return inputs, np.concatenate([row for _, row, _ in parts]), np.concatenate([day for _, _, day in parts])
