"""A month as the calendar shows it: weeks of seven cells."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from sorewise.apps.day import holding, shown_page
from sorewise.apps.web.verdict import kind_of
from sorewise.store import DecisionRecord
from sorewise.text.needs import Manner
from sorewise.text.speech import number
from sorewise.text.web import history as said
from sorewise.training.look_back.calendar import CalendarDay, Done

DAYS_A_WEEK = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One day: what is seen of it, and all of it in words for somebody who hears it. `kind` is "" without a verdict."""

    day: date
    label: str
    kind: str
    worst: str
    sessions: int
    today: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Month:
    """A month with the days before and after it left empty; `earlier` and `later` name its neighbours as "2026-04"."""

    first: date
    weeks: Sequence[Sequence[Cell | None]]
    earlier: str
    later: str

    @property
    def name(self) -> str:
        """As in "May 2026"."""
        return said.month(self.first)


def held_by_day(records: Iterable[DecisionRecord]) -> dict[date, DecisionRecord]:
    """The verdict that held on each day."""
    by_day = groupby(sorted(records, key=lambda record: record.day), key=lambda record: record.day)
    return {day: held for day, of in by_day if (held := holding(of))}


def month_of(text: str | None, today: date, since: date) -> tuple[date, date]:
    """First and last day of the month meant ("2026-05"), within the record; that of today for anything else."""
    try:
        first = date.fromisoformat(f"{text}-01") if text else today.replace(day=1)
    except ValueError:
        first = today.replace(day=1)
    first = min(max(first, since.replace(day=1)), today.replace(day=1))
    return first, first.replace(day=monthrange(first.year, first.month)[1])


def month(
    days: Sequence[CalendarDay], held: Mapping[date, DecisionRecord], manner: Manner, today: date, since: date
) -> Month:
    """The cells of the days of one month."""
    cells: list[Cell | None] = [_cell(one, held.get(one.day), manner, today) for one in days]
    first = days[0].day
    filled = [None] * first.weekday() + cells
    filled += [None] * (-len(filled) % DAYS_A_WEEK)
    before, after = first - timedelta(days=1), days[-1].day + timedelta(days=1)
    return Month(
        first=first,
        weeks=[filled[n : n + DAYS_A_WEEK] for n in range(0, len(filled), DAYS_A_WEEK)],
        earlier=f"{before:%Y-%m}" if before >= since else "",
        later=f"{after:%Y-%m}" if after <= today else "",
    )


def _cell(one: CalendarDay, record: DecisionRecord | None, manner: Manner, today: date) -> Cell | None:
    if one.day > today:
        return None
    sessions = [session_words(session, manner) for session in one.sessions]
    return Cell(
        day=one.day,
        label=said.day_label(one.day, word_of(record) if record else "", one.spots, sessions),
        kind=kind_of(record) if record else "",
        worst="" if one.worst is None else number(one.worst),
        sessions=len(one.sessions),
        today=one.day == today,
    )


def word_of(record: DecisionRecord) -> str:
    """The big word as it was shown."""
    return next((line.text for line in shown_page(record) if line.part == "word"), "")


def session_words(session: Done, manner: Manner) -> str:
    """One session in words."""
    return said.session_said(
        session.kind, session.sport, legs=session.legs, km=session.km, minutes=session.minutes, manner=manner
    )
