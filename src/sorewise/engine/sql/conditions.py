"""Conditions as SQL expressions. SQL's AND, OR and NOT are Kleene's: NULL is unknown."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from sqlglot import exp

from sorewise.engine.when import All, Constant, Literal, Node, Not, Term
from sorewise.engine.when import Any as AnyOf

COMPARED: Mapping[str, type[exp.Binary]] = {
    "==": exp.EQ,
    "!=": exp.NEQ,
    "<": exp.LT,
    "<=": exp.LTE,
    ">": exp.GT,
    ">=": exp.GTE,
}


def condition(node: Node, columns: Mapping[str, str], terms: Collection[str] = ()) -> exp.Expr:
    """Write a condition; `columns` says which column holds a fact, `terms` which terms are columns."""
    match node:
        case Literal(fact, op, value):
            return _literal(exp.column(columns.get(fact, fact)), op, value)
        case Term(name, part):
            return exp.column(name) if name in terms else condition(part, columns, terms)
        case Not(part):
            return exp.not_(condition(part, columns, terms))
        case All(parts):
            return all_of(condition(part, columns, terms) for part in parts)
        case AnyOf(parts):
            return any_of(condition(part, columns, terms) for part in parts)


def _literal(column: exp.Expr, op: str, value: Constant | tuple[str, ...]) -> exp.Expr:
    if op == "is":
        return column
    if isinstance(value, tuple):
        return exp.In(this=column, expressions=[constant(word) for word in value])
    return compared(column, op, value)


def compared(column: exp.Expr | str, op: str, value: Constant) -> exp.Expr:
    """Compare a column with a constant."""
    return COMPARED[op](this=exp.to_column(column) if isinstance(column, str) else column, expression=constant(value))


def constant(value: Constant) -> exp.Expr:
    """Write a constant; whole numbers without a point."""
    whole = isinstance(value, float) and value.is_integer()
    return exp.convert(int(value) if whole else value)


def all_of(parts: Iterable[exp.Expr]) -> exp.Expr:
    """AND over any number; of none it is true."""
    return exp.and_(*parts) if (parts := list(parts)) else exp.true()


def any_of(parts: Iterable[exp.Expr]) -> exp.Expr:
    """OR over any number; of none it is false."""
    return exp.or_(*parts) if (parts := list(parts)) else exp.false()


def total(parts: Sequence[exp.Expr]) -> exp.Expr:
    """Add up one or more."""
    whole = parts[0]
    for part in parts[1:]:
        whole = exp.Add(this=whole, expression=part)
    return whole


def known(value: exp.Expr, *, else_: exp.Expr) -> exp.Expr:
    """Put a value in the place of NULL."""
    return exp.Coalesce(this=value, expressions=[else_])


def only_if(test: exp.Expr, value: exp.Expr, else_: exp.Expr | None = None) -> exp.Case:
    """Choose by a condition; where it is false or unknown stands `else_`, or NULL."""
    case = exp.Case().when(test, value)
    return case if else_ is None else case.else_(else_)
