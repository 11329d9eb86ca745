"""Rows of days walked through up to today, and what each coming morning will likely be.

Of pain 0-10 the own history is pooled with the typical course after the loads: the more a runner has told after loads
like these, the more their own word counts. However many reports there are of easy days, of the morning after a first
marathon the course decides. Ratings of fewer answers have no typical course.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from sorewise.model.forecast import ANSWERS
from sorewise.training.course import Course
from sorewise.training.forecast.inputs import AHEAD, Horizon
from sorewise.training.forecast.parameters import ScaleParameters
from sorewise.training.forecast.series import Series
from sorewise.training.forecast.state import LEVEL, WEEK, Floats, State
from sorewise.training.forecast.tilt import pooled
from sorewise.training.forecast.walk import chances, walk

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


@dataclass(frozen=True, slots=True)
class Coming:
    """One coming morning of R rows: `chances` [R, C] of each answer, and `like` [R], the reports after such loads.

    `plan` says whether all loads until then are known.
    """

    chances: Floats
    like: Floats
    plan: bool


def no_less_sore(chances: Floats, rested: Floats) -> Floats:
    """`chances` [R, C] of each answer, but to answer so much or more is never less likely than it is by `rested`."""
    at_most = np.minimum(chances.cumsum(axis=1), rested.cumsum(axis=1))
    held = np.maximum(np.diff(at_most, axis=1, prepend=0.0), 0.0)
    found: Floats = held / held.sum(axis=1, keepdims=True)
    return found


class Walked:
    """Every row of a series as it stands today, after this morning's report.

    `trained`: today's training is over, or there was none; otherwise it is still to come.
    """

    def __init__(self, series: Series, of: ScaleParameters, course: Course, *, trained: bool) -> None:
        """Walk through all days."""
        self.series, self.of, self.course, self.trained = series, of, course, trained
        rows, days = series.told.shape
        self.scales = np.empty((rows, days))
        self.state = State.new(rows, of.start, of.load)
        loads = series.loads[series.who]
        if not trained and days:
            loads[:, -1] = 0.0
        for day, state in walk(series.told, loads, series.first_weekday, of):
            self.scales[:, day] = np.where(state.trained < course.start_sessions, course.start_load, state.scale)
            self.state = state

    @property
    def _has_course(self) -> bool:
        """Whether answers are pain 0-10, which alone has a typical course."""
        return len(self.of.start) == ANSWERS["pain"]

    @property
    def usual(self) -> Floats:
        """The load of a usual training day of each row [R], in units of RPE x minutes."""
        return self.scales[:, -1]

    def coming(self, ahead: int, plan: tuple[Load, ...] | None, *, like: Floats | None = None) -> Coming:
        """The morning `ahead` days on (1-5).

        `plan` has the days from today on (from tomorrow where today is over), as far as they are known; None where
        nobody knows them. For a day that it does not have no load is assumed: the course goes down as after rest.
        With `like` [R] own word counts as if so many reports came after such loads: to hold one plan against another.
        """
        horizon = Horizon(ahead, morning=not self.trained)
        days = plan[: horizon.days] if plan is not None else ()
        known = len(days) == horizon.days
        horizon = replace(horizon, plan=known and horizon.days > 0)
        who = self.series.who
        latest_first = np.stack([one.load[who] for one in reversed(days)], axis=1) if horizon.plan else None
        weekday = (self.series.today.weekday() + ahead) % WEEK
        own = chances(self.state, self.of, horizon, weekday, latest_first)
        if not self._has_course:
            return Coming(own, self.state.reports, known)
        level, seen = self._course(ahead, days)
        like = seen if like is None else like
        found = self._pooled(own, level + self._above + self._left(ahead), like)
        if any(one.load.any() for one in days):  # whoever trains when they feel good has no remedy in it
            found = no_less_sore(found, self.coming(ahead, tuple(one.none() for one in days)).chances)
        return Coming(found, like, known)

    def ordinary(self) -> Coming:
        """A morning of which nothing else is known: the own average and the course without a load."""
        own = self.average()
        if not self._has_course:
            return Coming(own, self.state.reports, plan=False)
        level = np.array([self._rest(row.region) for row in self.series.rows]) + self._above
        return Coming(self._pooled(own, level, self.state.reports), self.state.reports, plan=False)

    def average(self) -> Floats:
        """The own average of about the last 20 reports as a likelihood for every answer [R, C]."""
        held = self.state.memories[:, LEVEL]
        average: Floats = held / held.sum(axis=1, keepdims=True)
        return average

    def after_loads(self, row: int, edges: Sequence[float]) -> list[list[float]]:
        """What one row told on the mornings after days of each size of load, in time order.

        Sizes are loads up to each of the `edges` (usual training days), and those above the last.
        """
        loads, told = self._own_loads[0][row, :-1], self.series.told[row, 1:]
        sizes = np.searchsorted(edges, loads, side="left")
        return [told[(sizes == size) & ~np.isnan(told)].tolist() for size in range(len(edges) + 1)]

    def _pooled(self, own: Floats, level: Floats, like: Floats) -> Floats:
        """Own word and course; of a place without a course, the own word alone."""
        known = np.array([self.course.knows(row.region) for row in self.series.rows], dtype=bool)
        weight = np.where(known, like / (like + self.course.weight), 1.0)
        return pooled(own, self.course.chances(level), weight)

    def _rest(self, region: str | None) -> float:
        return self.course.rest_of(region) if self.course.knows(region) else 0.0

    def _course(self, ahead: int, days: tuple[Load, ...]) -> tuple[Floats, Floats]:
        """The level of the course on that morning [R], and how many reports of each row came after such loads [R]."""
        levels = self._levels(days)
        target = levels[:, self.series.told.shape[1] - 1 + ahead]
        reported = ~np.isnan(self.series.told)
        heavy = self._past_levels >= target[:, None] - NEAR_LEVEL - ROUNDING
        return target, (reported & heavy).sum(axis=1).astype(np.float64)

    def _left(self, ahead: int) -> Floats:
        """What is left by then of soreness above the course: whatever it came of, it does not vanish overnight [R]."""
        reported = ~np.isnan(self.series.told)
        days = reported.shape[1]
        at = days - 1 - reported[:, ::-1].argmax(axis=1)
        rows = np.arange(len(at))
        course = self._past_levels[rows, at] + self._above
        above = np.where(reported.any(axis=1), self.series.told[rows, at] - course, 0.0)
        ago = days - 1 - at + ahead
        kernel = self.course.kernel
        left = np.where(ago < len(kernel), kernel[np.minimum(ago, len(kernel) - 1)], 0.0)
        gone: Floats = np.maximum(above, 0.0) * left
        return gone

    @cached_property
    def _above(self) -> Floats:
        """How far the last mornings lay above the course, whatever it came of [R]: it begins there, and never lower."""
        off = (self.series.told - self._past_levels)[:, -OWN_DAYS:]
        known = ~np.isnan(off)
        above: Floats = np.maximum(np.where(known, off, 0.0).sum(axis=1), 0.0) / (known.sum(axis=1) + OWN_WEIGHT)
        return above

    @cached_property
    def _past_levels(self) -> Floats:
        return self._levels(())[:, : self.series.told.shape[1]]

    def _levels(self, days: tuple[Load, ...]) -> Floats:
        """The course of each row on every day, the coming ones with what is planned [R, D + 5]."""
        loads, eccentric = self._own_loads
        coming = np.zeros((2, len(self.series.rows), len(AHEAD) + 1))
        since = 1 if self.trained else 0
        for number, day in enumerate(days, start=since):
            coming[0, :, number] = day.load[self.series.who] / self.usual
            coming[1, :, number] = day.eccentric[self.series.who] / self.usual
        if self.trained or not days:
            coming[0, :, 0], coming[1, :, 0] = loads[:, -1], eccentric[:, -1]
        known = np.concatenate([loads[:, :-1], coming[0]], axis=1)
        stretched = np.concatenate([eccentric[:, :-1], coming[1]], axis=1)
        found = np.zeros(known.shape)
        for number, row in enumerate(self.series.rows):
            if self.course.knows(row.region):
                found[number] = self.course.levels(row.region, known[number], stretched[number])
        return found

    @cached_property
    def _own_loads(self) -> tuple[Floats, Floats]:
        """What was done, in usual training days as they were before each day [R, D]; today's only where it is over."""
        first = np.full((len(self.series.rows), 1), self.course.start_load)
        before = np.concatenate([first, self.scales[:, :-1]], axis=1)
        loads = self.series.loads[self.series.who] / before
        eccentric = self.series.eccentric[self.series.who] / before
        if not self.trained and loads.shape[1]:
            loads[:, -1] = eccentric[:, -1] = 0.0
        return loads, eccentric
