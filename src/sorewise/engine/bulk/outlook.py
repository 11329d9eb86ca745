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
from sorewise.engine.bulk.conditions import Leaf, any_of, leaves, with_conditions
from sorewise.engine.bulk.rows import OPEN, PHASE, SENT
from sorewise.engine.bulk.verdict import LADDERS, highest, judged_where
from sorewise.engine.columns import PLACE, Judged, Plan, renamed
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
    ahead = [Ahead(book, plan, phase) for phase in PHASES]
    asked: dict[str, Node | Leaf] = {}
    members: dict[tuple[Bound, Rungs], list[pl.Expr]] = {}
    for one in ahead:
        for number, rule, node in one.rules():
            where = judged_where(spot=rule.spot, phases=_only(one.phase), on_place=pl.col(PLACE) | pl.col(OPEN))
            for bound in BOUNDS:
                kind: Bound = "lowest" if bound == "reached" and _reads_twice(node) else bound
                column = f"{kind}_{one.phase}__{number}"
                asked[column] = leaves(node, one.leaf(kind, hold=rule.rule.hold))
                members.setdefault((bound, rule.rule.rungs), []).append(pl.col(column) & where)
    frame = with_conditions(frame, asked)
    return frame.with_columns(
        highest([(rungs, any_of(rules)) for (of, rungs), rules in members.items() if of == bound], ladder).alias(
            f"{bound}_{name}"
        )
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


def _only(phase: str) -> tuple[bool, bool]:
    return phase != "in_run", phase == "in_run"


def _reads_twice(node: Node) -> bool:
    """Whether a fact stands twice in a condition: then its parts may be possible one by one and not together."""
    facts = [literal.fact.partition("__")[0] for literal in literals(node)]
    return len(set(facts)) < len(facts)
