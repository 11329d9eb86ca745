"""No run much longer than the longest of the last month, day by day; a run planned before it counts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import floor

from sorewise.coach.week.groups import RUNS, bits
from sorewise.coach.week.sizes import KM, Paces
from sorewise.engine.book import Rulebook
from sorewise.engine.week_rules import WeekRule
from sorewise.model.week import Situation

PER_MILLE = 1000
NOISE = 1e-6


@dataclass(frozen=True, slots=True)
class Longest:
    """The longest run of the last days as seen from each day ahead, in metres (None: not known), and the rule."""

    rule: WeekRule | None
    metres: Sequence[int | None]
    per_mille: int
    window: int
    of: int
    spares: int

    @classmethod
    def of_rule(cls, rule: WeekRule | None, metres: Sequence[int | None], book: Rulebook) -> Longest:
        """Read the numbers of the rule."""
        if rule is None:
            return cls(None, metres, 0, 0, 0, 0)
        per_mille = floor(book.number(rule.share) * PER_MILLE + NOISE)
        return cls(rule, metres, per_mille, round(book.number(rule.window)), bits(rule.of), bits(rule.spares))

    @classmethod
    def of_situation(cls, situation: Situation, book: Rulebook, paces: Paces) -> Longest:
        """Look back from every day ahead. What is told beside the sessions (`longest_km`) counts on all of them."""
        rule = next((one for one in book.week.values() if one.shape == "cap" and one.cap == "longest"), None)
        window = round(book.number(rule.window)) if rule else 0
        told = floor((situation.longest_km or 0) * KM)
        runs = [
            ((one.day - situation.day).days, paces.length(one.km and one.km * KM, one.minutes).sure)
            for one in situation.done
            if one.km or (one.minutes and one.kind in RUNS)
        ]
        seen = [
            max((far for day, far in runs if ahead - window <= day <= ahead), default=0)
            for ahead in range(situation.days)
        ]
        return cls.of_rule(rule, [max(far, told) or None for far in seen], book)

    def too_far(self, metres: int, day: int) -> bool:
        """A run of so many metres on that day needs a longer one before it than there was."""
        known = self.metres[day]
        return self.rule is not None and known is not None and not self.allows(known, metres)

    def allows(self, longest: int, metres: int) -> bool:
        """So many metres after so long a run."""
        return metres * PER_MILLE <= longest * self.per_mille

    def speaks(self, groups: int) -> bool:
        """It is about such a session."""
        return bool(groups & self.of) and not groups & self.spares
