"""The typical course of rows: what it says of past mornings and of a coming one, and how that stands to what was told.

Loads are counted in usual training days as they were before each day, so that a first marathon does not shrink itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from sorewise.training.course import Course
from sorewise.training.forecast.inputs import AHEAD
from sorewise.training.forecast.series import Series
from sorewise.training.forecast.state import Flags, Floats

OWN_DAYS = 60
OWN_WEIGHT = 4
"""How far a runner's mornings lie above the course is known of the last days, against so many reports of nothing."""
NEAR_LEVEL = 0.25
"""A load is like another if its course is lower by no more points than this."""
ROUNDING = 1e-9


@dataclass(frozen=True, slots=True)
class Load:
    """What is trained on one day, [A] each, in units of RPE x minutes; `eccentric` is a part of `load`."""

    load: Floats
    eccentric: Floats

    def none(self) -> Load:
        """A day of rest for the same runners."""
        return Load(np.zeros_like(self.load), np.zeros_like(self.eccentric))


class Typical:
    """The course of R rows over D days and the next five.

    `usual` [R, D] is the load of a usual training day after each day, in units of RPE x minutes. `trained`: today's
    training is over, or there was none; otherwise it is still to come, and what is recorded of it does not count.
    """

    def __init__(self, series: Series, usual: Floats, course: Course, *, trained: bool) -> None:
        """Take what does not change while coming days are tried."""
        self.series, self.usual, self.course, self.trained = series, usual, course, trained

    @property
    def known(self) -> Flags:
        """Whether a row has a course at all [R]: of a knee nothing is typical."""
        return np.array([self.course.knows(row.region) for row in self.series.rows], dtype=bool)

    def coming(self, ahead: int, days: tuple[Load, ...]) -> tuple[Floats, Floats]:
        """The level of the course on the morning `ahead` days on [R], and the reports after such loads or larger [R].

        `days` are the coming days from today on (from tomorrow where today is over), as far as they are known.
        """
        target = self._levels(days)[:, self.series.told.shape[1] - 1 + ahead]
        heavy = self._past >= target[:, None] - NEAR_LEVEL - ROUNDING
        like = (self._told & heavy).sum(axis=1).astype(np.float64)
        return target + self._above + self._left(ahead), like

    def ordinary(self) -> Floats:
        """The level of a morning after no load at all [R]."""
        regions = [row.region for row in self.series.rows]
        rest = [self.course.rest_of(region) if self.course.knows(region) else 0.0 for region in regions]
        level: Floats = np.array(rest) + self._above
        return level

    @cached_property
    def loads(self) -> tuple[Floats, Floats]:
        """What was done, and the eccentric part of it, in usual training days [R, D]; today's only where it is over."""
        first = np.full((len(self.series.rows), 1), self.course.start_load)
        before = np.concatenate([first, self.usual[:, :-1]], axis=1)
        loads = self.series.loads[self.series.who] / before
        eccentric = self.series.eccentric[self.series.who] / before
        if not self.trained and loads.shape[1]:
            loads[:, -1] = eccentric[:, -1] = 0.0
        return loads, eccentric

    def _left(self, ahead: int) -> Floats:
        """What is left by then of soreness above the course: whatever it came of, it does not vanish overnight [R]."""
        days = self._told.shape[1]
        at = days - 1 - self._told[:, ::-1].argmax(axis=1)
        rows = np.arange(len(at))
        course = self._past[rows, at] + self._above
        above = np.where(self._told.any(axis=1), self.series.told[rows, at] - course, 0.0)
        ago = days - 1 - at + ahead
        kernel = self.course.kernel
        share = np.where(ago < len(kernel), kernel[np.minimum(ago, len(kernel) - 1)], 0.0)
        left: Floats = np.maximum(above, 0.0) * share
        return left

    @cached_property
    def _above(self) -> Floats:
        """How far the last mornings lay above the course, whatever it came of [R]: it begins there, and never lower."""
        off = np.where(self._told, self.series.told - self._past, 0.0)[:, -OWN_DAYS:]
        count = self._told[:, -OWN_DAYS:].sum(axis=1)
        above: Floats = np.maximum(off.sum(axis=1), 0.0) / (count + OWN_WEIGHT)
        return above

    @cached_property
    def _told(self) -> Flags:
        """Where something was told [R, D]."""
        return ~np.isnan(self.series.told)

    @cached_property
    def _past(self) -> Floats:
        """The course of each row on every morning so far [R, D]."""
        return self._levels(())[:, : self.series.told.shape[1]]

    def _levels(self, days: tuple[Load, ...]) -> Floats:
        """The course of each row on every day, the coming ones with what is planned [R, D + 5]."""
        loads, eccentric = self.loads
        who, usual = self.series.who, self.usual[:, -1]
        coming = np.zeros((2, len(who), len(AHEAD) + 1))
        for number, day in enumerate(days, start=1 if self.trained else 0):
            coming[:, :, number] = day.load[who] / usual, day.eccentric[who] / usual
        if self.trained or not days:
            coming[:, :, 0] = loads[:, -1], eccentric[:, -1]
        known = np.concatenate([loads[:, :-1], coming[0]], axis=1)
        stretched = np.concatenate([eccentric[:, :-1], coming[1]], axis=1)
        found = np.zeros(known.shape)
        for number, row in enumerate(self.series.rows):
            if self.course.knows(row.region):
                found[number] = self.course.levels(row.region, known[number], stretched[number])
        return found
