"""The morning's verdict rules in zen-engine, three ways: as documented, compiled once, and at its quickest.

Only the lower bound is written: is the rule true, whatever is unknown? Possible and true are Kleene's two questions.
"""

import json
import re
from collections.abc import Callable
from typing import Any

import zen

from sorewise.engine.book import Rule, Rulebook
from sorewise.engine.when import All, Literal, Node, Not, Term
from sorewise.engine.when import Any as AnyOf

Judged = Callable[[dict[str, Any]], list[bool]]  # facts -> for each rule whether it is true


def judged(book: Rulebook) -> list[Rule]:
    """Name the rules that both sides judge."""
    return [rule for rule in book.rules if rule.when and rule.stage == "verdict" and rule.runs_in("morning")]


def peers(book: Rulebook) -> dict[str, Judged]:
    """Build each form; the first is compiled anew at every call, the others once."""
    texts = [(f"r{number}", true(rule.when)) for number, rule in enumerate(judged(book)) if rule.when]
    terms = [
        pair
        for name, node in book.terms.items()
        for pair in ((f"{name}__t", true(node)), (f"{name}__p", possible(node)))
    ]
    graph = graph_of(terms + texts)
    decision = zen.ZenEngine().create_decision(json.dumps(graph))
    loaded = zen.ZenEngine({"loader": {"type": "static", "content": {"rules": graph}}})
    expression = zen.compile_expression(f"[{', '.join(opened(text, dict(terms)) for _, text in texts)}]")
    names = [name for name, _ in texts]

    def found(result: dict[str, Any]) -> list[bool]:
        return [result["result"][name] for name in names]

    return {
        "its decision": lambda facts: found(decision.evaluate(facts)),
        "its decision, compiled once": lambda facts: found(loaded.evaluate("rules", facts)),
        "one compiled expression": expression.evaluate,
    }


def graph_of(expressions: list[tuple[str, str]]) -> dict[str, Any]:
    """Put named expressions into one decision; each may use those above it."""
    at = {"x": 0, "y": 0}
    rows = [{"id": str(number), "key": name, "value": text} for number, (name, text) in enumerate(expressions)]
    nodes = [
        {"id": "in", "type": "inputNode", "name": "in", "position": at},
        {"id": "all", "type": "expressionNode", "name": "all", "position": at, "content": {"expressions": rows}},
        {"id": "out", "type": "outputNode", "name": "out", "position": at},
    ]
    edges = [
        {"id": f"{a}-{b}", "type": "edge", "sourceId": a, "targetId": b} for a, b in (("in", "all"), ("all", "out"))
    ]
    return {"contentType": "application/vnd.gorules.decision", "nodes": nodes, "edges": edges}


def opened(text: str, terms: dict[str, str]) -> str:
    """Write the terms out, for a form that has no names."""
    while found := re.search(r"\$\.(\w+)", text):
        text = f"{text[: found.start()]}({terms[found[1]]}){text[found.end() :]}"
    return text


def true(node: Node) -> str:
    """Write: it is true, whatever is unknown."""
    match node:
        case Literal(fact):
            return f"({fact} != null and {compared(node)})"
        case Term(name):
            return f"$.{name}__t"
        case Not(part):
            return f"(not {possible(part)})"
        case All(parts):
            return f"({' and '.join(map(true, parts))})"
        case AnyOf(parts):
            return f"({' or '.join(map(true, parts))})"


def possible(node: Node) -> str:
    """Write: it is not false."""
    match node:
        case Literal(fact):
            return f"({fact} == null or {compared(node)})"
        case Term(name):
            return f"$.{name}__p"
        case Not(part):
            return f"(not {true(part)})"
        case All(parts):
            return f"({' and '.join(map(possible, parts))})"
        case AnyOf(parts):
            return f"({' or '.join(map(possible, parts))})"


def compared(literal: Literal) -> str:
    """Write the comparison of a known value."""
    value = list(literal.value) if isinstance(literal.value, tuple) else literal.value
    return f"{literal.fact} {'==' if literal.op == 'is' else literal.op} {json.dumps(value)}"
