"""The load of the last weeks, for a page that shows it; no rule reads it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from sorewise.model.records import History
from sorewise.training.load import load_series, session_loads
from sorewise.training.nights import past_nights
from sorewise.training.now import Moment
from sorewise.training.past import number_athletes, past_sessions
from sorewise.training.tables import Frames, frames
from sorewise.training.windows import DEFAULT, Windows

if TYPE_CHECKING:
    import polars as pl


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadDay:
    """One local day in units of RPE x minutes; None is unknown.

    `tsb` is CTL less ATL of the evening before; `week` and `strain` are those of the seven days up to this one.
    """

    day: date
    load: float | None
    atl: float
    ctl: float
    tsb: float
    week: float | None
    monotony: float | None
    strain: float | None


def load_days(history: History, now: datetime, *, last: int = 42, windows: Windows = DEFAULT) -> tuple[LoadDay, ...]:
    """The last days up to today, oldest first; none before the first session. Raises ValueError without an offset."""
    series = load_days_many(frames({"": history}), now, windows=windows).tail(last).drop("athlete")
    return tuple(LoadDay(**row) for row in series.iter_rows(named=True))


def load_days_many(tables: Frames, now: datetime, *, windows: Windows = DEFAULT) -> pl.DataFrame:
    """One row for each athlete and day, from the first session to today: `athlete` and the fields of `LoadDay`."""
    moment = Moment.at(now)
    athletes, keyed = number_athletes(tables.conform())
    past = past_sessions(keyed.sessions, moment, windows)
    loads = session_loads(past, athletes, past_nights(keyed.nights, moment), moment, windows)
    series = load_series(loads, moment, windows)
    return series.join(athletes.select("who", "athlete"), on="who", maintain_order="left").drop("who")
