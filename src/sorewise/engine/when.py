"""The condition language: text -> checked tree -> True, False or None (unknown).

A condition is a strict subset of a Python expression, read with `ast` and a whitelist: names of facts, terms,
thresholds and scale words; quoted choices; numbers; chained comparisons; `in (a, b)`; `and`, `or`, `not`; brackets.
No calls, no attributes, no arithmetic. What cannot be said becomes a named term or a derived fact.

Evaluation is Kleene's three-valued logic: a literal on an unknown fact is unknown.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches

from sorewise.model.errors import ConditionError
from sorewise.model.facts import Fact
from sorewise.model.verdict import SCALES

Constant = bool | float | str
ONLY = "only comparisons, names, in, and, or, not and brackets may stand here"
LARGEST_BARE_NUMBER = 0  # every other number has a name, a source and a dissent in thresholds.toml


@dataclass(frozen=True, slots=True)
class Literal:
    """One comparison of a fact with a constant; `op` is `is`, `in` or a comparison."""

    fact: str
    op: str
    value: Constant | tuple[str, ...]
    threshold: str | None = None


@dataclass(frozen=True, slots=True)
class All:
    """True when every part is."""

    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Any:
    """True when one part is."""

    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """The opposite; unknown stays unknown."""

    part: Node


@dataclass(frozen=True, slots=True)
class Term:
    """A named condition of `terms.toml`, kept by name so that it is evaluated once."""

    name: str
    node: Node


Node = Literal | All | Any | Not | Term


@dataclass(frozen=True, slots=True)
class Names:
    """What a condition may speak of."""

    facts: Mapping[str, Fact]
    terms: Mapping[str, Node]
    thresholds: Mapping[str, float]

    def suggest(self, word: str) -> str:
        """Return "; did you mean ...?" for the nearest known name, or nothing."""
        known = [*self.facts, *self.terms, *self.thresholds, *SCALES]
        near = get_close_matches(word, known, n=1)
        return f'; did you mean "{near[0]}"?' if near else ""


OPS: Mapping[type[ast.cmpop], str] = {
    ast.Lt: "<",
    ast.LtE: "<=",
    ast.Eq: "==",
    ast.NotEq: "!=",
    ast.Gt: ">",
    ast.GtE: ">=",
}
FLIPPED = {"<": ">", "<=": ">=", ">": "<", ">=": "<=", "==": "==", "!=": "!="}


def parse(text: str, names: Names) -> Node:
    """Read and check one condition.

    Raises ConditionError with the column (from 1) of the first mistake.
    """
    try:
        tree = ast.parse(text.strip(), mode="eval").body
    except SyntaxError as error:
        raise ConditionError(f"this is not a condition: {error.msg}", error.offset or 1) from None
    return _Reader(names).node(tree)


def literals(node: Node) -> Iterator[Literal]:
    """Every literal of a condition, terms opened, in reading order."""
    match node:
        case Literal():
            yield node
        case All(parts) | Any(parts):
            for part in parts:
                yield from literals(part)
        case Not(part) | Term(_, part):
            yield from literals(part)


def signed(node: Node, *, wanted: bool = True) -> Iterator[tuple[Literal, bool]]:
    """Every literal of a condition, with whether it helps by being true or by being false."""
    match node:
        case Literal():
            yield node, wanted
        case Not(part):
            yield from signed(part, wanted=not wanted)
        case Term(_, part):
            yield from signed(part, wanted=wanted)
        case All(parts) | Any(parts):
            for part in parts:
                yield from signed(part, wanted=wanted)


def terms_in(node: Node) -> Iterator[Term]:
    """Every term of a condition, inner ones first."""
    match node:
        case Term(_, part):
            yield from terms_in(part)
            yield node
        case All(parts) | Any(parts):
            for part in parts:
                yield from terms_in(part)
        case Not(part):
            yield from terms_in(part)


def terms_of(node: Node) -> Iterator[str]:
    """Every term a condition names, inner ones first."""
    return (term.name for term in terms_in(node))


def truth(node: Node, facts: Mapping[str, object]) -> bool | None:
    """Evaluate slowly and plainly: the meaning that every fast evaluator must agree with."""
    match node:
        case Literal(fact, op, value):
            return _compare(facts.get(fact), op, value)
        case Not(part):
            inner = truth(part, facts)
            return None if inner is None else not inner
        case Term(_, part):
            return truth(part, facts)
        case All(parts):
            return _kleene((truth(part, facts) for part in parts), decisive=False)
        case Any(parts):
            return _kleene((truth(part, facts) for part in parts), decisive=True)


def support(node: Node, facts: Mapping[str, object], *, wanted: bool = True) -> Iterator[str]:
    """Name the facts that make a condition what it is wanted to be, or leave that open; no others."""
    match node:
        case Literal(fact):
            yield fact
        case Term(_, part):
            yield from support(part, facts, wanted=wanted)
        case Not(part):
            yield from support(part, facts, wanted=not wanted)
        case All(parts) | Any(parts):
            every = isinstance(node, All) is wanted
            values = [truth(part, facts) for part in parts]
            best = wanted if wanted in values else None
            for part, value in zip(parts, values, strict=True):
                if every or value is best:
                    yield from support(part, facts, wanted=wanted)


def _kleene(values: Iterable[bool | None], *, decisive: bool) -> bool | None:
    result: bool | None = not decisive
    for value in values:
        if value is decisive:
            return decisive
        if value is None:
            result = None
    return result


def _compare(known: object, op: str, value: Constant | tuple[str, ...]) -> bool | None:
    if known is None:
        return None
    match op:
        case "is" | "==":
            return known == value
        case "!=":
            return known != value
        case "in":
            return known in value  # type: ignore[operator]  # `in` always carries a tuple of words
    number, limit = float(known), float(value)  # type: ignore[arg-type]  # the reader lets numbers through only
    return {"<": number < limit, "<=": number <= limit, ">": number > limit, ">=": number >= limit}[op]


class _Reader:
    """Turns an ast node into a checked node; every refusal names its column."""

    def __init__(self, names: Names) -> None:
        self.names = names

    def node(self, tree: ast.expr) -> Node:
        match tree:
            case ast.BoolOp(op, values):
                parts = tuple(self.node(value) for value in values)
                return All(parts) if isinstance(op, ast.And) else Any(parts)
            case ast.UnaryOp(ast.Not(), operand):
                return Not(self.node(operand))
            case ast.Compare(left, ops, comparators):
                return self.comparison([left, *comparators], ops)
            case ast.Name(id=name):
                return self.bare(name, tree)
        raise self.refuse(tree, ONLY)

    def bare(self, name: str, tree: ast.expr) -> Node:
        if name in self.names.terms:
            return Term(name, self.names.terms[name])
        fact = self.fact(name, tree)
        if fact.type != "bool":
            raise self.refuse(tree, f'"{name}" is not a yes/no fact; compare it with something')
        return Literal(name, "is", value=True)

    def fact(self, name: str, tree: ast.expr) -> Fact:
        fact = self.names.facts.get(name)
        if fact is None:
            raise self.refuse(tree, f'there is no fact called "{name}"{self.names.suggest(name)}')
        if fact.door:
            raise self.refuse(tree, f'"{name}" is a short form of the door; use the facts it is turned into')
        return fact

    def comparison(self, sides: list[ast.expr], ops: list[ast.cmpop]) -> Node:
        parts = tuple(self.pair(a, op, b) for a, op, b in zip(sides, ops, sides[1:], strict=False))
        return parts[0] if len(parts) == 1 else All(parts)

    def pair(self, left: ast.expr, op: ast.cmpop, right: ast.expr) -> Node:
        if isinstance(op, ast.In | ast.NotIn):
            within = self.within(left, right)
            return Not(within) if isinstance(op, ast.NotIn) else within
        sign = OPS.get(type(op))
        if sign is None:
            raise self.refuse(left, "use <, <=, ==, !=, >, >= or in")
        if isinstance(left, ast.Name) and self.is_fact(left.id):
            return self.literal(left, sign, right)
        if isinstance(right, ast.Name) and self.is_fact(right.id):
            return self.literal(right, FLIPPED[sign], left)
        odd = next((side for side in (left, right) if not isinstance(side, ast.Name | ast.Constant)), None)
        if odd is not None:
            raise self.refuse(odd, ONLY)
        name = next((side for side in (left, right) if isinstance(side, ast.Name)), None)
        if name is None:
            raise self.refuse(left, "a comparison needs a fact on one side")
        if name.id in self.names.terms or name.id in self.names.thresholds or name.id in SCALES:
            raise self.refuse(name, f'"{name.id}" is not a fact; a comparison needs one')
        raise self.refuse(name, f'there is no fact called "{name.id}"{self.names.suggest(name.id)}')

    def is_fact(self, name: str) -> bool:
        return name in self.names.facts

    def within(self, left: ast.expr, right: ast.expr) -> Literal:
        if not isinstance(left, ast.Name):
            raise self.refuse(left, "left of `in` stands a fact")
        fact = self.fact(left.id, left)
        if fact.type != "word":
            kind = (
                "a number; use <, <=, ==, !=, > or >=" if fact.range else "a yes/no fact; write it alone, or with not"
            )
            raise self.refuse(left, f'"{left.id}" is {kind}')
        if not isinstance(right, ast.Tuple | ast.List):
            raise self.refuse(right, "right of `in` stands a list of choices in brackets")
        return Literal(left.id, "in", tuple(self.choice(fact, item) for item in right.elts))

    def literal(self, name: ast.Name, sign: str, other: ast.expr) -> Literal:
        fact = self.fact(name.id, name)
        if fact.type == "word":
            if sign not in {"==", "!="}:
                raise self.refuse(name, f'"{name.id}" is a word; use ==, != or in')
            return Literal(name.id, sign, self.choice(fact, other))
        if fact.type == "bool":
            raise self.refuse(name, f'"{name.id}" is a yes/no fact; write it alone, or with not')
        value, threshold = self.number(fact, other)
        return Literal(name.id, sign, value, threshold)

    def choice(self, fact: Fact, tree: ast.expr) -> str:
        if not (isinstance(tree, ast.Constant) and isinstance(tree.value, str)):
            raise self.refuse(tree, f'"{fact.id}" is compared with a quoted word')
        if tree.value not in fact.choices:
            near = get_close_matches(tree.value, fact.choices, n=1)
            hint = f'; did you mean "{near[0]}"?' if near else ""
            raise self.refuse(tree, f'"{fact.id}" has no choice "{tree.value}"{hint}')
        return tree.value

    def number(self, fact: Fact, tree: ast.expr) -> tuple[float, str | None]:
        match tree:
            case ast.Name(id=name) if name in self.names.thresholds:
                value, threshold = self.names.thresholds[name], name
            case ast.Name(id=name) if fact.scale and name in fact.scale:
                return float(fact.scale.index(name)), None
            case ast.Name(id=name):
                raise self.refuse(tree, f'there is no threshold called "{name}"{self.names.suggest(name)}')
            case ast.Constant(value=int() | float() as bare) if not isinstance(bare, bool):
                if bare != LARGEST_BARE_NUMBER:
                    raise self.refuse(tree, f"give the number {bare:g} a name and a source in thresholds.toml")
                value, threshold = float(bare), ""
            case _:
                raise self.refuse(tree, f'"{fact.id}" is a number; compare it with a threshold')
        low, high = fact.range or (value, value)
        if not low <= value <= high:
            raise self.refuse(tree, f'{value:g} is out of scale: "{fact.id}" goes from {low:g} to {high:g}')
        return float(value), threshold or None

    @staticmethod
    def refuse(tree: ast.expr, message: str) -> ConditionError:
        return ConditionError(message, tree.col_offset + 1)
