"""What stands above the rulebook's SQL, and what is wrong with what was asked for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from sorewise.text.page import Line
from sorewise.text.speech import mark, tr

NOT_INSTALLED = mark("Writing SQL needs one more part of sorewise: pip install 'sorewise[sql]'.")
NO_TABLE = mark('"{table}" cannot be the name of a table in {dialect}. Write it as you would after FROM.')
NO_COLUMN = mark('"{column}" cannot be the name of a column. Give names with commas between, or a file of names.')


def head(version: str, dialect: str, table: str) -> Iterator[Line]:
    """What the query is."""
    yield Line(tr("Rulebook {version} in the SQL of {dialect}.", version=version, dialect=dialect))
    yield Line(tr("Made by `sorewise rules sql`; change the rulebook, not this query."))
    yield Line(
        tr("A row of {table} is a sore place with the facts of its morning, or a morning without one.", table=table)
    )


def bits(word: int) -> Iterator[Line]:
    """How to read the rules that fired."""
    said = tr(
        "Bit k of fired_w is rule number {word} w + k: it is true, or held because an answer is missing. "
        "held_w names those that are held. The number stands beside each rule; the one with the lowest decides.",
        word=word,
    )
    yield Line(said)


def one_morning() -> Iterator[Line]:
    """Which rows are taken together."""
    yield Line(
        tr(
            "Rows with the same morning are places of one morning. Rows whose morning is empty would be taken for one "
            "morning, too, whoever they are of: give each a number before you ask."
        )
    )


def lacks(facts: Sequence[str], *, sent: bool) -> Iterator[Line]:
    """What the table does not tell; `sent` is whether it has the column that says so of the safety page."""
    if not sent:
        yield Line(tr("No safety page counts as sent, since there is no column safety_sent."))
    if facts:
        yield Line(tr("Unknown on every row, since there is no such column: {facts}.", facts=", ".join(facts)))


def strangers(columns: Mapping[str, str]) -> Iterator[Line]:
    """Columns that are not read, each with the fact that it may be meant to be."""
    meant = tr("{column} (did you mean {fact}?)", column="{column}", fact="{fact}")
    names = (meant.format(column=column, fact=fact) if fact else column for column, fact in columns.items())
    if columns:
        yield Line(tr("Not read, since no rule speaks of them: {columns}.", columns=", ".join(names)))
