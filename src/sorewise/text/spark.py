"""What is said of tables on a cluster, where a row has no number: what it tells of itself stands for it."""

from __future__ import annotations

from collections.abc import Mapping

from sorewise.model.facts import Fact
from sorewise.text.errors import wanted_said
from sorewise.text.speech import mark, tr

NOT_INSTALLED = mark("Judging on a cluster needs one more part of sorewise: pip install 'sorewise[spark]'.")
MORNINGS = mark("The table of mornings")


def value_said(row: Mapping[str, object], column: str, value: object, fact: Fact | None) -> str:
    """A value that cannot be meant; `row` is what tells which row it is."""
    shown = f'"{value}"' if isinstance(value, str) else str(value)
    return tr(
        '{row}: "{column}" is {value}; it should be {wanted}. The job was stopped.',
        row=_named(row),
        column=column,
        value=tr("not a number (NaN)") if shown == "nan" else shown,
        wanted=wanted_said(fact) if fact else "",
    )


def unlike(row: Mapping[str, object], column: str) -> str:
    """Two rows of one morning that say different things of the whole body."""
    return tr(
        '{row}: "{column}" is not the same in every row of this morning. It is about the whole body. '
        "The job was stopped.",
        row=_named(row),
        column=column,
    )


def no_morning(row: Mapping[str, object]) -> str:
    """A row of which nobody knows what morning it belongs to."""
    return tr('{row}: "morning" is empty, and it cannot be guessed. The job was stopped.', row=_named(row))


def of_athlete(table: str, athlete: object) -> str:
    """The rows of one athlete, in the order of time; their numbers count from 1."""
    return tr("{table} of {athlete}", table=table, athlete=athlete)


def _named(row: Mapping[str, object]) -> str:
    known = ", ".join(f"{name} {value}" for name, value in row.items() if value is not None)
    return known or tr("A row")
