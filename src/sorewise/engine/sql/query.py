"""Rulebook and table -> one SELECT."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from sqlglot import exp

from sorewise.engine.book import Rulebook
from sorewise.engine.columns import plan_of
from sorewise.engine.sql.conditions import constant, total
from sorewise.engine.sql.reasons import WORD, bits_of, masks, words
from sorewise.engine.sql.rows import MORNING, prepare
from sorewise.engine.sql.rules import columns_of, judge
from sorewise.engine.sql.steps import Steps, named
from sorewise.engine.sql.table import table_named
from sorewise.engine.sql.verdict import LADDERS, VIEWS, stand

READ_OFTEN = ("ready", "rules", "kinds", "counting")
"""Steps whose columns the next one reads many times."""
INLINING = ("postgres", "sqlite")
"""Dialects that would write such a step into the next wherever that reads it, unless they are told to work it out."""


def select(
    book: Rulebook,
    dialect: str,
    columns: Collection[str],
    *,
    table: str = "mornings",
    reasons: bool = True,
    by_morning: bool = True,
    switched_on: tuple[str, ...] = (),
) -> str:
    """Write the rulebook as a SELECT from a table of mornings that has these columns.

    A column is a rule fact (yes/no as a Boolean, words as text, numbers; NULL is unknown), `safety_sent`, or `morning`.
    `by_morning` folds the rows of one `morning` into one; otherwise each row is a morning, and `morning` its name if
    the table has it. With `reasons` the SELECT has `fired_0` ... and `held_0` ... too, see `reasons.py`. `switched_on`
    are the private groups that were asked about.

    Raises ValueError for a name that no table can have in that dialect.
    """
    plan = plan_of(book, switched_on)
    rules = columns_of(plan)
    steps = Steps(table_named(table, dialect))
    prepare(steps, plan, book, columns, by_morning=by_morning)
    judge(steps, book, rules)
    stand(steps, rules, masks(rules) if reasons else ())
    final = exp.select(*_final(steps, words(rules) if reasons else (), dialect, by_morning=by_morning))
    final = final.from_(steps.last)
    if by_morning:
        final = final.group_by(MORNING)
    return steps.query(final, worked_out=_worked_out(dialect, by_morning=by_morning)).sql(dialect, pretty=True)


def _worked_out(dialect: str, *, by_morning: bool) -> Collection[str]:
    """The steps that a dialect is told to work out before the next. DuckDB needs it only where mornings are folded."""
    if dialect in INLINING:
        return READ_OFTEN
    return ["standing"] if by_morning and dialect == "duckdb" else ()


def _final(steps: Steps, kept: Collection[str], dialect: str, *, by_morning: bool) -> Iterator[exp.Expr]:
    """What is told of each morning: rungs in words, and the bits of the rules."""
    if MORNING in steps.row:
        yield exp.column(MORNING)
    for view in VIEWS:
        for ladder, rungs in LADDERS.items():
            name = f"{view}{ladder}"
            case = exp.Case(this=exp.Max(this=exp.column(name)) if by_morning else exp.column(name))
            for number, word in enumerate(rungs):
                case = case.when(constant(number), constant(word))
            yield named(name, case)
    for name in kept:
        bits = bits_of(name)
        yield named(name, _joined(bits, dialect) if by_morning else bits)


def _joined(bits: exp.Expr, dialect: str) -> exp.Expr:
    """Join the bits of a morning's places; SQLite can do it one bit at a time only."""
    if dialect != "sqlite":
        return exp.BitwiseOrAgg(this=bits)
    return total([exp.Max(this=exp.BitwiseAnd(this=bits, expression=constant(1 << k))) for k in range(WORD)])
