"""A Spark table of mornings -> a Spark table of decisions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import polars as pl

from sorewise.engine.book import Rulebook
from sorewise.engine.bulk.reasons import Reasons
from sorewise.engine.bulk.rows import MORNING
from sorewise.engine.bulk.typed import CARRIED, mistakes
from sorewise.model.errors import InputError
from sorewise.spark.arrow import (
    Arrow,
    arrow_of,
    bucket_of,
    columns_of,
    frame_of,
    gathered,
    in_arrow,
    packed,
    schema_of,
)
from sorewise.spark.judging import Judging
from sorewise.text import bulk
from sorewise.text import spark as said
from sorewise.text.speech import tr

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

ROWS = 200_000
"""Rows that are judged at once: to set out costs about as much as to judge so many."""


def decide_mornings(
    table: DataFrame,
    book: Rulebook,
    *,
    reasons: Reasons = "all",
    switched_on: tuple[str, ...] = (),
    keep: Sequence[str] = (),
    nan_unknown: bool = False,
    buckets: int | None = None,
) -> DataFrame:
    """Decide every morning of a table; columns in and out are those of `decide_table`, words as strings.

    With the column `morning` the rows that share its value are the places of one morning, wherever they stand. They are
    brought together in so many `buckets`, one in the memory of a task at a time; without a number the rows are counted.

    Raises InputError that names every column that cannot be meant. A value that cannot be meant fails the job, with an
    InputError that names it.
    """
    given = columns_of(table)
    _refuse_columns(given, book, keep)
    carried = tuple(dict.fromkeys([*(name for name in CARRIED if name in given), *keep]))
    how = Judging(content=packed(book), reasons=reasons, switched_on=switched_on, keep=carried, nan_unknown=nan_unknown)
    schema = schema_of(how.plan(pl.LazyFrame(schema=given)).collect_schema(), table.schema)
    columns = in_arrow(schema, table)

    def each(batches: Iterator[Arrow]) -> Iterator[Arrow]:
        for frame in gathered(batches, ROWS):
            yield from arrow_of(how.decided(frame), columns).to_batches()

    def together(rows: Arrow) -> Arrow:
        frame = frame_of(rows)
        how.refuse_unlike(frame)
        return arrow_of(how.decided(frame), columns)

    if MORNING not in given:
        return table.mapInArrow(each, schema)
    buckets = buckets or 1 + table.count() // ROWS
    return table.groupBy(bucket_of(MORNING, buckets)).applyInArrow(together, schema)


def _refuse_columns(given: pl.Schema, book: Rulebook, keep: Sequence[str]) -> None:
    name = tr(said.MORNINGS)
    wrong = [
        bulk.column_said(name, one.kind, one.column, given=one.given, wanted=one.wanted, near=one.near)
        for one in mistakes(given, book.facts, keep)
    ]
    if wrong:
        raise InputError("\n".join(wrong), given=name)
