"""The record as it is seen from one moment, or from many at once."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Self

import polars as pl

from sorewise.training.now import Now
from sorewise.training.rows import Rows


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """What a theme looks at. `athletes` has one row for each `who`: an athlete, or one of many moments of athletes."""

    now: Now
    athletes: pl.DataFrame
    sessions: Rows
    nights: Rows
    days: Rows
    check_ins: Rows
    places: Rows
    plan: Rows

    def only(self, who: pl.Series) -> Self:
        """The same for these only, where that saves anything."""
        tables = (self.sessions, self.nights, self.check_ins, self.places)
        sessions, nights, check_ins, places = (rows.only(who) for rows in tables)
        return replace(self, sessions=sessions, nights=nights, check_ins=check_ins, places=places)
