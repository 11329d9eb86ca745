"""Made rows of days for the tests: answers that follow yesterday's load, with gaps."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from sorewise.training.forecast.parameters import ScaleParameters
from sorewise.training.forecast.state import Floats

ANSWERS = 5
WEEKDAY = 2


@dataclass(frozen=True, slots=True)
class Made:
    """P rows of D days."""

    told: Floats
    loads: Floats


def made(rows: int = 12, days: int = 160, seed: int = 1) -> Made:
    """Answers 0-4 of runners with levels of their own, sorer after a load; every sixth morning tells nothing."""
    rng = np.random.default_rng(seed)
    loads = rng.gamma(2, 150, (rows, days)) * (rng.random((rows, days)) < 0.6)
    level = rng.normal(1.3, 0.5, (rows, 1))
    yesterday = np.concatenate([np.zeros((rows, 1)), loads[:, :-1]], axis=1)
    told = np.clip(np.rint(level + yesterday / 500 + rng.normal(0, 0.5, loads.shape)), 0, ANSWERS - 1)
    told[rng.random(told.shape) < 1 / 6] = np.nan
    return Made(told, loads)


def unfitted(load: float = 300.0) -> ScaleParameters:
    """A population without coefficients: what a state begins with."""
    return ScaleParameters(start=np.array([0.1, 0.3, 0.35, 0.2, 0.05]), load=load, loads=True, tilts={})
