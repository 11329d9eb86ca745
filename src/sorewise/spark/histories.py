"""Spark tables of histories -> a Spark table of every athlete on every day, as facts or decided."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import reduce
from typing import TYPE_CHECKING

import polars as pl
from pyspark.sql import functions as F  # noqa: N812 - as everybody calls it

from sorewise.apps.bulk.history_tables import KINDS, columns_of
from sorewise.engine.book import Rulebook
from sorewise.engine.bulk.reasons import Reasons
from sorewise.engine.bulk.typed import CARRIED
from sorewise.model.errors import InputError
from sorewise.spark import arrow
from sorewise.spark.deriving import Deriving
from sorewise.spark.judging import Judging
from sorewise.text import bulk_history as said

if TYPE_CHECKING:
    from collections.abc import Callable

    from pyspark.sql import DataFrame

ATHLETES = 100
"""Athletes of a bucket: enough that the work is in their rows, few enough for the memory of one task."""
Tables = Mapping[str, "DataFrame"]


def derive_histories(
    tables: Tables, book: Rulebook, *, only_check_ins: bool = False, buckets: int | None = None
) -> DataFrame:
    """Every fact of every athlete and day; columns are those of `training.every_day`, words as strings.

    `tables` are `athletes` and any of `sessions`, `nights`, `check_ins`, `places` and `plan`, with the columns of
    docs/explanation/history-tables.md, in any order. The athletes are cut into so many `buckets` of whole ones, each in
    the memory of a task at a time; without a number they are counted. `morning` is a number of its own for each.
    `only_check_ins` leaves out the days on which nobody checked in.

    Raises InputError that names every column that cannot be meant. A value that cannot be meant fails the job, with an
    InputError that names it.
    """
    how = _deriving(tables, book, only_check_ins=only_check_ins)
    return _by_bucket(tables, how, buckets, lambda rows: rows)


def decide_histories(
    tables: Tables,
    book: Rulebook,
    *,
    reasons: Reasons = "all",
    switched_on: tuple[str, ...] = (),
    keep: Sequence[str] = (),
    only_check_ins: bool = False,
    buckets: int | None = None,
) -> DataFrame:
    """The verdict of every athlete and day: the same, decided at once, so that no fact has to be stored or sent.

    Columns are those of `decide_table`. `keep` may name facts that are to be handed out, too. Raises InputError.
    """
    how = _deriving(tables, book, only_check_ins=only_check_ins)
    judging = Judging(
        content=how.content, reasons=reasons, switched_on=switched_on, keep=tuple(dict.fromkeys([*CARRIED, *keep]))
    )
    return _by_bucket(tables, how, buckets, judging.decided)


def _deriving(tables: Tables, book: Rulebook, *, only_check_ins: bool) -> Deriving:
    """How these tables are read. Raises InputError."""
    if "athletes" not in tables:
        raise InputError(said.no_table("tables", "athletes"), given="athletes")
    given = {name: arrow.columns_of(table) for name, table in tables.items()}
    read = {name: columns_of(name, name, given[name], book.facts) for name in KINDS if name in given}
    return Deriving(content=arrow.packed(book), read=read, only_check_ins=only_check_ins)


def _by_bucket(
    tables: Tables, how: Deriving, buckets: int | None, judged: Callable[[pl.DataFrame], pl.DataFrame]
) -> DataFrame:
    """Bring the tables of some whole athletes together, bucket by bucket, and derive and judge their days."""
    empty = {name: pl.DataFrame(schema=columns) for name, columns in how.read.items()}
    schema = arrow.schema_of(judged(how.derived(empty)).schema)
    athletes = tables["athletes"]
    columns = arrow.in_arrow(schema, athletes)

    def days(key: arrow.Arrow, rows: arrow.Arrow) -> arrow.Arrow:
        together = arrow.frame_of(rows)
        mine = {name: together.select(name).filter(pl.col(name).is_not_null()).unnest(name) for name in how.read}
        return arrow.arrow_of(judged(how.derived(mine, key[0].as_py())), columns)

    buckets = buckets or 1 + athletes.count() // ATHLETES
    return _beside(tables, how).groupBy(arrow.bucket_of("athlete", buckets)).applyInArrow(days, schema)


def _beside(tables: Tables, how: Deriving) -> DataFrame:
    """All rows under one another: `athlete`, and beside it a column a table, in which the rows of that table stand."""
    each = [tables[name].select("athlete", F.struct(*read).alias(name)) for name, read in how.read.items()]
    return reduce(lambda above, below: above.unionByName(below, allowMissingColumns=True), each)
