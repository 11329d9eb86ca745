"""What a page needs to know, as shapes: the rulebook and the coach fit them without being known here."""

# ruff: noqa: D102 - the docstring of each class tells what its members are

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

from sorewise.model.facts import Fact
from sorewise.model.records import PlannedSession, Repeat, Step
from sorewise.model.verdict import Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Manner:
    """How this runner is spoken to.

    `country` is an ISO 3166 code of two letters ("" unknown) for the emergency number. `without_private` leaves out
    everything that rests on the private groups (pregnancy, weight, cycle, medicines): the default of what is handed to
    others, while the runner's own pages show what they switched on.
    """

    units: Literal["km", "mi"] = "km"
    country: str = ""
    without_private: bool = False


class RuleWords(Protocol):
    """What a rule says, and on whose word."""

    @property
    def id(self) -> str: ...
    @property
    def spec(self) -> str: ...
    @property
    def says(self) -> str: ...
    @property
    def because(self) -> str: ...
    @property
    def sources(self) -> tuple[str, ...]: ...
    @property
    def grade(self) -> str: ...
    @property
    def review(self) -> str: ...
    @property
    def note(self) -> str: ...
    def runs_in(self, phase: str) -> bool:
        """Whether the rule is judged in that phase."""


class PlanWords(Protocol):
    """When, how often and how long a recovery method is done; hours from now."""

    @property
    def from_h(self) -> float: ...
    @property
    def to_h(self) -> float: ...
    @property
    def often(self) -> str: ...
    @property
    def long(self) -> str: ...


class AdviceWords(Protocol):
    """One thing to tell the runner."""

    @property
    def id(self) -> str: ...
    @property
    def kind(self) -> str: ...
    @property
    def says(self) -> str: ...
    @property
    def because(self) -> str: ...
    @property
    def grade(self) -> str: ...
    @property
    def plan(self) -> PlanWords | None: ...


class SourceWords(Protocol):
    """Where something comes from."""

    @property
    def title(self) -> str: ...
    @property
    def kind(self) -> str: ...


class RegionWords(Protocol):
    """A place of the body."""

    @property
    def name(self) -> str: ...


class Book(Protocol):
    """The tables of a rulebook that pages speak from."""

    @property
    def version(self) -> str: ...
    @property
    def facts(self) -> Mapping[str, Fact]: ...
    @property
    def rules(self) -> Sequence[RuleWords]: ...
    @property
    def by_id(self) -> Mapping[str, RuleWords]: ...
    @property
    def advice(self) -> Mapping[str, AdviceWords]: ...
    @property
    def sources(self) -> Mapping[str, SourceWords]: ...
    @property
    def regions(self) -> Mapping[str, RegionWords]: ...


class ChangeCodes(Protocol):
    """One change of today's session: a code, from, to, and the rules that ask for it."""

    @property
    def code(self) -> str: ...
    @property
    def before(self) -> float | str | None: ...
    @property
    def after(self) -> float | str | None: ...
    @property
    def unit(self) -> str: ...
    @property
    def values(self) -> Mapping[str, float]: ...
    @property
    def rules(self) -> tuple[str, ...]: ...


class SignCodes(Protocol):
    """When to break off: a code, what to do (an in-run word), and numbers by name."""

    @property
    def code(self) -> str: ...
    @property
    def do(self) -> str: ...
    @property
    def values(self) -> Mapping[str, float]: ...


class Today(Protocol):
    """Today's session as the coach hands it on; see `coach/today.py` for what each part means."""

    @property
    def outcome(self) -> str: ...
    @property
    def planned(self) -> PlannedSession | None: ...
    @property
    def kind(self) -> str | None: ...
    @property
    def duration_s(self) -> float | None: ...
    @property
    def distance_m(self) -> float | None: ...
    @property
    def steps(self) -> tuple[Step | Repeat, ...]: ...
    @property
    def modality(self) -> str | None: ...
    @property
    def flat(self) -> bool: ...
    @property
    def run_possible(self) -> bool: ...
    @property
    def race_choice(self) -> bool: ...
    @property
    def move_to_h(self) -> float | None: ...
    @property
    def allowed(self) -> tuple[str, ...]: ...
    @property
    def tips(self) -> tuple[str, ...]: ...
    @property
    def stop(self) -> Sequence[SignCodes]: ...
    @property
    def changes(self) -> Sequence[ChangeCodes]: ...
    @property
    def assumed(self) -> tuple[str, ...]: ...


class RecoveryStep(Protocol):
    """One method of the recovery plan; the words are those of its advice."""

    @property
    def advice(self) -> str: ...


class Recovery(Protocol):
    """The next 72 hours: what to do, in order, and what to leave."""

    @property
    def steps(self) -> Sequence[RecoveryStep]: ...
    @property
    def leave(self) -> Sequence[RecoveryStep]: ...


class Asked(Protocol):
    """A question as the engine asks it: the fact, and the words to choose from."""

    @property
    def fact(self) -> Fact: ...
    @property
    def choices(self) -> tuple[str, ...]: ...
    @property
    def labels(self) -> tuple[str, ...]: ...


class Screen(Protocol):
    """One screen: its page, the place it is about, its questions, and how many screens are left at most."""

    @property
    def settled(self) -> bool: ...
    @property
    def at_most(self) -> int: ...
    @property
    def page(self) -> str: ...
    @property
    def place(self) -> Place | None: ...
    @property
    def screen(self) -> Sequence[Asked]: ...
