"""The rules as cubes over value classes: what answers can still do, exactly and quickly.

A fact's values fall into classes at the cut points of the rules. A rule is a union of cubes; a cube allows some
classes of some facts. Facts are independent, so a rule can still become true exactly when one of its cubes has no
known fact outside its classes. All cubes of a phase are judged at once: a set of cubes is one integer, and a fact's
value is a mask on it.
"""

from __future__ import annotations

import operator
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache, partial
from itertools import product
from typing import Any

from sorewise.engine.book import Rule, Rulebook
from sorewise.engine.when import All, Literal, Node, Not, Term, literals
from sorewise.engine.when import Any as AnyOf
from sorewise.model.facts import Fact
from sorewise.model.verdict import Rungs

OPS: Mapping[str, Callable[[Any, Any], Any]] = {
    "is": operator.eq,
    "==": operator.eq,
    "!=": operator.ne,
    "in": lambda word, words: word in words,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}
BEYOND = 1.0  # how far past the outermost cut point a sample lies
Cube = Mapping[str, int]  # fact -> allowed classes, as bits


@dataclass(frozen=True, slots=True)
class Classes:
    """The value classes of one fact: each word, yes and no, or each cut point and each gap between."""

    words: tuple[Any, ...] = ()
    cuts: tuple[float, ...] = ()

    @property
    def count(self) -> int:
        """Number of classes."""
        return len(self.words) or 2 * len(self.cuts) + 1

    def of(self, value: Any) -> int:
        """Return the class a value falls into."""
        if self.words:
            return self.words.index(value)
        at = bisect_left(self.cuts, value)
        return 2 * at + (at < len(self.cuts) and self.cuts[at] == value)

    def sample(self, number: int) -> Any:
        """Return a value of a class."""
        if self.words:
            return self.words[number]
        at, on = divmod(number, 2)
        if on:
            return self.cuts[at]
        if not self.cuts:
            return 0.0
        if at == 0:
            return self.cuts[0] - BEYOND
        return self.cuts[-1] + BEYOND if at == len(self.cuts) else (self.cuts[at - 1] + self.cuts[at]) / 2

    def allowed(self, op: str, value: Any) -> int:
        """Return the classes in which a comparison is true, as bits."""
        return sum(1 << number for number in range(self.count) if _holds(self.sample(number), op, value))


def _holds(sample: Any, op: str, value: Any) -> bool:
    return bool(OPS[op](sample, value))


@dataclass(frozen=True, slots=True)
class Cubes:
    """Every cube of a phase's counting rules, with the masks that judge them together."""

    rules: tuple[Rule, ...]
    rule_of: tuple[int, ...]  # cube -> rule
    facts: tuple[int, ...]  # cube -> the facts it speaks of, as bits
    index: Mapping[str, int]  # fact -> its bit
    classes: Mapping[str, Classes]
    allows: Mapping[str, tuple[int, ...]]  # fact -> for each class the cubes that do not forbid it
    mentions: Mapping[str, int]  # fact -> the cubes that speak of it
    held: int  # cubes of rules that hold
    flags: int  # cubes of red flags
    activity: tuple[int, ...]  # rung -> the cubes of rules that say it
    referral: tuple[int, ...]
    above: Mapping[Rungs, int]  # floor -> the cubes of rules that would raise it
    of_spot: int
    everything: int
    doubtful: frozenset[str]  # facts whose harmless value still satisfies a literal somewhere

    def rungs(self, cubes: int) -> Rungs:
        """Return the highest rungs of a set of cubes."""
        return Rungs(_highest(self.activity, cubes), _highest(self.referral, cubes))


def _highest(ladder: tuple[int, ...], cubes: int) -> int:
    """Return the highest rung of a ladder that one of the cubes stands on."""
    for rung in range(len(ladder) - 1, 0, -1):  # a loop is three times as quick as `next` here, 500 times a question
        if ladder[rung] & cubes:
            return rung
    return 0


def bits(mask: int) -> Iterator[int]:
    """Yield the numbers of the bits that are set."""
    while mask:
        low = mask & -mask
        yield low.bit_length() - 1
        mask ^= low


@lru_cache(maxsize=16)
def cubes_of(book: Rulebook, phase: str) -> Cubes:
    """Build the cubes of the rules that raise a rung in a phase, once a rulebook."""
    rules = tuple(
        rule
        for rule in book.rules
        if rule.when is not None and rule.stage == "verdict" and rule.runs_in(phase) and rule.rungs != Rungs(0, 0)
    )
    classes = classes_of(book, rules)
    found = [(number, cube) for number, rule in enumerate(rules) for cube in _prime(_open(rule.when, classes))]
    everything = (1 << len(found)) - 1
    index = {name: bit for bit, name in enumerate(classes)}

    def those(wanted: Callable[[Rule], bool]) -> int:
        return sum(1 << i for i, (number, _) in enumerate(found) if wanted(rules[number]))

    activity, referral = (tuple(those(partial(_says, ladder, rung)) for rung in range(5)) for ladder in (0, 1))
    mentions = dict.fromkeys(classes, 0)
    allows = {name: [0] * kind.count for name, kind in classes.items()}
    for i, (_, cube) in enumerate(found):
        for name, allowed in cube.items():
            mentions[name] |= 1 << i
            for number in bits(allowed):
                allows[name][number] |= 1 << i
    silent = {name: everything & ~mentioned for name, mentioned in mentions.items()}
    return Cubes(
        rules=rules,
        rule_of=tuple(number for number, _ in found),
        facts=tuple(sum(1 << index[name] for name in cube) for _, cube in found),
        index=index,
        classes=classes,
        allows={name: tuple(mask | silent[name] for mask in masks) for name, masks in allows.items()},
        mentions=mentions,
        held=those(lambda rule: rule.hold),
        flags=those(lambda rule: rule.red_flag),
        activity=activity,
        referral=referral,
        above={Rungs(a, r): sum(activity[a + 1 :]) | sum(referral[r + 1 :]) for a, r in product(range(5), range(5))},
        of_spot=those(lambda rule: rule.spot),
        everything=everything,
        doubtful=frozenset(
            name for name, kind in classes.items() if allows[name][_class_of_harmless(kind, book.facts[name])]
        ),
    )


def _says(ladder: int, rung: int, rule: Rule) -> bool:
    return rule.rungs[ladder] == rung


def _class_of_harmless(kind: Classes, fact: Fact) -> int:
    value = fact.harmless
    if fact.type == "word" and value not in kind.words:
        return 0
    return kind.of(value)


def classes_of(book: Rulebook, rules: Iterable[Rule]) -> dict[str, Classes]:
    """Return the value classes of every fact the rules speak of."""
    cuts: dict[str, set[float]] = {}
    for rule in rules:
        for literal in literals(rule.when) if rule.when else ():
            found = cuts.setdefault(literal.fact, set())
            if isinstance(literal.value, float) and not isinstance(literal.value, bool):
                found.add(literal.value)
    return {name: _classes(book.facts[name], found) for name, found in cuts.items()}


def _classes(fact: Fact, cuts: Iterable[float]) -> Classes:
    if fact.type == "bool":
        return Classes(words=(False, True))
    if fact.type == "word":
        return Classes(words=fact.choices)
    return Classes(cuts=tuple(sorted(cuts)))


def _open(node: Node | None, classes: Mapping[str, Classes], *, wanted: bool = True) -> Iterator[dict[str, int]]:
    """Yield the cubes on which a condition is wanted."""
    match node:
        case Literal(fact, op, value):
            kind = classes[fact]
            allowed = kind.allowed(op, value)
            allowed = allowed if wanted else ((1 << kind.count) - 1) ^ allowed
            if allowed:
                yield {fact: allowed}
        case Not(part):
            yield from _open(part, classes, wanted=not wanted)
        case Term(_, part):
            yield from _open(part, classes, wanted=wanted)
        case All(parts) | AnyOf(parts):
            sides = [list(_open(part, classes, wanted=wanted)) for part in parts]
            if isinstance(node, All) is wanted:
                yield from _met(sides)
            else:
                yield from (cube for side in sides for cube in side)


def _met(sides: Iterable[list[dict[str, int]]]) -> Iterator[dict[str, int]]:
    met: list[dict[str, int]] = [{}]
    for side in sides:
        met = _prime(both for a, b in product(met, side) if (both := _both(a, b)) is not None)
    yield from met


def _both(a: Mapping[str, int], b: Mapping[str, int]) -> dict[str, int] | None:
    result = dict(a)
    for name, allowed in b.items():
        result[name] = result.get(name, -1) & allowed
        if not result[name]:
            return None
    return result


def _prime(cubes: Iterable[dict[str, int]]) -> list[dict[str, int]]:
    """Drop cubes that lie within another."""
    kept: list[dict[str, int]] = []
    for cube in sorted(cubes, key=len):
        if not any(
            all(name in cube and not cube[name] & ~allowed for name, allowed in other.items()) for other in kept
        ):
            kept.append(cube)
    return kept
