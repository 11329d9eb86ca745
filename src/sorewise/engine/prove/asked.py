"""The promise: every question has a harmless answer or says why not, and `ask` knows exactly what answers can still do.

Of the cubes that `ask` looks at it is proved, rule by rule, that they are the rule. What it makes of them, the mildest
and the strictest verdict left, is sampled: for one open morning of every rule the solver tries all the rest.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from sorewise.engine.cubes import Cubes, bits, cubes_of
from sorewise.engine.decide import decide
from sorewise.engine.outlook import may_ask
from sorewise.engine.prove.formulas import Readings, known
from sorewise.engine.prove.rows import never_implied, no_others, possible
from sorewise.engine.prove.solver import Formula, Solver, alike, every, named, no, some
from sorewise.engine.prove.told import shown, state_of, told_by
from sorewise.model.proof import Broken, Listed, Proof

if TYPE_CHECKING:
    from sorewise.engine.book import Rule
    from sorewise.engine.prove.inherited import Inherited
    from sorewise.engine.prove.told import Told
    from sorewise.engine.prove.world import World
    from sorewise.engine.state import State


def asking_exact(worlds: Iterable[World], below: Inherited) -> Proof:
    """Prove the harmless answers and the cubes; sample the bounds."""
    worlds = tuple(worlds)
    harmless, broken, listed = _harmless(worlds, below)
    cubes, torn = _cubes(worlds)
    samples, wrong = _samples(worlds)
    return Proof(
        promise="asked",
        claims=harmless + cubes,
        broken=(*broken, *torn, *wrong),
        listed=tuple(listed),
        sampled=samples,
    )


def _harmless(worlds: tuple[World, ...], below: Inherited) -> tuple[int, list[Broken], list[Listed]]:
    """Every fact that is asked has an answer at which no rule speaks because of it, or says why not."""
    book = worlds[0].book
    speaking = {name for world in worlds if world.of_spot for name in cubes_of(book, world.phase).doubtful}
    asked = [fact for fact in book.facts.values() if fact.how == "asked" and not fact.door]
    broken = [Broken(claim="no_harmless", fact=fact.id) for fact in asked if fact.id in speaking and not fact.speaks]
    idle = [fact for fact in asked if fact.speaks and fact.id not in speaking and not below.fact(fact)]
    broken += [Broken(claim="speaks_unneeded", fact=fact.id) for fact in idle]
    listed = [Listed(claim="speaks", name=f.id, fact=f.id, reason=f.speaks) for f in asked if f.speaks]
    return len(asked), broken, listed


def _cubes(worlds: tuple[World, ...]) -> tuple[int, list[Broken]]:
    """For every rule its cubes together are its condition, on every whole row."""
    claims, broken = 0, []
    for world in worlds:
        if not world.of_spot:
            continue
        row = world.now.told
        read = Readings(row, world.kinds, ())
        solver = Solver([*possible(world.kinds, row), *map(known, row.values())])
        cubes = cubes_of(world.book, world.phase)
        for number, rule in enumerate(cubes.rules):
            claims += 1
            if rule.when is None:
                continue
            whole, parts = read.true(rule.when), some(_parts(world, cubes, number))
            if solver.find(some((every((whole, no(parts))), every((parts, no(whole)))))) is not None:
                broken.append(Broken(claim="cubes", rule=rule.id))
    return claims, broken


def _parts(world: World, cubes: Cubes, number: int) -> Iterator[Formula]:
    """Yield the cubes of a rule as formulas."""
    names = list(cubes.index)
    for cube, rule in enumerate(cubes.rule_of):
        if rule == number:
            yield every(_within(world, cubes, cube, names[bit]) for bit in bits(cubes.facts[cube]))


def _within(world: World, cubes: Cubes, cube: int, name: str) -> Formula:
    """Return: a fact is in one of the classes that a cube allows."""
    kind, classes, allows = world.kinds[name], cubes.classes[name], cubes.allows[name]
    return some(
        here
        for value, here in zip(kind.values, world.now.told[name], strict=True)
        if allows[classes.of(value)] >> cube & 1
    )


def _samples(worlds: tuple[World, ...]) -> tuple[int, list[Broken]]:
    """Try the bounds of `ask` on an open morning of every rule."""
    tried, broken = 0, []
    for world in worlds:
        if not world.of_spot:
            continue
        rungs = {(ladder, rung): named(f"ladder {ladder} >= {rung}") for ladder in (0, 1) for rung in range(1, 5)}
        said = (alike(name, world.at_least(world.now, *rung)) for rung, name in rungs.items())
        solver = Solver([*possible(world.kinds, world.now.told), *said])
        for rule in world.counting.values():
            told = _open_case(world, rule)
            if told is not None:
                tried += 1
                state = state_of(world.book, told)
                if not _is_exact(world, solver, state, rungs):
                    broken.append(Broken(claim="bounds", rule=rule.id, shown=(shown(world.book, told),)))
    return tried, broken


def _open_case(world: World, rule: Rule) -> Told | None:
    """Return a morning with one place and the page sent on which a rule is open, and no answer contradicts the page."""
    if rule.when is None:
        return None
    read = world.now.reading(rule)
    here = [world.said.yes("one_place"), no_others(world.said)]
    here += [] if world.when == "run" else [world.sent]
    here += never_implied(world.book, world.kinds, world.now.told, world.now.rows.known)
    model = world.find(read.possible(rule.when, flag=rule.red_flag), no(read.true(rule.when)), *here)
    return None if model is None else told_by(model, world)


def _is_exact(world: World, solver: Solver, state: State, rungs: Mapping[tuple[int, int], Formula]) -> bool:
    """Whether some answers reach both bounds of `ask`, on each ladder, and none goes beyond."""
    lowest, highest, _ = decide(world.book, state).outlook
    with solver.given(*_completions(world, state)):
        for (ladder, rung), reached in rungs.items():
            can, must = solver.find(reached) is not None, solver.find(no(reached)) is None
            if can is not (rung <= highest[ladder]) or must is not (rung <= lowest[ladder]):
                return False
    return True


def _completions(world: World, state: State) -> Iterator[Formula]:
    """Yield: what is known stays, what may be asked is answered somehow, the rest stays unknown."""
    (row,) = state.spots
    yield from (on if group in state.case.switched_on else no(on) for group, on in world.on.items())
    unsent = world.book.safety_page if world.when == "run" else {}
    for name, spread in world.now.told.items():
        if row[name] is not None:
            yield world.said.be(name, row[name])
        elif may_ask(world.book.facts[name], state.phase) and name not in unsent:
            yield known(spread)
        else:
            yield no(known(spread))
