"""The tables of many histories -> one table with every athlete on every day, in facts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

import polars as pl
from polars.io.plugins import register_io_source

from sorewise.apps.bulk.by_athlete import ByAthlete
from sorewise.apps.bulk.history_tables import KINDS, first
from sorewise.apps.bulk.whole import whole
from sorewise.apps.bulk.written import written_by_polars
from sorewise.engine.bulk.rows import kind_of
from sorewise.model.errors import InputError
from sorewise.text import bulk_history as said
from sorewise.training.every_day import every_day
from sorewise.training.tables import Frames
from sorewise.training.windows import Windows

if TYPE_CHECKING:
    from sorewise.engine.book import Rulebook

CHUNK = 50
"""Athletes in memory at a time: enough that the work is in their rows, and not in setting out."""
ROW_GROUP = 100_000
"""Rows that are written together."""
MOST = 2000
"""More than these are never in memory at once, whatever the chunk: as many as can be told from each other quickly."""


@dataclass(slots=True)
class Written:
    """How much was written: athletes, their mornings, and rows (a sore place each, or a morning without one)."""

    athletes: int = 0
    mornings: int = 0
    rows: int = 0


def write_history(
    folder: Path,
    out: Path,
    book: Rulebook,
    *,
    chunk: int = CHUNK,
    only_check_ins: bool = False,
    force: bool = False,
) -> Written:
    """Derive every fact for every athlete and day of the tables in `folder`, and write `out`, whole or not at all.

    No more than `chunk` athletes are in memory at a time. Raises InputError and OSError.
    """
    written = Written()
    frames = _frames(folder, book, chunk, written, only_check_ins=only_check_ins)
    with whole(out, force=force, made_of=_paths(folder).values()) as part, written_by_polars(part):
        begin = next(frames)
        register_io_source(lambda *_: chain([begin], frames), schema=begin.schema).sink_parquet(
            part, row_group_size=ROW_GROUP
        )
    return written


def _frames(
    folder: Path, book: Rulebook, chunk: int, written: Written, *, only_check_ins: bool
) -> Iterator[pl.DataFrame]:
    """The rows of some athletes after the other; at least one frame, which may be empty."""
    windows = Windows.from_thresholds(book.numbers)
    for tables in tables_of(folder, book, chunk):
        rows = every_day(tables, book.facts, only_check_ins=only_check_ins, windows=windows)
        rows = rows.with_columns(pl.col("morning") + written.mornings)
        written.athletes += tables.athletes.height
        written.mornings += rows["morning"].n_unique()
        written.rows += rows.height
        yield typed(rows, book)


def typed(rows: pl.DataFrame, book: Rulebook) -> pl.DataFrame:
    """The same with every sign of the safety page, and words in the types that judging wants."""
    signs = [name for name, fact in book.facts.items() if fact.page == "safety" and name not in rows.columns]
    return rows.with_columns(
        *(pl.lit(None, pl.Boolean).alias(name) for name in signs),
        *(
            pl.col(name).cast(kind_of(fact))
            for name, fact in book.facts.items()
            if name in rows.columns and fact.type == "word"
        ),
    )


def tables_of(folder: Path, book: Rulebook, chunk: int) -> Iterator[Frames]:
    """The tables of some athletes after the other, looked at; once at least. Raises InputError."""
    paths = _paths(folder)
    if not paths["athletes"].is_file():
        raise _no_athletes(folder)
    athletes, *others = (ByAthlete(path, book.facts) for path in paths.values() if path.is_file())
    empty = {name: pl.DataFrame(schema=KINDS[name].schema) for name in KINDS}
    chunk = min(chunk, MOST)
    some = athletes.take(chunk)
    while True:
        tables = empty | {"athletes": some}
        if some.height:
            tables |= {other.name: other.up_to(some["athlete"]) for other in others}
            for other in others:
                if other.name == "places":
                    _refuse_lost(str(paths["places"]), tables["places"], other.before, tables["check_ins"])
        yield Frames(**tables)
        some = athletes.take(chunk)
        if not some.height:
            break
    for other in others:
        other.end()


def _paths(folder: Path) -> dict[str, Path]:
    return {name: folder / f"{name}.parquet" for name in KINDS}


def _no_athletes(folder: Path) -> InputError:
    if folder.is_dir():
        return InputError(said.no_table(str(folder), "athletes.parquet"), given=str(folder))
    if folder.exists():
        return InputError(said.no_folder(str(folder)), given=str(folder))
    return InputError(str(folder), path=str(folder))


def _refuse_lost(table: str, places: pl.DataFrame, before: int, check_ins: pl.DataFrame) -> None:
    """Raise InputError for a place of a check-in that is not there: its time would be a guess."""
    known = check_ins.select("athlete", check_in="id", known=pl.lit(value=True))
    rows = places.join(known, on=("athlete", "check_in"), how="left", maintain_order="left")
    if (row := first(rows, pl.col("known").is_null())) is not None:
        raise InputError(said.no_check_in(table, before + row, rows["check_in"][row - 1]), given=table)
