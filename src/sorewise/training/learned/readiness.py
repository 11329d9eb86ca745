"""This morning beside the runner's own usual: how far soreness and fatigue lie from it, in the runner's own spreads.

A description of what was just told. On footballers the index knew next to nothing of the next day (Spearman 0.10), so
it is no forecast; no rule reads it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from math import isfinite, sqrt
from typing import Literal, NamedTuple

from sorewise.model.forecast import ANSWERS, Scale
from sorewise.model.learned import Part, Readiness

NEEDED = 7
"""Answers before today from which on there is a usual."""
SLOWEST = 0.03
"""The running mean and variance never follow more slowly than this."""
SLOWER = 5
"""The variance starts as if so many answers had been told."""
LEAST_VARIANCE = 0.1
"""On five answers, where it was measured; on a longer scale as much wider as its steps are more."""

Answer = Literal["soreness", "fatigue"]
NAMES: tuple[Answer, ...] = ("soreness", "fatigue")


class Rated(NamedTuple):
    """One morning's answers, 0 upwards, more is worse; None was not told."""

    day: date
    soreness: float | None = None
    fatigue: float | None = None


def readiness(told: Iterable[Rated], scale: Scale, today: date) -> Readiness | None:
    """Today against the mornings before it, all on one scale, in any order; of several a day the worst answer counts.

    None where today told neither, or too few mornings before told it. What is missing is left out: the index is then of
    the other answer alone.
    """
    by_day = _by_day(one for one in told if one.day <= today)
    parts = tuple(part for name in NAMES if (part := _part(name, by_day, scale, today)) is not None)
    if not parts:
        return None
    return Readiness(day=today, scale=scale, z=-sum(part.z for part in parts) / len(parts), parts=parts)


def _by_day(told: Iterable[Rated]) -> Mapping[date, Mapping[Answer, float]]:
    days: dict[date, dict[Answer, float]] = {}
    for one in told:
        of = days.setdefault(one.day, {})
        for name in NAMES:
            value = getattr(one, name)
            if value is not None and isfinite(value):
                of[name] = max(value, of.get(name, value))
    return dict(sorted(days.items()))


def _part(name: Answer, days: Mapping[date, Mapping[Answer, float]], scale: Scale, today: date) -> Part | None:
    now = days.get(today, {}).get(name)
    before = [of[name] for day, of in days.items() if day < today and name in of]
    if now is None or len(before) < NEEDED:
        return None
    least = least_variance(scale)
    usual, variance = usual_of(before, least)
    z = (now - usual) / sqrt(max(variance, least))
    return Part(name=name, told=now, usual=usual, z=z, reports=len(before))


def least_variance(scale: Scale) -> float:
    """No runner is taken to vary less: somebody who always says the same is not far from it one step on."""
    steps, measured = ANSWERS[scale] - 1, ANSWERS["pmsys"] - 1
    return LEAST_VARIANCE * max(1.0, steps / measured) ** 2


def usual_of(answers: Sequence[float], start: float) -> tuple[float, float]:
    """The running mean and variance after these answers; the variance begins at `start`."""
    usual, variance = 0.0, start
    for count, value in enumerate(answers):
        away = value - usual if count else 0.0
        usual += max(SLOWEST, 1 / (count + 1)) * (value - usual)
        variance += max(SLOWEST, 1 / (count + SLOWER)) * (away * away - variance)
    return usual, variance


def ratings(rows: Iterable[Mapping[str, object]], scale: Scale) -> Iterator[Rated]:
    """Nights' ratings of one imported scale, turned so that more is worse; what the scale does not know is left out.

    `rows` have `day`, `scale`, `soreness` and `fatigue` as given: "pmsys" 1-5 with 5 good, "intervals.icu" 1-4 with 4
    bad.
    """
    best, worst = {"pmsys": (5, 1), "intervals.icu": (1, 4)}[scale]
    for row in rows:
        day = row["day"]
        if row["scale"] == scale and isinstance(day, date):
            turned = {name: _turned(row[name], best, worst) for name in NAMES}
            yield Rated(day, turned["soreness"], turned["fatigue"])


def _turned(value: object, best: int, worst: int) -> float | None:
    low, high = min(best, worst), max(best, worst)
    return abs(value - best) if isinstance(value, int | float) and low <= value <= high else None
