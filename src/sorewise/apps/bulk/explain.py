"""One row of a table, decided as `decide` decides a single case."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import polars as pl

from sorewise.apps.bulk.tables import opened, readable
from sorewise.engine.bulk.rows import MORNING, SENT
from sorewise.engine.bulk.typed import first_wrong
from sorewise.engine.decide import decide
from sorewise.engine.state import State, prepare
from sorewise.model.errors import InputError
from sorewise.model.intake import Desk, read_rows
from sorewise.text import bulk as said

if TYPE_CHECKING:
    from sorewise.apps.bulk.mornings import Wanted
    from sorewise.engine.book import Rulebook


def explained(source: Path, number: int, book: Rulebook, wanted: Wanted) -> dict[str, Any]:
    """The decision of row `number` (from 1) as plain data; of a morning of several rows, the whole of it.

    Raises InputError.
    """
    table = opened(source, book.facts, wanted.keep)
    with readable(source):
        rows = _rows_of(source, table, number)
    if (wrong := first_wrong(rows.lazy(), book.facts, nan_unknown=wanted.nan_unknown)) is not None:
        raise InputError(said.value_said(str(source), wrong.column, number, wrong.value, wrong.fact), given=number)
    return decide(book, state_of(rows, book, wanted.switched_on)).as_json()


def _rows_of(source: Path, table: pl.LazyFrame, number: int) -> pl.DataFrame:
    row = table.slice(number - 1, 1).collect() if number > 0 else pl.DataFrame()
    if not row.height:
        rows = table.select(pl.len()).collect().item()
        raise InputError(said.no_row(str(source), number, rows), given=number)
    if MORNING not in row.columns:
        return row
    return table.filter(pl.col(MORNING) == row[MORNING].item()).collect(engine="streaming")


def state_of(rows: pl.DataFrame, book: Rulebook, switched_on: tuple[str, ...] = ()) -> State:
    """The rows of one morning as the engine reads a case. A narrow number is read as the decimal it was made of."""
    narrow = [name for name, kind in rows.schema.items() if kind == pl.Float32]
    told = [
        {name: value for name, value in row.items() if value is not None and value == value}  # noqa: PLR0124 - not NaN
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
