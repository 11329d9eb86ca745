"""A table of mornings, judged column by column: the plan that `bulk` writes in Polars and `sql` in SQL.

A row is a sore place with its morning's facts, or a morning without one. First columns are filled: what a record that
does not exist means, what other answers imply, what is not asked, what is assumed at stop. Then each rule is one
three-valued column. Nothing here is judged; the plan says what has to be, once, for every evaluator that works on
columns.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from sorewise.engine.book import MASKED, Rule, Rulebook, careful
from sorewise.engine.compile import weight
from sorewise.engine.when import All, Constant, Literal, Node, Not, Term, literals, signed
from sorewise.engine.when import Any as AnyOf
from sorewise.model.errors import RulebookError

PLACE, CLEAR = "is_place", "page_clear"
"""Two columns of the row itself: whether it is a sore place, and whether an unanswered sign counts."""
UNASKED = (("never_ask", True), ("ask_if", False))
"""A fact is not asked where one of these conditions of `facts.toml` is so."""
TABLET = "painkiller_12h"


def flagged(name: str) -> str:
    """Name the column of a sign as the red flags read it: while the page is not clear, unanswered is no."""
    return f"{name}__flagged"


@dataclass(frozen=True, slots=True)
class Fill:
    """One column: `source` where it is known, else `value` if one of the conditions is what it is wanted to be.

    Without conditions the value stands wherever the source is unknown. `over` fills what is known not to be true, too:
    a sign that other answers imply. `of_place` fills sore places only.
    """

    column: str
    source: str
    value: Constant
    when: tuple[tuple[Node, bool], ...] = ()
    over: bool = False
    of_place: bool = False

    @property
    def reads(self) -> frozenset[str]:
        """The columns it is worked out from."""
        own = {self.source, PLACE} if self.of_place else {self.source}
        return frozenset(own | {literal.fact for node, _ in self.when for literal in literals(node)})


@dataclass(frozen=True, slots=True)
class Judged:
    """One rule: what it reads on a row as told, and at stop. Without a condition it explains the unknown `stands_for`.

    `certain` says that it may be true where no place is named yet; what is possible there, it only may be.
    """

    rule: Rule
    told: Node | None
    at_stop: Node | None
    stands_for: str = ""
    certain: bool = False

    @property
    def spot(self) -> bool:
        """Whether it speaks of a place."""
        return self.rule.spot or bool(self.stands_for)

    @property
    def phases(self) -> tuple[bool, bool]:
        """Whether it is judged on mornings (and evenings), and in a run."""
        return self.rule.runs_in("morning"), self.rule.runs_in("in_run")


@dataclass(frozen=True, slots=True)
class Plan:
    """How the mornings of a table are judged.

    `layers` are filled one after the other, those of one layer at once; `rules` are numbered with the deciding one
    first, as everywhere. `facts` are the columns that a table may have.
    """

    facts: tuple[str, ...]
    layers: tuple[tuple[Fill, ...], ...]
    rules: tuple[Judged, ...]


@lru_cache(maxsize=16)
def plan_of(book: Rulebook, switched_on: tuple[str, ...] = ()) -> Plan:
    """Plan the judging of a table; `switched_on` are the private groups that were asked about.

    Raises RulebookError where a red flag denies a sign: then what an unsent page means is no matter of one column.
    """
    rules = sorted((rule for rule in book.rules if rule.when and rule.stage == "verdict"), key=weight)
    judged = [_judged(book, rule) for rule in rules]
    judged += [Judged(rule, None, None, rule.stop_value) for rule in book.stop_rules]
    return Plan(
        facts=tuple(name for name, fact in book.facts.items() if not fact.door),
        layers=tuple(_layers(_fills(book, switched_on))),
        rules=tuple(sorted(judged, key=lambda one: weight(one.rule))),
    )


def _judged(book: Rulebook, rule: Rule) -> Judged:
    if rule.when is None:
        return Judged(rule, None, None)
    certain = rule.spot and _may_be(rule.when, book.fact_names("spot"))
    if rule.red_flag:
        if denied := [one.fact for one, wanted in signed(rule.when) if not wanted and one.fact in book.safety_page]:
            raise RulebookError([f"{rule.id}, when: a red flag cannot rest on the absence of {denied[0]}"])
        told = renamed(rule.when, {name: flagged(name) for name in book.safety_page})
        return Judged(rule, told, told, certain=certain)
    at_stop = renamed(rule.when, {name: careful(name) for name in book.assumable}) if rule.spot else rule.when
    return Judged(rule, rule.when, at_stop, certain=certain)


def _may_be(node: Node, unknown: Collection[str], *, wanted: bool = True) -> bool:
    """Whether a condition can be what is wanted while all of these facts are unknown."""
    match node:
        case Literal(fact):
            return fact not in unknown
        case Not(part):
            return _may_be(part, unknown, wanted=not wanted)
        case Term(_, part):
            return _may_be(part, unknown, wanted=wanted)
        case All(parts) | AnyOf(parts):
            every = isinstance(node, All) is wanted
            return (all if every else any)(_may_be(part, unknown, wanted=wanted) for part in parts)


def renamed(node: Node, names: Mapping[str, str]) -> Node:
    """The same condition on other columns."""
    match node:
        case Literal(fact):
            return replace(node, fact=names[fact]) if fact in names else node
        case Term(name, part):
            inner = renamed(part, names)
            return node if inner == part else Term(f"{name}__{'_'.join(sorted(_changed(part, names)))}", inner)
        case Not(part):
            return Not(renamed(part, names))
        case All(parts) | AnyOf(parts):
            return type(node)(tuple(renamed(part, names) for part in parts))


def _changed(node: Node, names: Mapping[str, str]) -> set[str]:
    return {names[literal.fact].rpartition("__")[2] for literal in literals(node) if literal.fact in names}


def _fills(book: Rulebook, switched_on: Collection[str]) -> Iterator[Fill]:
    """Every column to fill, in the order of `state.prepare`: the morning, the place on it, then what is assumed."""
    yield from (Fill(name, name, value) for name, value in _defaults(book, "morning"))
    yield from _closed(book, switched_on, "morning")
    yield from (Fill(name, name, value, of_place=True) for name, value in _defaults(book, "spot"))
    for name, conditions in book.asks.items():
        if "implied_by" in conditions:
            yield Fill(name, name, value=True, when=((conditions["implied_by"], True),), over=True, of_place=True)
    yield from _closed(book, switched_on, "spot")
    for name in book.stops:
        stop = book.facts[name].stop
        if stop is not None:
            yield Fill(careful(name), name, _plain(stop), of_place=True)
    masks = Literal(TABLET, "is", value=True)
    yield Fill(careful(MASKED), MASKED, value=True, when=((masks, True),), of_place=True)
    page_open = (Literal(CLEAR, "is", value=True), False)
    for name, fact in book.safety_page.items():
        yield Fill(flagged(name), name, _plain(fact.harmless), (page_open,))


def _defaults(book: Rulebook, scope: str) -> Iterator[tuple[str, Constant]]:
    for name in book.fact_names(scope):
        default = book.facts[name].default
        if default is not None:
            yield name, _plain(default)


def _closed(book: Rulebook, switched_on: Collection[str], scope: str) -> Iterator[Fill]:
    """What is not asked of everybody, at its harmless value where it was not."""
    for name in book.closable[scope]:
        fact, conditions = book.facts[name], book.asks.get(name, {})
        when = tuple((conditions[key], wanted) for key, wanted in UNASKED if key in conditions)
        off = bool(fact.private) and fact.private not in switched_on
        if off or when:
            yield Fill(name, name, _plain(fact.harmless), () if off else when, of_place=scope == "spot")


def _layers(fills: Iterable[Fill]) -> Iterator[tuple[Fill, ...]]:
    """Put fills together that do not read what another of them fills."""
    layer: list[Fill] = []
    for fill in fills:
        if fill.reads & {one.column for one in layer}:
            yield tuple(layer)
            layer = []
        layer.append(fill)
    if layer:
        yield tuple(layer)


def _plain(value: bool | float | str) -> Constant:  # noqa: FBT001 - a value of a fact, whatever its type
    """Numbers as numbers of one kind."""
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else value
