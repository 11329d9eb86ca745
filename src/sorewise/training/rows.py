"""How a theme looks back over a table: from one moment, or from many at once.

A theme says which rows it needs and how far back. From one moment that is a filter. From many, each moment gets its own
copy of no more than these rows, as if it were an athlete of its own: `who` numbers the moments, and the columns
`now.today` and `now.at` say which each is. Rows from before a theme's days may be among them: it passes them over.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Protocol, Self

import numpy as np
import polars as pl
from numpy.typing import NDArray

from sorewise.training.now import AT, TODAY, Each, Moment
from sorewise.training.past import MORE_THAN_DAYS, as_known

DAY = 86_400_000_000
"""Microseconds of a day."""
LONGEST_LINE = np.iinfo(np.int64).max
Index = NDArray[np.int64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """Which rows a theme needs: those `of` a kind, of the last `days`; of all days if it names none.

    `last` asks for the last row before those days too, or for it alone if there are no days. `since` is a moment of
    each row: what was at or after it is needed where this is the last row; `whole` is the same for the first row of the
    `days`. One row a week, counted back from today, is
    enough for a `weekly` reach. `columns` are those that the theme reads, beside `who` and `day`.
    """

    columns: tuple[str, ...] = ()
    of: pl.Expr | None = None
    days: int | None = None
    last: bool = False
    since: pl.Expr | None = None
    whole: pl.Expr | None = None
    weekly: bool = False


class Rows(Protocol):
    """A table of the record, in time order for each athlete, as it is seen from a moment or from many."""

    def look(self, reach: Reach) -> pl.DataFrame:
        """The rows up to now."""

    def before(self, rows: pl.DataFrame, time: str, reach: Reach) -> pl.DataFrame:
        """`rows` (with `who`) beside the last row here that is not after their `time`, which is not after now."""

    def middle(self, column: str) -> pl.DataFrame:
        """`who` and the median of a column over all rows up to now."""

    def only(self, who: pl.Series) -> Self:
        """The same for no more than these, if that saves anything."""


@dataclass(frozen=True, slots=True)
class RowsOfOne:
    """Rows up to the one moment, as they are known then."""

    table: pl.DataFrame
    now: Moment

    def look(self, reach: Reach) -> pl.DataFrame:
        """The rows up to now."""
        table = self.table if reach.of is None else self.table.filter(reach.of)
        if reach.days is None or reach.last or reach.since is not None or reach.whole is not None:
            return table
        return table.filter(pl.col("day") >= self.now.today - pl.duration(days=reach.days))

    def before(self, rows: pl.DataFrame, time: str, reach: Reach) -> pl.DataFrame:
        """`rows` beside the last row here that is not after their `time`."""
        return _asof(rows, time, self.look(reach).select("who", *reach.columns), "who")

    def middle(self, column: str) -> pl.DataFrame:
        """`who` and the median of a column."""
        return self.table.group_by("who").agg(pl.col(column).median())

    def only(self, who: pl.Series) -> Self:
        """The same, or nothing for nobody."""
        return self if len(who) else replace(self, table=self.table.clear())


@dataclass(frozen=True, slots=True, kw_only=True)
class RowsOfEach:
    """Rows of all times, copied for each of the `moments`: its `number`, `owner` (whose rows), `now.today`, `now.at`.

    `owner` is the table's column of the same meaning, `time` the one of its order: a moment, or the day. Moments come
    in the order of their owners. Rows `at` the moment itself are left out where they are `answers`: a check-in is not
    yet the past when it is judged.
    """

    table: pl.DataFrame
    moments: pl.DataFrame
    number: str = "who"
    owner: str = "who"
    time: str = "day"
    answers: bool = False

    def look(self, reach: Reach) -> pl.DataFrame:
        """Each moment's copy of the rows that it needs."""
        if reach.weekly:
            return self._weekly(reach)
        table = self.table if reach.of is None else self.table.filter(reach.of)
        first, stop = self._bounds(table, reach)
        return self._copies(table, reach, first, stop)

    def before(self, rows: pl.DataFrame, time: str, reach: Reach) -> pl.DataFrame:
        """`rows` beside the last row here that is not after their `time`, as it is known at their moment."""
        owned = rows.join(self.moments.select("who", "owner"), on="who", maintain_order="left")
        table = self.table if reach.of is None else self.table.filter(reach.of)
        found = _asof(owned, time, table.select(pl.col(self.owner).alias("owner"), *reach.columns), "owner")
        return as_known(found, Each()).drop("owner")

    def middle(self, column: str) -> pl.DataFrame:
        """`who` and the median of a column over all rows up to each moment; of a table with one row a day."""
        table = self.table.drop_nulls(column)
        key = pl.col(self.owner).cast(pl.Int64) * MORE_THAN_DAYS + pl.col("day").to_physical().cast(pl.Int64)
        so_far = pl.col(column).rolling_median_by("key", window_size=f"{MORE_THAN_DAYS // 2}i")
        table = table.with_columns(key=key).with_columns(so_far.alias(column))
        return replace(self, table=table).look(Reach(columns=(column,), last=True)).select("who", column)

    def only(self, who: pl.Series) -> Self:
        """The same for these moments only."""
        return replace(self, moments=self.moments.filter(pl.col(self.number).is_in(who.implode())))

    def _weekly(self, reach: Reach) -> pl.DataFrame:
        """Of each week the first row, counted for each of the seven days that today can be."""
        days, today = pl.col("day").to_physical(), pl.col(TODAY).to_physical()
        of = pl.lit(value=True) if reach.of is None else reach.of
        parts = []
        for weekday in range(7):
            week = pl.col(self.owner).cast(pl.Int64) * MORE_THAN_DAYS + (days - weekday - 1) // 7
            first = pl.when(of).then(week).is_first_distinct() & of
            part = replace(self, moments=self.moments.filter(today % 7 == weekday))
            parts.append(part.look(replace(reach, weekly=False, of=first)))
        return pl.concat(parts)

    def _bounds(self, table: pl.DataFrame, reach: Reach) -> tuple[Index, Index]:
        """The first row and the one after the last that each moment needs."""
        moments, by_day = self.moments, self.time == "day"
        times = table[self.time].to_physical().to_numpy().astype(np.int64)
        line = _Line(table[self.owner].to_numpy(), times, moments["owner"].to_numpy())
        today = moments[TODAY].to_physical().to_numpy().astype(np.int64)
        now = today if by_day else moments[AT].to_physical().to_numpy()
        begin, stop = line.begin(), line.at(now, after=not self.answers)
        first = begin
        if reach.days is not None:
            # A local day begins less than a day before or after that of UTC.
            oldest = today - reach.days
            first = line.at(oldest if by_day else (oldest - 1) * DAY)
        elif reach.last or reach.since is not None:
            first = stop
        if reach.last:
            first = np.minimum(first, stop) - 1
        for moment, row, there in ((reach.since, stop - 1, stop > begin), (reach.whole, first, stop > first)):
            if moment is not None and table.height:
                back = table.select(moment).to_series().to_physical().to_numpy()
                first = np.minimum(first, line.at(np.where(there, back[np.where(there, row, 0)], now)))
        return np.clip(first, begin, stop), stop

    def _copies(self, table: pl.DataFrame, reach: Reach, first: Index, stop: Index) -> pl.DataFrame:
        counts = stop - first
        ends = np.cumsum(counts)
        moment = np.repeat(np.arange(len(counts)), counts)
        row = np.arange(len(moment)) + np.repeat(first - ends + counts, counts)
        columns = list(dict.fromkeys(("day", *reach.columns)))
        copies = pl.concat([self.moments.drop("owner")[moment], table.select(columns)[row]], how="horizontal")
        if self.moments[self.number].is_sorted():  # groups that are known to lie together are found at once
            copies = copies.with_columns(pl.col(self.number).set_sorted())
        return copies if self.time == "day" else as_known(copies, Each())


class _Line:
    """All rows of a table on one line of whole numbers, athlete after athlete, and where moments fall on it."""

    def __init__(self, row_owner: Index, row_time: Index, owner: Index) -> None:
        self._origin = row_time.min() - 1 if len(row_time) else 0
        self._span = int(row_time.max() - self._origin + 2) if len(row_time) else 1
        if len(owner) and (int(owner.max()) + 1) * self._span > LONGEST_LINE:
            raise ValueError("these are too many athletes at once: their times do not fit on one line of whole numbers")
        self._owner = owner.astype(np.int64) * self._span
        self._line = row_owner.astype(np.int64) * self._span + (row_time - self._origin)

    def begin(self) -> Index:
        """Where each owner's rows begin."""
        found: Index = np.searchsorted(self._line, self._owner)
        return found

    def at(self, time: Index, *, after: bool = False) -> Index:
        """The first row of each owner that is not before (or is after) this time."""
        place = self._owner + np.clip(time - self._origin, 0, self._span - 1)
        found: Index = np.searchsorted(self._line, place, side="right" if after else "left")
        return found


def _asof(rows: pl.DataFrame, time: str, table: pl.DataFrame, by: str) -> pl.DataFrame:
    """join_asof wants both sides in time order."""
    known = "start" if "start" in table.columns else "at"
    return rows.sort(time).join_asof(
        table.sort(known, maintain_order=True), left_on=time, right_on=known, by=by, check_sortedness=False
    )
