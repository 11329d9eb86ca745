"""The cases of one kind as formulas: a day or a run, with a sore place or without, and the rules that count there.

The verdict is the highest rung over all sore places, and what places share (how many there are, how many joints are
swollen) is a fact of the morning that the solver chooses freely. So one place is enough to speak for any number.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from sorewise.engine.book import Rule, Rulebook
from sorewise.engine.prove.formulas import Readings, Said, Spread
from sorewise.engine.prove.rows import Rows, assumed, differ, groups, implied, plain, possible, rows_of, together, told
from sorewise.engine.prove.solver import Formula, Model, Solver, every, some
from sorewise.engine.prove.values import Kind, kinds_of

# The rules of a morning are those of the hours after a run, so both are cases of a day.
PHASES = {"day": ("morning", "after_run"), "run": ("in_run",)}


@dataclass(frozen=True)
class View:
    """The rules as they count in a case when the person stops answering: rule id -> formula."""

    told: Mapping[str, Spread]
    rows: Rows
    morning: Readings
    known: Readings
    careful: Readings
    true: dict[str, Formula]
    counts: dict[str, Formula]

    def reading(self, rule: Rule) -> Readings:
        """Return how a rule reads: of a place a red flag sees what is known, the others the careful values."""
        return self.morning if not rule.spot else self.known if rule.red_flag else self.careful


class World:
    """All cases of a kind, and the solver that looks for one among them."""

    def __init__(self, book: Rulebook, kinds: Mapping[str, Kind], when: str, *, of_spot: bool) -> None:
        self.book = book
        self.kinds = kinds
        self.when = when
        self.of_spot = of_spot
        phase = self.phase = PHASES[when][0]
        self.rules = {
            rule.id: rule
            for rule in book.rules
            if rule.when is not None and rule.stage == "verdict" and rule.runs_in(phase) and (of_spot or not rule.spot)
        }
        self.stops = {rule.id: rule for rule in book.stop_rules if of_spot and rule.runs_in(phase)}
        self.on = groups(book)
        row = told(kinds, of_spot=of_spot)
        here = some(
            spread for spread, value in zip(row["phase"], kinds["phase"].values, strict=True) if value in PHASES[when]
        )
        self.solver = Solver([*possible(kinds, row), *self.together(row), here])
        self.now = self.view(row)

    def together(self, row: Mapping[str, Spread]) -> list[Formula]:
        """Return what is so of answers that stand side by side."""
        return together(self.book, self.kinds, row, of_spot=self.of_spot)

    def view(
        self, row: Mapping[str, Spread], beside: View | None = None, on: Mapping[str, Formula] | None = None
    ) -> View:
        """Judge what was told; a rule that reads nothing that differs from the case `beside` is taken from there."""
        rows = rows_of(self.book, self.kinds, row, self.on if on is None else on, of_spot=self.of_spot)
        morning, known_, careful = (
            Readings(one, self.kinds, self.book.safety_page) for one in (rows.morning, rows.known, rows.careful)
        )
        view = View(row, rows, morning, known_, careful, {}, {})
        moved = set() if beside is None else _moved(beside.rows, rows)
        for id_, rule in self.rules.items():
            if beside is not None and moved.isdisjoint(rule.facts):
                view.true[id_], view.counts[id_] = beside.true[id_], beside.counts[id_]
            else:
                view.true[id_], view.counts[id_] = _judged(view.reading(rule), rule)
        for id_, rule in self.stops.items():
            view.true[id_], view.counts[id_] = False, assumed(self.kinds, rows.known, rule.stop_value)
        return view

    @cached_property
    def said(self) -> Said:
        """What is said by the answers."""
        return Said(self.kinds, self.now.told)

    def can(self, *wanted: Formula) -> bool:
        """Whether there is a case in which all that is wanted is so."""
        return self.solver.find(*wanted) is not None

    def find(self, *wanted: Formula) -> Model | None:
        """Return a case in which all that is wanted is so, if possible a plain one."""
        found = self.solver.find(*wanted)
        if found is None or not self.of_spot:
            return found
        return self.solver.find(*wanted, plain(self.said)) or found

    @cached_property
    def sent(self) -> Formula:
        """Return: the safety page was sent and is truthful, so that what other answers imply is ticked there too."""
        page = every(self.said.known(name) for name in self.book.safety_page if name in self.now.told)
        return every((page, *implied(self.book, self.kinds, self.now.told, self.now.rows.known)))

    @cached_property
    def counting(self) -> dict[str, Rule]:
        """The rules that stand on a rung."""
        return {id_: rule for id_, rule in {**self.rules, **self.stops}.items() if any(rule.rungs)}

    def at_least(self, view: View, ladder: int, rung: int, *, but: Iterable[str] = ()) -> Formula:
        """Return: the verdict stands at least on that rung of a ladder, some rules left out."""
        out = set(but)
        return some(
            view.counts[id_] for id_, rule in self.counting.items() if rule.rungs[ladder] >= rung and id_ not in out
        )


def _moved(before: Rows, after: Rows) -> set[str]:
    pairs = ((before.morning, after.morning), (before.known, after.known), (before.careful, after.careful))
    return {name for a, b in pairs for name in differ(a, b)}


def _judged(read: Readings, rule: Rule) -> tuple[Formula, Formula]:
    """Return: the rule is true; and it counts: true, or unknown and holding."""
    if rule.when is None:
        return False, False
    true = read.true(rule.when)
    return true, read.possible(rule.when, flag=rule.red_flag) if rule.hold else true


def worlds(book: Rulebook) -> list[World]:
    """Return every kind of case."""
    kinds = kinds_of(book)
    return [World(book, kinds, when, of_spot=of_spot) for when in PHASES for of_spot in (False, True)]
