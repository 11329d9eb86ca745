"""People to fit a forecast to: a table with a row a person and day, or a folder of tables as `make-up` writes them."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import NamedTuple

import numpy as np
import polars as pl

from sorewise.apps.bulk.history import tables_of
from sorewise.apps.bulk.tables import readable, scanned
from sorewise.apps.here import here
from sorewise.model.errors import InputError
from sorewise.model.forecast import ANSWERS, Scale
from sorewise.text import forecast_fit as said
from sorewise.training.course import Course
from sorewise.training.forecast.series import series_of
from sorewise.training.forecast.state import Floats
from sorewise.training.now import Moment
from sorewise.training.tables import Frames
from sorewise.training.windows import Windows

MOST_DAYS = 4018
"""A table of more than eleven years has a day that is none."""
MOST_LOAD = 14_400.0
"""A whole day at RPE 10; more is a slip, and one of them would move what is usual for all."""
MOST_PERSONS = 2000
"""Of a folder the first so many: eight persons are nearly enough, and all of them are in memory at once."""


class People(NamedTuple):
    """`told` [P, D] answers counted from 0, NaN for none; `loads` [P, D] RPE x minutes, 0 on a day off.

    The first day is a `weekday`, 0 for a Monday. `trained` says whether any training is known.
    """

    told: Floats
    loads: Floats
    weekday: int

    @property
    def trained(self) -> bool:
        """Whether training can be among the inputs."""
        return bool((self.loads > 0).any())

    @property
    def reports(self) -> int:
        """How many answers there are."""
        return int((~np.isnan(self.told)).sum())

    @property
    def persons(self) -> int:
        """How many people answered at all."""
        return int((~np.isnan(self.told)).any(axis=1).sum())


def of_table(path: Path, scale: Scale) -> People:
    """Columns person, day, answer and perhaps load; of several answers of a day the last one counts.

    Raises InputError for another table.
    """
    with readable(path):
        table = scanned(path, {}, nan_unknown=True).collect()
    table = _checked(str(path), table, ANSWERS[scale] - 1)
    days = table.group_by("person", "day", maintain_order=True).agg(
        pl.col("answer").drop_nulls().last(), pl.col("load").sum().clip(upper_bound=MOST_LOAD)
    )
    known = days["day"].to_list()
    first, count = (min(known), (max(known) - min(known)).days + 1) if known else (date.min, 0)
    if not count or count > MOST_DAYS:
        wrong = said.too_long(str(path), MOST_DAYS) if count else said.too_little(str(path))
        raise InputError(wrong, given=str(path))
    rows = days["person"].rank("dense").to_numpy().astype(np.int64) - 1
    at = np.array([(day - first).days for day in known])
    told, loads = np.full((rows.max() + 1, count), np.nan), np.zeros((rows.max() + 1, count))
    told[rows, at] = days["answer"].fill_null(np.nan).to_numpy()
    loads[rows, at] = days["load"].to_numpy()
    return People(told, loads, first.weekday())


def _checked(path: str, table: pl.DataFrame, top: int) -> pl.DataFrame:
    """The four columns in their types, without rows that lack a person or a day. Raises InputError."""
    if missing := [name for name in ("person", "day", "answer") if name not in table.columns]:
        raise InputError(said.no_column(path, missing), given=path)
    if "load" not in table.columns:
        table = table.with_columns(load=pl.lit(0.0))
    if not table["day"].dtype.is_temporal():
        raise InputError(said.not_a_day(path), given=path)
    for name in ("answer", "load"):
        if not (table[name].dtype.is_numeric() or table[name].dtype == pl.Null):
            raise InputError(said.not_numbers(path, name), given=path)
    answer, load = pl.col("answer").cast(pl.Float64).fill_nan(None), pl.col("load").cast(pl.Float64).fill_nan(None)
    table = table.select(
        pl.col("person").cast(pl.String),
        pl.col("day").cast(pl.Date),
        answer=(answer + 0.5).floor(),
        load=pl.when(load.is_finite() & (load > 0)).then(load).otherwise(0.0),
    ).drop_nulls(("person", "day"))
    if table.filter(~pl.col("answer").is_between(0, top)).height:
        raise InputError(said.no_answer(path, top), given=path)
    return table


def of_folder(folder: Path, scale: Scale) -> People:
    """The tables of a history, looked at; of its athletes the first `MOST_PERSONS`. Raises InputError."""
    book = here().book()
    tables = next(tables_of(folder, book, MOST_PERSONS))
    windows, course = Windows.from_thresholds(book.numbers), Course.from_thresholds(book.numbers)
    found = series_of(tables, Moment.at(_last(tables)), course, windows, scale=scale)
    legs = [number for number, row in enumerate(found.rows) if row.region is None]
    return People(found.told[legs], found.loads[found.who[legs]], found.first_weekday)


def _last(tables: Frames) -> datetime:
    """The end of the last day that anything is known of."""
    ends = [day for table in (tables.nights, tables.check_ins) for day in _days(table)]
    return datetime.combine(max(ends, default=date.min), time(23, 59), UTC)


def _days(table: pl.DataFrame) -> list[date]:
    last = table["day" if "day" in table.columns else "at"].max()
    return [last.date() if isinstance(last, datetime) else last] if isinstance(last, date) else []
