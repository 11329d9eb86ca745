"""The page during a run: read at a jog, so a big word, one sentence, one reason."""

from __future__ import annotations

from collections.abc import Iterator

from sorewise.model.decision import Decision
from sorewise.model.verdict import SAME_DAY
from sorewise.text.emergency import NOT_A_DIAGNOSIS, help_page
from sorewise.text.lead import lead
from sorewise.text.needs import Book, Manner
from sorewise.text.page import Line, Page
from sorewise.text.reasons import facts_said, shown_reasons
from sorewise.text.speech import mark, tr
from sorewise.text.words import headline

CARRY_ON = "carry_on"
ASK_AGAIN = mark("Ask again as soon as it changes.")
CHECK_IN_AGAIN = mark("Check in again tonight or tomorrow morning.")


def in_run_page(decision: Decision, book: Book, manner: Manner) -> Page:
    """What to do now."""
    if decision.rungs.referral >= SAME_DAY:
        return help_page(decision, book, manner)
    return tuple(_lines(decision, book, manner))


def _lines(decision: Decision, book: Book, manner: Manner) -> Iterator[Line]:
    yield Line(headline(decision.activity), "word")
    yield Line(lead(decision), "lead")
    for reason in shown_reasons(decision, book, manner)[:1]:
        yield Line(tr(book.by_id[reason.rule.id].says))
        if told := facts_said(reason, decision, book, manner, assumed=False):
            yield Line(tr("Your answers: {facts}", facts=told), "quiet")
        yield Line(tr("Rule [{id}]", id=reason.rule.id), "quiet")
    yield Line(tr(ASK_AGAIN if decision.activity == CARRY_ON else CHECK_IN_AGAIN))
    yield Line(tr(NOT_A_DIAGNOSIS), "quiet")
