"""The verdict page: the big word, one sentence, today's session, why, what would change it, what to do."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from sorewise.model.decision import Change, Decision
from sorewise.model.plan import PlannedSession
from sorewise.model.verdict import SAME_DAY
from sorewise.text.advice import advice_lines
from sorewise.text.emergency import NOT_A_DIAGNOSIS, help_page
from sorewise.text.lead import lead, open_sentence
from sorewise.text.needs import Book, Manner, Recovery, Today
from sorewise.text.page import Line, Page, block
from sorewise.text.places import place
from sorewise.text.questions import open_questions
from sorewise.text.reasons import NOWHERE
from sorewise.text.recovery import planned_ids, recovery_lines, see_lines
from sorewise.text.speech import tr
from sorewise.text.today import shown_tips, today_lines
from sorewise.text.why import change_lines, why_lines
from sorewise.text.words import brief, headline_of


class Parts(NamedTuple):
    """What a page shows beside the decision."""

    planned: PlannedSession | None
    today: Today | None
    recovery: Recovery | None
    changes: Sequence[Change]


def verdict_page(
    decision: Decision,
    book: Book,
    manner: Manner,
    *,
    planned: PlannedSession | None = None,
    today: Today | None = None,
    recovery: Recovery | None = None,
    changes: Sequence[Change] = (),
) -> Page:
    """The whole page of a decision of the morning or after a run; what is not given is left out.

    `planned` is the session of the plan; it may be left out where `today` is given.
    A same-day referral or an emergency has a page of its own, with nothing beside it.
    """
    if decision.rungs.referral >= SAME_DAY:
        return help_page(decision, book, manner)
    if decision.status == "safety_open":
        return tuple(_without_safety(decision, book, manner))
    parts = Parts(today.planned if today and today.planned else planned, today, recovery, changes)
    return tuple(_page(decision, book, manner, parts))


def _page(decision: Decision, book: Book, manner: Manner, parts: Parts) -> Iterator[Line]:
    planned, today, recovery, changes = parts
    on_plan = planned is not None
    elsewhere = {*planned_ids(recovery), *(_of_the_session(today, book) if today else ())}
    yield from top(decision, book, planned)
    if today and decision.phase == "morning":
        yield from block(tr("Today"), today_lines(today, book, manner), "session")
    yield from block(tr("Why"), why_lines(decision, book, manner), "why")
    yield from block(
        tr("What would change it"), change_lines(changes, decision, book, manner, on_plan=on_plan), "change"
    )
    yield from block(tr("Still open"), open_questions(decision, book, manner), "open")
    yield from block(tr("What to do"), advice_lines(decision, book, manner, said=elsewhere), "advice")
    if recovery:
        yield from block(
            tr("Recovery, the next 72 hours"), recovery_lines(recovery, decision, book, manner), "recovery"
        )
    yield from block(tr("When to see somebody"), see_lines(recovery, decision, book, manner), "see")
    yield Line("", "gap")
    yield Line(tr(NOT_A_DIAGNOSIS), "quiet")


def _of_the_session(today: Today, book: Book) -> set[str]:
    """Advice that stands with the session, and what the coach left out of it: a run's tips do not fit rest."""
    fits = {*today.tips, *today.allowed} if today.outcome != "rest_day" else set()
    of_sessions = {id_ for id_, advice in book.advice.items() if advice.kind == "session"}
    return {*shown_tips(today), *(of_sessions - fits)}


def top(decision: Decision, book: Book, planned: PlannedSession | None) -> Iterator[Line]:
    """Big word, one sentence, what is missing, and the place that decides."""
    if decision.phase == "after_run":
        yield Line(tr("Provisional for tomorrow: {word}", word=headline_of(decision)), "word")
        yield Line(lead(decision, planned), "lead")
        yield Line(tr("Tomorrow morning's check-in decides."))
    else:
        yield Line(headline_of(decision, planned), "word")
        yield Line(lead(decision, planned), "lead")
    if decision.referral_known and decision.rungs.referral:
        yield Line(tr("Somebody looks at it already; nothing is new there."))
    if decision.status == "stopped":
        yield Line(open_sentence(decision, on_plan=planned is not None))
    if decision.deciding_spot and decision.deciding_spot[:2] != NOWHERE:
        yield Line(tr("Deciding spot: {place}", place=place(decision.deciding_spot, book.regions)))


def _without_safety(decision: Decision, book: Book, manner: Manner) -> Iterator[Line]:
    yield Line(tr("Safety page first"), "word")
    yield Line(tr("The safety page has not been answered, so there is no verdict yet."), "lead")
    so_far = brief(decision.rungs, decision.phase)
    yield Line(tr("The other answers alone say: {verdict}. Nothing is cleared before the safety page.", verdict=so_far))
    yield from block(tr("Why"), why_lines(decision, book, manner), "why")
    yield Line("", "gap")
    yield Line(tr(NOT_A_DIAGNOSIS), "quiet")
