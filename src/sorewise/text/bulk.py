"""What is said of tables: what cannot be meant in them, and what was judged."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sorewise.model.facts import Fact
from sorewise.text.errors import wanted_said
from sorewise.text.page import Line
from sorewise.text.speech import mark, number, tr, trn
from sorewise.text.words import BRIEF

COLUMNS = {
    "missing": mark(
        '{table}: the column "{column}" is missing. Nobody is taken to have answered what is not there; '
        "add it, empty where it is unknown."
    ),
    "stranger": mark('{table}: "{column}" is no fact of the rulebook. To carry it over, name it with --keep.'),
    "near": mark(
        '{table}: "{column}" is no fact of the rulebook; did you mean "{near}"? To carry it over, name it with --keep.'
    ),
    "short_form": mark(
        '{table}: "{column}" is a short form that only a single case may have. '
        "Give the facts that it stands for a column each."
    ),
    "taken": mark('{table}: "{column}" cannot be carried over: what is handed out is called so. Rename it first.'),
    "type": mark('{table}: the column "{column}" is of the type {given}; it has to be {wanted}.'),
}
"""One sentence a kind of mistake about a column."""
WANTED = {
    "yes/no": mark("yes or no (Boolean)"),
    "word": mark("words (String)"),
    "number": mark("numbers"),
    "date": mark("dates"),
}


def column_said(table: str, kind: str, column: str, *, given: str = "", wanted: str = "", near: str = "") -> str:
    """What is wrong with a column."""
    message = COLUMNS["near" if kind == "stranger" and near else kind]
    return tr(message, table=table, column=column, given=given, near=near, wanted=tr(WANTED[wanted]) if wanted else "")


def value_said(table: str, column: str, row: int, value: object, fact: Fact | None) -> str:
    """A value that cannot be meant, with its row."""
    return tr(
        '{table}, row {row}: "{column}" is {value}; it should be {wanted}. Nothing was written.',
        table=table,
        row=row,
        column=column,
        value=_shown(value),
        wanted=wanted_said(fact) if fact else "",
    )


def _shown(value: object) -> str:
    if isinstance(value, float) and value != value:  # noqa: PLR0124 - only NaN differs from itself
        return tr("not a number (NaN)")
    return f'"{value}"' if isinstance(value, str) else str(value)


def unordered(table: str, row: int) -> str:
    """Rows of one morning that do not stand together."""
    return tr(
        '{table}, row {row}: "morning" is less than in the row before. Sort the table by "morning", so that the places '
        "of one morning stand together. Nothing was written.",
        table=table,
        row=row,
    )


def unlike(table: str, row: int, column: str) -> str:
    """Two rows of one morning that say different things of the whole body."""
    return tr(
        '{table}, row {row}: "{column}" is not as in the row before, which is the same morning. It is about the whole '
        "body, so it is the same in every row of a morning. Nothing was written.",
        table=table,
        row=row,
        column=column,
    )


def twice(table: str, row: int) -> str:
    """Two rows of one athlete and moment in a table without mornings."""
    return tr(
        "{table}, row {row}: the same athlete, day and phase as in the row before. Several places of one morning need "
        'a column "morning" with the same number; otherwise leave one of the rows out. Nothing was written.',
        table=table,
        row=row,
    )


def unreadable(table: str, why: str) -> str:
    """A file that is no table, or not a whole one."""
    return tr("{table} cannot be read: {why}. See whether it is whole.", table=table, why=why)


def which_format(table: str) -> str:
    """A file whose name does not tell what it is."""
    return tr("{table}: a table is a .parquet, .csv, .arrow or .feather file.", table=table)


def only_parquet(table: str) -> str:
    """An output of another format."""
    return tr("{table}: decisions are written as Parquet; give the file a name that ends in .parquet.", table=table)


def no_row(table: str, row: int, rows: int) -> str:
    """A row that is not there."""
    return tr("{table} has {rows} rows; there is no row {row}.", table=table, row=row, rows=rows)


def judged(out: str, mornings: int, verdicts: Mapping[tuple[str, str], int]) -> Iterator[Line]:
    """How many mornings were judged, and what came of it."""
    lead = trn("{n} morning judged, written to {out}.", "{n} mornings judged, written to {out}.", mornings, out=out)
    yield Line(lead, "lead")
    for (activity, referral), count in verdicts.items():
        rungs = [tr(BRIEF[activity]), *([tr(BRIEF[referral])] if referral in BRIEF else [])]
        said = tr("{share} %: {rungs}", share=number(100 * count / mornings), rungs="; ".join(rungs))
        yield Line(said, depth=1)


def derived(out: str, athletes: int, mornings: int) -> str:
    """What was written of histories."""
    days = trn("{n} day of an athlete", "{n} days of athletes", mornings)
    return trn(
        "{days} ({n} athlete), written to {out}.",
        "{days} ({n} athletes), written to {out}.",
        athletes,
        days=days,
        out=out,
    )


def chunk_of_none() -> str:
    """For a chunk without an athlete."""
    return tr("A chunk has at least 1 athlete.")
