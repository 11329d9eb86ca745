"""What an executor does with histories: the tables of some whole athletes in, every fact of each of their days out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import polars as pl
import polars.selectors as cs

from sorewise.apps.bulk.history import typed
from sorewise.apps.bulk.history_tables import KINDS, refuse_twice, refuse_values, widely
from sorewise.engine.bulk.rows import MORNING
from sorewise.model.errors import InputError
from sorewise.spark.arrow import unpacked
from sorewise.text import bulk_history
from sorewise.text import spark as said
from sorewise.training.every_day import every_day
from sorewise.training.tables import Frames, Schema
from sorewise.training.windows import Windows

if TYPE_CHECKING:
    from sorewise.engine.book import Rulebook

ORDER = ("athlete", "start", "day", "at", "check_in", "id", "source", "region", "side")
"""Rows come in any order; they are put into this one, as far as a table has these columns."""
BUCKET_BITS = 32
"""Mornings are numbered within their bucket, whose number stands above these bits."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Deriving:
    """How days are derived, and the columns that each table is read by; it travels to the executors."""

    content: bytes
    read: dict[str, Schema]
    only_check_ins: bool = False

    @property
    def book(self) -> Rulebook:
        """The rulebook."""
        return unpacked(self.content)

    def derived(self, given: dict[str, pl.DataFrame], bucket: int = 0) -> pl.DataFrame:
        """Every day of these athletes; `morning` is a number of its own in all buckets. Raises InputError."""
        tables = {name: self._looked_at(name, frame) for name, frame in given.items()}
        empty = {name: pl.DataFrame(schema=kind.schema) for name, kind in KINDS.items()}
        _refuse_lone(tables)
        rows = every_day(
            Frames(**(empty | tables)),
            self.book.facts,
            only_check_ins=self.only_check_ins,
            windows=Windows.from_thresholds(self.book.numbers),
        )
        number = pl.col(MORNING).cast(pl.Int64) + (bucket << BUCKET_BITS)
        return typed(rows.with_columns(number), self.book)

    def _looked_at(self, name: str, given: pl.DataFrame) -> pl.DataFrame:
        """One table as it is read, in order. Raises InputError for a value that cannot be meant."""
        wanted = self.read[name].items()
        read = given.select(
            pl.col(column).cast(widely(kind), strict=not isinstance(kind, pl.Datetime)) for column, kind in wanted
        )
        rows = read.with_columns(cs.float().fill_nan(None)).sort(name for name in ORDER if name in read.columns)
        try:
            self._refuse(name, name, rows)
        except InputError:  # which is said again with whose it is: a row has no number here
            for own in rows.partition_by("athlete", maintain_order=True):
                self._refuse(name, said.of_athlete(name, own["athlete"][0]), own)
            raise
        return rows.cast(dict(wanted))

    def _refuse(self, name: str, table: str, rows: pl.DataFrame) -> None:
        refuse_values(name, table, rows, 0, self.book.facts)
        refuse_twice(name, table, rows, 0)


def _refuse_lone(tables: dict[str, pl.DataFrame]) -> None:
    """Raise InputError for a row of nobody, and for a place of a check-in that is not there."""
    for name, rows in tables.items():
        lone = rows.join(tables["athletes"], on="athlete", how="anti")
        if lone.height:
            athlete = lone["athlete"][0]
            raise InputError(bulk_history.no_athlete(said.of_athlete(name, athlete), 1, athlete), given=name)
    if "places" in tables and tables["places"].height:
        check_ins = tables.get("check_ins", pl.DataFrame(schema=KINDS["check_ins"].schema))
        known = check_ins.select("athlete", check_in="id")
        lone = tables["places"].join(known, on=("athlete", "check_in"), how="anti", maintain_order="left")
        if lone.height:
            table = said.of_athlete("places", lone["athlete"][0])
            raise InputError(bulk_history.no_check_in(table, 1, lone["check_in"][0]), given="places")
