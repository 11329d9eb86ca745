"""The promise: a red flag that is true gives at least the rung it states, and so does one that is left unknown.

In the morning, in a run and after it. Of an unknown one it holds once the safety page was sent.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from sorewise.engine.prove.smallest import smallest
from sorewise.engine.prove.solver import Formula, Model, every, no, some
from sorewise.engine.prove.told import Told, not_below, page_sent, rungs_of, shown, state_of, told_by
from sorewise.engine.when import truth
from sorewise.model.proof import Broken, Proof

if TYPE_CHECKING:
    from sorewise.engine.book import Rule
    from sorewise.engine.prove.world import World


def flags_hold(worlds: Iterable[World]) -> Proof:
    """Prove it flag by flag, for a true one and for an unknown one, whether or not the flag is judged in that phase."""
    claims = 0
    broken: list[Broken] = []
    for world in worlds:
        for rule in world.book.rules:
            if rule.red_flag and rule.when is not None and (world.of_spot or not rule.spot):
                claims += 2
                broken += _broken(world, rule)
    return Proof(promise="flags", claims=claims, broken=tuple(broken))


def _broken(world: World, rule: Rule) -> Iterator[Broken]:
    """Look for a case in which a flag is true, or unknown with the page sent, and the verdict stands below its rung."""
    if rule.when is None:
        return
    read = world.now.reading(rule)
    true, open_ = read.true(rule.when), every((read.possible(rule.when), world.sent))
    low = _below(world, rule)
    for claim, wanted in (("flag_true", true), ("flag_unknown", every((open_, no(true))))):
        model = world.find(wanted, low)
        if model is not None:
            yield _shown(world, rule, claim, model)


def _below(world: World, rule: Rule) -> Formula:
    """Return: the verdict stands below the rung that a flag states; a flag that states none can only break this."""
    stated = [(ladder, rung) for ladder, rung in enumerate((rule.activity or 0, rule.referral)) if rung]
    return some(no(world.at_least(world.now, ladder, rung)) for ladder, rung in stated) if stated else True


def _shown(world: World, rule: Rule, claim: str, model: Model) -> Broken:
    wanted = True if claim == "flag_true" else None

    def breaks(one: Told) -> bool:
        state = state_of(world.book, one)
        rows = state.spots if rule.spot else (state.morning,)
        if rule.when is None or all(truth(rule.when, row) is not wanted for row in rows):
            return False
        return (wanted is True or page_sent(world.book, one)) and _is_below(world, rule, one)

    least = smallest(told_by(model, world), breaks, world.kinds)
    return Broken(claim=claim, rule=rule.id, shown=() if least is None else (shown(world.book, least),))


def _is_below(world: World, rule: Rule, told: Told) -> bool:
    stated = type(rule.rungs)(rule.activity or 0, rule.referral)
    return not any(stated) or not not_below(rungs_of(world.book, told), stated)
