"""How likely the legs are too sore on each of the coming days, for the planner of the week.

The plan itself is left out: it is what is about to be changed, and what is proposed must not change its own reasons.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta

from sorewise.engine.book import Rulebook
from sorewise.model.forecast import Forecast
from sorewise.model.records import History
from sorewise.model.week import DayChance
from sorewise.planning.ahead import forecast_without_plan

DIGITS = 3
LIMITS = ("week_sore_hard", "week_sore_long", "week_sore_run")


def day_chances(
    book: Rulebook, history: History, now: datetime, pain: float | None, days: int
) -> tuple[DayChance, ...]:
    """The chances of each of the coming `days`, today first, at `now` (aware).

    `pain` is the worst that was told today, 0-10. Unknown, it is not taken for none: the ordinary chances stand, and no
    day is known.
    """
    forecast = forecast_without_plan(book, history, now, pain)
    return tuple(_days(book, forecast, pain, [now.date() + timedelta(days=ahead) for ahead in range(days)]))


def _days(book: Rulebook, forecast: Forecast, pain: float | None, days: Sequence[date]) -> Iterator[DayChance]:
    limits = [book.number(name) for name in LIMITS]
    legs = forecast.legs if forecast.scale == "pain" else None
    ordinary = _above(legs.ordinary if legs else _unknown(book), limits)
    coming = {day.day: _above(day.chances, limits) for day in legs.days} if legs and pain is not None else {}
    if pain is not None:
        coming[days[0]] = tuple(float(pain > limit) for limit in limits)
    for day in days:
        hard, long, run = coming.get(day, ordinary)
        yield DayChance(day=day, hard=hard, long=long, run=run, known=day in coming)


def _above(chances: Sequence[float], limits: Sequence[float]) -> tuple[float, ...]:
    """How likely an answer above each limit is."""
    return tuple(
        round(sum(chance for answer, chance in enumerate(chances) if answer > limit), DIGITS) for limit in limits
    )


def _unknown(book: Rulebook) -> Sequence[float]:
    """An ordinary morning of somebody who told nothing yet: the typical course without a load."""
    import numpy as np

    from sorewise.training.course import Course

    course = Course.from_thresholds(book.numbers)
    chances: list[float] = course.chances(np.array(course.rest)).tolist()
    return chances
