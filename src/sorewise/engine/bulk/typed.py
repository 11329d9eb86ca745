"""Whether a table can be meant: its columns by name and type, its values by the ranges and words of `facts.toml`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from difflib import get_close_matches
from functools import reduce
from operator import or_
from typing import NamedTuple

import polars as pl

from sorewise.engine.bulk.door import DAY
from sorewise.engine.bulk.rows import MORNING, OPEN, SENT, kind_of
from sorewise.engine.columns import CLEAR, PLACE
from sorewise.model.facts import Fact

WRONG = "wrong_value"
"""A column of the typed table: whether a value of the row cannot be meant."""
BESIDE = (SENT, MORNING)
"""Columns that are no facts and mean something all the same."""
OURS = ("activity", "referral", "settled", "deciding", WRONG, PLACE, CLEAR, OPEN)
"""Names of columns that are handed out, or made on the way."""
CARRIED = ("athlete", "day", "at")
"""Columns that are handed on without being asked for."""


class Mistake(NamedTuple):
    """A column that cannot be meant; `near` may be meant instead.

    `kind` is missing, stranger, short_form (of the door), type, twice, no_keep (it is to be kept and not there), or
    taken (what is handed out is called so).
    """

    kind: str
    column: str
    given: str = ""
    wanted: str = ""
    near: str = ""


class Found(NamedTuple):
    """A value that cannot be meant, with its row from 1."""

    column: str
    row: int
    value: object
    fact: Fact | None


def mistakes(schema: pl.Schema, facts: Mapping[str, Fact], keep: Sequence[str]) -> Iterator[Mistake]:
    """Every column that cannot be meant, and every one that has to be there and is not."""
    signs = [name for name, fact in facts.items() if fact.page == "safety"]
    yield from (Mistake("missing", name) for name in (SENT, *signs) if name not in schema)
    yield from (Mistake("no_keep", name) for name in keep if name not in schema)
    if MORNING in schema and schema[MORNING].is_nested():
        yield Mistake("type", MORNING, given=str(schema[MORNING]), wanted="order")
    if "birth_year" in schema and DAY in schema and not schema[DAY].is_temporal():
        yield Mistake("type", DAY, given=str(schema[DAY]), wanted="date")
    for name, kind in schema.items():
        fact = facts.get(name)
        base = name.partition("_duplicated_")[0]
        if base != name and base in schema:
            yield Mistake("twice", base)
        elif _is_ours(name) and name not in facts:
            yield Mistake("taken", name)
        if (name in keep and fact is None) or name in {*CARRIED, MORNING} or base != name or _is_ours(name):
            continue
        if fact is None and name != SENT:
            near = get_close_matches(name, [*facts, *BESIDE], n=1)
            yield Mistake("stranger", name, near=near[0] if near else "")
        elif fact is not None and fact.door and fact.type not in {"number", "integer"}:
            yield Mistake("short_form", name)
        elif (wanted := _wanted(fact)) and not _fits(kind, wanted):
            yield Mistake("type", name, given=str(kind), wanted=wanted)


def _is_ours(name: str) -> bool:
    """Whether a column of that name is handed out, or made on the way."""
    return "__" in name or name in OURS or name.startswith(("floor_", "ceiling_", "fired_", "held_"))


def _wanted(fact: Fact | None) -> str:
    """The type a column has to have, in a word."""
    if fact is None or fact.type == "bool":
        return "yes/no"
    return "word" if fact.type in {"word", "words"} else "number"


def _fits(kind: pl.DataType, wanted: str) -> bool:
    if kind == pl.Null:
        return True
    if wanted == "yes/no":
        return kind == pl.Boolean
    return isinstance(kind, pl.String | pl.Categorical | pl.Enum) if wanted == "word" else kind.is_numeric()


def typed(frame: pl.LazyFrame, facts: Mapping[str, Fact], *, nan_unknown: bool = False) -> pl.LazyFrame:
    """The same with words of their own type, and a column that says whether a value of the row cannot be meant.

    A number that is not one (NaN) cannot, unless `nan_unknown` takes it as unknown.
    """
    schema = frame.collect_schema()
    if nan_unknown:
        frame = _without_nan(frame, facts)
    wrong = [one for name in schema if (one := _wrong(name, schema, facts)) is not None]
    frame = frame.with_columns((reduce(or_, wrong) if wrong else pl.lit(value=False)).alias(WRONG))
    return frame.with_columns(
        pl.col(name).cast(kind_of(facts[name]), strict=False)
        for name, kind in schema.items()
        if name in facts and (kind == pl.Null or (facts[name].type == "word" and kind != kind_of(facts[name])))
    )


def _without_nan(frame: pl.LazyFrame, facts: Mapping[str, Fact]) -> pl.LazyFrame:
    kinds = frame.collect_schema().items()
    return frame.with_columns(pl.col(name).fill_nan(None) for name, kind in kinds if name in facts and kind.is_float())


def _wrong(name: str, schema: pl.Schema, facts: Mapping[str, Fact]) -> pl.Expr | None:
    """Whether a known value of a column cannot be meant; None where its type leaves no such value."""
    fact, kind, column = facts.get(name), schema[name], pl.col(name)
    if fact is None or kind == pl.Null or fact.type == "bool" or kind == pl.Enum(fact.choices):
        return None
    if fact.type == "word":
        return (column.is_not_null() & column.cast(kind_of(fact), strict=False).is_null()).fill_null(value=False)
    low, high = fact.range or (float("-inf"), float("inf"))
    within = (column >= low) & (column <= high)  # NaN is above every number here, and so beyond the range
    if fact.type == "integer" and kind.is_float():
        within &= column == column.floor()
    return ~within.fill_null(value=True)


def first_wrong(frame: pl.LazyFrame, facts: Mapping[str, Fact], *, nan_unknown: bool = False) -> Found | None:
    """The first row of a table with a value that cannot be meant, and which it is."""
    schema = frame.collect_schema()
    if nan_unknown:
        frame = _without_nan(frame, facts)
    wrong = {name: one for name in schema if (one := _wrong(name, schema, facts)) is not None}
    if not wrong:
        return None
    row = frame.with_row_index("row__").filter(reduce(or_, wrong.values())).head(1).collect(engine="streaming")
    for name, expression in wrong.items() if row.height else ():
        if row.select(expression).item():
            return Found(name, row["row__"].item() + 1, row[name].item(), facts.get(name))
    return None
