"""Names and moments of the made tables: athletes by number, days and hours as times in UTC."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np
import polars as pl

from sorewise.population.draw.chance import Floats, Whole
from sorewise.population.lives.people import BEFORE

MOMENT = pl.Datetime("us", "UTC")
MINUTE_US, DAY_MINUTES, HOUR_MINUTES = 60_000_000, 1440, 60
OFFSETS_S = (0, 3600, 7200, -18000)
"""Offsets from UTC that the athletes live by, in turn."""
EPOCH = date(1970, 1, 1)


@dataclass(frozen=True, slots=True)
class Calendar:
    """The days of a block: the first one that is told, and the number of its first athlete."""

    first: date
    athlete: int

    def names(self, athlete: Whole) -> pl.Series:
        """Names that sort as their numbers do: a0000017."""
        numbers = pl.Series("athlete", athlete + self.athlete)
        return ("a" + numbers.cast(pl.String).str.zfill(7)).alias("athlete")

    def offsets(self, athlete: Whole) -> Whole:
        """Seconds from UTC."""
        return np.take(np.array(OFFSETS_S, dtype=np.int32), (athlete + self.athlete) % len(OFFSETS_S))

    def moments(self, name: str, athlete: Whole, day: Whole, hour: Floats) -> list[pl.Series]:
        """The column `name` in UTC, of a local hour to the minute, and its `offset_s`."""
        days = (self.first - EPOCH).days + day.astype(np.int64) - BEFORE
        minutes = days * DAY_MINUTES + np.rint(hour * HOUR_MINUTES).astype(np.int64)
        offset = self.offsets(athlete)
        whole = minutes * MINUTE_US - offset.astype(np.int64) * 1_000_000
        return [pl.Series(name, whole).cast(MOMENT), pl.Series("offset_s", offset)]

    def dates(self, day: Whole) -> pl.Series:
        """The column `day`."""
        whole = (self.first - EPOCH).days + day.astype(np.int32) - BEFORE
        return pl.Series("day", whole, pl.Int32).cast(pl.Date)

    def ids(self, name: str, athlete: Whole, day: Whole, what: str) -> pl.Series:
        """Ids of the records of a day: a0000017-12-run."""
        days = pl.Series(day - BEFORE).cast(pl.String)
        return (self.names(athlete) + "-" + days + f"-{what}").alias(name)
