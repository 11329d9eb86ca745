"""The promise: no rule is dead, and none that carries a rung always stands beside another of the same or a higher one.

A rule that does stand beside another stays if it says so (`echoes = "..."`): it is there for its words and its advice.
The other rules are judged without those.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from sorewise.engine.prove.formulas import Readings
from sorewise.engine.prove.solver import Formula, every, no, some
from sorewise.engine.prove.values import Kind
from sorewise.engine.tables import LADDERS
from sorewise.model.proof import Broken, Listed, Proof

if TYPE_CHECKING:
    from sorewise.engine.book import Rule
    from sorewise.engine.prove.inherited import Inherited
    from sorewise.engine.prove.world import World

RUNGS = range(5)


def every_rule_needed(worlds: Sequence[World], below: Inherited) -> Proof:
    """Prove it rule by rule: there is a case in which it speaks, and one in which it speaks for itself."""
    judged = [rule for rule in worlds[0].book.rules if rule.when is not None]
    dead = [rule.id for rule in judged if not _can_speak(worlds, rule)]
    carrying = [rule for rule in judged if any(rule.rungs) and rule.id not in dead]
    echoes = {rule.id: rule.echoes for rule in carrying if rule.echoes and _is_echo(worlds, rule)}
    found: list[Broken | Listed] = [Broken(claim="dead", rule=id_) for id_ in dead]
    for rule in carrying:
        if rule.id in echoes:
            found.append(Listed(claim="echo", name=rule.id, by=(rule.echoes,)))
        elif rule.echoes and not below.rule(rule):
            found.append(Broken(claim="no_echo", rule=rule.id, by=(rule.echoes,)))
        else:
            found += _beside(worlds, rule, echoes, below)
    return Proof(
        promise="needed",
        claims=len(judged) + len(carrying),
        broken=tuple(one for one in found if isinstance(one, Broken)),
        listed=tuple(one for one in found if isinstance(one, Listed)),
    )


def _can_speak(worlds: Iterable[World], rule: Rule) -> bool:
    """Whether a rule is true in some case; one that by design never is counts in some case while it is unknown."""
    for world in worlds:
        if rule.when is None or not rule.runs_in(world.phase) or (rule.spot and not world.of_spot):
            continue
        if rule.stage == "advice":
            wanted = _late(world).true(rule.when)
        else:
            wanted = (world.now.counts if rule.pure_hold else world.now.true)[rule.id]
        if world.can(wanted):
            return True
    return False


def _late(world: World) -> Readings:
    """Return what the rules of advice read: the verdict beside the careful facts."""
    verdict = {name: tuple(_exactly(world, ladder, rung) for rung in RUNGS) for ladder, name in enumerate(LADDERS)}
    kinds: Mapping[str, Kind] = {name: Kind(fact, tuple(RUNGS)) for name, fact in LADDERS.items()}
    return Readings({**world.now.rows.careful, **verdict}, {**world.kinds, **kinds}, ())


def _exactly(world: World, ladder: int, rung: int) -> Formula:
    """Return: the verdict stands on that rung."""
    reached = world.at_least(world.now, ladder, rung) if rung else True
    return every((reached, no(world.at_least(world.now, ladder, rung + 1))))


def _is_echo(worlds: Iterable[World], rule: Rule) -> bool:
    """Whether a rule echoes the one it names, and that one speaks for itself."""
    here = [world for world in worlds if rule.id in world.rules]
    first = here[0].book.by_id.get(rule.echoes)
    return first is not None and not first.echoes and _covers(here, rule, first.id)


def _beside(
    worlds: Iterable[World], rule: Rule, echoes: Collection[str], below: Inherited
) -> Iterator[Broken | Listed]:
    """Say whether a rule never speaks for itself: beside another, or beside one or other of several."""
    here = [world for world in worlds if rule.id in world.rules]
    if any(world.can(_alone(world, rule, echoes)) for world in here):
        return
    others = here[0].counting
    by = tuple(id_ for id_ in others if id_ != rule.id and id_ not in echoes and _covers(here, rule, id_))
    if not by:
        yield Listed(claim="together", name=rule.id)
    elif below.rule(rule):
        yield Listed(claim="echo_by_number", name=rule.id, by=by)
    else:
        yield Broken(claim="echo", rule=rule.id, by=by)


def _alone(world: World, rule: Rule, echoes: Collection[str]) -> Formula:
    """Return: the rule counts, and on one of its ladders nothing else that is no echo stands as high."""
    out = {rule.id, *echoes}
    lower = (no(world.at_least(world.now, ladder, rung, but=out)) for ladder, rung in enumerate(rule.rungs) if rung)
    return every((world.now.counts[rule.id], some(lower)))


def _covers(worlds: Iterable[World], rule: Rule, by: str) -> bool:
    """Whether another rule always counts when this one does, and stands as high on both ladders."""
    for world in worlds:
        other = world.counting.get(by)
        if other is None or any(theirs < own for theirs, own in zip(other.rungs, rule.rungs, strict=True)):
            return False
        if world.can(world.now.counts[rule.id], no(world.now.counts[by])):
            return False
    return True
