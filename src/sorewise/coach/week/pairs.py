"""Rules between two sessions: so much time between them, and one run a day."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from sorewise.coach.week.groups import BIT, bits
from sorewise.engine.book import Rulebook
from sorewise.engine.week_rules import WeekRule

DAY, HOUR = 24 * 60, 60
ENDURANCE = BIT["run"] | BIT["instead"]


class Mark(NamedTuple):
    """A session in time, done or planned: day from today, local start in minutes, its groups."""

    day: int
    minute: int | None
    groups: int


@dataclass(frozen=True, slots=True)
class Gap:
    """A rule of distance with its numbers: minutes where both starts are known, else calendar days."""

    rule: WeekRule
    first: int
    then: int
    minutes: float
    days: int

    @classmethod
    def of(cls, rule: WeekRule, book: Rulebook) -> Gap:
        """Read its numbers."""
        return cls(
            rule, bits(rule.first), bits(rule.then), book.number(rule.known_h) * HOUR, round(book.number(rule.days))
        )

    @property
    def reach(self) -> int:
        """The most days apart at which it can speak."""
        return max(self.days, int(self.minutes // DAY) + 1)

    def broken(self, a: Mark, b: Mark) -> bool:
        """Whether the two stand too near, in whichever order they come."""
        if a.minute is None or b.minute is None:
            apart = b.day - a.day
            near = abs(apart) < self.days
            return near and ((apart >= 0 and self._in_order(a, b)) or (apart <= 0 and self._in_order(b, a)))
        minutes = (b.day - a.day) * DAY + b.minute - a.minute
        near = abs(minutes) < self.minutes
        return near and ((minutes >= 0 and self._in_order(a, b)) or (minutes <= 0 and self._in_order(b, a)))

    def _in_order(self, first: Mark, then: Mark) -> bool:
        return bool(first.groups & self.first and then.groups & self.then)


def too_near(gaps: Sequence[Gap], a: Mark, b: Mark) -> Iterator[str]:
    """The rules of distance that two sessions break."""
    return (gap.rule.id for gap in gaps if gap.broken(a, b))
