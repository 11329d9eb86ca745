"""Whether a verdict is settled, row by row: whether an answer that may still be given could change it.

Both ends of what is still possible are bounded from both sides. Where the bounds meet, the answer is that of
`engine.outlook`; where they do not, finding it would take a search, and the answer is unknown (null).

An unknown fact that may be asked can take any value. One that cannot stays as it is: a rule that holds speaks, one that
lets go is silent, and where a careful value is taken it counts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal as Word

import polars as pl

from sorewise.engine.book import Rulebook, careful
from sorewise.engine.bulk.conditions import Leaf, Part, any_of, leaves, with_conditions
from sorewise.engine.bulk.rows import OPEN, PHASE, SENT
from sorewise.engine.bulk.verdict import LADDERS, highest, judged_where, told
from sorewise.engine.columns import PLACE, Judged, Plan, renamed
from sorewise.engine.cubes import cubes_of
from sorewise.engine.outlook import may_ask
from sorewise.engine.when import Literal, Node, literals, truth
from sorewise.model.verdict import Rungs

Bound = Word["lowest", "at_rest", "reached", "highest"]
"""What the mildest verdict left cannot be under; what it is if all is harmless; what one answer surely reaches; and
what the strictest cannot be over."""
BOUNDS: tuple[Bound, ...] = ("lowest", "at_rest", "reached", "highest")
PHASES = ("morning", "in_run")


@dataclass(frozen=True, slots=True)
class Ahead:
    """The rules that raise the day in one phase, and what may still be asked there."""

    book: Rulebook
    plan: Plan
    phase: str

    def rules(self) -> Iterator[tuple[int, Judged, Node]]:
        """Each rule with its number and the condition it has while answers may come."""
        taken = {name: careful(name) for name in self.book.assumable if not self.askable(name)}
        for number, one in enumerate(self.plan.rules):
            if one.told is not None and one.phases[self.phase == "in_run"] and one.rule.rungs != Rungs(0, 0):
                changes = one.rule.spot and not one.rule.red_flag
                yield number, one, renamed(one.told, taken) if changes else one.told

    def askable(self, column: str) -> bool:
        """Whether a fact that is unknown may still be told; a run has no safety page."""
        fact = column.partition("__")[0]
        return may_ask(self.book.facts[fact], self.phase) and not (
            self.phase == "in_run" and fact in self.book.safety_page
        )

    def as_told(self, number: int, one: Judged, node: Node, bound: Bound) -> pl.Expr | None:
        """The rule's own column where that says the same, which spares asking it once more."""
        if node != one.told:
            return None
        askable = {literal.fact for literal in literals(node) if self.askable(literal.fact)}
        if bound in {"highest", "reached"}:
            same = one.rule.hold or askable == {literal.fact for literal in literals(node)}
        elif bound == "lowest" or not askable & self.doubtful:
            same = not askable if one.rule.hold else True
        else:
            same = False
        unknown = one.rule.hold or bound in {"highest", "reached"}
        return told(number, one).fill_null(value=unknown) if same else None

    @property
    def doubtful(self) -> frozenset[str]:
        """The facts whose harmless value satisfies a comparison somewhere."""
        return cubes_of(self.book, self.phase).doubtful

    def leaf(self, bound: Bound, *, hold: bool) -> Callable[[Literal, bool], Leaf]:
        """How a comparison reads under a bound: what it is where its fact is unknown."""

        def read(literal: Literal, wanted: bool) -> Leaf:  # noqa: FBT001 - the two ways a comparison can help
            if not self.askable(literal.fact):
                return Leaf(literal, wanted, hold)
            if bound in {"highest", "reached"}:
                return Leaf(literal, wanted, unknown=True)
            fact = self.book.facts[literal.fact.partition("__")[0]]
            harmless = bound == "at_rest" and truth(literal, {literal.fact: fact.harmless}) is wanted
            return Leaf(literal, wanted, harmless)

        return read


def with_outlook(frame: pl.LazyFrame, plan: Plan, book: Rulebook) -> pl.LazyFrame:
    """Add the four bounds on each ladder, as rungs from 0: `lowest_activity`, ..., `highest_referral`."""
    asked: dict[str, Part] = {}
    groups: dict[tuple[Bound, str, bool, Rungs], list[pl.Expr]] = {}
    for phase in PHASES:
        ahead = Ahead(book, plan, phase)
        for number, one, node in ahead.rules():
            for bound in BOUNDS:
                kind: Bound = "lowest" if bound == "reached" and _reads_twice(node) else bound
                counts = ahead.as_told(number, one, node, kind)
                if counts is None:
                    column = f"{kind}_{phase}__{number}"
                    asked[column] = leaves(node, ahead.leaf(kind, hold=one.rule.hold))
                    counts = pl.col(column)
                groups.setdefault((bound, phase, one.spot, one.rule.rungs), []).append(counts)
    frame = with_conditions(frame, asked)
    possible = pl.col(PLACE) | pl.col(OPEN)
    counting: dict[Bound, list[tuple[Rungs, pl.Expr]]] = {bound: [] for bound in BOUNDS}
    for (bound, phase, spot, rungs), rules in groups.items():
        where = judged_where(spot=spot, phases=(phase != "in_run", phase == "in_run"), on_place=possible)
        counting[bound].append((rungs, any_of(rules) & where))
    return frame.with_columns(
        highest(counting[bound], ladder).alias(f"{bound}_{name}")
        for bound in BOUNDS
        for ladder, name in enumerate(LADDERS)
    )


def settled() -> pl.Expr:
    """Whether no answer that may still be given changes the verdict: true, false, or not worked out (null)."""
    meet = pl.all_horizontal(pl.col(f"floor_{name}") == pl.col(f"ceiling_{name}") for name in LADDERS)
    surely = pl.all_horizontal(pl.col(f"lowest_{name}") == pl.col(f"highest_{name}") for name in LADDERS)
    never = pl.any_horizontal(pl.col(f"at_rest_{name}") < pl.col(f"reached_{name}") for name in LADDERS)
    sent = pl.col(SENT).fill_null(value=False) | (pl.col(PHASE) == "in_run")
    return pl.when(~sent | (never & ~meet)).then(pl.lit(value=False)).when(meet | surely).then(pl.lit(value=True))


def _reads_twice(node: Node) -> bool:
    """Whether a fact stands twice in a condition: then its parts may be possible one by one and not together."""
    facts = [literal.fact.partition("__")[0] for literal in literals(node)]
    return len(set(facts)) < len(facts)
