"""`rules sql`: the rulebook as one SELECT for a warehouse."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from importlib.util import find_spec
from pathlib import Path
from typing import Annotated, Literal

from cyclopts import Parameter

from sorewise.apps.here import here
from sorewise.apps.out import complain, say_line
from sorewise.apps.who import groups
from sorewise.model.errors import InputError
from sorewise.text import commands
from sorewise.text import sql as said
from sorewise.text.page import Line
from sorewise.text.speech import tr

Dialect = Annotated[
    Literal["duckdb", "postgres", "spark", "bigquery", "snowflake", "sqlite"], Parameter(help="Whose SQL it is to be.")
]
Table = Annotated[str, Parameter(help="The table of mornings, as you write it after FROM.")]
Columns = Annotated[
    str | None,
    Parameter(help="The columns of the table: a,b,c, a file of names, or a Parquet file; without, every rule fact."),
]
Reasons = Annotated[bool, Parameter("--reasons", negative="--no-reasons", help="With the rules that fired and held.")]
Private = Annotated[
    tuple[str, ...],
    Parameter("--private", consume_multiple=True, negative=(), help="Private groups that were asked about."),
]
WIDE = 100


def sql(
    *,
    dialect: Dialect,
    table: Table = "mornings",
    columns: Columns = None,
    reasons: Reasons = True,
    private: Private = (),
) -> None:
    """Write the rulebook as one SELECT over a table of mornings."""
    if find_spec("sqlglot") is None:
        raise InputError(tr(said.NOT_INSTALLED))
    from sorewise.engine.sql import SENT, WORD, is_table, readable, select, unknown, usual

    book = here().chosen_book()
    if strange := [group for group in private if group not in groups(book)]:
        raise InputError(commands.no_group(strange[0], groups(book)), given=strange[0])
    if not is_table(table, dialect):
        raise InputError(tr(said.NO_TABLE, table=table, dialect=dialect), given=table)
    known = readable(book)
    there = usual(book) if columns is None else _named(columns)
    asked, by_morning = private, "morning" in there
    query = select(book, dialect, there, table=table, reasons=reasons, by_morning=by_morning, switched_on=asked)
    near = {name: (get_close_matches(name, known, n=1) or [""])[0] for name in there if name not in known}
    warnings = [*said.lacks(unknown(book, there), sent=SENT in there), *said.strangers(near)]
    _comment([*said.head(book.version, dialect, table), *(said.one_morning() if by_morning else ())])
    _comment([*(said.bits(WORD) if reasons else ()), *warnings])
    say_line(query)
    for line in warnings:
        complain(line.text)


def _named(columns: str) -> Sequence[str]:
    """The names of columns, from a Parquet file, a file of names or a list. Raises InputError."""
    if columns.endswith(".parquet"):
        return _of_parquet(Path(columns))
    try:
        text = Path(columns).read_text(encoding="utf-8", errors="replace")
    except OSError:  # no file, so a list
        text = columns
    names = re.split(r"[\s,;]+", text.strip(" \n,;"))
    for name in names:
        if not name.isidentifier():
            shown = textwrap.shorten(
                "".join(one if one.isprintable() else "?" for one in name), WIDE, placeholder="..."
            )
            raise InputError(tr(said.NO_COLUMN, column=shown), given=shown)
    return list(dict.fromkeys(names))


def _of_parquet(path: Path) -> Sequence[str]:
    """The names of the columns of a Parquet file; only its end is read. Raises InputError."""
    import polars as pl

    from sorewise.apps.bulk.tables import readable

    if not path.is_file():
        raise InputError(str(path), path=str(path))
    with readable(path):
        return pl.scan_parquet(path).collect_schema().names()


def _comment(lines: Iterable[Line]) -> None:
    for line in lines:
        for part in textwrap.wrap(line.text, WIDE):
            say_line(f"-- {part}")
