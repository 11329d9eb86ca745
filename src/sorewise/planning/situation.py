"""Everything the planner of the week has to know, from the record of one runner."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from sorewise.engine.book import Rulebook
from sorewise.model.plan import PlannedSession, WeekSettings
from sorewise.model.records import CheckIn, History
from sorewise.model.week import Done, Situation
from sorewise.planning.breaks import Break, last_break, run_days, step_reached
from sorewise.planning.chances import day_chances
from sorewise.planning.lengths import with_length
from sorewise.planning.standing import clinicians, standing
from sorewise.planning.verdicts import Verdict, today_of, worst_pain

REACH_DAYS = 180
"""As far back as any rule of the week looks: a break, and what was run since."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Past:
    """What the record says up to now: the sessions done, and the derived facts."""

    done: tuple[Done, ...]
    facts: dict[str, Any]

    def number(self, fact: str) -> float | None:
        """A derived number; None is unknown."""
        value = self.facts.get(fact)
        return float(value) if isinstance(value, int | float) else None


def situation_of(
    book: Rulebook,
    history: History,
    verdicts: Sequence[Verdict],
    now: datetime,
    *,
    held: Verdict | None = None,
    days: int = 14,
) -> Situation:
    """What the planner has to know at `now` (aware) about the coming `days` (today included).

    `held` is the verdict of today that holds, `verdicts` are those of the weeks before, in time order. Raises
    ValueError for a time without an offset.
    """
    day = now.date()
    past = _past(book, history, now)
    today = today_of(book, held, verdicts, day, history.week.cleared)
    pause = last_break(
        past.done,
        day,
        book,
        days_off=past.number("days_off_running"),
        usual_gap=past.number("usual_gap_days"),
    )
    theirs = clinicians(history.plan, history.week.clinician_plans)
    plan = tuple(
        with_length(session, past.done, book)
        for session in standing(tuple(theirs), history.week.kept, past.done, day, days)
    )
    return Situation(
        day=day,
        days=days,
        plan=plan,
        settings=_of_now(history, plan, day),
        done=past.done,
        today=today,
        chances=day_chances(book, history, now, today.pain if today else None, days),
        base_rate=own_rate(history.check_ins, now, book),
        days_off=pause.days if pause else None,
        returned=pause.returned if pause else None,
        longest_km=past.number("longest_run_30d_km"),
        step=_step(book, history, past.done, pause),
    )


def _past(book: Rulebook, history: History, now: datetime) -> _Past:
    from sorewise.training.derive import derive
    from sorewise.training.done import done_sessions
    from sorewise.training.windows import Windows

    windows = Windows.from_thresholds(book.numbers)
    done = done_sessions(history, now, days=REACH_DAYS, windows=windows)
    return _Past(done=done, facts=dict(derive(history, now, windows=windows).morning))


def _of_now(history: History, plan: Sequence[PlannedSession], day: date) -> WeekSettings:
    """The settings without what has passed; whether strength comes first is a matter of the profile."""
    here = {session.id for session in plan}
    week = history.week
    return replace(
        week,
        goal="strength" if history.profile.answers.get("goal") == "strength" else week.goal,
        kept=tuple(placement for placement in week.kept if placement.session in here),
        wishes=tuple(wish for wish in week.wishes if wish.until >= day),
    )


def own_rate(check_ins: Sequence[CheckIn], now: datetime, book: Rulebook) -> float:
    """How often the runner is too sore for a hard session: the share of their own mornings, once there are enough."""
    since, least = book.number("week_rate_days"), book.number("week_rate_values")
    told = [
        pain
        for one in check_ins
        if one.phase == "morning" and 0 <= (now.date() - one.day).days <= since
        if (pain := worst_pain({**one.answers, "spots": [spot.answers for spot in one.spots]})) is not None
    ]
    if len(told) < least:
        return book.number("week_base_rate")
    return sum(pain > book.number("week_sore_hard") for pain in told) / len(told)


def _step(book: Rulebook, history: History, done: Sequence[Done], pause: Break | None) -> int:
    if pause is None or pause.returned is None:
        return 0
    return step_reached(history.check_ins, run_days(done), pause.returned, book)
