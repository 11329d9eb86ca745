"""The table that a query reads: its name, what it may tell, and what it does not."""

from __future__ import annotations

from collections.abc import Collection

from sqlglot import exp, parse_one
from sqlglot.errors import SqlglotError

from sorewise.engine.book import Rulebook
from sorewise.engine.columns import plan_of
from sorewise.engine.sql.door import DAY, columns_read, read_twice, worked_out
from sorewise.engine.sql.rows import MORNING, SENT, missing


def table_named(name: str, dialect: str) -> exp.Table:
    """The name of a table and nothing else, as a dialect writes it. Raises ValueError."""
    try:
        found = parse_one(name, read=dialect, into=exp.Table)
    except SqlglotError as error:
        raise ValueError(name) from error
    if found.key != "table" or found.alias:  # two statements are read as a block
        raise ValueError(name)
    return found


def is_table(name: str, dialect: str) -> bool:
    """Whether a table can have that name in a dialect."""
    try:
        table_named(name, dialect)
    except ValueError:
        return False
    return True


def usual(book: Rulebook) -> tuple[str, ...]:
    """The columns of a table that tells every rule fact."""
    return (*plan_of(book).facts, SENT, MORNING)


def readable(book: Rulebook) -> tuple[str, ...]:
    """Every column that a table may have: these, and the numbers that facts can be worked out of."""
    made = columns_read({**read_twice(book, book.facts), **worked_out(book, {*book.facts, DAY})})
    return tuple(dict.fromkeys([*usual(book), *sorted(made)]))


def unknown(book: Rulebook, columns: Collection[str]) -> list[str]:
    """The facts that matter and that a table with these columns does not tell, nor others that they follow from."""
    return missing(plan_of(book), {*columns, *worked_out(book, columns)})
