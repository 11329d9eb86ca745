"""The promise: one more sore place, in another region, never makes a day milder.

The verdict is the highest over the places, so a further one could only act through what all of them share: that there
is one place only, how many joints are swollen, for how long somebody limps, whether the legs are sore.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from sorewise.engine.prove.formulas import one_step
from sorewise.engine.prove.order import BY_COUNT, order_of
from sorewise.engine.prove.smallest import smallest
from sorewise.engine.prove.told import Told, not_below, rungs_of, shown, told_by
from sorewise.engine.prove.worse import excepted, falls, milder
from sorewise.model.proof import Broken, Proof

if TYPE_CHECKING:
    from sorewise.engine.prove.solver import Model
    from sorewise.engine.prove.world import World

ONE, LEGS = "one_place", "legs"
QUIET = {"region": "quad", "pain": 0}
SHARED = ("swollen_joints", "limp_days", LEGS)  # what grows with a further place; beside the number of places


def one_more_place(worlds: Iterable[World]) -> Proof:
    """Prove it for what places share, beside one place and beside none."""
    claims = 0
    broken: list[Broken] = []
    for world in worlds:
        found: dict[str, Model | None] = {}
        if ONE in world.kinds:
            found[ONE] = milder(world, ONE, BY_COUNT[ONE], excepted(world, ONE)) if world.of_spot else _first(world)
        for name in SHARED:
            if name in world.kinds:
                found[name] = milder(world, name, order_of(world.kinds[name]), excepted(world, name))
        claims += len(found)
        broken += [_shown(world, name, model) for name, model in found.items() if model is not None]
    return Proof(promise="places", claims=claims, broken=tuple(broken))


def _first(world: World) -> Model | None:
    """Look for a case that the first place makes milder by what it does to the morning."""
    order = BY_COUNT[ONE][::-1]
    row = {**world.now.told, ONE: one_step(world.now.told[ONE], order)}
    return world.find(falls(world, world.now, world.view(row, world.now)))


def _shown(world: World, fact: str, model: Model) -> Broken:
    """Return the smallest morning that a further place makes milder; beside none, it is told how the legs are."""

    def breaks(one: Told) -> bool:
        if (one.place is None) is world.of_spot or (one.place is None and one.get(LEGS) is None):
            return False
        return not not_below(rungs_of(world.book, _with_more(one)), rungs_of(world.book, one))

    least = smallest(replace(told_by(model, world), beside=False), breaks, world.kinds)
    found = () if least is None else tuple(shown(world.book, one) for one in (least, _with_more(least)))
    return Broken(claim="place_milder", fact=fact, shown=found)


def _with_more(told: Told) -> Told:
    """Return the same with one more place."""
    return replace(told, place=QUIET) if told.place is None else replace(told, beside=True)
