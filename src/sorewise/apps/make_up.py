"""`make-up`: runners who do not exist, as a file of mornings or as a folder of tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter

from sorewise.apps.bulk.whole import whole
from sorewise.apps.here import here
from sorewise.apps.out import show
from sorewise.model.errors import InputError
from sorewise.text import populations as said
from sorewise.text.page import Line

if TYPE_CHECKING:
    import polars as pl

    from sorewise.population.summary import Summary

Count = Annotated[int, Parameter(name="N", help="How many runners; with --mornings, how many mornings.")]
Out = Annotated[Path, Parameter(name="OUT", help="The folder to write; with --mornings, the Parquet file.")]
Seed = Annotated[int, Parameter("--seed", help="The same seed makes the same people.")]
Days = Annotated[int, Parameter("--days", help="How many days of each runner.")]
Mornings = Annotated[bool, Parameter("--mornings", negative=(), help="Mornings in rule facts, for sorewise bulk.")]
Force = Annotated[bool, Parameter("--force", negative=(), help="Write over what is there.")]


def make_up(
    count: Count,
    out: Out,
    /,
    *,
    seed: Seed,
    days: Days = 364,
    mornings: Mornings = False,
    force: Force = False,
) -> None:
    """Make runners who do not exist, with training, soreness, injuries and answers, to try things on."""
    if count < 1 or days < 1:
        raise InputError(said.nothing_to_make())
    from sorewise.population import mornings as made
    from sorewise.population.mornings import schema
    from sorewise.population.summary import Summary

    facts = {name: fact for name, fact in here().book().facts.items() if not fact.door}
    summary = Summary(facts)
    with whole(out, force=force) as place:
        _write(_counted(made(count, seed, facts), summary), schema(facts), place)
    show([Line(said.made_mornings(count, seed, str(out))), *said.in_it(summary)])


def _counted(frames: Iterable[pl.DataFrame], summary: Summary) -> Iterator[pl.DataFrame]:
    for frame in frames:
        summary.add(frame)
        yield frame


def _write(frames: Iterable[pl.DataFrame], schema: dict[str, pl.DataType], place: Path) -> None:
    """One Parquet file, written while its frames are made."""
    from polars.io.plugins import register_io_source

    register_io_source(lambda *_: iter(frames), schema=schema).sink_parquet(place)
