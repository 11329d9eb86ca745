"""Checked trees -> Python functions. The text compiled here is made from checked nodes only, never from a file.

Each rule is asked two questions: can it be true (unknown counts for it), and is it true (unknown does not). Together they
are Kleene's three values. Terms are evaluated once a call.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from operator import itemgetter
from typing import Any

from sorewise.engine.book import Rule, Rulebook
from sorewise.engine.when import All, Literal, Node, Not, Term, terms_of
from sorewise.engine.when import Any as AnyOf

# values of the facts -> (indices of true rules, indices of rules that are neither true nor false)
Verdicts = tuple[list[int], list[int]]
Function = Callable[..., Verdicts]


@dataclass(frozen=True, slots=True)
class Judge:
    """The verdict rules of one phase, split into those of the morning and those of each spot, and the advice rules."""

    rules: tuple[Rule, ...]
    morning: Function
    spot: Function
    advice_morning: Function
    advice_spot: Function
    morning_values: Callable[[dict[str, Any]], tuple[Any, ...]]
    all_values: Callable[[dict[str, Any]], tuple[Any, ...]]


def judge_of(book: Rulebook, phase: str) -> Judge:
    """Compile the rules that are judged in a phase."""
    rules = tuple(rule for rule in book.rules if rule.when is not None and rule.runs_in(phase))
    morning = [id_ for id_, fact in book.facts.items() if fact.scope == "morning" and not fact.door]
    spot = [id_ for id_, fact in book.facts.items() if fact.scope == "spot" and not fact.door]

    def function(*, stage: str, of_spot: bool) -> Function:
        chosen = [(i, r) for i, r in enumerate(rules) if r.stage == stage and r.spot is of_spot]
        names = [*morning, *(spot if of_spot else ()), *(("activity", "referral") if stage == "advice" else ())]
        return _function(names, chosen)

    return Judge(
        rules=rules,
        morning=function(stage="verdict", of_spot=False),
        spot=function(stage="verdict", of_spot=True),
        advice_morning=function(stage="advice", of_spot=False),
        advice_spot=function(stage="advice", of_spot=True),
        morning_values=itemgetter(*morning),
        all_values=itemgetter(*morning, *spot),
    )


def _function(names: list[str], rules: Iterable[tuple[int, Rule]]) -> Function:
    chosen = [(number, rule.when) for number, rule in rules if rule.when is not None]
    needed = dict.fromkeys(term for _, when in chosen for term in terms_of(when))
    nodes = {term.name: term.node for _, when in chosen for term in _terms(when)}
    lines = [f"def judge({', '.join(names)}):"]
    for term in needed:
        lines += [f" {term}__t = {_true(nodes[term])}", f" {term}__p = {_possible(nodes[term])}"]
    lines += [" true = []", " open = []"]
    for number, when in chosen:
        lines += [f" if {_possible(when)}:", f"  (true if {_true(when)} else open).append({number})"]
    lines.append(" return true, open")
    space: dict[str, Any] = {}
    exec(compile("\n".join(lines), "<rulebook>", "exec"), {"__builtins__": {}}, space)  # noqa: S102 - see module docstring
    function: Function = space["judge"]
    return function


def _terms(node: Node) -> Iterable[Term]:
    match node:
        case Term(_, part):
            yield from _terms(part)
            yield node
        case Not(part):
            yield from _terms(part)
        case All(parts) | AnyOf(parts):
            for part in parts:
                yield from _terms(part)


def _true(node: Node) -> str:
    """Text of: the node is True, whatever the unknown facts turn out to be in Kleene's sense."""
    match node:
        case Literal():
            return _literal(node, unknown=False)
        case Term(name, _):
            return f"{name}__t"
        case Not(part):
            return f"(not {_possible(part)})"
        case All(parts):
            return f"({' and '.join(_true(part) for part in parts)})"
        case AnyOf(parts):
            return f"({' or '.join(_true(part) for part in parts)})"


def _possible(node: Node) -> str:
    """Text of: the node is not False."""
    match node:
        case Literal():
            return _literal(node, unknown=True)
        case Term(name, _):
            return f"{name}__p"
        case Not(part):
            return f"(not {_true(part)})"
        case All(parts):
            return f"({' and '.join(_possible(part) for part in parts)})"
        case AnyOf(parts):
            return f"({' or '.join(_possible(part) for part in parts)})"


def _literal(literal: Literal, *, unknown: bool) -> str:
    fact, op, value = literal.fact, literal.op, literal.value
    if op == "is":
        return f"{fact} is not False" if unknown else f"{fact} is True"
    if op == "==":
        return f"({fact} is None or {fact} == {value!r})" if unknown else f"{fact} == {value!r}"
    if op == "!=":
        return f"{fact} != {value!r}" if unknown else f"({fact} is not None and {fact} != {value!r})"
    text = f"{{{', '.join(map(repr, value))}}}" if isinstance(value, tuple) else repr(value)
    test = f"{fact} {op} {text}"
    return f"({fact} is None or {test})" if unknown else f"({fact} is not None and {test})"


