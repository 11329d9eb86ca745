"""The last weeks in words: a line a day."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import NamedTuple, Protocol

from sorewise.model.learned import Outcome
from sorewise.model.records import Session
from sorewise.model.told import Told
from sorewise.text.kinds import mend, taken_for, why_kind
from sorewise.text.learned import outcome_lines
from sorewise.text.measures import clock, day
from sorewise.text.measures import days as measured
from sorewise.text.needs import Manner
from sorewise.text.page import Line
from sorewise.text.session import done_said
from sorewise.text.speech import number, tr
from sorewise.text.words import HEADLINES

__all__ = ["Row", "Session", "Verdict", "page"]


class Verdict(NamedTuple):
    """One decision of a day."""

    at: datetime
    phase: str
    headline: str


class Row(NamedTuple):
    """One day with what was on it."""

    day: date
    sessions: list[Session]
    verdicts: list[Verdict]


class Load(Protocol):
    """What the sessions of the last weeks add up to."""

    @property
    def atl(self) -> float: ...
    @property
    def ctl(self) -> float: ...
    @property
    def tsb(self) -> float: ...
    @property
    def week(self) -> float | None: ...


def page(
    rows: Sequence[Row], load: Load | None, manner: Manner, today: date, told: Mapping[str, Told]
) -> Iterator[Line]:
    """A line a day, oldest first, then the load; below a session why it was taken for what it was."""
    if not rows:
        yield Line(tr("Nothing is kept of these days. Start with: sorewise check"))
    for row in rows:
        yield Line(day(row.day, today), "heading")
        for verdict in row.verdicts:
            yield Line(_verdict(verdict), "item", 1)
        for session in row.sessions:
            yield from _session(session, told.get(session.id), manner)
    if any(session.id in told for row in rows for session in row.sessions):
        yield Line("", "gap")
        yield Line(mend(), "quiet")
    if load is not None:
        yield Line("", "gap")
        week = tr("not known") if load.week is None else number(load.week)
        yield Line(tr("Load of seven days, effort times minutes: {week}", week=week))
        yield Line(
            tr(
                "Short-term (ATL) {atl}, long-term (CTL) {ctl}, balance (TSB) {tsb}. No rule reads these three.",
                atl=round(load.atl),
                ctl=round(load.ctl),
                tsb=round(load.tsb),
            ),
            "quiet",
        )


def advice(outcomes: Sequence[Outcome], days: int) -> Iterator[Line]:
    """How the mornings after each verdict went, by whether it was kept to; counts over so many days."""
    if outcomes:
        yield Line("", "gap")
        yield from outcome_lines(outcomes)
        yield Line(tr("Counted over the last {days}.", days=measured(days)), "quiet")


def _session(session: Session, told: Told | None, manner: Manner) -> Iterator[Line]:
    if told is None:
        yield Line(done_said(session, manner), "text", 1)
        return
    yield Line(done_said(taken_for(session, told), manner), "text", 1)
    for sentence in why_kind(told, manner):
        yield Line(tr("{sentence} [{session}]", sentence=sentence, session=session.id), "quiet", 2)


def _verdict(one: Verdict) -> str:
    word = tr(HEADLINES[one.headline]) if one.headline in HEADLINES else one.headline
    phase = {"in_run": tr("in a run"), "after_run": tr("after a run")}.get(one.phase, "")
    if phase:
        return tr("{clock} {word} ({phase})", clock=clock(one.at), word=word, phase=phase)
    return tr("{clock} {word}", clock=clock(one.at), word=word)
