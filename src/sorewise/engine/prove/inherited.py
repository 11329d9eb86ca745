"""What an overlay has of the rulebook it lies over, and is not to answer for."""

from __future__ import annotations

from dataclasses import dataclass

from sorewise.engine.book import Rule, Rulebook
from sorewise.model.facts import Fact

SPOKEN = ("text", "activity", "referral", "unknown", "phase", "stage", "opinion", "exception", "echoes")
DECLARED = ("exception", "unasked", "speaks")


@dataclass(frozen=True)
class Inherited:
    """The rulebook below an overlay; None: there is none, and everything is the rulebook's own."""

    ours: Rulebook | None = None

    def rule(self, rule: Rule) -> bool:
        """Whether a rule stands below as it stands here, but for the numbers it reads."""
        below = None if self.ours is None else self.ours.by_id.get(rule.id)
        return below is not None and all(getattr(below, part) == getattr(rule, part) for part in SPOKEN)

    def fact(self, fact: Fact) -> bool:
        """Whether a fact declares below what it declares here."""
        below = None if self.ours is None else self.ours.facts.get(fact.id)
        return below is not None and all(getattr(below, part) == getattr(fact, part) for part in DECLARED)
