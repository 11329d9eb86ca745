"""Intervals of 95 % for a share and for a mean."""

from __future__ import annotations

from collections.abc import Sequence
from math import sqrt

from sorewise.model.learned import Wide

Z = 1.959964
ROUNDING = 1 / sqrt(12)
"""Answers are whole numbers: each is off by as much, however alike they are."""


def share(count: int, of: int) -> Wide:
    """`count` of `of` (at least 1) with Wilson's interval (Wilson 1927), which never leaves 0 to 1."""
    part, squared = count / of, Z * Z / of
    middle = (part + squared / 2) / (1 + squared)
    half = Z * sqrt(part * (1 - part) / of + squared / (4 * of)) / (1 + squared)
    return Wide(part, min(part, max(0.0, middle - half)), max(part, min(1.0, middle + half)), of)


def mean(values: Sequence[float]) -> Wide:
    """The mean of at least two answers with Student's interval: as if each were a morning of its own.

    Eight times the same answer is not known to be always the same: the spread is at least that of rounding.
    """
    count = len(values)
    middle = sum(values) / count
    spread = sqrt(sum((value - middle) ** 2 for value in values) / (count - 1))
    half = _student(count - 1) * max(spread, ROUNDING) / sqrt(count)
    return Wide(middle, middle - half, middle + half, count)


def _student(freedom: int) -> float:
    """The 97.5 % quantile of Student's t (Abramowitz and Stegun 26.7.5): from 7 degrees on within 0.001 of it."""
    second = (5 * Z**5 + 16 * Z**3 + 3 * Z) / (96 * freedom**2)
    third = (3 * Z**7 + 19 * Z**5 + 17 * Z**3 - 15 * Z) / (384 * freedom**3)
    return Z + (Z**3 + Z) / (4 * freedom) + second + third
