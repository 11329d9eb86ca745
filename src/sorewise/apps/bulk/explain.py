"""One row of a table, decided as `decide` decides a single case."""

from __future__ import annotations

from datetime import date
from math import isnan
from pathlib import Path
from typing import TYPE_CHECKING

import polars as pl

from sorewise.apps.bulk.mornings import of_body, refuse_apart
from sorewise.apps.bulk.tables import Wanted, opened, readable
from sorewise.engine.bulk.rows import MORNING, SENT
from sorewise.engine.bulk.typed import first_wrong
from sorewise.engine.state import State, prepare
from sorewise.model.errors import InputError
from sorewise.model.intake import Desk, read_rows
from sorewise.text import bulk as said

if TYPE_CHECKING:
    from sorewise.engine.book import Rulebook

ROW = "row__"
"""The number of a row, from 0."""


def explained(source: Path, number: int, book: Rulebook, wanted: Wanted) -> State:
    """The case of row `number` (from 1), ready to be judged; of a morning of several rows, the whole of it.

    Raises InputError.
    """
    table = opened(source, book.facts, wanted)
    with readable(source):
        rows = _rows_of(source, table, number, book)
    if (wrong := first_wrong(rows.lazy(), book.facts, nan_unknown=wanted.nan_unknown)) is not None:
        raise InputError(said.value_said(str(source), wrong.column, number, wrong.value, wrong.fact), given=number)
    return state_of(rows, book, wanted.switched_on)


def _rows_of(source: Path, table: pl.LazyFrame, number: int, book: Rulebook) -> pl.DataFrame:
    """The rows of one morning. Raises InputError where they are apart or unlike, as for the whole table."""
    count = table.select(pl.len()).collect().item()
    if not 1 <= number <= count:
        raise InputError(said.no_row(str(source), number, count), given=number)
    row = table.slice(number - 1, 1).collect()
    if MORNING not in row.columns:
        return row
    if row[MORNING].item() is None:
        raise InputError(said.no_morning(str(source), number), given=number)
    same = table.with_row_index(ROW).filter(pl.col(MORNING) == row[MORNING].item()).collect(engine="streaming")
    first, apart = same[ROW][0], same.filter(pl.col(ROW).diff() > 1)
    if apart.height:
        raise InputError(said.unordered(str(source), apart[ROW][0] + 1), given=number)
    refuse_apart(source, same, first, [name for name in row.columns if of_body(name, book)])
    return same.drop(ROW)


def state_of(rows: pl.DataFrame, book: Rulebook, switched_on: tuple[str, ...] = ()) -> State:
    """The rows of one morning as the engine reads a case. A narrow number is read as the decimal it was made of."""
    narrow = [name for name, kind in rows.schema.items() if kind == pl.Float32]
    told = [
        {name: value for name, value in row.items() if value is not None and not _is_nan(value)}
        for row in rows.with_columns(pl.col(narrow).cast(pl.String).cast(pl.Float64)).iter_rows(named=True)
    ]
    day = told[0].get("day")
    case = read_rows(
        told,
        Desk(book.facts, book.region_of_key, book.number),
        safety_sent=bool(told[0].get(SENT)),
        today=day if isinstance(day, date) else None,
        switched_on=switched_on,
    )
    return prepare(book, case)


def _is_nan(value: object) -> bool:
    return isinstance(value, float) and isnan(value)
