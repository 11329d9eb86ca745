"""What a proof found: how many claims hold, what breaks a promise, what is declared and why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sorewise.model.verdict import Rungs

Document = Mapping[str, Any]  # a morning as `sorewise decide` reads it


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """One morning and where the engine puts it."""

    morning: Document
    rungs: Rungs
    phase: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Broken:
    """One claim that fails: its kind, the rule or fact it is about, and the smallest mornings that show it.

    `before` and `after` are the answers of a fact of which the second should not be milder. A claim that is shown by no
    morning is one that only the solver can break: what it found is nothing that somebody can tell.
    """

    claim: str
    rule: str = ""
    fact: str = ""
    before: Any = None
    after: Any = None
    by: tuple[str, ...] = ()
    shown: tuple[Shown, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """One declared exception: the rule or fact that declares it, the fact it is about, the rules by it, the reason."""

    claim: str
    name: str
    fact: str = ""
    reason: str = ""
    by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """A promise: how many claims were looked at, which of them fail, what is declared; `sampled` counts cases tried."""

    promise: str
    claims: int
    broken: tuple[Broken, ...] = ()
    listed: tuple[Listed, ...] = ()
    sampled: int = 0

    @property
    def kept(self) -> bool:
        """No claim fails."""
        return not self.broken
