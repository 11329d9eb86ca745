"""Likelihoods of rows as the forecast of a runner: legs and places, and today's ways side by side."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from sorewise.model.forecast import Basis, DayForecast, Forecast, PlaceForecast, Way, WhatIf, smallest_run
from sorewise.model.forecast import expected as mean
from sorewise.training.forecast.inputs import AHEAD
from sorewise.training.forecast.runner import Coming, Walked
from sorewise.training.forecast.state import AFTER_EDGES
from sorewise.training.forecast.typical import Load

LATELY_DAYS = 7
"""A place that was sore within so many days is forecast."""
MOST_PLACES = 6
LEAST_SEEN = 8
"""Nothing is said of the runner's own mornings from fewer than these."""

Told = Mapping[tuple[str | None, date], int]
Ways = Sequence[tuple[Way, Load]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mornings:
    """What the coming mornings are made from.

    `plan` are the loads of the days from today on as far as they are known. `level` is what an interval is to hold: one
    that easy mornings have narrowed says nothing of a morning after a load that was hardly ever told of;
    `average` says that the own average did better: it is shown wherever there are reports enough after such loads and
    the place is not sorer than it knows. It can say nothing of the morning after a first marathon.
    """

    walked: Walked
    plan: tuple[Load, ...] | None
    told: Told
    level: float
    average: bool

    def forecast(self, empty: Forecast, ways: Ways) -> Forecast:
        """Fill an empty forecast."""
        comings = [self.walked.coming(ahead, self.plan) for ahead in AHEAD]
        rows = {row.region: number for number, row in enumerate(self.walked.series.rows)}
        legs = self._place(None, rows[None], comings)
        answered = () if legs.basis == "average" else ways  # by what did worse than the average, nobody is told more
        return replace(
            empty,
            trained=self.walked.trained,
            level=self.level,
            legs=legs,
            places=tuple(self._place(region, rows[region], comings) for region in self._lately()),
            ways=tuple(self._way(way, load, rows[None]) for way, load in answered),
        )

    def _lately(self) -> list[str]:
        """The regions that were sore in the last days, the sorest first: those that the course or 10 reports know."""
        today, least = self.walked.series.today, self.walked.course.weight
        since = today - timedelta(days=LATELY_DAYS)
        last: dict[str, tuple[date, int]] = {}
        named: dict[str, int] = {}
        for (region, day), answer in self.told.items():
            if region is not None and answer > 0:
                named[region] = named.get(region, 0) + 1
                if day >= since and day >= last.get(region, (since, 0))[0]:
                    last[region] = day, answer
        known = [one for one in last if self.walked.course.knows(one) or named[one] >= least]
        return sorted(known, key=lambda one: (-last[one][1], one))[:MOST_PLACES]

    def _place(self, region: str | None, row: int, comings: Sequence[Coming]) -> PlaceForecast:
        days = [day for place, day in self.told if place == region]
        like = int(min(float(one.like[row]) for one in comings))
        basis: Basis = "course" if like < self.walked.course.weight else "own"
        average = self.average and basis == "own" and not self._is_sorer(region, row)
        return PlaceForecast(
            region=region,
            basis="average" if average else basis,
            reports=len(days),
            like=like,
            told=max(days, default=None),
            days=tuple(
                self._day(row, ahead, replace(coming, chances=self.walked.average()) if average else coming)
                for ahead, coming in zip(AHEAD, comings, strict=True)
            ),
            ordinary=_rounded(self.walked.ordinary()[row].tolist()),
        )

    def _is_sorer(self, region: str | None, row: int) -> bool:
        """Whether the last answer of these days lies above the likely ones of the own average, which does not know."""
        last = max((day for place, day in self.told if place == region), default=date.min)
        if (self.walked.series.today - last).days > LATELY_DAYS:
            return False
        _, high, _ = smallest_run(_rounded(self.walked.average()[row].tolist()), self.walked.course.level)
        return self.told[region, last] > high

    def _day(self, row: int, ahead: int, coming: Coming) -> DayForecast:
        shares = _rounded(coming.chances[row].tolist())
        seldom = coming.like[row] < self.walked.course.weight
        low, high, inside = smallest_run(shares, max(self.level, self.walked.course.level) if seldom else self.level)
        state = self.walked.state
        return DayForecast(
            day=self.walked.series.today + timedelta(days=ahead),
            ahead=ahead,
            chances=shares,
            expected=mean(shares),
            low=low,
            high=high,
            inside=inside,
            plan=coming.plan,
            usual=mean(_rounded(self.walked.average()[row].tolist())),
            last=int(state.last[row]) if state.reports[row] else None,
        )

    def _way(self, way: Way, load: Load, row: int) -> WhatIf:
        """The next morning after one way of spending today, against rest."""
        course = self.walked.course
        own = float(load.load[0] / self.walked.usual[row])
        after = self.walked.coming(1, (load,))
        rested = self.walked.coming(1, (load.none(),), like=after.like)  # own word counts as much: only loads differ
        day = self._day(row, 1, after)
        more = max(0.0, day.expected - self._day(row, 1, rested).expected)  # no load is told as a remedy
        seen, count = self._seen(row, own)
        return WhatIf(
            way=way,
            load=own,
            next=day,
            more=course.contrast * more,
            own=seen,
            own_days=count,
            beyond=own > course.beyond,
        )

    def _seen(self, row: int, own: float) -> tuple[float | None, int]:
        """How much sorer the own mornings after a load of that size were than those after rest, and how many."""
        mornings = self.walked.after_loads(row, AFTER_EDGES)
        size = sum(own > edge for edge in AFTER_EDGES)
        after, rested = mornings[size], mornings[0]
        if size == 0 or min(len(after), len(rested)) < LEAST_SEEN:
            return None, len(after)
        return sum(after) / len(after) - sum(rested) / len(rested), len(after)


def _rounded(chances: Sequence[float]) -> tuple[float, ...]:
    """Five digits, which sum to 1: what is stored and shown is what was promised."""
    cut = [round(chance, 5) for chance in chances]
    most = cut.index(max(cut))
    cut[most] = round(cut[most] + 1 - sum(cut), 5)
    return tuple(cut)
