"""The promise: a worse answer never gives a milder day; so with more pain, and with less experience."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import TYPE_CHECKING

from sorewise.engine.book import MASKED
from sorewise.engine.prove.formulas import known, one_step
from sorewise.engine.prove.order import YES, allowing, order_of
from sorewise.engine.prove.rows import TABLET
from sorewise.engine.prove.smallest import smallest
from sorewise.engine.prove.solver import Formula, Model, every, no, some
from sorewise.engine.prove.steps import changed
from sorewise.engine.prove.told import Told, known_row, not_below, rungs_of, shown, told_by
from sorewise.engine.when import literals
from sorewise.model.proof import Broken, Listed, Proof

if TYPE_CHECKING:
    from sorewise.engine.book import Rule
    from sorewise.engine.prove.inherited import Inherited
    from sorewise.engine.prove.world import View, World


def never_milder(worlds: Iterable[World], below: Inherited) -> Proof:
    """Prove it fact by fact, one step of its order at a time, whatever else is known or unknown."""
    worlds = tuple(worlds)
    kinds = worlds[0].kinds
    ordered = [
        (world, name) for name, kind in kinds.items() if order_of(kind) for world in worlds if name in world.now.told
    ]
    broken = [one for world, name in ordered for one in _broken(world, name)]
    listed, unneeded = _declared(worlds, below)
    return Proof(
        promise="worse",
        claims=len(ordered) + len(listed),
        broken=(*broken, *unneeded),
        listed=tuple(listed),
    )


def _declared(worlds: tuple[World, ...], below: Inherited) -> tuple[list[Listed], list[Broken]]:
    """List the declared exceptions, and those without which the promise holds as well."""
    book = worlds[0].book
    listed, unneeded = [], []
    for rule in book.rules:
        if rule.exception:
            name, _, reason = rule.exception.partition(": ")
            listed.append(Listed(claim="milder_rule", name=rule.id, fact=name, reason=reason))
            if not below.rule(rule) and not any(_needs_rule(world, rule, name) for world in worlds):
                unneeded.append(Broken(claim="exception_unneeded", rule=rule.id, fact=name))
    for name, fact in book.facts.items():
        if fact.exception.startswith(YES):
            listed.append(Listed(claim="milder_fact", name=name, fact=name, reason=fact.exception.removeprefix(YES)))
            if not below.fact(fact) and not any(_needs_yes(world, name) for world in worlds):
                unneeded.append(Broken(claim="exception_unneeded", fact=name))
        if fact.unasked:
            listed.append(Listed(claim="milder_unasked", name=name, fact=name, reason=fact.unasked))
            if not below.fact(fact) and not any(_needs_unasked(world, name) for world in worlds):
                unneeded.append(Broken(claim="exception_unneeded", fact=name))
    return listed, unneeded


def excepted(world: World, fact: str) -> frozenset[str]:
    """The rules that declare an exception for a fact."""
    return frozenset(id_ for id_, rule in world.rules.items() if rule.exception.partition(":")[0] == fact)


def _needs_rule(world: World, rule: Rule, fact: str) -> bool:
    """Whether the law breaks without the exception of this one rule."""
    if rule.id not in world.rules or fact not in world.now.told:
        return False
    return milder(world, fact, order_of(world.kinds[fact]), excepted(world, fact) - {rule.id}) is not None


def _needs_yes(world: World, fact: str) -> bool:
    """Whether a yes can make a day milder."""
    return fact in world.now.told and milder(world, fact, allowing(world.kinds[fact])) is not None


def _needs_unasked(world: World, unasked: str) -> bool:
    """Whether some worse answer makes a day milder by making this question needless."""
    others = _unasked(world) - {unasked}
    asking = {literal.fact for node in world.book.asks.get(unasked, {}).values() for literal in literals(node)}
    return unasked in world.now.told and any(
        milder(world, name, order, excepted(world, name), others) is not None
        for name in sorted(asking & world.now.told.keys())
        if (order := order_of(world.kinds[name]))
    )


def _unasked(world: World) -> frozenset[str]:
    """The questions that declare that, once needless, they may be taken as harmless."""
    return frozenset(name for name, fact in world.book.facts.items() if fact.unasked)


def milder(
    world: World, fact: str, order: tuple[int, ...], but: Iterable[str] = (), open_too: frozenset[str] | None = None
) -> Model | None:
    """Look for a case that one step along an order makes milder.

    `but` are rules left out beforehand, `open_too` questions that the step must not make needless.
    """
    before = world.now
    spread = before.told[fact]
    row, always = changed(world, fact, one_step(spread, order))
    after = world.view(row, before)
    lower = falls(world, before, after, but)
    if lower is False:
        return None
    asked = _unasked(world) if open_too is None else open_too
    still = [
        some((no(known(after.rows.known[name])), known(before.rows.known[name])))
        for name in sorted(asked)
        if name in before.told and name != fact
    ]
    here = some(spread[number] for number in order[:-1])
    return world.find(here, *still, *always, lower)


def falls(world: World, before: View, after: View, but: Iterable[str] = ()) -> Formula:
    """Return: after a change the verdict is lower on some ladder; `but` are rules left out before it."""
    out = set(but)
    moved = [id_ for id_ in world.counting if id_ not in out and before.counts[id_] is not after.counts[id_]]

    def lower() -> Iterator[Formula]:
        for ladder in (0, 1):
            for rung in range(1, 5):
                held = [before.counts[id_] for id_ in moved if world.counting[id_].rungs[ladder] >= rung]
                if held:
                    yield every((some(held), no(world.at_least(after, ladder, rung))))

    return some(lower())


def _broken(world: World, fact: str) -> Iterator[Broken]:
    order, but = order_of(world.kinds[fact]), excepted(world, fact)
    model = milder(world, fact, order, but)
    if model is None:
        return
    told = told_by(model, world)
    values = world.kinds[fact].values
    better = told.get(fact)
    worse = {values[a]: values[b] for a, b in pairwise(order)}[better]

    def breaks(one: Told) -> bool:
        mild, strict = one.but(fact, better), _then(one, fact, worse)
        if not_below(rungs_of(world.book, strict), rungs_of(world.book, mild, but)):
            return False
        return not _needless(world, mild, strict)

    least = smallest(told, breaks, world.kinds, kept=(fact,))
    pair = () if least is None else (least.but(fact, better), _then(least, fact, worse))
    found = tuple(shown(world.book, one) for one in pair)
    yield Broken(claim="milder", fact=fact, before=better, after=worse, shown=found)


def _then(told: Told, fact: str, value: object) -> Told:
    """Return a morning with a worse answer; of a tablet it is not told how bad the pain was before it."""
    after = told.but(fact, value)
    return after.but(MASKED, None) if fact == TABLET and told.place is not None else after


def _needless(world: World, mild: Told, strict: Told) -> bool:
    """Whether a worse answer makes a question needless that declares what this means."""
    before, after = (known_row(world.book, told) for told in (mild, strict))
    return any(name in before and before[name] is None and after.get(name) is not None for name in _unasked(world))
