"""Conditions as Polars expressions. Polars' `&`, `|` and `~` are Kleene's: null is unknown.

A part that several conditions share becomes a column of its own and is worked out once.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache, reduce
from operator import and_, or_
from typing import Any

import polars as pl

from sorewise.engine.when import All, Constant, Literal, Node, Not, Term
from sorewise.engine.when import Any as AnyOf

COMPARED = {
    "is": pl.Expr.eq,
    "==": pl.Expr.eq,
    "!=": pl.Expr.ne,
    "<": pl.Expr.lt,
    "<=": pl.Expr.le,
    ">": pl.Expr.gt,
    ">=": pl.Expr.ge,
}


@dataclass(frozen=True, slots=True)
class Pinned:
    """A comparison that is never unknown: where its fact is, it counts as this."""

    literal: Literal
    unknown: bool


Part = Node | Pinned


def changed(node: Part, change: Callable[[Literal, bool], Part], *, wanted: bool = True) -> Part:
    """A condition with each comparison changed that may be unknown.

    `change` is told whether the comparison helps by being true or by being false.
    """
    match node:
        case Pinned():
            return node
        case Literal():
            return change(node, wanted)
        case Term(_, part):
            return changed(part, change, wanted=wanted)
        case Not(part):
            inner: Any = changed(part, change, wanted=not wanted)
            return Not(inner)
        case All(parts) | AnyOf(parts):
            inners: tuple[Any, ...] = tuple(changed(part, change, wanted=wanted) for part in parts)
            return type(node)(inners)


def with_conditions(frame: pl.LazyFrame, conditions: Mapping[str, Part]) -> pl.LazyFrame:
    """Add each condition as a yes/no column of that name; null is unknown."""
    parts = {name: node if isinstance(node, Pinned) else opened(node) for name, node in conditions.items()}
    shared = _shared(parts.values())

    @cache
    def layer(node: Part) -> int:
        """How many layers of shared parts lie under a node."""
        return max((layer(part) + (part in shared) for part in _parts(node)), default=0)

    for number in range(max(map(layer, shared), default=-1) + 1):
        frame = frame.with_columns(
            _written(node, shared).alias(column) for node, column in shared.items() if layer(node) == number
        )
    named = [_written(node, shared, whole=False).alias(name) for name, node in parts.items()]
    return frame.with_columns(named)


def expression(node: Node) -> pl.Expr:
    """One condition by itself."""
    return _written(opened(node), {})


def opened(node: Node) -> Node:
    """The same condition without the names of its terms."""
    match node:
        case Term(_, part):
            return opened(part)
        case Not(part):
            return Not(opened(part))
        case All(parts) | AnyOf(parts):
            return type(node)(tuple(opened(part) for part in parts))
    return node


def _shared(nodes: Iterable[Part]) -> dict[Part, str]:
    """The parts that stand in several places, each with the name of its column; a yes/no fact is a column already."""
    uses: Counter[Part] = Counter()

    def count(node: Part) -> None:
        uses[node] += 1
        if uses[node] == 1:
            for part in _parts(node):
                count(part)

    for node in nodes:
        count(node)
    worth = (node for node, times in uses.items() if times > 1 and not (isinstance(node, Literal) and node.op == "is"))
    return {node: f"shared__{number}" for number, node in enumerate(worth)}


def _parts(node: Part) -> tuple[Part, ...]:
    match node:
        case Not(part):
            return (part,)
        case All(parts) | AnyOf(parts):
            return parts
    return ()


def _written(node: Part, shared: Mapping[Part, str], *, whole: bool = True) -> pl.Expr:
    """Write a node; `whole` opens it even if it has a column of its own."""
    if not whole and node in shared:
        return pl.col(shared[node])
    match node:
        case Literal(fact, op, value):
            return literal(pl.col(fact), op, value)
        case Not(part):
            return ~_written(part, shared, whole=False)
        case All(parts):
            return reduce(and_, (_written(part, shared, whole=False) for part in parts))
        case AnyOf(parts):
            return any_of(_written(part, shared, whole=False) for part in parts)
        case Pinned(Literal(fact, op, value), unknown):
            return literal(pl.col(fact), op, value).fill_null(value=unknown)
    raise AssertionError(node)


def literal(column: pl.Expr, op: str, value: Constant | tuple[str, ...]) -> pl.Expr:
    """Compare a column with a constant; unknown stays unknown."""
    if op == "is":
        return column
    if isinstance(value, tuple):
        return column.is_in(value)
    number = int(value) if isinstance(value, float) and value.is_integer() else value
    return COMPARED[op](column, number)


def any_of(expressions: Iterable[pl.Expr]) -> pl.Expr:
    """Kleene's `or` over any number; of none it is false."""
    return reduce(or_, expressions) if (expressions := list(expressions)) else pl.lit(value=False)
