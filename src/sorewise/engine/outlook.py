"""What answers can still do: the mildest and strictest verdict left, and which facts can move it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import product
from typing import Any

from sorewise.engine.book import Rulebook
from sorewise.engine.cubes import Cubes, bits, cubes_of
from sorewise.engine.state import State
from sorewise.model.decision import Outlook
from sorewise.model.facts import Fact
from sorewise.model.verdict import Rungs

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
    # Where no single answer moves it, several together do: then every open fact of such a rule is worth asking.
    return Outlook(lowest, highest, tuple(moving) or tuple(_reached(book, rows, lowest)))


def _rows_of(book: Rulebook, state: State) -> dict[int | None, _Row]:
    """A row a spot, -1 for the place that may still be named, None for the morning alone."""
    values: dict[int | None, Mapping[str, Any]] = dict(enumerate(state.spots))
    if state.blank is not None:
        values[-1] = state.blank
    if not values:
        values[None] = state.morning
    cubes = cubes_of(book, state.phase)
    taken: dict[int | None, Mapping[str, Any]] = dict(enumerate(state.assumed))
    rows = {
        n: _Row(book, cubes, state.phase, row, taken.get(n, {}), of_spot=n is not None) for n, row in values.items()
    }
    for row in rows.values():
        row.beside = tuple(other for other in rows.values() if other is not row)
    return rows


def within_reach(book: Rulebook, state: State, exact: str) -> Iterator[tuple[str, int | None]]:
    """Yield the open facts of rules that could raise the day: of one page exactly, of the others at most."""
    rows = _rows_of(book, state)
    lowest = _join(row.lowest for row in rows.values())
    moved = {(number, name) for number, row in rows.items() for name in row.moving(lowest, exact)}
    for number, row in rows.items():
        for name, spot in _reached(book, {number: row}, lowest):
            if book.facts[name].page != exact or (number, name) in moved:
                yield name, spot


def _reached(book: Rulebook, rows: Mapping[int | None, _Row], lowest: Rungs) -> Iterator[tuple[str, int | None]]:
    """Yield every open fact that a cube above the lowest verdict speaks of."""
    for number, row in rows.items():
        left = row.possible & row.cubes.above[lowest]
        for name in row.unknown:
            if row.cubes.mentions[name] & left:
                yield name, number if book.facts[name].scope == "spot" else None


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
    """One spot with the morning's facts, or the morning alone.

    `taken` are the careful values of what is not told, `beside` the rows of the other spots.
    """

    book: Rulebook
    cubes: Cubes
    phase: str
    values: Mapping[str, Any]
    taken: Mapping[str, Any]
    of_spot: bool
    beside: tuple[_Row, ...] = ()

    @cached_property
    def unsent(self) -> frozenset[str]:
        """Lines of a safety page that is not sent: a run has none, and what was not tapped is out for the red flags."""
        return frozenset(self.book.safety_page) if self.phase == "in_run" else frozenset()

    @cached_property
    def unknown(self) -> tuple[str, ...]:
        """Facts that may still be asked."""
        facts = self.book.facts
        return tuple(
            n
            for n in self.cubes.classes
            if self.values.get(n, UNSEEN) is None and may_ask(facts[n], self.phase) and n not in self.unsent
        )

    @cached_property
    def possible(self) -> int:
        """Cubes that no known fact forbids.

        Where an unknown fact cannot be asked, a rule that skips is out, or the careful value stands if there is one;
        red flags go on without.
        """
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
                untold = ~cubes.mentions[name] | cubes.held
                careful = cubes.allows[name][kind.of(self.taken[name])] if name in self.taken else untold
                flagged = ~cubes.mentions[name] if name in self.unsent else untold
                left &= (flagged & cubes.flags) | (careful & ~cubes.flags)
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

    def moving(self, lowest: Rungs, page: str = "") -> Iterator[str]:
        """Yield the open facts, of one page if named, whose answer can change the verdict in some completion."""
        candidates = self.possible & self.cubes.above[lowest]
        needs = self._needs(candidates)
        sought = {n for names in needs.values() for n in names if page in {"", self.book.facts[n].page}}
        found: set[str] = set()
        tried: set[tuple[object, ...]] = set()
        for cube, names in sorted(needs.items(), key=lambda need: len(need[1])):
            if found == sought:
                return
            if found.issuperset(sought.intersection(names)):
                continue
            chosen = {name: self._nearest(name, 1 << cube) for name in names}
            trial = (self.cubes.rules[self.cubes.rule_of[cube]].rungs, *chosen.items())
            if trial not in tried:
                tried.add(trial)
                moved = sought.intersection(self._moved_by(chosen, candidates, lowest)) - found
                found |= moved
                yield from sorted(moved, key=names.index)

    @cached_property
    def at_rest(self) -> Mapping[str, int]:
        """For every open fact the cubes that its harmless answer leaves possible."""
        return {name: self.cubes.allows[name][self.harmless[name]] for name in self.unknown}

    def _needs(self, candidates: int) -> dict[int, list[str]]:
        """For every cube the open facts that must not be harmless for it, and those that have no harmless value."""
        needs: dict[int, list[str]] = {}
        for name, mask in self.at_rest.items():
            spoken = self.cubes.mentions[name] if name in self.cubes.doubtful else ~mask
            for cube in bits(candidates & spoken):
                needs.setdefault(cube, []).append(name)
        return needs

    def _moved_by(self, chosen: Mapping[str, int], candidates: int, lowest: Rungs) -> Iterator[str]:
        """Give some facts a class with the rest harmless, and try each of them otherwise: harmless, if it has such."""
        for name, mask in self.at_rest.items():
            if name not in chosen:
                candidates &= mask
        with_all = self._verdict(candidates, chosen, lowest)
        for name in chosen:
            doubtful = name in self.cubes.doubtful
            others = range(self.cubes.classes[name].count) if doubtful else (self.harmless[name],)
            if any(self._verdict(candidates, {**chosen, name: other}, lowest) != with_all for other in others):
                yield name

    def _verdict(self, candidates: int, chosen: Mapping[str, int], lowest: Rungs) -> Rungs:
        for name, number in chosen.items():
            candidates &= self.cubes.allows[name][number]
        verdict = lowest.join(self.cubes.rungs(candidates))
        shared = {name: number for name, number in chosen.items() if name in self.of_morning} if self.beside else None
        return _join((verdict, *(other.at_rest_but(shared) for other in self.beside))) if shared else verdict

    @cached_property
    def of_morning(self) -> frozenset[str]:
        """The open facts that every spot shares."""
        return frozenset(name for name in self.unknown if self.book.facts[name].scope == "morning")

    def at_rest_but(self, shared: Mapping[str, int]) -> Rungs:
        """Where this spot stands with every open fact harmless but some of the morning."""
        left = self.possible
        for name, mask in self.at_rest.items():
            left &= self.cubes.allows[name][shared[name]] if name in shared else mask
        return self.cubes.rungs(left)

    def _nearest(self, name: str, cube: int) -> int:
        """Return the class the cube allows that is nearest to harmless."""
        allowed = [n for n, mask in enumerate(self.cubes.allows[name]) if mask & cube]
        return min(allowed, key=lambda number: abs(number - self.harmless[name]))
