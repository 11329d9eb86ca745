"""What is said of tables: what cannot be meant in them, and what was judged."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from math import isnan

from sorewise.model.facts import Fact
from sorewise.text.errors import wanted_said
from sorewise.text.page import Line
from sorewise.text.speech import mark, number, tr, trn
from sorewise.text.words import BRIEF

COLUMNS = {
    "no_keep": mark('{table}: there is no column "{column}" to keep.'),
    "twice": mark('{table}: the column "{column}" is there twice; leave one of them out.'),
    "stranger": mark('{table}: "{column}" is no fact of the rulebook. To carry it over, name it with --keep.'),
    "near": mark(
        '{table}: "{column}" is no fact of the rulebook; did you mean "{near}"? To carry it over, name it with --keep.'
    ),
    "short_form": mark(
        '{table}: "{column}" is a short form that only a single case may have. '
        "Give the facts that it stands for a column each."
    ),
    "taken": mark('{table}: decisions have a column called "{column}" themselves. Rename it first, or leave it out.'),
    "type": mark('{table}: the column "{column}" is of the type {given}; it has to be {wanted}.'),
}
"""One sentence a kind of mistake about a column."""
SEEN = 0.1
"""A share in per cent under which a rounded number would read as none."""
WANTED = {
    "yes/no": mark("yes or no (Boolean; cast 0 and 1 to it)"),
    "order": mark("whole numbers, words or dates"),
    "word": mark("words (String)"),
    "number": mark("numbers"),
    "date": mark("dates"),
}


def missing(table: str, columns: list[str]) -> str:
    """Columns that have to be there and are not."""
    names = ", ".join(f'"{name}"' for name in columns)
    return trn(
        "{table}: the column {names} is missing. Nobody is taken to have answered what is not there; "
        "add it, empty where it is unknown.",
        "{table}: {n} columns are missing: {names}. Nobody is taken to have answered what is not there; "
        "add them, empty where they are unknown.",
        len(columns),
        table=table,
        names=names,
    )


def one_column(table: str) -> str:
    """For a CSV that is read as a single column."""
    return tr("{table} has one column only. A CSV is separated by commas, and in UTF-8.", table=table)


def column_said(table: str, kind: str, column: str, *, given: str = "", wanted: str = "", near: str = "") -> str:
    """What is wrong with a column."""
    message = COLUMNS["near" if kind == "stranger" and near else kind]
    return tr(message, table=table, column=column, given=given, near=near, wanted=tr(WANTED[wanted]) if wanted else "")


def value_said(table: str, column: str, row: int, value: object, fact: Fact | None) -> str:
    """A value that cannot be meant, with its row."""
    return tr(
        '{table}, row {row}: "{column}" is {value}; it should be {wanted}.',
        table=table,
        row=row,
        column=column,
        value=_shown(value),
        wanted=wanted_said(fact) if fact else "",
    )


def _shown(value: object) -> str:
    if isinstance(value, float) and isnan(value):
        return tr("not a number (NaN)")
    return f'"{value}"' if isinstance(value, str) else str(value)


def unordered(table: str, row: int) -> str:
    """Rows of one morning that do not stand together."""
    return tr(
        '{table}, row {row}: "morning" is less than in the row before. Sort the table by "morning", ascending, so that '
        "the places of one morning stand together.",
        table=table,
        row=row,
    )


def unlike(table: str, row: int, column: str) -> str:
    """Two rows of one morning that say different things of the whole body."""
    return tr(
        '{table}, row {row}: "{column}" is not as in the row before, which is the same morning. It is about the whole '
        "body, so it is the same in every row of a morning.",
        table=table,
        row=row,
        column=column,
    )


def no_morning(table: str, row: int) -> str:
    """A row that belongs to no morning."""
    return tr('{table}, row {row}: "morning" is empty; say which morning the row belongs to.', table=table, row=row)


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
    return tr(
        "{table} cannot be read: {why}. See whether it is whole, and of the kind that its name tells.",
        table=table,
        why=why,
    )


def empty(table: str) -> str:
    """A file without a byte."""
    return tr("{table} is empty.", table=table)


def no_file(table: str) -> str:
    """A file that is not there."""
    return tr("{table}: there is no such file.", table=table)


def no_folder(folder: str) -> str:
    """A folder to write in that is not there."""
    return tr("{folder}: there is no such folder to write in; make it first.", folder=folder)


def is_folder(table: str) -> str:
    """A folder where a file is expected."""
    return tr("{table} is a folder; name the file.", table=table)


def over_its_input(out: str) -> str:
    """An output that is what it is made of."""
    return tr("{out} is what would be read; write to another name.", out=out)


def of_another_kind(out: str) -> str:
    """Something of another kind that would be deleted."""
    return tr(
        "{out} holds something else than would be written; it was left as it is. Name another place, or delete it "
        "yourself.",
        out=out,
    )


def no_out() -> str:
    """Without a file to write."""
    return tr("Name the file to write after the table: sorewise bulk IN OUT.parquet")


def either(first: str, second: str) -> str:
    """For options that do not go together."""
    return tr("{first} and {second} do not go together; leave one of them out.", first=first, second=second)


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
        share = 100 * count / mornings
        shown = number(share) if share >= SEEN else tr("under {least}", least=SEEN)
        said = tr("{count} ({share} %): {rungs}", count=str(count), share=shown, rungs="; ".join(rungs))
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


def only_with(option: str, other: str) -> str:
    """For an option that means something beside another only."""
    return tr("{option} goes with {other} only.", option=option, other=other)
