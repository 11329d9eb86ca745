"""What a page needs to know, as shapes: the rulebook and the coach fit them without being known here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

from sorewise.model.facts import Fact
from sorewise.model.records import PlannedSession


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


class Today(Protocol):
    """Today's session: as planned, and as it is now."""

    @property
    def planned(self) -> PlannedSession | None: ...
    @property
    def today(self) -> PlannedSession | None: ...
