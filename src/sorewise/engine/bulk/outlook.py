"""Whether a verdict is settled, row by row: whether an answer that may still be given could change it.

Both ends of what is still possible are bounded from both sides. Where the bounds meet, the answer is that of
`engine.outlook`; where they do not, finding it would take a search, and the answer is unknown (null).

An unknown fact that may be asked can take any value. One that cannot stays as it is: a rule that holds speaks, one that
lets go is silent, and where a careful value is taken it counts.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal as Word
from typing import NamedTuple

import polars as pl

from sorewise.engine.book import Rulebook, careful
from sorewise.engine.bulk.conditions import Part, Pinned, any_of, changed, with_conditions
from sorewise.engine.bulk.rows import OPEN, PHASE, SENT, kind_of
from sorewise.engine.bulk.verdict import LADDERS, highest, judged_where, told_column
from sorewise.engine.columns import PLACE, Judged, Plan
from sorewise.engine.cubes import cubes_of
from sorewise.engine.outlook import may_ask
from sorewise.engine.when import Literal, Node, literals
from sorewise.model.verdict import Rungs

Bound = Word["lowest", "at_rest", "reached", "highest"]
"""What the mildest verdict left cannot be under; what it is if all is harmless; what one answer surely reaches; and
what the strictest cannot be over."""
BOUNDS: tuple[Bound, ...] = ("lowest", "at_rest", "reached", "highest")
PHASES = ("morning", "in_run")


def at_rest(fact: str) -> str:
    """Name the column of a fact that is harmless while it is unknown."""
    return f"{fact}__at_rest"


class Group(NamedTuple):
    """Rules that raise the day alike and are judged alike; `twice` if they read a fact in two places.

    The parts of such a rule may be possible one by one and not together.
    """

    phase: str
    rungs: Rungs
    spot: bool
    twice: bool

    @property
    def where(self) -> pl.Expr:
        """Where its rules are judged; a place that may still be named is possible."""
        in_run = self.phase == "in_run"
        return judged_where(spot=self.spot, phases=(not in_run, in_run), on_place=pl.col(PLACE) | pl.col(OPEN))


@dataclass(frozen=True, slots=True)
class Ahead:
    """The rules that raise the day in one phase, and what may still be asked there."""

    book: Rulebook
    plan: Plan
    phase: str

    def rules(self) -> Iterator[tuple[int, Judged, Node]]:
        """Each rule with its number and its condition."""
        for number, one in enumerate(self.plan.rules):
            if one.told is not None and one.phases[self.phase == "in_run"] and one.rule.rungs != Rungs(0, 0):
                yield number, one, one.told

    def askable(self, column: str) -> bool:
        """Whether a fact that is unknown may still be told; a run has no safety page."""
        fact = _fact(column)
        of_no_page = self.phase == "in_run" and fact in self.book.safety_page
        return may_ask(self.book.facts[fact], self.phase) and not of_no_page

    @property
    def doubtful(self) -> frozenset[str]:
        """The facts that may be asked and whose harmless value satisfies a comparison somewhere."""
        return frozenset(name for name in cubes_of(self.book, self.phase).doubtful if self.askable(name))

    def as_asked(self, one: Judged, node: Node) -> Part:
        """The condition in which only what may still be told is unknown."""

        def change(literal: Literal, wanted: bool) -> Part:  # noqa: FBT001 - the two ways a comparison can help
            if self.askable(literal.fact):
                return literal
            taken = one.rule.spot and not one.rule.red_flag and literal.fact in self.book.assumable
            known = Literal(careful(literal.fact), literal.op, literal.value) if taken else literal
            return Pinned(known, one.rule.hold is wanted)

        never_open = all(self.askable(literal.fact) or self._always_known(literal.fact) for literal in literals(node))
        return node if never_open else changed(node, change)

    def _always_known(self, column: str) -> bool:
        """Whether a fact is known on every row: the morning's that have a default."""
        fact = self.book.facts[_fact(column)]
        return fact.never_unknown and fact.scope == "morning"

    def with_rest(self, part: Part) -> Part:
        """The same with the doubtful facts harmless while they are unknown; the others make no comparison true."""

        def change(literal: Literal, _wanted: bool) -> Part:  # noqa: FBT001 - the two ways a comparison can help
            doubtful = literal.fact in self.doubtful
            return Literal(at_rest(literal.fact), literal.op, literal.value) if doubtful else literal

        return changed(part, change)


def with_outlook(frame: pl.LazyFrame, plan: Plan, book: Rulebook) -> pl.LazyFrame:
    """Add the four bounds on each ladder, as rungs from 0: `lowest_activity`, ..., `highest_referral`."""
    asked: dict[str, Part] = {}
    open_: dict[Group, list[str]] = defaultdict(list)
    rest: dict[Group, list[str]] = defaultdict(list)
    for phase in PHASES:
        ahead = Ahead(book, plan, phase)
        frame = frame.with_columns(_resting(book, name) for name in sorted(ahead.doubtful))
        for number, one, node in ahead.rules():
            group = Group(phase, one.rule.rungs, one.spot, _reads_twice(node))
            part = ahead.as_asked(one, node)
            column = told_column(number) if part is node else f"ahead_{phase}__{number}"
            asked |= {column: part} if part is not node else {}
            open_[group].append(column)
            resting = ahead.with_rest(part)
            if resting != part:
                asked[f"rest_{phase}__{number}"] = resting
                column = f"rest_{phase}__{number}"
            rest[group].append(column)
    frame = with_conditions(frame, asked)
    names = {group: f"open_{number}" for number, group in enumerate(open_)}
    frame = frame.with_columns(any_of(map(pl.col, open_[group])).alias(name) for group, name in names.items())
    counts = {
        "lowest": {group: pl.col(name).fill_null(value=False) for group, name in names.items()},
        "highest": {group: pl.col(name).fill_null(value=True) for group, name in names.items()},
        "reached": {group: pl.col(name).fill_null(value=not group.twice) for group, name in names.items()},
        "at_rest": {group: any_of(map(pl.col, columns)).fill_null(value=False) for group, columns in rest.items()},
    }
    return frame.with_columns(
        highest([(group.rungs, one & group.where) for group, one in counts[bound].items()], ladder).alias(
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


def _resting(book: Rulebook, name: str) -> pl.Expr:
    """The column of a doubtful fact: any answer will do to see what is possible, the most harmless one best."""
    fact = book.facts[name]
    if fact.type == "word":
        word = fact.harmless if fact.harmless in fact.choices else fact.choices[0]
        value = pl.lit(word, kind_of(fact))
    else:
        value = pl.lit(fact.harmless)
    return pl.col(name).fill_null(value).alias(at_rest(name))


def _fact(column: str) -> str:
    return column.partition("__")[0]


def _reads_twice(node: Node) -> bool:
    facts = [_fact(literal.fact) for literal in literals(node)]
    return len(set(facts)) < len(facts)
