"""The checked rulebook as plain data for evaluators in other languages: JSON that `json.dumps` writes as it stands.

A condition is a tree with its operator first: `["and", ...]`, `["or", ...]`, `["not", tree]`, `["<", "sleep_h", 6]`,
`["in", "region", "calf", "heel"]`; a word alone is a term, or a yes/no fact. Thresholds are numbers already. What is
false, empty or usual is left out. docs/how-to/write-an-evaluator.md names every key.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from sorewise.engine.book import MASKED, Rule, Rulebook
from sorewise.engine.compile import weight
from sorewise.engine.when import All, Literal, Node, Not, Term, literals, terms_of
from sorewise.engine.when import Any as AnyOf
from sorewise.model.facts import Fact
from sorewise.model.verdict import ACTIVITY, IN_RUN, REFERRAL

Tree = str | list[Any]
TABLET = "painkiller_12h"  # taken while the pain before it is not told, it may hide some
MADE_OF = ("region", "side", "tissue", "legs", "phase", "referral_known", TABLET, MASKED)
"""What judging itself reads, whatever the rules say: where it is, what is open, what may be hidden."""


def trees(book: Rulebook, phase: str | None = None) -> dict[str, Any]:
    """Return the rulebook, or as much of it as a phase needs: rules with the deciding one first, terms inner first."""
    rules = [rule for rule in book.rules if rule.when and (phase is None or rule.runs_in(phase))]
    explaining = [rule for rule in book.stop_rules if phase is None or rule.runs_in(phase)]
    names = set(book.facts) if phase is None else _needed(book, rules)
    facts = {name: fact for name, fact in book.facts.items() if name in names and not fact.door}
    conditions = [node for name in facts for node in book.asks.get(name, {}).values()]
    told = {name for node in (*conditions, *(rule.when for rule in rules if rule.when)) for name in terms_of(node)}
    spoken = {id_ for rule in (*rules, *explaining) for id_ in (*rule.change, *rule.advise)}
    return {
        "version": book.version,
        "ladders": {"activity": list(ACTIVITY), "in_run": list(IN_RUN), "referral": list(REFERRAL)},
        "facts": {
            name: _fact(fact, book.asks.get(name, {})) | (_possible(fact) if phase is None else {})
            for name, fact in facts.items()
        },
        "signs": [name for name in book.safety_page if name in facts],
        "stop": [[name, fact.stop] for name, fact in book.stops.items() if name in facts] + [[MASKED, True, TABLET]],
        "terms": {name: tree(node) for name, node in book.terms.items() if name in told},
        "rules": [_rule(rule) for rule in (*sorted(rules, key=weight), *explaining)],
        "advice": {
            id_: _usual(removes=list(a.removes), comfort=a.comfort) for id_, a in book.advice.items() if id_ in spoken
        },
    }


def tree(node: Node) -> Tree:
    """Write one condition, terms by name."""
    match node:
        case Term(name):
            return name
        case Literal(fact, "is"):
            return fact
        case Literal(fact, op, value):
            return [op, fact, *(value if isinstance(value, tuple) else [_plain(value)])]
        case Not(part):
            return ["not", tree(part)]
        case All(parts):
            return ["and", *map(tree, parts)]
        case AnyOf(parts):
            return ["or", *map(tree, parts)]


def _needed(book: Rulebook, rules: Iterable[Rule]) -> set[str]:
    """Name the facts that some rules read, and those on which it depends whether they are asked."""
    names = {*MADE_OF, *book.stops, *(name for rule in rules for name in rule.facts)}
    new = names
    while new:
        conditions = [node for name in new for node in book.asks.get(name, {}).values()]
        new = {literal.fact for node in conditions for literal in literals(node)} - names
        names = names | new
    return names


def _fact(fact: Fact, conditions: Mapping[str, Node]) -> dict[str, Any]:
    told = _usual(spot=fact.scope == "spot", private=fact.private, harmless=_plain(fact.harmless))
    default = {} if fact.default is None else {"default": _plain(fact.default)}
    return {**told, **default, **{name: tree(node) for name, node in conditions.items()}}


def _possible(fact: Fact) -> dict[str, Any]:
    """What a fact can be: for those who check what they are given. A phase alone is for those who have checked."""
    return _usual(type=fact.type, choices=list(fact.choices), range=list(map(_plain, fact.range or ())))


def _rule(rule: Rule) -> dict[str, Any]:
    return {
        "id": rule.id,
        **_usual(
            spec="" if rule.spec == rule.id else rule.spec,
            activity=rule.activity or 0,
            referral=rule.referral,
            phase="" if rule.phase == "morning" else rule.phase,
            advice_stage=rule.stage == "advice",
            spot=rule.spot,
            hold=rule.hold,
            opinion=rule.opinion,
            red_flag=rule.red_flag,
            advise=[*rule.change, *rule.advise],
            remove=list(rule.remove),
            explains=rule.stop_value,
        ),
        **({} if rule.when is None else {"when": tree(rule.when)}),
    }


def _usual(**values: Any) -> dict[str, Any]:
    """Leave out what is false, empty or nought."""
    return {name: value for name, value in values.items() if value}


def _plain(value: bool | float | str) -> bool | float | str:  # noqa: FBT001 - a value of a fact, whatever its type
    """Write 3.0 as 3."""
    return int(value) if isinstance(value, float) and value.is_integer() else value
