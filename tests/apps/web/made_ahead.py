"""Forecasts made by hand, as they would be kept with a verdict."""

from datetime import timedelta
from math import exp

from sorewise.apps.demo.runner import MORNING
from sorewise.model.forecast import (
    ANSWERS,
    DayForecast,
    Forecast,
    PlaceForecast,
    WhatIf,
    expected,
    smallest_run,
)

__all__ = ["MORNING", "made", "morning", "mornings"]


def chances_of(mean, answers=11, spread=1.0):
    """Answers as likely as they are near."""
    found = [exp(-(((answer - mean) / spread) ** 2) / 2) for answer in range(answers)]
    return tuple(one / sum(found) for one in found)


def morning(today, ahead, mean, *, answers=11, plan=True, spread=1.0, last=None):
    """One coming morning."""
    chances = chances_of(mean, answers, spread)
    low, high, inside = smallest_run(chances, 0.8)
    return DayForecast(
        day=today + timedelta(days=ahead), ahead=ahead, chances=chances, expected=expected(chances), low=low, high=high,
        inside=inside, plan=plan, usual=1.4, last=last,
    )  # fmt: skip


def mornings(today, means, **more):
    """One after the other, from tomorrow on."""
    return tuple(morning(today, ahead, mean, **more) for ahead, mean in enumerate(means, 1))


def made(at, *, scale="pain", basis="own", means=(2.6, 1.9, 1.2, 1.0, 1.6), plan=True, places=(), **more):
    """A forecast of the legs with three ways, and of some places."""
    today, answers = at.date(), ANSWERS[scale]
    legs = PlaceForecast(
        region=None, basis=basis, reports=43, like=12, told=today,
        days=mornings(today, means, answers=answers, plan=plan, last=3),
    )  # fmt: skip
    others = tuple(
        PlaceForecast(
            region=region, basis="course", reports=4, like=2, told=today - timedelta(days=n),
            days=mornings(today, (1.8, 1.1, 0.8, 0.6, 0.6), answers=answers, plan=plan),
        )
        for n, region in enumerate(places, 1)
    )  # fmt: skip
    ways = (
        WhatIf(way="rest", load=0.0, next=morning(today, 1, 1.6, answers=answers)),
        WhatIf(way="planned", load=3.4, next=morning(today, 1, 3.0, answers=answers), more=1.1, beyond=True),
        WhatIf(
            way="adjusted", load=1.2, next=morning(today, 1, 2.1, answers=answers), more=0.4, own=0.3, own_days=12
        ),
    )  # fmt: skip
    return Forecast(
        at=at, day=today, scale=scale, parameters="made-1", legs=legs, places=others, ways=ways, **more
    )  # fmt: skip
