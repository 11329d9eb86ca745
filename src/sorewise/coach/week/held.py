"""Which rules of the week hold in a situation: their conditions over the facts of the week."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from sorewise.coach.week.groups import RUNS
from sorewise.coach.week.items import Item
from sorewise.coach.week.sizes import KM, race_of
from sorewise.engine.book import Rulebook
from sorewise.engine.week_rules import WeekRule
from sorewise.engine.when import truth
from sorewise.model.plan import RaceType
from sorewise.model.verdict import ACTIVITY, REFERRAL
from sorewise.model.week import Situation

Facts = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Race:
    """A race, planned or run: its day counted from today, and the item if it is one."""

    day: int
    type: RaceType
    priority: str
    item: int | None = None

    @property
    def facts(self) -> Facts:
        """What conditions read of it."""
        return {"race_type": self.type, "priority": self.priority}


def facts_of(situation: Situation, items: Iterable[Item]) -> Facts:
    """The facts of the week; without a check-in those of this morning are unknown."""
    today = situation.today
    return {
        "checked_in": today is not None,
        "activity": today and ACTIVITY.index(today.activity),
        "referral": today and REFERRAL.index(today.referral),
        "pain": today and today.pain,
        "bone_stress": today and today.bone_stress,
        "calf_strain": today and today.calf_strain,
        "days_off": situation.days_off,
        "run_today": any(_runs_today(item) for item in items),
        "goal": situation.settings.goal,
        "clinician_plan": False,
    }


def _runs_today(item: Item) -> bool:
    """Also one that was called off, or is something else by now: its day stays its own."""
    return item.stands == 0 and item.session.kind in RUNS and not item.missed


def holds(rule: WeekRule, facts: Facts) -> bool:
    """Whether a rule holds; one whose condition is unknown does, unless it skips."""
    if rule.when is None:
        return True
    known = truth(rule.when, facts)
    return rule.unknown == "hold" if known is None else known


def races_of(situation: Situation, items: Iterable[Item], book: Rulebook) -> list[Race]:
    """Every race that is known: of the plan, also beyond the days shown, and of the past.

    A race without a distance counts as a half-marathon, one without a priority as important.
    """
    standing = {item.id: item for item in items}
    found = []
    for session in situation.plan:
        if session.kind == "race" and session.status not in {"dropped", "missed"}:
            item = standing.get(session.id)
            day = item.stands if item else (session.day - situation.day).days
            if item and item.form == "drop":
                continue
            kind = race_of(session.race, session.distance_m, book)
            found.append(Race(day, kind, session.priority or "A", item.number if item else None))
    run = [one for one in situation.done if one.kind == "race" or one.race is not None]
    found += [Race((o.day - situation.day).days, race_of(o.race, o.km and o.km * KM, book), "A") for o in run]
    return sorted(found, key=lambda race: (race.day, race.type, race.item is None, race.item or 0))


def days_between(first: int, last: int, days: int) -> int:
    """The days from first to last (both included) of so many days, as a mask."""
    low, high = max(first, 0), min(last, days - 1)
    return ((1 << (high + 1)) - 1) & ~((1 << low) - 1) if low <= high else 0


def run_walk_rule(book: Rulebook, facts: Facts) -> WeekRule | None:
    """The table that takes the place of runs, if one does now."""
    return next((rule for rule in book.week.values() if rule.shape == "steps" and holds(rule, facts)), None)


def spacing_rules(book: Rulebook, facts: Facts) -> Iterator[WeekRule]:
    """The rules of distance that hold."""
    return (rule for rule in book.week.values() if rule.shape == "spacing" and holds(rule, facts))
