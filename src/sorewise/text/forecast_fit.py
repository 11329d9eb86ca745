"""What is said where the coefficients of a forecast are fitted to people given by path."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sorewise.text.page import Line
from sorewise.text.speech import listed, tr, trn


def not_installed() -> str:
    """Without the part that fits."""
    return tr("Fitting needs one more part of sorewise: pip install 'sorewise[fit]'.")


def no_coefficients(path: str) -> str:
    """A file of something else."""
    return tr("{path}: these are no coefficients of a forecast. Such a file is written by: sorewise fit", path=path)


def no_column(table: str, missing: Sequence[str]) -> str:
    """A table that lacks what is learned from."""
    return tr(
        "{table}: {missing} is missing. A table to fit has person, day, answer and, where training is known, load.",
        table=table,
        missing=listed(list(missing)),
    )


def not_a_day(table: str) -> str:
    """Days that are none."""
    return tr('{table}: the column "day" is no date, such as 2026-11-22.', table=table)


def not_numbers(table: str, column: str) -> str:
    """Answers or loads that are words."""
    return tr('{table}: the column "{column}" is not a number in every row.', table=table, column=column)


def no_answer(table: str, top: int) -> str:
    """Answers beyond the scale."""
    return tr(
        '{table}: the column "answer" counts from 0, none, to {top}; other numbers stand there. More is sorer.',
        table=table,
        top=top,
    )


def which_scale() -> str:
    """A table of one column of answers, of which nobody can say what they are."""
    return tr("Say on which scale was answered: --scale pain (0 to 10), pmsys (0 to 4) or intervals.icu (0 to 3).")


def too_long(table: str, most: int) -> str:
    """Days that lie further apart than anything that was ever kept."""
    return tr("{table}: its days lie more than {most} apart. Is one of them wrong?", table=table, most=most)


def too_little(table: str) -> str:
    """Where nothing follows."""
    return tr(
        "{table}: there is too little to learn from. Each person needs at least a fortnight of reports close together.",
        table=table,
    )


def done(scales: Sequence[str], persons: int, reports: int, place: str) -> Iterator[Line]:
    """After the file was written."""
    yield Line(
        tr(
            "Fitted to {persons} and {reports} ({scales}): {place}.",
            persons=trn("{n} person", "{n} people", persons),
            reports=trn("{n} report", "{n} reports", reports),
            scales=listed(list(scales)),
            place=place,
        )
    )
    yield Line(tr("Use it with: sorewise forecast --parameters {place}", place=place), "quiet")
