"""Which rules keep a day where it is, and which changes can make them let go of it.

Most changes of two facts cannot: seen here by a look at the rules that hold, they need not be judged as a whole.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import product
from typing import Any, NamedTuple

from sorewise.engine.book import MASKED, Rule, Rulebook
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


def may_ease(book: Rulebook, holds: Sequence[Holding], now: Rungs, edits: Sequence[Edit]) -> bool:
    """Whether these edits, each of another fact, might make a day milder: one ladder has to lose all that holds it."""
    if len({(edit.fact, edit.spot) for edit in edits}) < len(edits):
        return False
    activity = (one for one in holds if one.rule.rungs.activity == now.activity)
    referral = (one for one in holds if one.rule.rungs.referral == now.referral)
    return (now.activity > 0 and not any(_stays(book, one, edits) for one in activity)) or (
        now.referral > 0 and not any(_stays(book, one, edits) for one in referral)
    )


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
