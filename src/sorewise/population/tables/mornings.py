"""Made mornings: one row a check-in and sore place, in the words of `facts.toml`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import count

import numpy as np
import polars as pl

from sorewise.model.facts import Fact
from sorewise.population.answers.check_ins import CheckIns, check_ins
from sorewise.population.draw.chance import Whole
from sorewise.population.draw.columns import UNKNOWN, Column, Words, take
from sorewise.population.lives.people import people
from sorewise.population.parameters import Parameters, parameters
from sorewise.population.tables.frames import frame

DAYS = 364


def mornings(n: int, seed: int, facts: Mapping[str, Fact], p: Parameters | None = None) -> Iterator[pl.DataFrame]:
    """So many made mornings, in frames of some 70,000; the first of them are the same whatever `n` is.

    A row is a check-in and a sore place, or a check-in without one: then `region` and the other facts of a place are
    null. Rows of one check-in are neighbours and share a number in `morning`, counted from 0. `safety_sent` says
    whether the safety page was sent. Every other column is a fact by its name in `facts`; null is unknown.
    """
    p, made = p or parameters(), 0
    for block in count():
        if made >= n:
            return
        told = check_ins(p, people(p, seed, block, DAYS), facts)
        order = _shuffled(len(told.cells), seed, block)[: n - made]
        yield _frame(told, order, made, facts)
        made += len(order)


def _shuffled(count: int, seed: int, block: int) -> Whole:
    """An order of the check-ins of a block: the first thousand are of many people and of the whole year."""
    return np.random.Generator(np.random.PCG64([seed, block])).permutation(count).astype(np.int32)


def _frame(told: CheckIns, order: Whole, first: int, facts: Mapping[str, Fact]) -> pl.DataFrame:
    """These check-ins, in this order, as rows."""
    ends = np.searchsorted(told.place_of, np.arange(len(told.cells) + 1))
    many = np.diff(ends)[order]
    rows = np.maximum(many, 1)
    row_of = np.repeat(np.arange(len(order)), rows)
    nth = np.arange(len(row_of)) - np.repeat(np.cumsum(rows) - rows, rows)
    place = np.where(np.repeat(many, rows) > 0, ends[order][row_of] + nth, UNKNOWN)
    whole = take(told.facts, order[row_of])
    of_place = {name: _taken(column, place) for name, column in told.place_facts.items()}
    head = [
        pl.Series("morning", (first + row_of).astype(np.uint32)),
        pl.Series("safety_sent", told.sent[order][row_of]),
    ]
    return pl.DataFrame(head).hstack(frame(whole | of_place, facts))


def _taken(column: Column, place: Whole) -> Column:
    """The values of these places, unknown for none."""
    if isinstance(column, Words):
        return Words(np.append(column.codes, UNKNOWN)[place], column.of)
    return np.take(np.append(column, np.float32(np.nan)), place)
