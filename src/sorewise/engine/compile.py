"""Checked trees -> Python functions. The text compiled here is made from checked nodes only, never from a file.

Each rule is asked two questions: can it be true (unknown counts for it), and is it true (unknown does not). Together
they are Kleene's three values. A term that several rules use is evaluated once a call.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache, reduce
from operator import or_
from typing import Any

from sorewise.engine.book import SIGNS, Rule, Rulebook, careful
from sorewise.engine.when import All, Literal, Node, Not, Term, literals, terms_in, truth
from sorewise.engine.when import Any as AnyOf
from sorewise.model.verdict import Rungs

# a row of facts -> (marks of the true rules, marks of the rules that are neither true nor false)
Function = Callable[..., tuple[list[int], list[int]]]
SHARED = 2  # rules that share a part before it is worth a branch of its own
USED = 8  # rules that use a term before it is worked out ahead of them

# A mark says in one number which rule spoke and where, so that marks are ordered as numbers and joined by `or`:
# bits 0-4 activity, 5-9 referral, 10 is held, 11-27 the rule's number, and above that the spot (0 the first,
# so that the marks of most mornings stay small numbers, which Python handles twice as fast).
REFERRAL_AT, HELD, NUMBER_AT, SPOT_AT = 5, 1 << 10, 11, 28
NO_SPOT = (1 << SPOT_AT) - 1


def mark_of(number: int, rule: Rule) -> int:
    """Return the mark of a rule; an opinion stands on no rung."""
    bits = 1 << rule.rungs.activity | 1 << (REFERRAL_AT + rule.rungs.referral)
    return number << NUMBER_AT | bits


def _of_bits(bits: int) -> Rungs:
    """Return the highest rungs that ten bits stand for."""
    return Rungs(max((bits & 0x1F).bit_length() - 1, 0), max((bits >> REFERRAL_AT).bit_length() - 1, 0))


RUNGS = tuple(_of_bits(bits) for bits in range(1 << 2 * REFERRAL_AT))


class Said(dict[int, tuple[Rule, bool, int, bool]]):
    """What a mark says: rule, whether it is a red flag, where (0 the morning, from 1 the spots), held.

    Each mark is taken apart once.
    """

    def __init__(self, rules: Sequence[Rule]) -> None:
        super().__init__()
        self.rules = rules

    def __missing__(self, mark: int) -> tuple[Rule, bool, int, bool]:
        """Take a mark apart that was not met before."""
        rule = self.rules[(mark & NO_SPOT) >> NUMBER_AT]
        where = (mark >> SPOT_AT) + 1 if rule.spot else 0
        self[mark] = said = (rule, rule.red_flag, where, mark & HELD != 0)
        return said


def rungs_of(marks: Iterable[int]) -> Rungs:
    """Return the highest rung on each ladder that one of the marks stands on."""
    return RUNGS[reduce(or_, marks, 1 | 1 << REFERRAL_AT) & 0x3FF]


@dataclass(frozen=True, slots=True)
class Judge:
    """The rules of one phase as functions of a row of facts: verdict and advice, of the morning and of each spot.

    The rules are numbered with the deciding one first: by referral, then activity, opinions last among equals. Of a
    spot, red flags read what is known and the other rules its careful columns (`Rulebook.row_names`). `at_stop_...` are
    for a person who stops answering: open are then only the rules that hold, and the others need one look, not two.
    `unnamed` judges a place that may still be named, of which not even the region or a record is known.
    """

    rules: tuple[Rule, ...]
    said: Said
    morning: Function
    spot: Function
    at_stop_morning: Function
    at_stop_spot: Function
    unnamed: Function
    advice_morning: Function
    advice_spot: Function


@lru_cache(maxsize=64)
def judge_of(book: Rulebook, phase: str, *, page_clear: bool) -> Judge:
    """Compile the rules that are judged in a phase, once a rulebook.

    While the safety page is not clear, its unanswered lines are out of the reckoning for the red flags.
    """
    rules = tuple(sorted((rule for rule in book.rules if rule.when and rule.runs_in(phase)), key=weight))
    unsent = frozenset() if page_clear else frozenset(book.safety_page)

    harmless = {id_: fact.harmless if fact.default is None else fact.default for id_, fact in book.facts.items()}
    settled = frozenset(id_ for id_, fact in book.facts.items() if fact.never_unknown)

    def function(
        *, of_spot: bool, stage: str = "verdict", known: frozenset[str] = settled, at_stop: bool = False
    ) -> Function:
        chosen = {
            mark_of(i, rule): rule if rule.red_flag or not of_spot else _careful(rule, book.assumable)
            for i, rule in enumerate(rules)
            if rule.stage == stage and rule.spot is of_spot
        }
        ladders = ("activity", "referral") if stage == "advice" else ()
        signs = frozenset(book.safety_page)
        return judging(
            book.row_names(of_spot=of_spot), ladders, _Writer(chosen, unsent, known, signs, harmless, at_stop=at_stop)
        )

    return Judge(
        rules=rules,
        said=Said(rules),
        morning=function(of_spot=False),
        spot=function(of_spot=True),
        at_stop_morning=function(of_spot=False, at_stop=True),
        at_stop_spot=function(of_spot=True, at_stop=True),
        unnamed=function(of_spot=True, known=settled - set(book.fact_names("spot"))),
        advice_morning=function(stage="advice", of_spot=False),
        advice_spot=function(stage="advice", of_spot=True),
    )


def _careful(rule: Rule, assumable: Collection[str]) -> Rule:
    """Let a rule read the careful columns."""
    return replace(rule, when=None if rule.when is None else _renamed(rule.when, assumable))


def _renamed(node: Node, names: Collection[str]) -> Node:
    match node:
        case Literal(fact):
            return replace(node, fact=careful(fact)) if fact in names else node
        case Term(name, part):
            inner = _renamed(part, names)
            return node if inner == part else Term(careful(name), inner)
        case Not(part):
            return Not(_renamed(part, names))
        case All(parts) | AnyOf(parts):
            return type(node)(tuple(_renamed(part, names) for part in parts))


def weight(rule: Rule) -> tuple[int, int, bool]:
    """Order rules with the deciding one first: by referral, then activity, opinions last among equals."""
    return -rule.rungs.referral, -rule.rungs.activity, rule.opinion


def judging(names: Sequence[str], ladders: Sequence[str], writer: _Writer) -> Function:
    """Compile marked rules to one function of a row of facts in the order of `names`, then of the ladders.

    Where no sign of the safety page is there or open, one look passes over every rule that needs one.
    """
    used = writer.facts | {SIGNS}
    unpack = ", ".join(name if name in used else "_" for name in names)
    lines = [
        f"def judge({', '.join(['row', *ladders])}):",
        f" {unpack}, = row",
        " true = []; open = []; yes = true.append; may = open.append",
        *writer.lines(),
        " return true, open",
    ]
    space: dict[str, Any] = {}
    exec(compile("\n".join(lines), "<rulebook>", "exec"), {"__builtins__": {}}, space)  # noqa: S102 - from checked nodes
    function: Function = space["judge"]
    return function


class _Writer:
    """Writes the body of a judging function.

    `unsent` are the lines of an unsent safety page, `settled` the facts that are never unknown, `signs` all lines of
    the safety page, `harmless` the values of a quiet morning: what is false there is looked at first. With `at_stop` a
    rule that lets go counts only while it is true.
    """

    def __init__(
        self,
        rules: Mapping[int, Rule],
        unsent: Collection[str],
        settled: Collection[str],
        signs: Collection[str],
        harmless: Mapping[str, Any],
        *,
        at_stop: bool,
    ) -> None:
        self.rules = rules
        self.quiet = dict.fromkeys(signs, False)
        self.unsent = unsent
        self.settled = settled
        self.at_stop = at_stop
        self.harmless = {**harmless, **{careful(name): value for name, value in harmless.items()}}
        conditions = [rule.when for rule in rules.values() if rule.when]
        uses = Counter(name for node in conditions for name in {term.name for term in terms_in(node)})
        self.shared = {
            term.name: term.node for node in conditions for term in terms_in(node) if uses[term.name] >= USED
        }
        self.never_open = {name for name, node in self.shared.items() if all(x.fact in settled for x in literals(node))}
        self.closable = {name for name, node in self.shared.items() if any(x.fact in unsent for x in literals(node))}

    @property
    def facts(self) -> set[str]:
        """Facts that some rule speaks of."""
        return {literal.fact for rule in self.rules.values() if rule.when for literal in literals(rule.when)}

    def lines(self) -> list[str]:
        """Write the shared terms, then the rules."""
        lines = []
        for name, node in self.shared.items():
            lines.append(f" {name}__p = {self.possible(node)}")
            if name not in self.never_open:
                lines.append(f" {name}__t = {name}__p and {self.true(node)}")
            if name in self.closable:
                lines.append(f" {name}__q = {name}__p and {self.possible(node, closed=True)}")
        rules = [(mark, self.needed(rule), self.sure(rule)) for mark, rule in self.rules.items()]
        return lines + _tree(rules, " ")

    def needed(self, rule: Rule) -> tuple[str, ...]:
        """Write what must all be possible, or true, for a rule to count, what is seldom so first."""
        signs = (SIGNS,) if rule.when is not None and truth(rule.when, self.quiet) is False else ()
        first = sorted(_parts(rule), key=lambda part: truth(part, self.harmless) is not False)
        wanted = (
            map(self.true, first)
            if self.lets_go(rule)
            else (self.possible(part, closed=rule.red_flag) for part in first)
        )
        return tuple(dict.fromkeys((*signs, *wanted)))

    def sure(self, rule: Rule) -> str:
        """Write: a rule that counts is true; a part that cannot be unknown needs no second look."""
        if self.lets_go(rule):
            return "True"
        true = {self.true(part): self.possible(part, closed=rule.red_flag) for part in _parts(rule)}
        return " and ".join(sure for sure, possible in true.items() if sure != possible) or "True"

    def lets_go(self, rule: Rule) -> bool:
        """Whether an open rule is as good as false."""
        return self.at_stop and not rule.hold

    def true(self, node: Node | None) -> str:
        """Write: the node is True, whatever is unknown."""
        match node:
            case Literal():
                return self.literal(node, unknown=False)
            case Term(name, part):
                short = name + ("__p" if name in self.never_open else "__t")
                return short if name in self.shared else self.true(part)
            case Not(part):
                return f"(not {self.possible(part)})"
            case All(parts):
                return f"({' and '.join(self.true(part) for part in parts)})"
            case AnyOf(parts):
                return f"({' or '.join(self.true(part) for part in parts)})"
        raise AssertionError(node)

    def possible(self, node: Node | None, *, closed: bool = False) -> str:
        """Write: the node is not False; `closed` leaves the unanswered lines of an unsent page out."""
        match node:
            case Literal():
                return self.literal(node, unknown=not (closed and node.fact in self.unsent))
            case Term(name, part):
                short = name + ("__q" if closed and name in self.closable else "__p")
                return short if name in self.shared else self.possible(part, closed=closed)
            case Not(part):
                return f"(not {self.true(part)})"
            case All(parts):
                return f"({' and '.join(self.possible(part, closed=closed) for part in parts)})"
            case AnyOf(parts):
                return f"({' or '.join(self.possible(part, closed=closed) for part in parts)})"
        return "True"

    def literal(self, literal: Literal, *, unknown: bool) -> str:
        """Write one comparison; `unknown` says whether an unknown fact counts for it."""
        fact, op, value = literal.fact, literal.op, literal.value
        if op == "is":
            return f"{fact} is not False" if unknown and fact not in self.settled else f"{fact} is True"
        text = f"{{{', '.join(map(repr, value))}}}" if isinstance(value, tuple) else repr(value)
        test = f"{fact} {op} {text}"
        if fact in self.settled or (op == "==" and not unknown) or (op == "!=" and unknown):
            return test  # None equals no word and differs from each
        return f"({fact} is None or {test})" if unknown else f"({fact} is not None and {test})"


def _parts(rule: Rule) -> tuple[Node, ...]:
    """What must all hold for a rule."""
    if rule.when is None:
        return ()
    return rule.when.parts if isinstance(rule.when, All) else (rule.when,)


def _tree(rules: list[tuple[int, tuple[str, ...], str]], indent: str) -> list[str]:
    """Nest the rules under the parts they share, so that one false part passes over all of them at once."""
    lines: list[str] = []
    shared = Counter(part for _, parts, _ in rules for part in parts)
    while shared:
        part, count = shared.most_common(1)[0]
        if count < SHARED:
            break
        inside = [(n, tuple(p for p in parts if p != part), true) for n, parts, true in rules if part in parts]
        rules = [rule for rule in rules if part not in rule[1]]
        lines += [f"{indent}if {part}:", *_tree(inside, indent + " ")]
        shared = Counter(part for _, parts, _ in rules for part in parts)
    for number, parts, true in rules:
        decide = f"(yes if {true} else may)({number})"
        lines.append(f"{indent}if {' and '.join(parts)}: {decide}" if parts else f"{indent}{decide}")
    return lines
