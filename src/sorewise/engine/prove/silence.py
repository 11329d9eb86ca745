"""The promise: an unanswered question never hides what sends somebody the same day or to an emergency.

It is given once the safety page was sent and truthfully ticked.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from sorewise.engine.prove.formulas import known
from sorewise.engine.prove.smallest import smallest
from sorewise.engine.prove.solver import Model, every, no, some
from sorewise.engine.prove.steps import changed
from sorewise.engine.prove.told import Told, known_row, page_sent, rungs_of, shown, told_by
from sorewise.model.proof import Broken, Listed, Proof
from sorewise.model.verdict import REFERRAL, SAME_DAY

if TYPE_CHECKING:
    from sorewise.engine.prove.inherited import Inherited
    from sorewise.engine.prove.world import World
    from sorewise.model.facts import Fact

UNKNOWN = "unknown: "
LADDER = 1  # of referral


def nothing_hidden(worlds: Iterable[World], below: Inherited) -> Proof:
    """Prove it question by question: the answer is taken back, whatever else is known or unknown."""
    worlds = tuple(worlds)
    broken: list[Broken] = []
    listed: list[Listed] = []
    claims = 0
    for name, fact in worlds[0].book.facts.items():
        found = [(world, model) for world in worlds if _may_be_open(world, fact) and (model := hiding(world, name))]
        claims += sum(_may_be_open(world, fact) for world in worlds)
        if fact.exception.startswith(UNKNOWN):
            listed.append(Listed(claim="hidden", name=name, fact=name, reason=fact.exception.removeprefix(UNKNOWN)))
            broken += [] if found or below.fact(fact) else [Broken(claim="exception_unneeded", fact=name)]
        else:
            broken += [one for world, model in found for one in _shown(world, name, model)]
    return Proof(promise="silence", claims=claims, broken=tuple(broken), listed=tuple(listed))


def _may_be_open(world: World, fact: Fact) -> bool:
    """Whether a fact can be left open: no record, no line of the page, not the legs beside a named place."""
    if fact.door or fact.never_unknown or fact.page == "safety" or fact.id not in world.now.told:
        return False
    return not (world.of_spot and fact.id == "legs")


def hiding(world: World, fact: str) -> Model | None:
    """Look for a case that is sent the same day or at once, and is not when one answer is taken back."""
    before = world.now
    row, always = changed(world, fact, (False,) * len(before.told[fact]), fewer=True)
    after = world.view(row, before)
    lower = some(
        every((world.at_least(before, LADDER, rung), no(world.at_least(after, LADDER, rung))))
        for rung in range(SAME_DAY, len(REFERRAL))
    )
    asked = (known(before.told[fact]), no(known(after.rows.known[fact])))
    return world.find(*asked, world.sent, *always, lower)


def _shown(world: World, fact: str, model: Model) -> Iterator[Broken]:
    told = told_by(model, world)

    def breaks(one: Told) -> bool:
        less = one.but(fact, None)
        before, after = (rungs_of(world.book, each).referral for each in (one, less))
        return SAME_DAY <= before > after and page_sent(world.book, one) and known_row(world.book, less)[fact] is None

    least = smallest(told, breaks, world.kinds, kept=(fact,))
    found = () if least is None else tuple(shown(world.book, each) for each in (least, least.but(fact, None)))
    yield Broken(claim="hides", fact=fact, before=told.get(fact), after=None, shown=found)
