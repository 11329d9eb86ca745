"""A table in a file, read once from its beginning to its end, some athletes at a time."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import polars as pl
import polars.selectors as cs

from sorewise.apps.bulk.history_tables import columns_of, first, refuse_twice, refuse_values, widely
from sorewise.apps.bulk.tables import readable
from sorewise.model.errors import InputError
from sorewise.text import bulk_history as said

if TYPE_CHECKING:
    from sorewise.model.facts import Fact

BATCH = 20_000
"""Rows that are read at once."""


class ByAthlete:
    """The rows of a table sorted by athlete; no more of them are in memory than are asked for, and a batch.

    `before` is how many rows come before those that were last taken.
    """

    def __init__(self, path: Path, facts: Mapping[str, Fact]) -> None:
        """Look at the columns. Raises InputError."""
        self.name = path.stem
        self.before = 0
        self._path, self._facts = path, facts
        with readable(path):
            table = pl.scan_parquet(path)
            columns = columns_of(self.name, str(path), table.collect_schema(), facts)
            chosen = table.select(_seen(name, kind) for name, kind in columns.items())
            self._table = chosen.with_columns(cs.float().fill_nan(None))
        self._ahead = pl.DataFrame(schema=columns)
        self._taken = 0

    def take(self, count: int) -> pl.DataFrame:
        """The rows of the next athletes, so many of them; fewer at the end. Raises InputError."""
        while self._ahead["athlete"].n_unique() <= count and self._read():
            pass
        athletes = self._ahead["athlete"].unique(maintain_order=True).head(count)
        return self._cut(athletes[-1]) if len(athletes) else self._ahead

    def up_to(self, athletes: pl.Series) -> pl.DataFrame:
        """The rows up to the last of these athletes. Raises InputError for a row of somebody else."""
        last = athletes[-1]
        while (not self._ahead.height or self._ahead["athlete"][-1] <= last) and self._read():
            pass
        rows = self._cut(last)
        self._refuse_strangers(rows, self.before, athletes)
        return rows

    def end(self) -> None:
        """Raise InputError if rows are left: they belong to nobody."""
        if self._ahead.height or self._read():
            self._refuse_strangers(self._ahead, self._taken, pl.Series(dtype=pl.String))

    def _cut(self, last: str) -> pl.DataFrame:
        stop = self._ahead["athlete"].search_sorted(last, side="right")
        rows, self._ahead = self._ahead[:stop], self._ahead[stop:]
        self.before, self._taken = self._taken, self._taken + rows.height
        refuse_twice(self.name, str(self._path), rows, self.before)
        return rows

    def _read(self) -> bool:
        """Read one batch more; whether there was one."""
        read = self._taken + self._ahead.height
        with readable(self._path):  # slice by slice: a stream would read far ahead of what is asked for
            batch = self._table.slice(read, BATCH).collect()
        if not batch.height:
            return False
        refuse_values(self.name, str(self._path), batch, read, self._facts)
        self._refuse_unsorted(batch, read)
        self._ahead = pl.concat([self._ahead, batch.cast(self._ahead.schema)])
        return True

    def _refuse_unsorted(self, batch: pl.DataFrame, read: int) -> None:
        before = pl.col("athlete").shift(fill_value=self._ahead["athlete"][-1] if self._ahead.height else "")
        if (row := first(batch, pl.col("athlete") < before)) is not None:
            given, last = batch["athlete"][row - 1], batch.select(before)["athlete"][row - 1]
            raise InputError(said.unsorted(str(self._path), read + row, given, last), given=str(self._path))

    def _refuse_strangers(self, rows: pl.DataFrame, before: int, athletes: pl.Series) -> None:
        if (row := first(rows, ~pl.col("athlete").is_in(athletes.implode()))) is not None:
            table = str(self._path)
            raise InputError(said.no_athlete(table, before + row, rows["athlete"][row - 1]), given=table)


def _seen(name: str, kind: Any) -> pl.Expr:
    """A column wide enough to look at any number; a moment beyond every calendar is none."""
    return pl.col(name).cast(widely(kind), strict=not isinstance(kind, pl.Datetime))
