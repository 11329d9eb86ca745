"""A table of mornings in a file -> a table of decisions in a file."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import polars as pl
from polars.io.plugins import register_io_source

from sorewise.apps.bulk.tables import Wanted, opened, readable, refuse_wrong
from sorewise.apps.bulk.whole import whole
from sorewise.apps.bulk.written import written_by_polars
from sorewise.engine.bulk import decide_table
from sorewise.engine.bulk.rows import MORNING, PHASE, SENT
from sorewise.engine.bulk.typed import CARRIED, WRONG, typed
from sorewise.model.errors import InputError
from sorewise.text import bulk as said

if TYPE_CHECKING:
    from sorewise.engine.book import Rulebook

BATCH = 250_000
"""Rows of a table with several places a morning that are judged at once: as many as keep the memory small."""
ONCE = ("athlete", "day")
"""A table without the column `morning` has each of these pairs once, a phase."""


def decide_file(source: Path, out: Path, book: Rulebook, wanted: Wanted, *, force: bool = False) -> None:
    """Judge the mornings of `source` and write `out`, whole or not at all. Raises InputError and OSError."""
    table = opened(source, book.facts, wanted)
    columns = table.collect_schema().names()
    kept = [*(name for name in CARRIED if name in columns), *wanted.keep]
    keep = tuple(name for name in dict.fromkeys(kept) if name != MORNING)  # that one is handed out as it is
    ready = typed(table, book.facts, nan_unknown=wanted.nan_unknown)

    def decided(frame: pl.LazyFrame, *also: str) -> pl.LazyFrame:
        return decide_table(frame, book, reasons=wanted.reasons, switched_on=wanted.switched_on, keep=(*keep, *also))

    def refuse() -> None:
        refuse_wrong(source, table, book.facts, nan_unknown=wanted.nan_unknown)

    if MORNING in columns:
        batches = together(source, ready, [name for name in columns if of_body(name, book)])
        found = _streamed(_by_batches(batches, decided, refuse), decided(ready))
    else:
        refuse_twice(source, table)
        # A verdict on what cannot be meant is none; that one is missing is seen at the end, in a single small column.
        found = decided(ready, WRONG).with_columns(activity=pl.when(~pl.col(WRONG)).then("activity")).drop(WRONG)
    with whole(out, force=force, made_of=[source]) as part:
        with readable(source), written_by_polars(part):
            found.sink_parquet(part)
        if pl.scan_parquet(part).select(pl.col("activity").null_count()).collect().item():
            refuse()


def _by_batches(
    batches: Iterator[pl.DataFrame], decided: Callable[[pl.LazyFrame], pl.LazyFrame], refuse: Callable[[], None]
) -> Iterator[pl.DataFrame]:
    """Decide batches of whole mornings one after the other."""
    for batch in batches:
        if batch[WRONG].any():
            refuse()
        yield decided(batch.lazy()).collect()


def _streamed(frames: Iterator[pl.DataFrame], like: pl.LazyFrame) -> pl.LazyFrame:
    """Frames that come one after the other as one table; `like` has its columns."""

    def source(
        columns: list[str] | None, predicate: pl.Expr | None, _rows: int | None, _size: int | None
    ) -> Iterator[pl.DataFrame]:
        for frame in frames:
            chosen = frame if columns is None else frame.select(columns)
            yield chosen if predicate is None else chosen.filter(predicate)

    return register_io_source(source, schema=like.collect_schema())


def whole_mornings(source: Path, book: Rulebook) -> Iterator[pl.DataFrame]:
    """The mornings of a file in batches, ready to be judged. Raises InputError."""
    table = opened(source, book.facts, Wanted())
    refuse_wrong(source, table, book.facts, nan_unknown=False)
    columns = table.collect_schema().names()
    ready = typed(table, book.facts).drop(WRONG)
    if MORNING in columns:
        yield from together(source, ready, [name for name in columns if of_body(name, book)])
    else:
        yield from ready.collect_batches(chunk_size=BATCH)


def of_body(column: str, book: Rulebook) -> bool:
    """Whether a column says the same in every row of a morning: whose it is, when, and what is of no place."""
    return column in {*CARRIED, SENT} or (column in book.facts and book.facts[column].scope == "morning")


def together(path: Path, table: pl.LazyFrame, shared: Sequence[str]) -> Iterator[pl.DataFrame]:
    """The table in batches of whole mornings. Raises InputError where the rows of a morning are apart or unlike."""
    left: pl.DataFrame | None = None
    before = 0
    for batch in table.collect_batches(chunk_size=BATCH):
        rows = batch if left is None else pl.concat([left, batch])
        refuse_apart(path, rows, before, shared)
        last = rows[MORNING][-1]
        whole_ones = rows.filter(pl.col(MORNING) != last)
        if whole_ones.height:
            yield whole_ones
        left = rows.filter(pl.col(MORNING) == last)
        before += whole_ones.height
    if left is not None and left.height:
        yield left


def refuse_apart(path: Path, rows: pl.DataFrame, before: int, shared: Sequence[str]) -> None:
    """Raise InputError for the first row, counted from 1 after `before` others, that does not fit to the one above."""
    morning = pl.col(MORNING)
    empty = morning.is_null() | (morning.is_nan() if rows[MORNING].dtype.is_float() else False)
    if (row := _first(rows, empty)) is not None:
        raise InputError(said.no_morning(str(path), before + row), given=str(path))
    if (row := _first(rows, morning < morning.shift())) is not None:
        raise InputError(said.unordered(str(path), before + row), given=str(path))
    same = morning == morning.shift()
    for name in shared:
        if (row := _first(rows, same & pl.col(name).ne_missing(pl.col(name).shift()))) is not None:
            raise InputError(said.unlike(str(path), before + row, name), given=str(path))


def refuse_twice(path: Path, table: pl.LazyFrame) -> None:
    """Raise InputError where two neighbouring rows are of the same athlete, day and phase."""
    columns = [name for name in (*ONCE, PHASE) if name in table.collect_schema()]
    if set(ONCE) <= set(columns):
        same = pl.all_horizontal(pl.col(name).eq_missing(pl.col(name).shift()) for name in columns)
        known = pl.all_horizontal(pl.col(name).is_not_null() for name in ONCE)
        with readable(path):
            row = _first(table.select(columns), same & known)
        if row is not None:
            raise InputError(said.twice(str(path), row), given=str(path))


def _first(rows: pl.DataFrame | pl.LazyFrame, wrong: pl.Expr) -> int | None:
    """The first row, from 1, for which it is so."""
    at: int | None = (
        rows.lazy().select(pl.arg_where(wrong.fill_null(value=False)).min()).collect(engine="streaming").item()
    )
    return None if at is None else at + 1


def counted(out: Path) -> tuple[int, dict[tuple[str, str], int]]:
    """How many decisions a file holds, and how many of each verdict, the mildest first."""
    verdicts = pl.scan_parquet(out).group_by("activity", "referral").len().sort("referral", "activity").collect()
    found = {(activity, referral): count for activity, referral, count in verdicts.rows()}
    return sum(found.values()), found
