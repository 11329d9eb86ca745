"""Checked trees -> Python functions. The text compiled here is made from checked nodes only, never from a file.

Each rule is asked two questions: can it be true (unknown counts for it), and is it true (unknown does not). Together
they are Kleene's three values. Terms are evaluated once a call.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import Any

from sorewise.engine.book import Rule, Rulebook
from sorewise.engine.when import All, Literal, Node, Not, Term
from sorewise.engine.when import Any as AnyOf

# values of the facts -> (indices of true rules, indices of rules that are neither true nor false)
Verdicts = tuple[list[int], list[int]]
Function = Callable[..., Verdicts]
SHARED = 2  # rules that share a part before it is worth a level of nesting


@dataclass(frozen=True, slots=True)
class Judge:
    """The verdict rules of one phase, split into those of the morning and those of each spot, and the advice rules.

    `morning_values` and `all_values` put a row of facts into the order that the functions take.
    """

    rules: tuple[Rule, ...]
    activity: tuple[int, ...]
    referral: tuple[int, ...]
    rank: tuple[int, ...]  # place of a rule when the deciding one comes first
    holds: tuple[bool, ...]
    flags: tuple[bool, ...]
    morning: Function
    spot: Function
    advice_morning: Function
    advice_spot: Function
    morning_values: Callable[[Mapping[str, Any]], tuple[Any, ...]]
    all_values: Callable[[Mapping[str, Any]], tuple[Any, ...]]


def judge_of(book: Rulebook, phase: str) -> Judge:
    """Compile the rules that are judged in a phase."""
    rules = tuple(rule for rule in book.rules if rule.when is not None and rule.runs_in(phase))
    morning = book.fact_names("morning")
    spot = book.fact_names("spot")

    def function(*, stage: str, of_spot: bool) -> Function:
        chosen = {i: r.when for i, r in enumerate(rules) if r.stage == stage and r.spot is of_spot and r.when}
        names = [*morning, *(spot if of_spot else ()), *(("activity", "referral") if stage == "advice" else ())]
        return judging(names, chosen)

    return Judge(
        rules=rules,
        activity=tuple(rule.rungs.activity for rule in rules),
        referral=tuple(rule.rungs.referral for rule in rules),
        rank=_ranks(rules),
        holds=tuple(rule.hold for rule in rules),
        flags=tuple(rule.red_flag for rule in rules),
        morning=function(stage="verdict", of_spot=False),
        spot=function(stage="verdict", of_spot=True),
        advice_morning=function(stage="advice", of_spot=False),
        advice_spot=function(stage="advice", of_spot=True),
        morning_values=itemgetter(*morning),
        all_values=itemgetter(*morning, *spot),
    )


def _ranks(rules: Sequence[Rule]) -> tuple[int, ...]:
    """Order the rules by referral, then activity, opinions last among equals; return the place of each."""
    weights = [(-rule.referral, -(rule.activity or 0), rule.opinion, number) for number, rule in enumerate(rules)]
    places = {weight[-1]: place for place, weight in enumerate(sorted(weights))}
    return tuple(places[number] for number in range(len(rules)))


def judging(names: Iterable[str], conditions: Mapping[int, Node]) -> Function:
    """Compile numbered conditions to one function of the facts' values, in the order of `names`."""
    nodes = {term.name: term.node for when in conditions.values() for term in _terms(when)}
    lines = [f"def judge({', '.join(names)}):", " true = []; open = []", " yes = true.append; may = open.append"]
    for name, node in nodes.items():
        lines += [f" {name}__p = {_possible(node)}", f" {name}__t = {name}__p and {_true(node)}"]
    wholes = [(number, _parts(when), _true(when)) for number, when in conditions.items()]
    lines += _tree(wholes, " ")
    lines.append(" return true, open")
    space: dict[str, Any] = {}
    exec(compile("\n".join(lines), "<rulebook>", "exec"), {"__builtins__": {}}, space)  # noqa: S102 - text made of checked nodes
    function: Function = space["judge"]
    return function


def _parts(node: Node) -> tuple[str, ...]:
    """Texts that must all be possible for the condition to be."""
    return tuple(dict.fromkeys(_possible(part) for part in node.parts)) if isinstance(node, All) else (_possible(node),)


def _tree(rules: list[tuple[int, tuple[str, ...], str]], indent: str) -> list[str]:
    """Nest the rules under the parts they share, so that one false part passes over all of them at once."""
    lines: list[str] = []
    shared = Counter(part for _, parts, _ in rules for part in parts)
    while rules:
        part, count = shared.most_common(1)[0] if shared else ("", 0)
        if count < SHARED:
            break
        inside = [
            (number, tuple(p for p in parts if p != part), true) for number, parts, true in rules if part in parts
        ]
        rules = [rule for rule in rules if part not in rule[1]]
        lines += [f"{indent}if {part}:", *_tree(inside, indent + " ")]
        shared = Counter(part for _, parts, _ in rules for part in parts)
    for number, parts, true in rules:
        decide = f"(yes if {true} else may)({number})"
        lines.append(f"{indent}if {' and '.join(parts)}: {decide}" if parts else f"{indent}{decide}")
    return lines


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
