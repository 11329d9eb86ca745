"""The coming days at any door: what is planned, what this morning made of it, and what was proposed instead."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sorewise.apps.day import holding
from sorewise.apps.here import here
from sorewise.engine.book import Rulebook
from sorewise.model.errors import InputError
from sorewise.model.plan import PlannedSession
from sorewise.model.records import History
from sorewise.model.week import DayChance, Replan, Situation
from sorewise.planning import Verdict, situation_of, verdict_of
from sorewise.store import DecisionRecord, Store
from sorewise.text.plan import too_much

DAYS = 14
MOST_A_DAY = 4
"""Sessions, on the average of the days: nobody trains more, and to plan hundreds would take minutes."""
LOOK_BACK_DAYS = 60
"""How far back verdicts are read: a referral stands for days, bone stress until its place was told of again."""


@dataclass(frozen=True, kw_only=True)
class Coming:
    """The coming days of one runner: what is known, and the plan that follows from it."""

    book: Rulebook
    history: History
    now: datetime
    held: DecisionRecord | None
    situation: Situation
    replan: Replan

    @property
    def sessions(self) -> dict[str, PlannedSession]:
        """The author's sessions by id."""
        return {session.id: session for session in self.situation.plan}

    @property
    def chances(self) -> dict[date, DayChance]:
        """How likely the legs are too sore, by day."""
        return {chance.day: chance for chance in self.situation.chances}


def coming(store: Store, days: int = DAYS, *, history: History | None = None, explained: bool = True) -> Coming:
    """Plan the coming days again. `history` is that of the store, where it was read already.

    Raises InputError for more sessions than anybody does.
    """
    from sorewise.coach.week import replan

    history = history or store.history()
    now = here().now(history.profile)
    held, earlier = verdicts(store, now.date())
    book = here().book()
    situation = situation_of(book, history, earlier, now, held=read(held) if held else None, days=days)
    if len(situation.plan) > MOST_A_DAY * days:
        raise InputError(too_much(len(situation.plan), days))
    found = replan(situation, book, explained=explained)
    return Coming(book=book, history=history, now=now, held=held, situation=situation, replan=found)


def verdicts(store: Store, today: date) -> tuple[DecisionRecord | None, tuple[Verdict, ...]]:
    """The decision of today that holds, and the verdicts of the days before, each day's that held."""
    records = store.decisions(since=today - timedelta(days=LOOK_BACK_DAYS), until=today)
    days = sorted({record.day for record in records})
    held = {day: holding(record for record in records if record.day == day) for day in days}
    earlier = tuple(read(record) for day, record in held.items() if day < today and record is not None)
    return held.get(today), earlier


def read(record: DecisionRecord) -> Verdict:
    """A kept decision as the planner reads it."""
    return verdict_of(record.day, record.decision, record.answers)
