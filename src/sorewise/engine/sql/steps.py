"""A query of named steps, each a SELECT from the one before it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from sqlglot import exp


def named(name: str, value: exp.Expr, comment: str = "") -> exp.Expr:
    """One column of a step, with a comment for whoever reads the query."""
    own = isinstance(value, exp.Column) and value.name == name
    column = value if own else exp.alias_(value, name, copy=False)
    if comment:
        column.comments = [f" {comment} "]
    return column


@dataclass(slots=True)
class Steps:
    """Steps so far, the table first, and which column of the last one holds a fact that was filled.

    `row` are the columns of the row itself, which every step hands on. A step that fills facts adds columns with a
    number (`days_sore__2`) instead of replacing them: few dialects can replace a column without naming all the others.
    """

    last: str | exp.Table
    done: dict[str, exp.Select] = field(default_factory=dict)
    columns: dict[str, str] = field(default_factory=dict)
    row: list[str] = field(default_factory=list)

    def fact(self, name: str) -> exp.Expr:
        """Where a fact stands now."""
        return exp.column(self.columns.get(name, name))

    def pick(self, name: str, columns: Iterable[exp.Expr]) -> None:
        """A step with these columns and those of the row."""
        self._take(name, [*map(exp.column, self.row), *columns])

    def add(self, name: str, columns: Iterable[exp.Expr]) -> None:
        """A step with these columns beside all those of the step before."""
        self._take(name, [exp.Star(), *columns])

    def fill(self, name: str, values: Mapping[str, exp.Expr]) -> None:
        """A step that gives facts another value."""
        number = len(self.done)
        self.add(name, [named(f"{fact}__{number}", value) for fact, value in values.items()])
        self.columns |= {fact: f"{fact}__{number}" for fact in values}

    def _take(self, name: str, columns: Iterable[exp.Expr]) -> None:
        self.done[name] = exp.select(*columns, copy=False).from_(self.last, copy=False)
        self.last = name

    def query(self, final: exp.Select, *, worked_out: Collection[str]) -> exp.Select:
        """The whole. A dialect is told to work these steps out before the next."""
        for name, step in self.done.items():
            final = final.with_(name, as_=step, materialized=name in worked_out or None, copy=False)
        return final
