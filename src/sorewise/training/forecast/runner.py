"""Rows of days walked through up to today, and what each coming morning will likely be.

Of pain 0-10 the own history is pooled with the typical course after the loads: the more a runner has told after loads
like these, the more their own word counts. However many reports there are of easy days, of the morning after a first
marathon the course decides. Ratings of fewer answers have no typical course.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from sorewise.model.forecast import ANSWERS
from sorewise.training.course import Course
from sorewise.training.forecast.inputs import Horizon
from sorewise.training.forecast.parameters import ScaleParameters
from sorewise.training.forecast.series import Series
from sorewise.training.forecast.state import LEVEL, WEEK, Floats, State
from sorewise.training.forecast.tilt import pooled
from sorewise.training.forecast.typical import Load, Typical
from sorewise.training.forecast.walk import chances, walk


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
        self.state = State.new(len(series.rows), of.start, of.load)
        usual = np.empty(series.told.shape)
        loads = series.loads[series.who]
        if not trained and usual.size:
            loads[:, -1] = 0.0
        for day, state in walk(series.told, loads, series.first_weekday, of):
            usual[:, day] = np.where(state.trained < course.start_sessions, course.start_load, state.scale)
            self.state = state
        self.typical = Typical(series, usual, course, trained=trained)

    @property
    def _has_course(self) -> bool:
        """Whether answers are pain 0-10, which alone has a typical course."""
        return len(self.of.start) == ANSWERS["pain"]

    @property
    def usual(self) -> Floats:
        """The load of a usual training day of each row [R], in units of RPE x minutes."""
        return self.typical.usual[:, -1]

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
        level, seen = self.typical.coming(ahead, days)
        like = seen if like is None else like
        found = self._pooled(own, level, like)
        if any(one.load.any() for one in days):  # whoever trains when they feel good has no remedy in it
            found = no_less_sore(found, self.coming(ahead, tuple(one.none() for one in days)).chances)
        return Coming(found, like, known)

    def ordinary(self) -> Floats:
        """How likely each answer is on a morning of which nothing else is known [R, C].

        The own average and the course without a load are mixed, not pooled: a sorer answer never makes an ordinary
        morning look better.
        """
        own = self.average()
        if not self._has_course:
            return own
        share = self._share(self.state.reports)[:, None]
        mixed: Floats = share * own + (1 - share) * self.course.chances(self.typical.ordinary())
        return mixed

    def average(self) -> Floats:
        """The own average of about the last 20 reports as a likelihood for every answer [R, C]."""
        held = self.state.memories[:, LEVEL]
        average: Floats = held / held.sum(axis=1, keepdims=True)
        return average

    def after_loads(self, row: int, edges: Sequence[float]) -> list[list[float]]:
        """What one row told on the mornings after days of each size of load, in time order.

        Sizes are loads up to each of the `edges` (usual training days), and those above the last.
        """
        loads, told = self.typical.loads[0][row, :-1], self.series.told[row, 1:]
        sizes = np.searchsorted(edges, loads, side="left")
        return [told[(sizes == size) & ~np.isnan(told)].tolist() for size in range(len(edges) + 1)]

    def _pooled(self, own: Floats, level: Floats, like: Floats) -> Floats:
        """Own word and course [R, C]."""
        return pooled(own, self.course.chances(level), self._share(like))

    def _share(self, reports: Floats) -> Floats:
        """How much the own word counts after so many reports [R]; of a place without a course it stands alone."""
        share: Floats = np.where(self.typical.known, reports / (reports + self.course.weight), 1.0)
        return share
