"""Between Spark's tables, Arrow's and Polars': types that all three know, and the rulebook on its way."""

from __future__ import annotations

import pickle
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import lru_cache
from typing import Any

import polars as pl
from pyspark.sql import Column, DataFrame
from pyspark.sql import functions as F  # noqa: N812 - as everybody calls it
from pyspark.sql.types import (
    BooleanType,
    DataType,
    DateType,
    DoubleType,
    LongType,
    StringType,
    StructField,
    StructType,
    TimestampType,
)

from sorewise.engine.book import Rulebook

Arrow = Any
"""PyArrow has no types for a checker."""
KINDS: Mapping[Any, DataType] = {
    pl.Boolean: BooleanType(),
    pl.Date: DateType(),
    pl.Datetime: TimestampType(),
    pl.Int64: LongType(),
}
"""Spark knows neither unsigned integers nor enums: words are strings, every other number a double."""


def packed(book: Rulebook) -> bytes:
    """The rulebook as it travels, without what was worked out of it."""
    return pickle.dumps(replace(book))


@lru_cache(maxsize=4)
def unpacked(content: bytes) -> Rulebook:
    """The same on an executor, once a process."""
    book: Rulebook = pickle.loads(content)  # noqa: S301 - packed above, by the driver of the same job
    return book


def columns_of(table: DataFrame) -> pl.Schema:
    """The columns of a Spark table as Polars will read them."""
    return frame_of(table.limit(0).toArrow()).schema


def schema_of(columns: Mapping[str, pl.DataType], given: StructType | None = None) -> StructType:
    """The columns of a Polars table as Spark will read them; those that were given keep their type."""
    kept = {field.name: field for field in given.fields} if given is not None else {}
    return StructType([kept.get(name) or StructField(name, _kind(dtype)) for name, dtype in columns.items()])


def _kind(dtype: pl.DataType) -> DataType:
    if isinstance(dtype, pl.String | pl.Enum | pl.Categorical):
        return StringType()
    return KINDS.get(type(dtype), DoubleType())


def in_arrow(schema: StructType, like: DataFrame) -> Arrow:
    """The columns of a Spark table in Arrow, as a function on its executors has to hand them over."""
    return like.sparkSession.createDataFrame([], schema).toArrow().schema


def frame_of(batches: Arrow) -> pl.DataFrame:
    """An Arrow table, or its batches, as Polars reads it."""
    frame = pl.from_arrow(batches)
    if not isinstance(frame, pl.DataFrame):
        raise TypeError("a table was expected, not one column")
    return frame


def arrow_of(frame: pl.DataFrame, columns: Arrow) -> Arrow:
    """A Polars table in Arrow, with columns of these types."""
    words = [name for name, kind in frame.schema.items() if isinstance(kind, pl.Enum | pl.Categorical)]
    return frame.with_columns(pl.col(words).cast(pl.String)).to_arrow().cast(columns)


def gathered(batches: Iterable[Arrow], rows: int) -> Iterator[pl.DataFrame]:
    """Small batches put together to frames of so many rows or more, the last one excepted."""
    waiting: list[Arrow] = []
    for batch in batches:
        waiting.append(batch)
        if sum(one.num_rows for one in waiting) >= rows:
            yield frame_of(waiting)
            waiting = []
    if waiting:
        yield frame_of(waiting)


def bucket_of(name: str, buckets: int) -> Column:
    """The bucket of a row: rows with the same value share one."""
    return F.pmod(F.xxhash64(name), F.lit(buckets))
