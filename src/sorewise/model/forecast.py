"""How sore the legs will likely be on the coming mornings, as data. Sentences are made in `text`.

A forecast is a likelihood for every answer that the runner may give on a morning. It informs the plan of the week and
never a verdict.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from itertools import accumulate
from typing import Literal

Scale = Literal["pain", "pmsys", "intervals.icu"]
"""On which scale was answered: pain 0-10 of a check-in, or the soreness rating that a night was imported with."""

ANSWERS: Mapping[Scale, int] = {"pain": 11, "pmsys": 5, "intervals.icu": 4}
"""Of how many answers each scale is; every one is counted from 0, none, upwards, so that more is sorer."""

ROUNDING = 1e-9

Basis = Literal["course", "own", "average"]
"""`course`: the typical course after such a load, fewer than 10 reports after loads like these; `own`: the runner's own
reports decide; `average`: the runner's own average, since the model did worse than it."""

Way = Literal["rest", "planned", "adjusted"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Bout:
    """As much as one session asks for: its kind in the words of a plan, its minutes and kilometres; None is open."""

    kind: str | None = None
    minutes: float | None = None
    km: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DayForecast:
    """One coming morning.

    `chances` are those of each answer from 0 upwards and sum to 1; `expected` is their mean. `low` to `high` is the
    smallest run of neighbouring answers that holds enough of it, `inside` how likely the answer is one of them. `plan`
    says whether the loads up to that morning were taken from the plan. `usual` is the runner's own average and `last`
    the last answer, as both were when the forecast was made: what it is measured against.
    """

    day: date
    ahead: int
    chances: tuple[float, ...]
    expected: float
    low: int
    high: int
    inside: float
    plan: bool
    usual: float | None = None
    last: int | None = None

    def above(self, limit: float) -> float:
        """How likely an answer above the limit is, 0 to 1; between two answers the limit cuts at the upper one."""
        return min(1.0, sum(chance for answer, chance in enumerate(self.chances) if answer > limit))


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceForecast:
    """The coming mornings of one place; `region` None is the legs as a whole, which means the worst place.

    `reports` counts the mornings that told of it, `like` those of them after loads of at least this size: the fewer,
    the more the typical course decides. `told` is the day of the last one. `ordinary` are the chances of each answer on
    a morning of which nothing else is known.
    """

    region: str | None
    basis: Basis
    reports: int
    like: int
    told: date | None
    days: tuple[DayForecast, ...]
    ordinary: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class WhatIf:
    """The next morning after one way of spending the day.

    `load` is that of the day's training in usual training days (1 is a usual one), None where nobody can say. `more` is
    by how many points the expected answer is above that after rest, scaled to what came true on days that were not
    fitted. `own` is what the runner's own reports did: the mean difference to their mornings after rest, over
    `own_days` mornings after a load of that size; None under 8. `beyond`: so large a load was hardly ever seen, and the
    numbers are not to be leant on.
    """

    way: Way
    load: float | None
    next: DayForecast | None
    more: float | None = None
    own: float | None = None
    own_days: int = 0
    beyond: bool = False


NotYet = Literal["no_reports", "no_parameters", "clock", "seen_first", "safety_open"]
"""Why there is no forecast: nothing was told yet, nothing is fitted for that scale, or all that was told is dated after
now, so that a clock was wrong. The last two are of one that is there and not shown: somebody has to look first, or what
is urgent was not ruled out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Forecast:
    """What the mornings after `day` will likely be, made at `at`; `not_yet` says why there is none.

    `trained`: today's session is over, or there was none, and counts as done. `parameters` is the id of what was fitted
    and `made_up` whether that was a made population. `legs` is the worst place, `places` those that were told of
    lately, the sorest first. `level` is the share of mornings that an interval is meant to hold.
    """

    at: datetime
    day: date
    scale: Scale = "pain"
    trained: bool = False
    parameters: str = ""
    made_up: bool = True
    level: float = 0.8
    legs: PlaceForecast | None = None
    places: tuple[PlaceForecast, ...] = ()
    ways: tuple[WhatIf, ...] = ()
    not_yet: NotYet | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Scored:
    """One stored forecast of one morning, and what was told on it. Errors are in points of the scale.

    `level` is the share of mornings that its interval was meant to hold.
    """

    made: date
    day: date
    ahead: int
    region: str | None
    expected: float
    low: int
    high: int
    inside: float
    usual: float | None
    last: int | None
    told: int
    level: float = 0.8

    @property
    def hit(self) -> bool:
        """Whether what was told lies in the interval."""
        return self.low <= self.told <= self.high


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """How good the stored forecasts of one horizon were, over `count` mornings.

    `hits` of them lay in the interval, `promised` is how many that should have been. Errors are root mean squares in
    points of the scale, of the forecast and of two simple guesses: the same as last time, the runner's own average.
    Never the mean absolute error: whoever always guesses the middle wins it and knows nothing.
    """

    ahead: int
    count: int
    hits: int
    promised: float
    error: float
    error_last: float | None
    error_usual: float | None


def expected(chances: tuple[float, ...]) -> float:
    """The mean answer."""
    return sum(answer * chance for answer, chance in enumerate(chances))


def smallest_run(chances: tuple[float, ...], level: float) -> tuple[int, int, float]:
    """The shortest run of neighbouring answers with at least `level` between them, and how much it holds.

    Of several as short the likeliest.
    """
    sums = (0.0, *accumulate(chances))
    count = len(chances)
    for width in range(1, count + 1):
        low = max(range(count - width + 1), key=lambda start: sums[start + width] - sums[start])
        held = sums[low + width] - sums[low]
        if held >= level - ROUNDING:
            return low, low + width - 1, min(1.0, held)
    return 0, count - 1, 1.0
