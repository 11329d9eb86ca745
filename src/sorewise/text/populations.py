"""Made populations in words: what was made, and what is in it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Protocol

from sorewise.text.page import Line, block
from sorewise.text.speech import tr, trn

MOST_REGIONS = 6


class Counts(Protocol):
    """What was counted of made mornings."""

    mornings: int
    sore: int
    signs: int
    novices: int
    unsent: int
    places: int
    questions: int
    missing: int
    regions: dict[str, int]


def made_mornings(n: int, seed: int, place: str) -> str:
    """After a file of mornings was written."""
    return trn(
        "Made {n} morning of runners who do not exist, from seed {seed}: {place}.",
        "Made {n} mornings of runners who do not exist, from seed {seed}: {place}.",
        n,
        seed=seed,
        place=place,
    )


def made_runners(n: int, days: int, seed: int, place: str) -> str:
    """After a folder of tables was written."""
    return trn(
        "Made {n} runner who does not exist, {long}, from seed {seed}: {place}.",
        "Made {n} runners who do not exist, {long}, from seed {seed}: {place}.",
        n,
        long=trn("{n} day", "{n} days", days),
        seed=seed,
        place=place,
    )


def in_the_mornings(counts: Counts) -> Iterator[Line]:
    """What the made mornings hold, in shares."""
    yield from block(tr("What is in it"), [Line(row, depth=1) for row in _rows(counts)])


def in_the_tables(rows: Mapping[str, int]) -> Iterator[Line]:
    """How many rows each table has."""
    wide = max(map(len, rows))
    lines = [Line(f"{table:<{wide}}  {count}", depth=1) for table, count in rows.items()]
    yield from block(tr("Rows of each table"), lines)


def nothing_to_make() -> str:
    """For a number below one."""
    return tr("There is nothing to make of that: N and --days are 1 or more, --seed is 0 or more.")


def too_much(runners: int, days: int, mornings: int) -> str:
    """For more than can be made in a reasonable time and place."""
    return tr(
        "That is too much at once: at most {runners} runners and {days} days, or {mornings} mornings, are made.",
        runners=runners,
        days=days,
        mornings=mornings,
    )


def days_of_mornings() -> str:
    """For days beside mornings."""
    return tr("--days says how long histories are; mornings have none. Leave out --days, or --mornings.")


def only_parquet(place: str) -> str:
    """For mornings in a file of another format."""
    return tr("{place}: mornings are written as Parquet; give the file a name that ends in .parquet.", place=place)


def _rows(counts: Counts) -> Iterator[str]:
    shares = {
        tr("mornings with sore legs, or with something that hurts"): (counts.sore, counts.mornings),
        tr("mornings with a sign of the safety page"): (counts.signs, counts.mornings),
        tr("mornings of runners in their first year"): (counts.novices, counts.mornings),
        tr("mornings without the safety page"): (counts.unsent, counts.mornings),
        tr("questions of the first pages left open"): (counts.missing, counts.questions),
    }
    wide = max(map(len, shares))
    for label, (count, of) in shares.items():
        yield f"{label:<{wide}}  {_per_cent(count, of)}"
    often: Sequence[tuple[str, int]] = sorted(counts.regions.items(), key=lambda one: -one[1])[:MOST_REGIONS]
    places = ", ".join(f"{region} {_per_cent(count, counts.places)}" for region, count in often)
    if places:
        yield tr("sore places: {places}", places=places)


def _per_cent(count: int, of: int) -> str:
    return f"{100 * count / of:.2f} %" if of else "-"
