"""A table of mornings made ready for judging: typed, counted and filled, as `state.prepare` does with one case."""

from __future__ import annotations

from collections.abc import Collection

import polars as pl

from sorewise.engine.book import Rulebook
from sorewise.engine.bulk.conditions import any_of, expression
from sorewise.engine.bulk.door import of_places, opened
from sorewise.engine.columns import CLEAR, PLACE, Fill, Plan
from sorewise.model.facts import Fact

SENT, PHASE, MORNING = "safety_sent", "phase", "morning"
"""Columns of a table beside the facts: whether the safety page was sent, the phase, and which rows are one morning."""
OPEN = "may_be_named"
"""A column of the row: no place is named, and one still may be."""


def kind_of(fact: Fact) -> pl.DataType:
    """The type of a fact's column; a number may come in any numeric type and keeps it."""
    if fact.type == "bool":
        return pl.Boolean()
    return pl.Enum(fact.choices) if fact.type == "word" else pl.Float32()


def prepared(frame: pl.LazyFrame, plan: Plan, book: Rulebook, columns: Collection[str]) -> pl.LazyFrame:
    """Fill what is not told; `columns` are those of the table. A column that is not there is unknown on every row."""
    frame, known = opened(frame, columns, book.number)
    missing = [name for name in plan.facts if name not in known and name not in MADE]
    frame = frame.with_columns(
        *(pl.lit(None, kind_of(book.facts[name])).alias(name) for name in missing),
        pl.lit("morning", kind_of(book.facts[PHASE])).alias(PHASE)
        if PHASE not in known
        else pl.col(PHASE).fill_null(pl.lit("morning", kind_of(book.facts[PHASE]))),
    )
    frame = counted(with_places(frame, book, known), by=MORNING if MORNING in known else None)
    frame = frame.with_columns(
        pl.when(pl.col(PLACE)).then(value).alias(name)
        for name, value in of_places(known, book.facts, book.number).items()
    )
    for layer in plan.layers:
        frame = frame.with_columns(filled(fill, book) for fill in layer)
    return frame


MADE = ("one_place", "swollen_joints", PHASE)
"""What is counted over the places of a morning, whatever a table says."""


def with_places(frame: pl.LazyFrame, book: Rulebook, columns: Collection[str]) -> pl.LazyFrame:
    """Say which rows are a place: with a region, in a run, or where it hurts or a sign is seen.

    What is said of a place on another row is left out. CLEAR says whether the page was sent, and counts.
    """
    of_place = [name for name in book.fact_names("spot") if name in columns]
    signs = [pl.col(name) for name in of_place if name in book.safety_page]
    hurts = any_of([*signs, pl.col("pain") > 0]).fill_null(value=False)
    in_run = pl.col(PHASE) == "in_run"
    frame = frame.with_columns(
        (pl.col("region").is_not_null() | in_run | hurts).alias(PLACE),
        (pl.col(SENT).fill_null(value=False) & ~in_run).alias(CLEAR),
    )
    return frame.with_columns(pl.when(pl.col(PLACE)).then(name).alias(name) for name in of_place)


def counted(frame: pl.LazyFrame, *, by: str | None) -> pl.LazyFrame:
    """What the door counts over the places of a morning; each row is a morning where there is no column `by`."""

    def over(total: pl.Expr, alone: pl.Expr) -> pl.Expr:
        return total.over(by) if by else alone

    is_place = pl.col(PLACE)
    joint = (pl.col("swollen") & (pl.col("tissue") == "joint") & is_place).fill_null(value=False)
    two, one, none = (pl.lit(count, pl.Float32) for count in (2, 1, 0))
    joints = pl.when(joint & (pl.col("side") == "both")).then(two).when(joint).then(one).otherwise(none)
    sore = (is_place & (pl.col("pain") >= 1)).fill_null(value=False)
    told = pl.when(is_place).then("days_sore")
    frame = frame.with_columns(
        over(is_place.any(), is_place).alias("__places"),
        over(is_place.sum() == 1, is_place).alias("one_place"),
        over(joints.sum(), joints).alias("swollen_joints"),
        over(sore.any(), sore).alias("__sore"),
        pl.coalesce("limp_days", over(told.max(), told)).alias("limp_days"),
    )
    legs = pl.col("legs")
    sore_legs = pl.col("__places") & (legs.is_null() | ((legs == "fresh") & pl.col("__sore")))
    frame = frame.with_columns(legs=pl.when(sore_legs).then(pl.lit("sore", pl.Enum(["fresh", "sore"]))).otherwise(legs))
    return frame.with_columns(
        (~pl.col("__places") & (pl.col("legs") == "fresh").fill_null(value=False).not_()).alias(OPEN)
    ).drop("__places", "__sore")


def filled(fill: Fill, book: Rulebook) -> pl.Expr:
    """One filled column."""
    value = _value(fill, book.facts[fill.source])
    source = pl.col(fill.source)
    if fill.over:
        return (source | (_met(fill) & pl.col(PLACE))).alias(fill.column)
    if not fill.when and not fill.of_place:
        return source.fill_null(value).alias(fill.column)
    where = source.is_null()
    if fill.when:
        where &= _met(fill)
    if fill.of_place:
        where &= pl.col(PLACE)
    return pl.when(where).then(value).otherwise(source).alias(fill.column)


def _met(fill: Fill) -> pl.Expr:
    """Whether one of the conditions is what it is wanted to be; unknown is neither."""
    return any_of(
        expression(node).fill_null(value=False) if wanted else ~expression(node).fill_null(value=True)
        for node, wanted in fill.when
    )


def _value(fill: Fill, fact: Fact) -> pl.Expr:
    """The value as a column takes it: without its type a word would turn the whole column into text."""
    value = fill.value
    if isinstance(value, str):
        return pl.lit(value, kind_of(fact))
    return pl.lit(int(value) if isinstance(value, float) and value.is_integer() else value)
