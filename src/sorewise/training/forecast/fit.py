"""Coefficients of a population: a convex fit for each horizon. Needs SciPy, which the extra `fit` installs."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

import numpy as np

from sorewise.training.forecast.gather import gathered
from sorewise.training.forecast.inputs import HORIZONS, Horizon, Inputs
from sorewise.training.forecast.parameters import ScaleParameters
from sorewise.training.forecast.state import LEVEL, SHORT, Floats, Whole
from sorewise.training.forecast.tilt import HISTOGRAMS, Tilt, features, normal

RIDGE = 10.0
LIKELY = {LEVEL: 0.6, SHORT: 0.3}
"""Where the weights of two memories are pulled to; all others to 0."""
MOST_STEPS = 100
CONSTANT = 1e-4
"""A number that varies no more among the rows says nothing, and is not blown up."""


def fit(
    told: Floats,
    loads: Floats,
    weekday: int,
    *,
    answers: int,
    learn: Floats | None = None,
    use_loads: bool = True,
    horizons: Collection[Horizon] = HORIZONS,
) -> ScaleParameters:
    """Fit to P rows of D days: `told` [P, D] (0 to `answers` - 1, NaN: none), `loads` [P, D] in RPE x minutes.

    `learn` [P, D] is true for the reports that may be learned from, all without it; every report is walked through.
    Learned is from reports with `gather.LEAST_REPORTS` before them, the last at most six days old when the forecast is
    made (Team A's protocol). Raises ImportError without SciPy, ValueError where nothing can be learned from.
    """
    learned = np.ones(told.shape, dtype=bool) if learn is None else learn.astype(bool)
    known = learned & ~np.isnan(told)
    if not known.any():
        raise ValueError("there is no report to learn from")
    counts = np.bincount(told[known].astype(np.int64), minlength=answers)
    start: Floats = counts / counts.sum()
    trained = loads[learned & (loads > 0)]
    load = float(trained.mean()) if len(trained) else 1.0
    of = ScaleParameters(start=start, load=load, loads=use_loads, tilts={})
    tilts = {}
    for horizon, (inputs, row, day) in gathered(told, loads, weekday, of, horizons=horizons).items():
        chosen = learned[row, day]
        if not chosen.any():
            raise ValueError(f"there is nothing to learn {horizon.name} from")
        tilts[horizon.name] = fitted(inputs.of(chosen), told[row, day][chosen].astype(np.int64))
    return replace(of, tilts=tilts)


def fitted(inputs: Inputs, told: Whole) -> Tilt:
    """The coefficients of one horizon from N forecasts and what came: the likeliest, held back by a ridge.

    No histogram counts against itself: one that would is left out, and the others are fitted again.
    """
    middle, spread = inputs.numbers.mean(axis=0), inputs.numbers.std(axis=0)
    spread[spread < CONSTANT] = 1.0
    seen = features(inputs, middle, spread)
    towards = np.zeros(seen.shape[2])
    towards[list(LIKELY)] = list(LIKELY.values())
    theta, free = towards.copy(), np.arange(seen.shape[2])
    while True:
        found = likeliest(seen[:, :, free], told, towards[free], theta[free])
        theta[:] = 0.0
        theta[free] = found
        against = np.flatnonzero(theta[:HISTOGRAMS] < 0)
        if not len(against):
            return Tilt.of(theta, middle, spread)
        free = np.setdiff1d(free, against)


def likeliest(seen: Floats, told: Whole, towards: Floats, begin: Floats) -> Floats:
    """The theta [K] under which the answers `told` [N] are likeliest by the softmax of `seen` [N, C, K] times theta.

    Its distance from `towards` is held back by a ridge. Convex: there is one best, wherever the search begins.
    """
    from scipy.optimize import minimize

    count, answers, width = seen.shape
    flat, came = seen.reshape(count * answers, width), seen[np.arange(count), told].sum(axis=0)

    def likely(theta: Floats) -> Floats:
        return normal((flat @ theta).reshape(count, answers))

    def loss(theta: Floats) -> tuple[float, Floats]:
        chances, off = likely(theta), theta - towards
        value = -np.log(chances[np.arange(count), told]).sum() + RIDGE / 2 * off @ off
        return float(value), chances.reshape(-1) @ flat - came + RIDGE * off

    def bend(theta: Floats) -> Floats:
        chances = likely(theta)
        weighed = flat * np.sqrt(chances).reshape(-1, 1)  # a matrix times itself costs half of one times another
        mean = (chances[:, None] @ flat.reshape(count, answers, width))[:, 0]
        bent: Floats = weighed.T @ weighed - mean.T @ mean + RIDGE * np.eye(width)
        return bent

    # With the second derivative a few steps are enough: it costs less than many without it.
    best: Floats = minimize(loss, begin, jac=True, hess=bend, method="trust-exact", options={"maxiter": MOST_STEPS}).x
    return best
