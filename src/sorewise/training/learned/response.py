"""How the legs answered to the load of the day before: the worst pain of the next morning less the own average."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from typing import Any

from sorewise.model.learned import Response, Size
from sorewise.training.learned.ground import LEAST, Morning
from sorewise.training.learned.intervals import mean

LIGHT, USUAL = 0.75, 1.3
"""Usual training days up to which a day is light, and up to which it is a usual one."""
SIZES: tuple[Size, ...] = ("none", "light", "usual", "hard")
START, GAIN = 240.0, 0.03
"""The load of a training day before any is known (an hour at RPE 4), and how fast the usual one follows."""


def sizes(series: Iterable[Mapping[str, Any]], known: frozenset[date]) -> dict[date, Size]:
    """How large the load of each day was beside the runner's usual training day up to it; an unknown load has no size.

    `series` are rows with `day` and `load` in time order; a day without load counts only where sessions are `known`.
    """
    return {day: _size(units) for day, units in in_usual_days(series) if units or day in known}


def in_usual_days(series: Iterable[Mapping[str, Any]]) -> Iterator[tuple[date, float]]:
    """Each day of known load, in units of the running mean of the training days before it."""
    usual, count = START, 0
    for row in series:
        load = row["load"]
        if load is None or not load >= 0:
            continue
        yield row["day"], load / usual
        if load > 0:
            usual += max(GAIN, 1 / (count + 2)) * (load - usual)
            count += 1


def _size(units: float) -> Size:
    if not units:
        return "none"
    return "light" if units <= LIGHT else "usual" if units <= USUAL else "hard"


def responses(told: Mapping[date, Morning], size_of: Mapping[date, Size]) -> tuple[Response, ...]:
    """Each size with enough mornings after it, the smallest first; the average is of all that have a number.

    None where every morning was told alike: nothing answered to anything.
    """
    pains = {day: morning.pain for day, morning in told.items() if morning.pain is not None}
    if len(set(pains.values())) <= 1:
        return ()
    average = sum(pains.values()) / len(pains)
    after: dict[Size, list[float]] = {size: [] for size in SIZES}
    for day, pain in pains.items():
        size = size_of.get(day - timedelta(days=1))
        if size is not None:
            after[size].append(pain - average)
    return tuple(
        Response(size=size, more=mean(found), average=average) for size, found in after.items() if len(found) >= LEAST
    )
