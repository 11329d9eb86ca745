"""The tree of conditions as formulas over value classes: what is true, and what is possible while answers are missing.

A fact is a spread: for each of its classes whether it is known to be there. In none of them: it is unknown. So one
comparison has two readings that need no third value: it is true where the fact is known to be in a class that fits,
and possible where it is known to be in none that does not.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from sorewise.engine.prove.solver import Formula, every, no, some
from sorewise.engine.prove.values import Kind
from sorewise.engine.when import All, Literal, Node, Not, Term
from sorewise.engine.when import Any as AnyOf

Spread = tuple[Formula, ...]
Row = Mapping[str, Spread]


def known(spread: Spread) -> Formula:
    """Return: the fact is known."""
    return some(spread)


def where_unknown(spread: Spread, when: Formula, number: int | None) -> Spread:
    """Put an unknown fact into a class under a condition."""
    if when is False or number is None:
        return spread
    moved = every((no(known(spread)), when))
    return tuple(some((here, moved)) if n == number else here for n, here in enumerate(spread))


@dataclass(frozen=True)
class Said:
    """What is said of the facts of a row, in the words of answers. Of a fact the rulebook has not, nothing is said."""

    kinds: Mapping[str, Kind]
    row: Row

    def known(self, name: str) -> Formula:
        """Return: the fact is known."""
        return known(self.row.get(name, ()))

    def be(self, name: str, value: object) -> Formula:
        """Return: the fact is known to have that value, or one of its class."""
        number = self.kinds[name].number(value) if name in self.row else None
        return False if number is None else self.row[name][number]

    def yes(self, name: str) -> Formula:
        """Return: a yes/no fact is known to be so."""
        return self.be(name, value=True)

    def nay(self, name: str) -> Formula:
        """Return: a yes/no fact is known not to be so."""
        return self.be(name, value=False)

    def above(self, name: str, limit: float, *, included: bool = False) -> Formula:
        """Return: a number is known to be above a limit, or at it if that is included."""
        pairs = zip(self.kinds[name].values, self.row[name], strict=True) if name in self.row else ()
        return some(here for value, here in pairs if value > limit or (included and value == limit))


def one_step(spread: Spread, order: tuple[int, ...]) -> Spread:
    """Move a fact one step along an order; what stands outside the order or at its end is then unknown."""
    moved = {after: spread[before] for before, after in pairwise(order)}
    return tuple(moved.get(number, False) for number in range(len(spread)))


class Readings:
    """Both readings of every condition on one row, each worked out once.

    The unknown of a fact that is `quiet` speaks for nothing in a red flag: its line of the safety page was not told.
    """

    def __init__(self, row: Row, kinds: Mapping[str, Kind], quiet: Collection[str]) -> None:
        self.row = row
        self.kinds = kinds
        self.quiet = quiet
        self._true: dict[int, Formula] = {}
        self._possible: dict[tuple[int, bool], Formula] = {}

    def true(self, node: Node) -> Formula:
        """Return: the condition is true, whatever is unknown."""
        found = self._true.get(id(node))
        if found is None:
            found = self._true[id(node)] = self._read_true(node)
        return found

    def possible(self, node: Node, *, flag: bool = False) -> Formula:
        """Return: the condition is not false; `flag` reads it as a red flag does."""
        found = self._possible.get((id(node), flag))
        if found is None:
            found = self._possible[id(node), flag] = self._read_possible(node, flag=flag)
        return found

    def _read_true(self, node: Node) -> Formula:
        match node:
            case Literal(fact):
                return some(here for here, fit in self._classes(node, fact) if fit)
            case Not(part):
                return no(self.possible(part))
            case Term(_, part):
                return self.true(part)
            case All(parts):
                return every(map(self.true, parts))
            case AnyOf(parts):
                return some(map(self.true, parts))

    def _read_possible(self, node: Node, *, flag: bool) -> Formula:
        match node:
            case Literal(fact):
                if flag and fact in self.quiet:
                    return self.true(node)
                return no(some(here for here, fit in self._classes(node, fact) if not fit))
            case Not(part):
                return no(self.true(part))
            case Term(_, part):
                return self.possible(part, flag=flag)
            case All(parts):
                return every(self.possible(part, flag=flag) for part in parts)
            case AnyOf(parts):
                return some(self.possible(part, flag=flag) for part in parts)

    def _classes(self, literal: Literal, fact: str) -> Iterator[tuple[Formula, bool]]:
        """For each class of a fact whether it is there, and fits; what a row has not is unknown, as to the engine."""
        fits = self.kinds[fact].where(literal)
        return zip(self.row.get(fact, (False,) * len(fits)), fits, strict=True)
