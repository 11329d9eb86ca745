"""What a look at the rules tells in milliseconds, without the solver; most promises rest on these habits of writing."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import pairwise

from sorewise.engine.book import Rule, Rulebook
from sorewise.engine.prove.order import BY_COUNT, order_of
from sorewise.engine.prove.values import Kind, kinds_of
from sorewise.engine.when import Any as AnyOf
from sorewise.engine.when import Node, Term, literals, signed
from sorewise.model.proof import Broken, Listed, Proof
from sorewise.model.verdict import REST, SAME_DAY


def well_written(book: Rulebook) -> Proof:
    """Look at every rule; name what is written wrongly, and what is left to the solver."""
    rules = [rule for rule in book.rules if rule.when is not None and rule.stage == "verdict"]
    broken = [
        Broken(claim=claim, rule=rule.id) for rule in rules for claim, wrong in LOOKS.items() if wrong(rule, book)
    ]
    kinds = kinds_of(book)
    listed = [
        Listed(claim="other_way", name=rule.id, fact=", ".join(names))
        for rule in rules
        if any(rule.rungs) and not rule.exception and (names := tuple(_other_way(rule, kinds)))
    ]
    return Proof(promise="written", claims=len(rules) * (len(LOOKS) + 1), broken=tuple(broken), listed=tuple(listed))


def _half_a_flag(rule: Rule, _book: Rulebook) -> bool:
    """A red flag speaks in every phase, keeps its caution while it is unknown, and states a rung."""
    stated = bool(rule.activity or rule.referral) and not rule.opinion
    return rule.red_flag and not (rule.phase == "any" and rule.hold and stated)


def _urgent_by_halves(rule: Rule, _book: Rulebook) -> bool:
    """What sends somebody the same day is a red flag, and rests them."""
    return rule.rungs.referral >= SAME_DAY and not (rule.red_flag and rule.rungs.activity == REST)


def _lost_half(rule: Rule, book: Rulebook) -> bool:
    """A rule of a place joins by `or`, at the top, something of the morning: it is lost where there is no place."""
    if not rule.spot or not any(rule.rungs) or rule.when is None:
        return False
    node = _opened(rule.when)
    parts = node.parts if isinstance(node, AnyOf) else ()
    return any(all(book.facts[literal.fact].scope == "morning" for literal in literals(part)) for part in parts)


LOOKS: Mapping[str, Callable[[Rule, Rulebook], bool]] = {
    "half_a_flag": _half_a_flag,
    "urgent_by_halves": _urgent_by_halves,
    "lost_half": _lost_half,
}


def _other_way(rule: Rule, kinds: Mapping[str, Kind]) -> Iterator[str]:
    """Name the ordered facts of which a worse answer can switch a comparison of the rule off."""
    if rule.when is None:
        return
    for name in rule.facts:
        kind = kinds[name]
        order = BY_COUNT.get(name) or order_of(kind)
        for literal, wanted in signed(rule.when):
            helps = [kind.where(literal)[number] is wanted for number in order] if literal.fact == name else []
            if any(before and not after for before, after in pairwise(helps)):
                yield name
                break


def _opened(node: Node) -> Node:
    while isinstance(node, Term):
        node = node.node
    return node
