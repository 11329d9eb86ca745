"""The promise: every morning gets a verdict with at least one reason that is no mere opinion.

It is given once the legs were called fresh, a place was named, or nothing was told of them at all; in a run, once the
pain now was told. What is left out: legs that were called sore while every place was taken off the list again.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from sorewise.engine.prove.smallest import smallest
from sorewise.engine.prove.solver import Formula, no, some
from sorewise.engine.prove.told import Told, judged, shown, told_by
from sorewise.model.proof import Broken, Proof

if TYPE_CHECKING:
    from sorewise.engine.prove.world import World

LEGS, NOW = "legs", "pain_now"


def some_reason(worlds: Iterable[World]) -> Proof:
    """Prove it for a day and a run, with a sore place and without."""
    worlds = tuple(worlds)
    broken = [one for world in worlds if (one := _broken(world)) is not None]
    return Proof(promise="reason", claims=len(worlds), broken=tuple(broken))


def _promised(world: World) -> Formula:
    """Return: enough was told for the promise."""
    if world.when == "run":
        return world.said.known(NOW)
    return world.of_spot or no(world.said.be(LEGS, "sore"))


def _broken(world: World) -> Broken | None:
    speaking = [id_ for id_, rule in {**world.rules, **world.stops}.items() if not rule.opinion]
    model = world.find(_promised(world), no(some(world.now.counts[id_] for id_ in speaking)))
    if model is None:
        return None

    def breaks(one: Told) -> bool:
        told_enough = (
            one.get(NOW) is not None if world.when == "run" else one.place is not None or one.get(LEGS) != "sore"
        )
        return told_enough and all(reason.rule.opinion for reason in judged(world.book, one).verdict_reasons)

    least = smallest(told_by(model, world), breaks, world.kinds)
    return Broken(claim="no_reason", fact=world.when, shown=() if least is None else (shown(world.book, least),))
