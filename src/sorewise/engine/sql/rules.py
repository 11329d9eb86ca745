"""Each rule as a column of its own, as told and, where that reads other columns, at stop."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from sqlglot import exp

from sorewise.engine.book import Rulebook
from sorewise.engine.columns import PLACE, Judged, Plan
from sorewise.engine.sql.conditions import condition, only_if
from sorewise.engine.sql.places import OPEN, RUNNING
from sorewise.engine.sql.rows import MORNING
from sorewise.engine.sql.steps import Steps, named
from sorewise.engine.when import Node, Term, terms_in


@dataclass(frozen=True, slots=True)
class Column:
    """A rule with the names of its columns: as told, which is none where it explains an assumption, and at stop."""

    number: int
    one: Judged
    told: str
    at_stop: str


def columns_of(plan: Plan) -> tuple[Column, ...]:
    """Name the columns of the rules, in their order."""
    found: dict[str, Column] = {}
    taken = {MORNING, RUNNING, PLACE, OPEN}
    for number, one in enumerate(plan.rules):
        name = re.sub(r"\W", "_", one.rule.id.lower())
        while name in {*found, *taken}:
            name += "_"
        same = one.told == one.at_stop
        found[name] = Column(number, one, "" if one.stands_for else name, name if same else f"{name}__stop")
    return tuple(found.values())


def judge(steps: Steps, book: Rulebook, rules: Iterable[Column]) -> None:
    """Steps for the terms, those that read others after them, and one for the rules."""
    terms = _terms(node for rule in rules for node in (rule.one.told, rule.one.at_stop) if node is not None)
    for depth in range(max(map(_depth, terms.values()), default=-1) + 1):
        layer = [term for term in terms.values() if _depth(term) == depth]
        columns = [named(one.name, condition(one.node, {}, terms), book.term_texts.get(one.name, "")) for one in layer]
        steps.add(f"terms_{depth + 1}", columns)
    steps.pick("rules", [column for rule in rules for column in _written(rule, terms)])


def _terms(nodes: Iterable[Node]) -> dict[str, Term]:
    """Every term that conditions name, by its name."""
    return {term.name: term for node in nodes for term in terms_in(node)}


def _depth(term: Term) -> int:
    """How many layers of terms lie under a term."""
    return max((1 + _depth(inner) for inner in terms_in(term.node)), default=0)


def _written(rule: Column, terms: Collection[str]) -> Iterator[exp.Expr]:
    """The columns of a rule. Where it may be true though no place is named, it is only possible there."""
    one = rule.one
    if one.told is None or one.at_stop is None:
        assumed = exp.column(one.stands_for).is_(exp.null())
        yield named(rule.at_stop, assumed, f"{_head(rule)}: {one.stands_for} is assumed at stop")
        return
    told = condition(one.told, {}, terms)
    if one.certain:
        told = only_if(exp.or_(exp.column(PLACE), told.is_(exp.null())), told, exp.false())
    yield named(rule.told, told, f"{_head(rule)}: {one.rule.text}")
    if rule.at_stop != rule.told:
        yield named(rule.at_stop, condition(one.at_stop, {}, terms), f"{rule.number} {one.rule.id} at stop")


def _head(rule: Column) -> str:
    activity, referral = rule.one.rule.rungs.as_words().values()
    return f"{rule.number} {rule.one.rule.id} ({activity}, {referral}; unknown: {rule.one.rule.unknown})"
