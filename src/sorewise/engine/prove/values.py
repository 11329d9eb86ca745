"""One value of every class of every fact: what the solver chooses among, and the engine is then asked with.

A class is a word, a yes or no, a cut point of the rulebook, or a gap between two; within a class no condition tells two
values apart.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Any

from sorewise.engine.book import Rulebook
from sorewise.engine.when import Literal, Node, literals, truth
from sorewise.model.facts import Fact

BEYOND = 1.0  # how far past the outermost cut point a value lies
# Cut points of the door itself (model/intake.py): a pain of 1 opens `legs`; swollen joints are counted one by one; a
# fever is measured and a big session forgotten at a threshold.
AT_THE_DOOR: Mapping[str, tuple[float | str, ...]] = {
    "pain": (1.0,),
    "swollen_joints": (1.0, 2.0),
    "temp_c": ("fever_c",),
    "last_session_hours_ago": ("mistake_h",),
}


@dataclass(frozen=True)
class Kind:
    """The value classes of one fact: one value of each, rising where the fact is a number."""

    fact: Fact
    values: tuple[Any, ...]
    cuts: tuple[float, ...] = ()

    def where(self, literal: Literal) -> tuple[bool, ...]:
        """For every class whether the comparison is true in it."""
        return tuple(truth(literal, {literal.fact: value}) is True for value in self.values)

    def number(self, value: Any) -> int | None:
        """Return the number of the class of a value; None where the fact has no such value."""
        return self._numbers.get(self._class(value))

    @cached_property
    def harmless(self) -> int | None:
        """The class at which no rule should speak."""
        return self.number(self.fact.harmless)

    @cached_property
    def quiet(self) -> int | None:
        """The class of a morning on which nothing is the matter."""
        return self.number(self.fact.harmless if self.fact.default is None else self.fact.default)

    @cached_property
    def yes(self) -> int | None:
        """The class of a yes."""
        return self.number(value=True)

    @cached_property
    def _numbers(self) -> dict[Any, int]:
        return {self._class(value): number for number, value in enumerate(self.values)}

    def _class(self, value: Any) -> Any:
        if self.fact.type in {"word", "bool"}:
            return value
        at = bisect_left(self.cuts, value)
        return at, at < len(self.cuts) and self.cuts[at] == value


def kinds_of(book: Rulebook) -> dict[str, Kind]:
    """Return the value classes of every fact that conditions may use."""
    cuts: dict[str, set[float]] = defaultdict(set)
    for node in conditions(book):
        for literal in literals(node):
            if isinstance(literal.value, int | float) and not isinstance(literal.value, bool):
                cuts[literal.fact].add(float(literal.value))
    for name in AT_THE_DOOR.keys() & book.facts.keys():
        points = AT_THE_DOOR[name]
        cuts[name] |= {book.number(point) if isinstance(point, str) else point for point in points}
    return {name: _kind(fact, sorted(cuts[name])) for name, fact in book.facts.items() if not fact.door}


def conditions(book: Rulebook) -> Iterator[Node]:
    """Every condition of the rulebook: those of the rules and those of `facts.toml`."""
    yield from (rule.when for rule in book.rules if rule.when is not None)
    yield from (node for asks in book.asks.values() for node in asks.values())


def _kind(fact: Fact, cuts: Sequence[float]) -> Kind:
    if fact.type == "bool":
        return Kind(fact, (False, True))
    if fact.type == "word":
        return Kind(fact, fact.choices)
    found = Kind(fact, tuple(_numbers(fact, cuts)), tuple(cuts))
    # A class that holds the usual value is spoken for by it: a morning then reads as somebody would tell it.
    usual = {found.number(value): value for value in (fact.benign, fact.default) if value is not None}
    return Kind(fact, tuple(usual.get(n, value) for n, value in enumerate(found.values)), found.cuts)


def _numbers(fact: Fact, cuts: Sequence[float]) -> Iterable[float]:
    """One number of every class that has one within the range, rising."""
    low, high = fact.range or (-math.inf, math.inf)
    whole = fact.type == "integer"
    if not cuts:
        return (low,)
    ends = [max(low, cuts[0] - BEYOND), *cuts, min(high, cuts[-1] + BEYOND)]
    found = {ends[0], *cuts, ends[-1], *(_between(a, b, whole=whole) for a, b in pairwise(cuts))}
    return sorted(value for value in found if low <= value <= high and (not whole or value == int(value)))


def _between(low: float, high: float, *, whole: bool) -> float:
    if not whole:
        return (low + high) / 2
    up = math.floor(low) + 1
    return float(up) if up < high else low
