"""Everything that one runner's record has taught up to a moment."""

from __future__ import annotations

from datetime import datetime, timedelta

import polars as pl

from sorewise.model.forecast import Scale
from sorewise.model.learned import Learned, Readiness
from sorewise.model.records import History
from sorewise.training.learned.ground import YEAR, Mornings, known_days, mornings
from sorewise.training.learned.precede import precedes
from sorewise.training.learned.readiness import Rated, ratings, readiness
from sorewise.training.learned.response import responses, sizes
from sorewise.training.learned.returns import returns
from sorewise.training.load import load_series, session_loads
from sorewise.training.look_back.doings import doings
from sorewise.training.look_back.ground import Look, look
from sorewise.training.windows import DEFAULT, Windows

IMPORTED: tuple[Scale, ...] = ("pmsys", "intervals.icu")


def learned_of(history: History, now: datetime, *, spike_pct: float, windows: Windows = DEFAULT) -> Learned:
    """What the year before `now` (aware) has taught. An empty or odd record teaches nothing, and fails nowhere.

    `spike_pct` is the rulebook's: a run so much longer than the longest of 30 days. Raises ValueError for a time
    without an offset.
    """
    seen = look(history, now, days=YEAR, windows=windows)
    told, done = mornings(seen), doings(seen, spike_pct)
    known = known_days(done)
    loads = session_loads(seen.sessions, seen.athletes, seen.nights, seen.now, windows)
    series = load_series(loads, seen.now, windows).select("day", "load").iter_rows(named=True)
    return Learned(
        days=YEAR,
        mornings=len(told[None]),
        returns=returns(done, told, first=seen.today - timedelta(days=YEAR)),
        responses=responses(told[None], sizes(series, known)),
        precedes=precedes(done, told, known),
        readiness=_readiness(seen, told),
    )


def readiness_of(history: History, now: datetime, *, windows: Windows = DEFAULT) -> Readiness | None:
    """How this morning is beside the runner's own usual; see `readiness`."""
    seen = look(history, now, days=YEAR, windows=windows)
    return _readiness(seen, mornings(seen))


def _readiness(seen: Look, told: Mornings) -> Readiness | None:
    """By the check-in if it told enough, else by an imported rating of the same morning; scales are never mixed."""
    asked = [Rated(day, soreness=one.pain) for day, one in told[None].items()]
    tired = pl.when(pl.col("fatigue").is_between(0, 10)).then("fatigue")
    rows = seen.check_ins.filter(pl.col("phase") == "morning").select("day", tired=tired)
    asked += [Rated(day, fatigue=value) for day, value in rows.iter_rows()]
    if (found := readiness(asked, "pain", seen.today)) is not None:
        return found
    nights = seen.nights.select("day", "scale", "soreness", "fatigue").to_dicts()
    by_scale = (readiness(ratings(nights, scale), scale, seen.today) for scale in IMPORTED)
    return next((one for one in by_scale if one is not None), None)
