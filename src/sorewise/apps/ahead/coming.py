"""All that a door needs of the coming mornings: the forecast as it is now, and how the ones before it went."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import TYPE_CHECKING

from sorewise.apps.ahead import kept
from sorewise.apps.ahead.left import left_of
from sorewise.apps.day import holding
from sorewise.apps.here import here
from sorewise.engine.book import Rulebook
from sorewise.model.forecast import Forecast, Score, Scored
from sorewise.model.learned import Learned, Linked, Outcome, Readiness
from sorewise.model.records import History
from sorewise.store import DecisionRecord, Store

if TYPE_CHECKING:
    from sorewise.training.forecast.parameters import Parameters
    from sorewise.training.windows import Windows

LAST = 120
"""So many of the last kept forecasts are read before a new one: the level of an interval goes on from the one kept with
them, and sixty mornings tell whether the own average does better."""
SCORED_DAYS = 730
"""So far back kept forecasts are held against what came."""
RECORD_DAYS = 1100
"""So much of the record is read: a forecast looks back on three years, and everything else on less."""


@dataclass(frozen=True, kw_only=True)
class Went:
    """How the kept forecasts went: so many of them, each that met its morning, and how good they were by horizon.

    `level` is the share of mornings that an interval is meant to hold now; `moved` says that own reports moved it.
    `average`: the runner's own average did better, and is shown wherever it can say anything; `enough`: there were
    mornings enough to tell.
    """

    kept: int
    scored: tuple[Scored, ...]
    scores: tuple[Score, ...]
    level: float
    moved: bool
    average: bool
    enough: bool


@dataclass(frozen=True, kw_only=True)
class Ahead:
    """The coming mornings of one runner at `now`; `earlier` are the forecasts that were kept in the `store`."""

    store: Store
    book: Rulebook
    history: History
    now: datetime
    forecast: Forecast
    earlier: tuple[Forecast, ...]

    @cached_property
    def shown(self) -> Forecast:
        """As much of the forecast as may be told beside the verdict that holds today."""
        from sorewise.apps.ahead.keeping import shown_beside

        return shown_beside(self.store, _held(self.store, self.now.date()), self.forecast)

    @property
    def uncharted(self) -> str | None:
        """The sorest place, if it has no typical course."""
        from sorewise.apps.ahead.sorest import told_on, uncharted

        return uncharted(told_on(self.told, self.shown), self.book, self.shown)

    @property
    def limit(self) -> float:
        """Sorer than this is too sore for a hard session, in points of pain."""
        return self.book.number("week_sore_hard")

    @cached_property
    def told(self) -> Mapping[tuple[str | None, date], int]:
        """What was told on every morning."""
        from sorewise.planning.ahead import told_of

        return told_of(self.book, self.history, self.now)

    @cached_property
    def went(self) -> Went:
        """How the forecasts before it went."""
        from sorewise.training.forecast import score

        found = score.scored(self.earlier, self.told)
        first = [one for one in found if one.ahead == 1 and one.region is None]
        return Went(
            kept=len(self.earlier),
            scored=found,
            scores=score.scores(found),
            level=self.forecast.level,
            moved=len(first) > score.SETTLED,
            average=score.worse_than_usual(found),
            enough=len(first) >= score.JUDGED,
        )

    @cached_property
    def outcomes(self) -> tuple[Outcome, ...]:
        """How the mornings after each verdict went, by what was done."""
        from sorewise.apps.ahead.advice import outcomes_of

        return outcomes_of(self.store, self.history, self.now, self.told)

    @property
    def yesterday(self) -> tuple[Linked, ...]:
        """Yesterday's verdict, what was done, and how this morning is; nothing before this morning is told."""
        from sorewise.apps.ahead.advice import links_of

        return links_of(self.store, self.history, self.now, self.told, days=1)

    @cached_property
    def learned(self) -> Learned:
        """What the runner's own mornings taught."""
        from sorewise.training.learned.runner import learned_of

        return learned_of(self.history, self.now, spike_pct=self.book.number("spike_pct"), windows=self._windows)

    @cached_property
    def readiness(self) -> Readiness | None:
        """This morning as it was told, beside the runner's own usual."""
        from sorewise.training.learned.runner import readiness_of

        return readiness_of(self.history, self.now, windows=self._windows)

    @property
    def _windows(self) -> Windows:
        from sorewise.training.windows import Windows

        return Windows.from_thresholds(self.book.numbers)


def ahead(
    store: Store, *, history: History | None = None, parameters: Parameters | None = None, places: bool = True
) -> Ahead:
    """The coming mornings as they are now. `history` is that of the store, where it was read already.

    Without `places` the kept forecasts are read of the legs alone, which is quicker.
    """
    history = history or _lately(store)
    now = here().now(history.profile)
    earlier = kept.kept(store, now.date() - timedelta(days=SCORED_DAYS), places=places)
    forecast = forecast_at(store, history, now, parameters)
    return Ahead(store=store, book=here().book(), history=history, now=now, forecast=forecast, earlier=earlier)


def now(store: Store, *, history: History | None = None) -> Forecast:
    """The forecast as it is now, without how the ones before it went."""
    history = history or _lately(store)
    return forecast_at(store, history, here().now(history.profile))


def shown_now(store: Store) -> Forecast:
    """As much of it as may be told beside the verdict that holds today."""
    from sorewise.apps.ahead.keeping import shown_beside

    found = now(store)
    return shown_beside(store, _held(store, found.day), found)


def _held(store: Store, day: date) -> DecisionRecord | None:
    return holding(store.decisions(since=day, until=day))


def _lately(store: Store) -> History:
    """As much of the record as any of this looks back on."""
    return store.history(here().now(store.profile()).date() - timedelta(days=RECORD_DAYS))


def forecast_at(store: Store, history: History, moment: datetime, parameters: Parameters | None = None) -> Forecast:
    """What follows from all that is known at this moment, today's verdict among it."""
    from sorewise.planning.ahead import forecast_of

    day = moment.date()
    before = tuple(one for one in kept.next_mornings(store, last=LAST) if one.day < day)
    left = left_of(holding(_mornings(store, day)), history)
    return forecast_of(here().book(), history, moment, today=left, earlier=before, parameters=parameters)


def _mornings(store: Store, day: date) -> list[DecisionRecord]:
    """The decisions before a run: what was said in one, or after it, leaves nothing to plan with."""
    return [record for record in store.decisions(since=day, until=day) if record.phase == "morning"]
