"""The promise: one more sore place, in another region, never makes a day milder.

The verdict is the highest over the places, so a further one could only act through what all of them share: that there
is one place only, looked at here; and how many joints are swollen, how long somebody limps, whether the legs are sore.
These grow with a further place, and that none of them makes a day milder is part of the promise on worse answers.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from sorewise.engine.prove.formulas import one_step
from sorewise.engine.prove.order import BY_COUNT
from sorewise.engine.prove.smallest import smallest
from sorewise.engine.prove.told import Told, not_below, rungs_of, shown, told_by
from sorewise.engine.prove.worse import excepted, falls, milder
from sorewise.model.proof import Broken, Proof

if TYPE_CHECKING:
    from sorewise.engine.prove.solver import Model
    from sorewise.engine.prove.world import World

ONE, LEGS = "one_place", "legs"
QUIET = {"region": "quad", "pain": 0}


def one_more_place(worlds: Iterable[World]) -> Proof:
    """Prove it beside one place and beside none, for a day and for a run."""
    asked = [world for world in worlds if ONE in world.kinds]
    found = [(world, _second(world) if world.of_spot else _first(world)) for world in asked]
    broken = [_shown(world, model) for world, model in found if model is not None]
    return Proof(promise="places", claims=len(asked), broken=tuple(broken))


def _second(world: World) -> Model | None:
    """Look for a case that becomes milder when its place is no longer the only one."""
    return milder(world, ONE, BY_COUNT[ONE], excepted(world, ONE))


def _first(world: World) -> Model | None:
    """Look for a case that the first place makes milder by what it does to the morning."""
    row = {**world.now.told, ONE: one_step(world.now.told[ONE], BY_COUNT[ONE][::-1])}
    return world.find(falls(world, world.now, world.view(row, world.now)))


def _shown(world: World, model: Model) -> Broken:
    """Return the smallest morning that a further place makes milder; beside none, it is told how the legs are."""

    def breaks(one: Told) -> bool:
        if (one.place is None) is world.of_spot or (one.place is None and one.get(LEGS) is None):
            return False
        return not not_below(rungs_of(world.book, _with_more(one)), rungs_of(world.book, one))

    least = smallest(replace(told_by(model, world), beside=False), breaks, world.kinds)
    found = () if least is None else tuple(shown(world.book, one) for one in (least, _with_more(least)))
    return Broken(claim="place_milder", fact=ONE, shown=found)


def _with_more(told: Told) -> Told:
    """Return the same with one more place."""
    return replace(told, place=QUIET) if told.place is None else replace(told, beside=True)
