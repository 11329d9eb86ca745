"""What answers can still do: the mildest and strictest verdict left, and which facts can move it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import product
from typing import Any

from sorewise.engine.book import Rulebook
from sorewise.engine.cubes import Cubes, bits, cubes_of
from sorewise.engine.state import State, without_page
from sorewise.model.facts import Fact
from sorewise.model.verdict import Outlook, Rungs

NOTHING = Rungs(0, 0)
UNSEEN = object()  # a fact of a spot where there is no spot


def outlook(book: Rulebook, state: State) -> Outlook:
    """Work out what every completion of the facts that may still be asked could lead to."""
    rows = _rows_of(book, state)
    lowest = _join(row.lowest for row in rows.values())
    highest = _join(row.highest for row in rows.values())
    if lowest == highest:
        return Outlook(lowest, highest)
    moving: dict[tuple[str, int | None], None] = {}
    for number, row in rows.items():
        for name in row.moving(lowest):
            moving[name, number if book.facts[name].scope == "spot" else None] = None
    return Outlook(lowest, highest, tuple(moving))


def _rows_of(book: Rulebook, state: State) -> dict[int | None, _Row]:
    """A row a spot, -1 for the place that may still be named, None for the morning alone."""
    values: dict[int | None, Mapping[str, Any]] = dict(enumerate(state.spots))
    if state.blank is not None:
        values[-1] = state.blank
    if not values:
        values[None] = state.morning
    if state.phase == "in_run":
        values = {number: without_page(book, row) for number, row in values.items()}
    cubes = cubes_of(book, state.phase)
    return {n: _Row(book, cubes, state.phase, row, of_spot=n is not None) for n, row in values.items()}


def may_ask(fact: Fact, phase: str) -> bool:
    """Whether a fact is the person's to answer in that phase."""
    return fact.how == "asked" and not fact.door and (phase != "in_run" or fact.page == "run" or fact.in_run)


def _join(rungs: Iterable[Rungs]) -> Rungs:
    result = NOTHING
    for one in rungs:
        result = result.join(one)
    return result


@dataclass
class _Row:
    """One spot with the morning's facts, or the morning alone."""

    book: Rulebook
    cubes: Cubes
    phase: str
    values: Mapping[str, Any]
    of_spot: bool

    @cached_property
    def unknown(self) -> tuple[str, ...]:
        """Facts that may still be asked."""
        facts = self.book.facts
        return tuple(
            n for n in self.cubes.classes if self.values.get(n, UNSEEN) is None and may_ask(facts[n], self.phase)
        )

    @cached_property
    def possible(self) -> int:
        """Cubes that no known fact forbids; where an unknown fact cannot be asked, a rule that skips is out."""
        cubes = self.cubes
        left = cubes.everything if self.of_spot else cubes.everything & ~cubes.of_spot
        askable = set(self.unknown)
        for name, kind in cubes.classes.items():
            value = self.values.get(name, UNSEEN)
            if value is UNSEEN:
                continue
            if value is not None:
                left &= cubes.allows[name][kind.of(value)]
            elif name not in askable:
                left &= ~cubes.mentions[name] | cubes.held
        return left

    @cached_property
    def harmless(self) -> Mapping[str, int]:
        """The class of every open fact at which no rule speaks."""
        kinds, facts = self.cubes.classes, self.book.facts
        return {n: kinds[n].of(v) if (v := facts[n].harmless) in (kinds[n].words or (v,)) else 0 for n in self.unknown}

    @cached_property
    def highest(self) -> Rungs:
        """The strictest verdict an answer can still lead to."""
        return self.cubes.rungs(self.possible)

    @cached_property
    def lowest(self) -> Rungs:
        """The mildest verdict left: everything harmless, and the best of what has no harmless value."""
        cubes = self.cubes
        left = self.possible
        for name in self.unknown:
            if name not in cubes.doubtful:
                left &= ~cubes.mentions[name]
        doubtful = [name for name in self.unknown if name in cubes.doubtful and left & cubes.mentions[name]]
        best = Rungs(4, 4)
        for masks in product(*(sorted(set(cubes.allows[name])) for name in doubtful)):
            met = left
            for mask in masks:
                met &= mask
            found = cubes.rungs(met)
            best = Rungs(min(best.activity, found.activity), min(best.referral, found.referral))
            if best == NOTHING:
                break
        return best

    def moving(self, lowest: Rungs) -> Iterator[str]:
        """Yield the open facts for which some completion of the others lets their answer change the verdict."""
        cubes = self.cubes
        candidates = self.possible & cubes.above[lowest]
        open_bits = sum(1 << cubes.index[name] for name in self.unknown)
        found = 0
        by_need = sorted(
            (facts.bit_count(), facts, cube) for cube in bits(candidates) if (facts := cubes.facts[cube] & open_bits)
        )
        for _, facts, cube in by_need:
            if found == open_bits:
                return
            if facts & ~found:
                open_facts = [name for name in self.unknown if facts >> cubes.index[name] & 1]
                for name in self._moved_in(cube, open_facts, candidates, lowest):
                    if not found >> cubes.index[name] & 1:
                        found |= 1 << cubes.index[name]
                        yield name

    @cached_property
    def at_rest(self) -> Mapping[str, int]:
        """For every open fact the cubes that its harmless answer leaves possible."""
        return {name: self.cubes.allows[name][self.harmless[name]] for name in self.unknown}

    def _moved_in(self, cube: int, open_facts: list[str], candidates: int, lowest: Rungs) -> Iterator[str]:
        """Satisfy one cube with the rest harmless, and try each of its facts at its harmless class."""
        for name, mask in self.at_rest.items():
            if name not in open_facts:
                candidates &= mask
        chosen = {name: self._nearest(name, 1 << cube) for name in open_facts}
        with_all = self._verdict(candidates, chosen, lowest)
        for name in open_facts:
            if self._verdict(candidates, {**chosen, name: self.harmless[name]}, lowest) != with_all:
                yield name

    def _verdict(self, candidates: int, chosen: Mapping[str, int], lowest: Rungs) -> Rungs:
        for name, number in chosen.items():
            candidates &= self.cubes.allows[name][number]
        return lowest.join(self.cubes.rungs(candidates))

    def _nearest(self, name: str, cube: int) -> int:
        """Return the class the cube allows that is nearest to harmless."""
        allowed = [n for n, mask in enumerate(self.cubes.allows[name]) if mask & cube]
        return min(allowed, key=lambda number: abs(number - self.harmless[name]))
