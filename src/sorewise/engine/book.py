"""A rulebook once read: frozen tables, every rule with its condition as a tree."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from operator import itemgetter
from typing import Any

from sorewise.engine.week_rules import WeekRule
from sorewise.engine.when import Node, support
from sorewise.model.facts import Fact
from sorewise.model.verdict import Rungs

ToRow = Callable[[Mapping[str, Any]], tuple[Any, ...]]
SIGNS = "signs_there"  # the column that says whether a sign of the safety page is there or open
MASKED = "pain_masked"  # a painkiller was taken and the pain before it not told


def careful(name: str) -> str:
    """Name the column that holds a fact as taken when the person stops answering."""
    return f"{name}__careful"


@dataclass(frozen=True, slots=True, kw_only=True)
class Threshold:
    """A number of the rules, with where it comes from and who says otherwise."""

    id: str
    value: float
    unit: str = ""
    means: str = ""
    sources: tuple[str, ...] = ()
    grade: str = ""
    dissent: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where a rule or number comes from."""

    id: str
    title: str
    kind: str
    cite: str = ""
    says: str = ""
    status: str = ""
    grade: str = ""
    sentences: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Region:
    """A place of the body; `keys` are the finer places of the map, `bone_warning` the bone at risk."""

    id: str
    name: str
    view: str
    tissue: str
    osiics: str = ""
    snomed: tuple[str, ...] = ()
    keys: tuple[str, ...] = ()
    bone_warning: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """When, how often and how long a recovery method is done, within the next 72 hours."""

    from_h: float = 0
    to_h: float = 72
    often: str = ""
    long: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Advice:
    """One thing a rule can tell the runner, or one way it changes the session.

    `adjust` maps parts of an Adjustment to a number or word (`distance_of_longest` is a share of the longest run of 30
    days); `removes` names advice that this one takes away; `comfort` marks what is hidden beside an emergency.
    """

    id: str
    kind: str
    says: str = ""
    because: str = ""
    adjust: Mapping[str, float | str] = field(default_factory=dict)
    removes: tuple[str, ...] = ()
    comfort: bool = False
    plan: Plan | None = None
    grade: str = ""
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One sentence of the rulebook.

    `spec` is the id of the specification that this rule is, or is a part of. `unknown` says what an unanswered question
    means when the person stops: "hold" keeps the caution, "skip" lets it go. A rule without `when` is a note, or
    names the fact whose stop value it explains. `echoes` names a rule that always counts with this one and stands as
    high: this one stays for its words and its advice.
    """

    id: str
    spec: str
    when: Node | None = None
    text: str = ""
    activity: int | None = None
    referral: int = 0
    unknown: str = "skip"
    phase: str = "morning"
    stage: str = "verdict"
    opinion: bool = False
    red_flag: bool = False
    pure_hold: bool = False
    exception: str = ""
    echoes: str = ""
    change: tuple[str, ...] = ()
    advise: tuple[str, ...] = ()
    remove: tuple[str, ...] = ()
    note: str = ""
    stop_value: str = ""
    says: str = ""
    because: str = ""
    sources: tuple[str, ...] = ()
    grade: str = ""
    since: date | None = None
    review: str = "none"
    examples: tuple[Mapping[str, Any], ...] = ()
    facts: tuple[str, ...] = ()
    spot: bool = False

    @property
    def rungs(self) -> Rungs:
        """What the rule raises the day to; an opinion raises nothing."""
        return Rungs(0, 0) if self.opinion else Rungs(self.activity or 0, self.referral)

    @property
    def hold(self) -> bool:
        """An unanswered question keeps the caution."""
        return self.unknown == "hold"

    def support(self, values: Mapping[str, Any]) -> tuple[str, ...]:
        """Name the facts that make the condition true, or keep it open."""
        if self.when is None:
            return (self.stop_value,) if self.stop_value else ()
        return tuple(dict.fromkeys(support(self.when, values)))

    def runs_in(self, phase: str) -> bool:
        """Whether the rule is judged in that phase; after a run the morning's rules speak for tomorrow."""
        return self.phase in {"any", phase} or (phase == "after_run" and self.phase == "morning")


@dataclass(frozen=True, kw_only=True, eq=False)
class Rulebook:
    """Everything we believe, checked. `version` names the release and the content."""

    version: str
    facts: Mapping[str, Fact]
    thresholds: Mapping[str, Threshold]
    terms: Mapping[str, Node]
    term_texts: Mapping[str, str]
    sources: Mapping[str, Source]
    regions: Mapping[str, Region]
    advice: Mapping[str, Advice]
    rules: tuple[Rule, ...]
    asks: Mapping[str, Mapping[str, Node]]  # fact -> {"ask_if" | "never_ask": condition}
    week: Mapping[str, WeekRule] = field(default_factory=dict)

    @cached_property
    def by_id(self) -> Mapping[str, Rule]:
        """Every rule and part by its full id."""
        return {rule.id: rule for rule in self.rules}

    @cached_property
    def region_of_key(self) -> Mapping[str, str]:
        """The region each map key belongs to; a region is its own key."""
        keys = {key: region.id for region in self.regions.values() for key in region.keys}
        return {**{id_: id_ for id_ in self.regions}, **{k: v for k, v in keys.items() if k not in self.regions}}

    @cached_property
    def stop_rules(self) -> tuple[Rule, ...]:
        """The rules that explain a careful value taken when the person stops."""
        return tuple(rule for rule in self.rules if rule.stop_value)

    @cached_property
    def closable(self) -> Mapping[str, tuple[str, ...]]:
        """The facts of each scope that are not asked of everybody."""
        some = {
            n for n, fact in self.facts.items() if fact.private or {"ask_if", "never_ask"} & self.asks.get(n, {}).keys()
        }
        return {scope: tuple(n for n in self.fact_names(scope) if n in some) for scope in ("morning", "spot")}

    @cached_property
    def stops(self) -> Mapping[str, Fact]:
        """The facts that have a careful value for a person who stops answering."""
        return {name: fact for name, fact in self.facts.items() if fact.stop is not None}

    @cached_property
    def assumable(self) -> tuple[str, ...]:
        """The facts of a spot that may be taken at a careful value: those with a stop, and whether pain is masked."""
        return tuple(n for n in self.fact_names("spot") if n in self.stops or n == MASKED)

    @cached_property
    def safety_page(self) -> Mapping[str, Fact]:
        """The signs of the safety page."""
        return {name: fact for name, fact in self.facts.items() if fact.page == "safety"}

    @cached_property
    def _scopes(self) -> Mapping[str, tuple[str, ...]]:
        return {
            scope: tuple(id_ for id_, fact in self.facts.items() if fact.scope == scope and not fact.door)
            for scope in ("morning", "spot")
        }

    def fact_names(self, scope: str) -> tuple[str, ...]:
        """Names of the rule facts of a scope, in the order of `facts.toml`."""
        return self._scopes[scope]

    @property
    def numbers(self) -> Mapping[str, float]:
        """Return every named threshold with its value."""
        return {id_: row.value for id_, row in self.thresholds.items()}

    def number(self, threshold: str) -> float:
        """Return the value of a named threshold."""
        return self.thresholds[threshold].value

    def row_names(self, *, of_spot: bool) -> tuple[str, ...]:
        """Order of a row: whether a sign is there, what rules read of the morning and of a spot, then careful columns.

        Facts that no rule reads have no column.
        """
        spot = (*self._columns("spot"), *map(careful, self.assumable)) if of_spot else ()
        return (SIGNS, *self._columns("morning"), *spot)

    def _columns(self, scope: str) -> tuple[str, ...]:
        read = {name for rule in self.rules for name in rule.facts}
        return tuple(name for name in self.fact_names(scope) if name in read)

    @cached_property
    def rows(self) -> Mapping[str, ToRow]:
        """How the row of a morning, and of a spot of which nothing is assumed, is taken from its facts."""
        morning, spot = self._columns("morning"), (*self._columns("spot"), *self.assumable)
        page = self.safety_page
        of_morning = tuple(name for name in page if page[name].scope == "morning")
        return {"morning": _row(of_morning, morning), "spot": _row(tuple(page), (*morning, *spot))}


def _row(signs: Sequence[str], columns: Sequence[str]) -> ToRow:
    """Take a row from facts. Most mornings no sign of the safety page is there or open, and one look says so."""
    quiet, seen, told = (False,) * len(signs), _taking(signs), _taking(columns)
    return lambda facts: (seen(facts) != quiet, *told(facts))


def _taking(names: Sequence[str]) -> ToRow:
    return itemgetter(*names) if len(names) > 1 else lambda facts: tuple(facts[name] for name in names)
