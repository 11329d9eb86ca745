"""Chance, in the few forms that are needed: yes or no, one of several, a spread around a middle."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Flags = NDArray[np.bool_]
Codes = NDArray[np.int8]
Whole = NDArray[np.int32]
Shape = int | tuple[int, ...]


def yes(rng: np.random.Generator, chance: float | Floats, shape: Shape) -> Flags:
    """True with that chance, each for itself."""
    return rng.random(shape, dtype=np.float32) < chance


def one_of(rng: np.random.Generator, weights: Mapping[str, float], shape: Shape) -> Codes:
    """The number of a case, counted from 0 in the order of `weights`."""
    return drawn(rng.random(shape, dtype=np.float32), weights)


def drawn(uniform: Floats, weights: Mapping[str, float]) -> Codes:
    """The number of the case that a uniform number in [0, 1) falls on."""
    ends = np.cumsum(list(weights.values()))
    return np.searchsorted(ends[:-1] / ends[-1], uniform, side="right").astype(np.int8)


def around(rng: np.random.Generator, shape: Shape, spread: float = 1.0) -> Floats:
    """Normal around 0."""
    return rng.standard_normal(shape, dtype=np.float32) * np.float32(spread)


def times(rng: np.random.Generator, shape: Shape, spread: float) -> Floats:
    """Log-normal around 1: as often half as twice."""
    return np.exp(around(rng, shape, spread))


def within(rng: np.random.Generator, of: Mapping[str, float], shape: Shape) -> Floats:
    """Normal with `mean` and `spread`, cut at `least` and `most`."""
    found: Floats = np.clip(of["mean"] + around(rng, shape, of["spread"]), of["least"], of["most"]).astype(np.float32)
    return found


def by_case(case: Codes, numbers: Mapping[str, float], cases: Mapping[str, float]) -> Floats:
    """The number of each case; 0 for a case without one."""
    table = np.array([numbers.get(name, 0) for name in cases], dtype=np.float32)
    found: Floats = table[case]
    return found
