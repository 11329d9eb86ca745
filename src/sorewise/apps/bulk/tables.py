"""Tables from files: Parquet, CSV or Arrow, looked at before they are judged."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import polars as pl
from polars.exceptions import PolarsError

from sorewise.engine.bulk.reasons import Reasons
from sorewise.engine.bulk.rows import SENT
from sorewise.engine.bulk.typed import first_wrong, mistakes
from sorewise.model.errors import InputError
from sorewise.text import bulk as said

if TYPE_CHECKING:
    from sorewise.model.facts import Fact


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """How a table is read and judged, and what is handed out with it."""

    reasons: Reasons = "all"
    switched_on: tuple[str, ...] = ()
    keep: tuple[str, ...] = ()
    nan_unknown: bool = False


ARROW = (".arrow", ".feather", ".ipc")
TYPES = {"bool": pl.Boolean, "number": pl.Float64, "integer": pl.Float64}
NOTHING = ["", "NA", "null", "NULL", "None"]
"""How programs write in a CSV that something is not known."""
NAN = ["NaN", "nan"]


def scanned(path: Path, facts: Mapping[str, Fact], *, nan_unknown: bool) -> pl.LazyFrame:
    """The table of a file; in a CSV each column has the type of its fact. Raises InputError for another file."""
    if not path.is_file():
        raise InputError(said.is_folder(str(path)) if path.is_dir() else said.no_file(str(path)), given=str(path))
    if path.stat().st_size == 0:
        raise InputError(said.empty(str(path)), given=str(path))
    if path.suffix == ".csv":
        types = {name: TYPES.get(fact.type, pl.String) for name, fact in facts.items()} | {SENT: pl.Boolean}
        nothing = NOTHING + (NAN if nan_unknown else [])
        return pl.scan_csv(path, schema_overrides=types, try_parse_dates=True, null_values=nothing)
    if path.suffix == ".parquet":
        return pl.scan_parquet(path)
    if path.suffix in ARROW:
        return pl.scan_ipc(path)
    raise InputError(said.which_format(str(path)), given=str(path))


@contextmanager
def readable(path: Path) -> Iterator[None]:
    """Say it in one sentence where a file turns out to be damaged while it is read."""
    try:
        yield
    except PolarsError as error:
        raise InputError(said.unreadable(str(path), str(error).splitlines()[0]), given=str(path)) from error


def opened(path: Path, facts: Mapping[str, Fact], wanted: Wanted) -> pl.LazyFrame:
    """The table of a file, its columns looked at. Raises InputError that names every mistake."""
    with readable(path):
        table = scanned(path, facts, nan_unknown=wanted.nan_unknown)
        schema = table.collect_schema()
    if path.suffix == ".csv" and len(schema) == 1:
        raise InputError(said.one_column(str(path)), given=str(path))
    found = list(mistakes(schema, facts, wanted.keep))
    missing = [one.column for one in found if one.kind == "missing"]
    wrong = [said.missing(str(path), missing)] if missing else []
    wrong += [
        said.column_said(str(path), one.kind, one.column, given=one.given, wanted=one.wanted, near=one.near)
        for one in found
        if one.kind != "missing"
    ]
    if wrong:
        raise InputError("\n".join(wrong), given=str(path))
    return table


def refuse_wrong(path: Path, table: pl.LazyFrame, facts: Mapping[str, Fact], *, nan_unknown: bool) -> None:
    """Raise InputError that names the first value that cannot be meant."""
    found = first_wrong(table, facts, nan_unknown=nan_unknown)
    if found is not None:
        raise InputError(said.value_said(str(path), found.column, found.row, found.value, found.fact), given=str(path))
