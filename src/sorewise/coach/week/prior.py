"""How sore the legs usually are on the coming days: a fixed course, until a forecast of the runner's own exists.

Of a rise on the first day after a load a share is left on each day after it (Takayama 2017, a marathon's week); runners
lie around that as normally as in the same table. None of it was measured on the runner.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import erf, sqrt

from sorewise.engine.book import Rulebook
from sorewise.model.week import DayChance

DIGITS = 3
LEFT = ("week_prior_day_2", "week_prior_day_3", "week_prior_day_4", "week_prior_day_5", "week_prior_day_6")
KNOWN_DAYS = len(LEFT)
"""So far ahead today's soreness still says something."""


@dataclass(frozen=True, slots=True)
class Course:
    """The numbers of the rulebook; `left` is what remains of a rise, from the first day on."""

    rest: float
    hard: float
    race: float
    left: tuple[float, ...]
    spread: float
    more: float
    widest: float
    limits: tuple[float, float, float]

    @classmethod
    def of(cls, book: Rulebook) -> Course:
        """Read them."""
        number = book.number
        return cls(
            rest=number("week_prior_rest"),
            hard=number("week_prior_hard"),
            race=number("week_prior_race"),
            left=(1.0, *map(number, LEFT)),
            spread=number("week_prior_spread"),
            more=number("week_prior_spread_more"),
            widest=number("week_prior_spread_max"),
            limits=(number("week_sore_hard"), number("week_sore_long"), number("week_sore_run")),
        )

    def loads(self, hard: Sequence[date], races: Sequence[date], day: date) -> float:
        """What the hard sessions and races before a day leave on it."""
        return self.hard * self._left(hard, day) + self.race * self._left(races, day)

    def _left(self, days: Sequence[date], day: date) -> float:
        ages = [(day - one).days for one in days]
        return sum(self.left[age - 1] for age in ages if 1 <= age <= len(self.left))

    def chances(self, soreness: float) -> tuple[float, float, float]:
        """How likely a day around that soreness is above each limit."""
        spread = min(self.spread + self.more * soreness, self.widest)
        hard, long, run = (round((1 - erf((limit - soreness) / spread / sqrt(2))) / 2, DIGITS) for limit in self.limits)
        return hard, long, run


def chances(
    day: date,
    days: int,
    today_soreness: float | None,
    hard: Sequence[date],
    book: Rulebook,
    *,
    races: Sequence[date] = (),
) -> tuple[DayChance, ...]:
    """Return the chances of each of the coming `days`, today first.

    `today_soreness` is 0-10. Unknown, it is not taken for none: the usual chances stand, and no day is known. `hard`
    are the days of hard sessions, done or planned, `races` those of races among neither.
    """
    course = Course.of(book)
    on = [day + timedelta(days=ahead) for ahead in range(days)]
    loads = [course.loads(sorted(hard), sorted(races), one) for one in on]
    return tuple(_days(on, loads, today_soreness, course))


def _days(days: Sequence[date], loads: Sequence[float], today: float | None, course: Course) -> Iterator[DayChance]:
    usual = course.chances(course.rest)
    extra = 0.0 if today is None else max(0.0, today - course.rest - loads[0])
    for ahead, on in enumerate(days):
        known = today is not None and ahead <= KNOWN_DAYS
        if not known or today is None:
            found = usual
        elif ahead == 0:
            found = (float(today > course.limits[0]), float(today > course.limits[1]), float(today > course.limits[2]))
        else:
            found = course.chances(course.rest + loads[ahead] + extra * course.left[ahead])
        yield DayChance(day=on, hard=found[0], long=found[1], run=found[2], known=known)
