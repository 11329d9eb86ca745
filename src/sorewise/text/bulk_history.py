"""What is said of the tables of a history: what is wrong in them, by table, column and row (from 1)."""

from __future__ import annotations

from collections.abc import Sequence

from sorewise.text.speech import listed, mark, number, tr

WANTED = {
    "words": mark("words (String)"),
    "numbers": mark("numbers"),
    "whole": mark("whole numbers"),
    "yes_no": mark("yes or no (Boolean)"),
    "moments": mark("moments with their time zone (Datetime, UTC)"),
    "days": mark("days (Date)"),
    "lists": mark("lists of words (List of String)"),
}
"""What a column can be."""


def no_table(folder: str, table: str) -> str:
    """A folder without a table that has to be there."""
    return tr(
        "{folder}: there is no {table}. A history needs it, and any of the other tables.", folder=folder, table=table
    )


def no_folder(place: str) -> str:
    """A file where a folder should be."""
    return tr(
        "{place} is a file. A history is a folder of tables; name the folder that holds athletes.parquet.", place=place
    )


def no_column(table: str, column: str) -> str:
    """A column that has to be there."""
    return tr('{table}: the column "{column}" is missing. Nothing was written.', table=table, column=column)


def strange_column(table: str, column: str, near: str) -> str:
    """A column that nobody reads, whose name is nearly one that somebody reads."""
    return tr(
        '{table}: nothing reads the column "{column}"; did you mean "{near}"? Give it that name, or another one. '
        "Nothing was written.",
        table=table,
        column=column,
        near=near,
    )


def short_form(table: str, column: str) -> str:
    """A column in the words of a single case."""
    return tr(
        '{table}: "{column}" is a short form that only a single case may have. '
        "Give the facts that it stands for a column each. Nothing was written.",
        table=table,
        column=column,
    )


def of_the_body(table: str, column: str) -> str:
    """A column about the whole body in the table of places, where no rule would read it."""
    return tr(
        '{table}: "{column}" is about the whole body, not about a place. It belongs to check_ins.parquet. '
        "Nothing was written.",
        table=table,
        column=column,
    )


def wrong_type(table: str, column: str, given: str, wanted: str) -> str:
    """A column of a type that cannot be meant."""
    return tr(
        '{table}: the column "{column}" is of the type {given}; it has to be {wanted}. Nothing was written.',
        table=table,
        column=column,
        given=given,
        wanted=tr(WANTED[wanted]),
    )


def empty(table: str, row: int, column: str) -> str:
    """A row without what every row needs."""
    return tr(
        '{table}, row {row}: "{column}" is empty, and it cannot be guessed. Nothing was written.',
        table=table,
        row=row,
        column=column,
    )


def out_of_range(table: str, row: int, column: str, given: str, low: float, high: float) -> str:
    """A number beyond belief."""
    return tr(
        '{table}, row {row}: "{column}" is {given}; it should be from {low} to {high}. Nothing was written.',
        table=table,
        row=row,
        column=column,
        given=given,
        low=number(low),
        high=number(high),
    )


def strange_time(table: str, row: int, column: str, given: str) -> str:
    """A day or a moment of another century."""
    return tr(
        '{table}, row {row}: "{column}" is {given}; it should be between 1970 and 2100. Nothing was written.',
        table=table,
        row=row,
        column=column,
        given=given,
    )


def strange_word(table: str, row: int, column: str, given: str, words: Sequence[str]) -> str:
    """A word that nobody knows."""
    return tr(
        '{table}, row {row}: "{column}" is "{given}"; it should be one of {words}. Nothing was written.',
        table=table,
        row=row,
        column=column,
        given=given,
        words=listed([f'"{word}"' for word in words]),
    )


def twice(table: str, row: int, columns: Sequence[str], given: Sequence[str]) -> str:
    """A row that says again what an earlier row of the same key has said."""
    return tr(
        "{table}, row {row}: there is an earlier row with the same {columns} ({given}). Leave one of them out. "
        "Nothing was written.",
        table=table,
        row=row,
        columns=listed([f'"{column}"' for column in columns]),
        given=", ".join(given),
    )


def whole_twice(table: str, row: int) -> str:
    """A row that says in every column what an earlier one has said."""
    return tr(
        "{table}, row {row}: there is an earlier row that is the same in every column. Leave one of them out. "
        "Nothing was written.",
        table=table,
        row=row,
    )


def strange_injury(table: str, row: int, given: str) -> str:
    """A place of prior_injuries that is none."""
    return tr(
        '{table}, row {row}: "prior_injuries" has "{given}"; it should have regions of the body map, alone (calf) or '
        "with left, right or both (calf:left). Nothing was written.",
        table=table,
        row=row,
        given=given,
    )


def unsorted(table: str, row: int, given: str, before: str) -> str:
    """A row that stands behind a later athlete's."""
    return tr(
        '{table}, row {row}: "athlete" is "{given}", after "{before}". Sort the table by "athlete". '
        "Nothing was written.",
        table=table,
        row=row,
        given=given,
        before=before,
    )


def no_athlete(table: str, row: int, given: str) -> str:
    """A row of somebody who is not in athletes.parquet."""
    return tr(
        '{table}, row {row}: "athlete" is "{given}", who is not in athletes.parquet. Nothing was written.',
        table=table,
        row=row,
        given=given,
    )


def no_check_in(table: str, row: int, given: str) -> str:
    """A sore place of a check-in that is not there."""
    return tr(
        '{table}, row {row}: "check_in" is "{given}", and the athlete has no such check-in in check_ins.parquet. '
        "Nothing was written.",
        table=table,
        row=row,
        given=given,
    )
