"""The moment of asking: one for all athletes, or each athlete's own.

Whatever is told of the past is told from a moment. The themes read it through `today` and `moment`, which are the same
value for every row, or the columns that `EACH` names: a table of many mornings has one "athlete" for each of them.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from datetime import date, datetime

import polars as pl
import polars.selectors as cs

from sorewise.training.tables import MOMENT, moment

TODAY, AT = "now.today", "now.at"
KEPT = cs.starts_with("now.")
"""The moment of each row, in tables that hold it: an aggregation that needs it afterwards keeps its first."""


class Day(ABC):
    """The local day of asking. What needs no more than it is the same at every hour of the day.

    `says_why` is whether the records behind each fact are named, in columns `why.*`.
    """

    says_why = True

    @property
    @abstractmethod
    def today(self) -> pl.Expr:
        """The day as a Polars value."""


class Now(Day):
    """The moment of asking and its local day."""

    @property
    @abstractmethod
    def moment(self) -> pl.Expr:
        """The moment as a Polars value, in UTC."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment(Now):
    """One moment for everybody: the local day, and microseconds since 1970 in UTC."""

    date: date
    micros: int

    @property
    def today(self) -> pl.Expr:
        """The same day in every row."""
        return pl.lit(self.date)

    @property
    def moment(self) -> pl.Expr:
        """The same moment in every row."""
        return pl.lit(self.micros).cast(MOMENT)

    @classmethod
    def at(cls, now: datetime) -> Moment:
        """Raises ValueError if `now` has no offset."""
        return cls(micros=moment(now)[0], date=now.date())


class Each(Now):
    """Each row's own moment: the columns `now.today` and `now.at`. So many facts do not say where they came from."""

    says_why = False

    @property
    def today(self) -> pl.Expr:
        """The row's day."""
        return pl.col(TODAY)

    @property
    def moment(self) -> pl.Expr:
        """The row's moment."""
        return pl.col(AT)


def aged(now: Day, low: int, high: int, column: str = "day") -> pl.Expr:
    """Whether a day lies between `low` and `high` local days back, both included; today is 0."""
    return days_ago(now, column).is_between(low, high)


def days_ago(now: Day, column: str = "day") -> pl.Expr:
    """Local days from a date to today."""
    return (now.today - pl.col(column)).dt.total_days()


def hours_since(time: str, now: Now) -> pl.Expr:
    """Hours from a moment to now, by absolute time."""
    return (now.moment - pl.col(time)).dt.total_microseconds() / 3.6e9
