"""Columns of facts as Polars columns, with the types of `facts.toml`."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import polars as pl

from sorewise.model.facts import Fact
from sorewise.population.draw.columns import UNKNOWN, Column, Columns, Words

TYPES = {"bool": pl.Boolean(), "number": pl.Float32(), "integer": pl.Int16()}


def type_of(fact: Fact) -> pl.DataType:
    """The Polars type of a fact; a word is one of its choices."""
    return TYPES[fact.type] if fact.type in TYPES else pl.Enum(fact.choices)


def frame(columns: Columns, facts: Mapping[str, Fact]) -> pl.DataFrame:
    """These columns in the order of `facts`; unknown is null, and a number outside its range too."""
    return pl.DataFrame([series(facts[name], columns[name]) for name in facts if name in columns])


def series(fact: Fact, column: Column) -> pl.Series:
    """One column."""
    if isinstance(column, Words):
        return _words(fact, column)
    values, known = np.asarray(column), ~np.isnan(column)
    if fact.range is not None:
        known &= (values >= fact.range[0]) & (values <= fact.range[1])
    if fact.type == "bool":
        whole = pl.Series(fact.id, values == 1)
    else:
        dtype = np.float32 if fact.type == "number" else np.int16
        whole = pl.Series(fact.id, np.where(known, values, 0).astype(dtype))
    return whole if known.all() else whole.set(~pl.Series(known), None)


def _words(fact: Fact, column: Words) -> pl.Series:
    """Codes as words, by gathering from the list of words."""
    known = column.codes != UNKNOWN
    choices = pl.Series(fact.id, column.of, pl.Enum(fact.choices))
    codes = pl.Series(column.codes.astype(np.uint32))
    return choices.gather(codes if known.all() else codes.set(~pl.Series(known), None))
