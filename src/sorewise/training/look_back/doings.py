"""What was on each day: kinds of session, leg days, races, runs much longer than before."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property

import polars as pl

from sorewise.training.look_back.ground import Look
from sorewise.training.past import MORE_THAN_DAYS

LEG_DAY, SPIKE, DOWNHILL, NOTHING = "leg_day", "spike", "downhill", "nothing"
"""Beside the kinds of session; a session of no known kind stands under its sport."""
NO_SESSION = frozenset({NOTHING})


@dataclass(frozen=True, slots=True, kw_only=True)
class Doing:
    """What one session was: its day (that of its end), when it ended in UTC, and every word that fits it."""

    day: date
    end: datetime
    what: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Doings:
    """The sessions of the record up to today, by day; a day within the record without any counts as NOTHING."""

    since: date | None
    today: date
    by_day: Mapping[date, tuple[Doing, ...]]

    def on(self, day: date) -> frozenset[str]:
        """What was on that day; nothing is known of a day outside the record."""
        return self._words.get(day, frozenset())

    @cached_property
    def _words(self) -> Mapping[date, frozenset[str]]:
        """Every day of the record with its words."""
        since = self.since or self.today
        days = (since + timedelta(days=n) for n in range((self.today - since).days + 1)) if self.since else ()
        return {day: frozenset(w for one in self.by_day.get(day, ()) for w in one.what) or NO_SESSION for day in days}

    def before(self, day: date, moment: datetime) -> frozenset[str]:
        """What of that day was over by a moment (UTC)."""
        return frozenset(word for doing in self.by_day.get(day, ()) if doing.end <= moment for word in doing.what)

    def days_with(self, what: str, first: date, last: date) -> int:
        """On how many days of a span this was on."""
        return sum(what in self.on(first + timedelta(days=n)) for n in range((last - first).days + 1))


def doings(look: Look, spike_pct: float) -> Doings:
    """Every session with what it was; `spike_pct` is how much longer than the longest of 30 days a spike is."""
    rows = _with_spikes(look, spike_pct).select("end_day", "end", "kind", "sport", "legs", "steep_down", "spike")
    by_day: dict[date, list[Doing]] = {}
    for row in rows.iter_rows(named=True):
        marks = {SPIKE: row["spike"], DOWNHILL: row["steep_down"]}
        kind = LEG_DAY if row["legs"] else row["kind"] or row["sport"] or "other"
        what = (str(kind), *(name for name, holds in marks.items() if holds))
        by_day.setdefault(row["end_day"], []).append(Doing(day=row["end_day"], end=row["end"], what=what))
    return Doings(
        since=min(by_day, default=None), today=look.today, by_day={day: tuple(of) for day, of in by_day.items()}
    )


def _with_spikes(look: Look, spike_pct: float) -> pl.DataFrame:
    """The sessions with `spike`: a run so much longer than the longest of the days before its own."""
    day = pl.col("day").to_physical().cast(pl.Int64)
    longest = (
        pl.when("run").then("km").rolling_max_by("at", window_size=f"{look.windows.longest_run_days}i", closed="left")
    )
    ratio = pl.when("run").then("km") / pl.col("longest") - 1
    return (
        look.sessions.with_columns(at=(pl.col("who").cast(pl.Int64) * MORE_THAN_DAYS + day).cum_max())
        .with_columns(longest=longest)
        .with_columns(spike=(ratio * 100 > spike_pct).fill_null(value=False))
    )
