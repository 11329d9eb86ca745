"""Why a session changes: put it back and see what breaks; then switch those rules off and see whether it stays.

A rule is *proved* where the change goes away with it (and the others named) switched off and the week solved again.
What no rule asks for has no reason: it fits better.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from sorewise.coach.week.evaluate import NOTHING, Breach, breaches
from sorewise.coach.week.ground import Ground
from sorewise.coach.week.told import values_of
from sorewise.model.week import PlanChange, WeekReason

Solver = Callable[[frozenset[str]], Sequence[int] | None]
Reasons = dict[str, tuple[WeekReason, ...]]
"""By the head of a rule: its parts that speak, the strictest first."""
ROUNDS = 4
"""So often more rules are switched off before a change counts as unproved."""


@dataclass(frozen=True, slots=True)
class Explainer:
    """Explains the changes of one choice; `solved` gives the best choice with some rules switched off.

    `mover` is a session that the runner moved: that has no reason of ours, and ends every chain.
    """

    ground: Ground
    choice: Sequence[int]
    solved: Solver
    mover: int | None = None

    def all_of(self, changes: Sequence[PlanChange], *, proof: bool = True) -> tuple[PlanChange, ...]:
        """Explain every change; of two sessions only one makes room for the other."""
        nearest: dict[str, str] = {}
        found = [self.explained(change, proof=proof) for change in changes]
        for change in sorted(found, key=lambda one: (len(one.because_of), one.before.day, one.session)):
            begins = _followed(nearest, change.because_of[0]) if change.because_of else ()
            if change.because_of and change.session not in begins:
                nearest[change.session] = change.because_of[0]
        return tuple(replace(one, because_of=_followed(nearest, one.session)[1:]) for one in found)

    def explained(self, change: PlanChange, *, proof: bool) -> PlanChange:
        """A change with its reasons, and the sessions whose own change led to it, nearest first."""
        item = next(one.number for one in self.ground.items if one.id == change.session)
        if item == self.mover:
            return change
        named = self.against(item, self.choice)
        proved = self.proved(item, named) if proof and named else None
        shown = (parts[0] for parts in (proved or named).values())
        reasons = tuple(replace(reason, proved=proved is not None) for reason in shown)
        return replace(change, reasons=reasons, because_of=tuple(self._chain(item)))

    def against(self, item: int, choice: Sequence[int], off: frozenset[str] = NOTHING) -> Reasons:
        """What breaks where one session alone is put back: the rules against it by itself, else those between."""
        found: dict[str, list[WeekReason]] = {}
        for breach in self._breaches(item, choice, off):
            found.setdefault(self.ground.book.week[breach.rule].head, []).append(self._reason(item, breach, choice))
        return {head: tuple(sorted(parts, key=self._mildness)) for head, parts in found.items()}

    def _breaches(self, item: int, choice: Sequence[int], off: frozenset[str]) -> Sequence[Breach]:
        back = list(choice)
        back[item] = self.ground.before[item]
        found = [breach for breach in breaches(self.ground, back, off) if item in breach.items]
        alone = [breach for breach in found if breach.items == (item,) and breach.rule in self._by_itself(item)]
        return alone or found

    def _by_itself(self, item: int) -> tuple[str, ...]:
        return self.ground.options[self.ground.before[item]].why

    def _mildness(self, reason: WeekReason) -> tuple[bool, float, int, int]:
        """Of several parts of one rule the one that leaves least comes first; among equals the later written."""
        rule = self.ground.book.week[reason.rule]
        share = reason.values.get("share", 1) if rule.shape == "cap" else 0
        wide = 0 if rule.shape == "cap" else max((BREADTH.get(group, 0) for group in rule.of), default=0)
        return rule.shape == "cap", float(share), -wide, -list(self.ground.book.week).index(rule.id)

    def proved(self, item: int, named: Reasons) -> Reasons | None:
        """The fewest of the rules named without which the session stays as it was; None where it changes anyway."""
        known = dict(named)
        for _ in range(ROUNDS):
            choice = self.solved(_ids(known))
            if choice is None:
                return None
            if self._stays(item, choice):
                return self._fewest(item, known)
            more = self.against(item, choice, _ids(known))
            if not more:
                return None
            for head, parts in more.items():
                known[head] = (*known.get(head, ()), *parts)
        return None

    def _stays(self, item: int, choice: Sequence[int]) -> bool:
        """It is left as it stood, or on its day with more than it had."""
        option, before = self.ground.options[choice[item]], self.ground.options[self.ground.before[item]]
        return option is before or (option.day == before.day and option.goal <= before.goal)

    def _fewest(self, item: int, known: Reasons) -> Reasons:
        needed = dict(known)
        for head in list(known):
            fewer = {name: parts for name, parts in needed.items() if name != head}
            if not fewer:
                break
            choice = self.solved(_ids(fewer))
            if choice is not None and self._stays(item, choice):
                needed = fewer
        return needed

    def _reason(self, item: int, breach: Breach, choice: Sequence[int]) -> WeekReason:
        option = self.ground.options[self.ground.before[item]]
        partner = self._partner(item, breach)
        other = None if partner is None else self.ground.options[choice[partner]]
        return WeekReason(
            rule=breach.rule,
            values=values_of(self.ground, breach, option, other),
            partner="" if partner is None else self.ground.items[partner].id,
        )

    def _partner(self, item: int, breach: Breach) -> int | None:
        """The session a rule speaks of beside this one: of several the one that came there itself."""
        others = [other for other in breach.items if other != item]
        if not others or self.ground.book.week[breach.rule].count in OF_MANY:
            return None
        return next((other for other in others if self._changed(other)), others[0])

    def _changed(self, item: int) -> bool:
        return self.choice[item] != self.ground.before[item]

    def _chain(self, item: int) -> Iterator[str]:
        """From session to session, as far as each was moved by the next; a rule against it by itself ends it."""
        seen = {item}
        while not self._by_itself(item) and item != self.mover:
            named = self._breaches(item, self.choice, NOTHING)
            partners = [p for breach in named if (p := self._partner(item, breach)) is not None]
            item = next((p for p in partners if p not in seen and self._changed(p)), -1)
            if item < 0:
                return
            seen.add(item)
            yield self.ground.items[item].id


OF_MANY = ("training_days", "week_km", "week_hard", "week_sessions")
BREADTH = {"any": 2, "run": 1, "impact": 1}


def _followed(nearest: Mapping[str, str], session: str) -> tuple[str, ...]:
    """A session and those that it begins with, nearest first."""
    found = [session]
    while found[-1] in nearest:
        found.append(nearest[found[-1]])
    return tuple(found)


def _ids(reasons: Reasons) -> frozenset[str]:
    return frozenset(reason.rule for parts in reasons.values() for reason in parts)
