"""Which rules keep a day where it is, and which changes can make them let go of it.

Most changes of two facts cannot: seen here by a look at the rules that hold, they need not be judged as a whole.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import product
from typing import Any, NamedTuple

from sorewise.engine.book import MASKED, Rule, Rulebook
from sorewise.engine.cubes import bits
from sorewise.engine.decide import decide
from sorewise.engine.state import State
from sorewise.engine.when import literals, truth
from sorewise.model.case import Values
from sorewise.model.verdict import Rungs


class Edit(NamedTuple):
    """One fact of the morning (spot None) or of one spot, set to another value."""

    fact: str
    spot: int | None
    before: Any
    after: Any


class Holding(NamedTuple):
    """A rule that keeps the day where it is: where it spoke, and on what."""

    spot: int | None
    values: Values
    rule: Rule


def holding(book: Rulebook, state: State, now: Rungs) -> tuple[Holding, ...]:
    """The rules that keep the day at its rung now, on either ladder."""
    found = []
    for reason in decide(book, state).verdict_reasons:
        rule = reason.rule
        top = (rule.activity or 0) >= now.activity > 0 or rule.referral >= now.referral > 0
        if top and not rule.opinion and isinstance(rule, Rule):
            spot = state.places.index(reason.place) if reason.place is not None else None
            found.append(Holding(spot, dict(reason.values), rule))
    return tuple(found)


class Grip:
    """All that keeps a day where it is: one of its ladders has to lose every rule that holds it there."""

    def __init__(self, book: Rulebook, holds: Sequence[Holding], now: Rungs) -> None:
        self._book = book
        self._holds = holds
        self._ladders = tuple(filter(None, (self._top(now, ladder) for ladder in (0, 1))))
        self._reached: dict[tuple[str, int | None], int] = {}

    def _top(self, now: Rungs, ladder: int) -> int:
        """The rules that stand on a ladder's rung now, as bits."""
        return sum(1 << n for n, one in enumerate(self._holds) if one.rule.rungs[ladder] == now[ladder] > 0)

    def may_ease(self, edits: Sequence[Edit]) -> bool:
        """Whether these edits, each of another fact, might make the day milder."""
        reached = 0
        for edit in edits:
            reached |= self._reach(edit.fact, edit.spot)
        if all(ladder & ~reached for ladder in self._ladders):
            return False  # on each there is a rule that none of them touches
        if len({(edit.fact, edit.spot) for edit in edits}) < len(edits):
            return False
        return any(
            not ladder & ~reached and not any(_stays(self._book, self._holds[n], edits) for n in bits(ladder))
            for ladder in self._ladders
        )

    def _reach(self, fact: str, spot: int | None) -> int:
        """The rules that an edit of this fact touches, as bits."""
        if (fact, spot) not in self._reached:
            touched = _follows(self._book)[fact]
            self._reached[fact, spot] = sum(
                1 << n
                for n, one in enumerate(self._holds)
                if spot in {None, one.spot} and touched.intersection((*one.rule.facts, one.rule.stop_value))
            )
        return self._reached[fact, spot]


def _stays(book: Rulebook, one: Holding, edits: Sequence[Edit]) -> bool:
    """Whether a rule goes on holding for certain: no edit reaches it, or those that do leave it true."""
    told = {edit.fact: edit.after for edit in edits if edit.spot in {None, one.spot}}
    reached = {name for fact in told for name in _follows(book)[fact]}
    read = reached.intersection((*one.rule.facts, one.rule.stop_value))
    if not read:
        return True
    if one.rule.when is None or one.rule.stop_value or not read <= told.keys():
        return False  # something that follows from the edits may be otherwise too
    found = truth(one.rule.when, {**one.values, **told})
    return bool(found) or (found is None and one.rule.hold)


def stands_alone(book: Rulebook, fact: str) -> bool:
    """Whether no other fact becomes another with this one."""
    return len(_follows(book)[fact]) == 1


@lru_cache(maxsize=16)
def _follows(book: Rulebook) -> Mapping[str, set[str]]:
    """For each fact those that may become another with it: it says whether they are asked, or implies them."""
    found: dict[str, set[str]] = {name: {name} for name in book.facts}
    found["painkiller_12h"].add(MASKED)
    for name, conditions in book.asks.items():
        for node in conditions.values():
            for literal in literals(node):
                found[literal.fact].add(name)
    for middle, fact in product(found, found):  # what follows from what follows
        if middle in found[fact]:
            found[fact] |= found[middle]
    return found
