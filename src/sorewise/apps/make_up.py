"""`make-up`: runners who do not exist, as a file of mornings or as a folder of tables."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter

from sorewise.apps.bulk.whole import whole
from sorewise.apps.here import here
from sorewise.apps.options import Whole
from sorewise.apps.out import show
from sorewise.model.errors import InputError
from sorewise.model.facts import Fact
from sorewise.text import populations as said
from sorewise.text.page import Line

if TYPE_CHECKING:
    import polars as pl

    from sorewise.population.tables.history import Tables
    from sorewise.population.tables.summary import Summary

Count = Annotated[int, Whole, Parameter(name="N", help="How many runners; with --mornings, how many mornings.")]
Out = Annotated[Path, Parameter(name="OUT", help="The folder to write; with --mornings, the Parquet file.")]
Seed = Annotated[int, Whole, Parameter("--seed", help="The same seed makes the same people; it is not negative.")]
Days = Annotated[
    int | None, Whole, Parameter("--days", help="How many days of each runner, else 365; not with --mornings.")
]
Mornings = Annotated[bool, Parameter("--mornings", negative=(), help="Mornings in rule facts instead of histories.")]
Force = Annotated[bool, Parameter("--force", negative=(), help="Write over what is there.")]


MOST_RUNNERS, MOST_DAYS, MOST_MORNINGS = 10_000_000, 3650, 100_000_000
"""No more is made at once: names of runners have seven digits, and the days of 256 runners are in memory together."""
A_YEAR = 365


def make_up(
    count: Count, out: Out, /, *, seed: Seed, days: Days = None, mornings: Mornings = False, force: Force = False
) -> None:
    """Make runners who do not exist, with training, soreness, injuries and answers, to try things on."""
    if mornings:
        _refuse_as_mornings(days, out)
    days = A_YEAR if days is None else days
    _refuse_numbers(count, days, seed, MOST_MORNINGS if mornings else MOST_RUNNERS)
    from sorewise.apps.bulk.written import written_by_polars
    from sorewise.population import Tables

    facts = {name: fact for name, fact in here().book().facts.items() if not fact.door}
    holds = None if mornings else [f"{name}.parquet" for name in Tables._fields]
    with whole(out, force=force, holds=holds) as place, written_by_polars(place):
        page = _mornings(count, seed, facts, place) if mornings else _histories(count, days, seed, facts, place)
    who = said.made_mornings(count, seed, str(out)) if mornings else said.made_runners(count, days, seed, str(out))
    show([Line(who), *page])


def _refuse_as_mornings(days: int | None, out: Path) -> None:
    """Raise InputError for what a file of mornings cannot be."""
    if days is not None:
        raise InputError(said.days_of_mornings(), given=days)
    if out.suffix != ".parquet":
        raise InputError(said.only_parquet(str(out)), given=str(out))


def _refuse_numbers(count: int, days: int, seed: int, most: int) -> None:
    """Raise InputError for less than something, and for more than can be made."""
    if count < 1 or days < 1 or seed < 0:
        raise InputError(said.nothing_to_make())
    if count > most or days > MOST_DAYS:
        raise InputError(said.too_much(MOST_RUNNERS, MOST_DAYS, MOST_MORNINGS))


def _mornings(count: int, seed: int, facts: Mapping[str, Fact], place: Path) -> Iterator[Line]:
    """One Parquet file, written while its mornings are made."""
    from polars.io.plugins import register_io_source

    from sorewise.population import mornings
    from sorewise.population.tables.summary import Summary

    summary = Summary(facts)
    frames = _counted(mornings(count, seed, facts), summary)
    first = next(frames)
    register_io_source(lambda *_: chain([first], frames), schema=first.schema).sink_parquet(place)
    return said.in_the_mornings(summary)


def _counted(frames: Iterable[pl.DataFrame], summary: Summary) -> Iterator[pl.DataFrame]:
    for frame in frames:
        summary.add(frame)
        yield frame


def _histories(count: int, days: int, seed: int, facts: Mapping[str, Fact], place: Path) -> Iterator[Line]:
    """A folder with one Parquet file a table; some hundred athletes are in memory at a time."""
    from sorewise.population import histories

    rows: Counter[str] = Counter()
    for number, tables in enumerate(histories(count, days, seed, facts)):
        _write_part(tables, place, number)
        rows.update({name: table.height for name, table in tables._asdict().items()})
    for name in rows:
        _join_parts(place, name)
    return said.in_the_tables(rows)


def _write_part(tables: Tables, place: Path, number: int) -> None:
    for name, table in tables._asdict().items():
        folder = place / f"{name}.parts"
        folder.mkdir(parents=True, exist_ok=True)
        table.write_parquet(folder / f"{number:06}.parquet")


def _join_parts(place: Path, name: str) -> None:
    import shutil

    import polars as pl

    folder = place / f"{name}.parts"
    pl.scan_parquet(sorted(folder.iterdir())).sink_parquet(place / f"{name}.parquet")
    shutil.rmtree(folder)
