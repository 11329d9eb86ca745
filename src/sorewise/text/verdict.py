"""The verdict page: the big word, one sentence, today's session, why, what would change it, what to do."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sorewise.model.records import PlannedSession
from sorewise.model.verdict import SAME_DAY, Change, Decision
from sorewise.text.emergency import help_page
from sorewise.text.facts import fact_said
from sorewise.text.lead import lead, open_sentence
from sorewise.text.needs import Book, Manner
from sorewise.text.page import Line, Page, block
from sorewise.text.places import place
from sorewise.text.reasons import decides, reason_lines, shown_reasons
from sorewise.text.speech import capital, listed, mark, tr, trn
from sorewise.text.words import brief, headline_of

MOST_REASONS, MOST_ADVICE, MOST_QUESTIONS = 3, 5, 3
RESOLVES = "show_disagreement"
KINDS = ("referral", "session", "note", "recovery", "prevention")
NOT_A_DIAGNOSIS = mark("Not a diagnosis.")


def verdict_page(
    decision: Decision,
    book: Book,
    manner: Manner,
    *,
    planned: PlannedSession | None = None,
    changes: Sequence[Change] = (),
) -> Page:
    """The whole page of a decision."""
    if decision.rungs.referral >= SAME_DAY:
        return help_page(decision, book, manner)
    return tuple(_lines(decision, book, manner, planned, changes))


def _lines(
    decision: Decision, book: Book, manner: Manner, planned: PlannedSession | None, changes: Sequence[Change]
) -> Iterator[Line]:
    yield from top(decision, book, planned)
    yield from block(tr("Why"), _why(decision, book, manner))
    yield from block(tr("What would change it"), (_change(change, decision, book, manner) for change in changes))
    yield from block(tr("Still open"), questions(decision, book))
    yield from block(tr("What to do"), advice(decision, book))
    yield Line("", "gap")
    yield Line(tr(NOT_A_DIAGNOSIS), "quiet")


def top(decision: Decision, book: Book, planned: PlannedSession | None) -> Iterator[Line]:
    """Big word, one sentence, and the place that decides."""
    if decision.status == "safety_open":
        yield Line(tr("Safety page first"), "word")
        yield Line(tr("The safety page has not been answered, so there is no verdict yet."), "lead")
        yield Line(tr("The other answers say so far: {verdict}.", verdict=brief(decision.rungs, decision.phase)))
        return
    yield Line(headline_of(decision), "word")
    yield Line(lead(decision, planned), "lead")
    if decision.status == "stopped":
        yield Line(open_sentence(decision))
    if decision.deciding_spot:
        yield Line(tr("It is decided by: {place}.", place=place(decision.deciding_spot, book.regions)))


def _why(decision: Decision, book: Book, manner: Manner) -> Iterator[Line]:
    reasons = shown_reasons(decision, book, manner)
    first = [reason for reason in reasons if decides(reason, decision)] or reasons
    for reason in first[:MOST_REASONS]:
        yield from reason_lines(reason, decision, book, manner)
    yield from _disagreement(decision, book)
    rest = len(reasons) - len(first[:MOST_REASONS])
    if rest:
        yield Line(trn("{n} more rule spoke, and asks for no more than this.", "{n} more rules spoke, and ask for no more than this.", rest))
    quiet = _silent(decision, book)
    yield Line(trn("{n} more rule checked, it did not fire.", "{n} more rules checked, none fired.", quiet), "quiet")


def _disagreement(decision: Decision, book: Book) -> Iterator[Line]:
    """Each view of the articles that was not counted, and the rule that settles it."""
    views = dict.fromkeys(reason.rule.id for reason in decision.verdict_reasons if reason.rule.opinion)
    if not views:
        return
    yield Line(tr("Coaches disagree here:"))
    for id_ in views:
        yield Line(tr("{view} [{id}]", view=tr(book.by_id[id_].says), id=id_), "item", 1)
    counted = [reason.rule for reason in decision.verdict_reasons if not reason.rule.opinion]
    settles = next((rule.id for rule in counted if RESOLVES in rule.advise), counted[0].id if counted else "")
    if settles:
        yield Line(tr("Which one counts is settled by [{id}].", id=settles), "text", 1)


def _silent(decision: Decision, book: Book) -> int:
    """Rules of the specification that were checked and did not speak."""
    spoke = {reason.rule.spec for reason in decision.reasons}
    return len({rule.spec for rule in book.rules if rule.runs_in(decision.phase)} - spoke)


def _change(change: Change, decision: Decision, book: Book, manner: Manner) -> Line:
    parts = []
    for name, before, after, where in change.facts:
        fact = book.facts[name]
        said = tr("{after} (now: {before})", after=fact_said(fact, after, manner), before=fact_said(fact, before, manner))
        parts.append(tr("{place}: {facts}", place=place(where, book.regions), facts=said) if where else said)
    towards = capital(brief(change.towards, decision.phase))
    return Line(tr("{verdict}, with {facts}", verdict=towards, facts=listed(parts)), "item")


def questions(decision: Decision, book: Book) -> Iterator[Line]:
    """At most three unanswered questions that could make the day stricter."""
    if decision.status != "stopped" or decision.rungs.join(decision.outlook.highest) == decision.rungs:
        return
    facts = [book.facts[name] for name in decision.undecided]
    asked = dict.fromkeys(fact.asks if not fact.part_of else book.facts[fact.part_of].asks for fact in facts)
    for question in list(asked)[:MOST_QUESTIONS]:
        yield Line(tr(question), "item")


def advice(decision: Decision, book: Book) -> Iterator[Line]:
    """The first things to do, and how many more there are."""
    ids = sorted(decision.shown_advice, key=lambda id_: KINDS.index(book.advice[id_].kind))
    for id_ in ids[:MOST_ADVICE]:
        yield Line(tr(book.advice[id_].says), "item")
    more = len(ids) - MOST_ADVICE
    if more > 0:
        yield Line(trn("{n} more.", "{n} more.", more), "quiet")
