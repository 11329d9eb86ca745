"""Why: what a rule says, the runner's own facts it stands on, its id, sources and grade."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sorewise.model.decision import Decision, Reason
from sorewise.text.facts import fact_said
from sorewise.text.needs import Book, Manner, RuleWords, SourceTable
from sorewise.text.page import Line
from sorewise.text.places import place
from sorewise.text.speech import tr
from sorewise.text.words import grade

NOWHERE = ("unplaced", None)
UNSPOKEN = ("phase", "legs", "region", "side")
"""Facts that other words of the page say already."""


def shown_reasons(decision: Decision, book: Book, manner: Manner, *, rungs_of: int = 0) -> list[Reason]:
    """The rules that spoke and count, the deciding one first, each once; `rungs_of` leaves out lower referrals."""
    found: dict[str, Reason] = {}
    for reason in decision.verdict_reasons:
        counts = not reason.rule.opinion and reason.rule.referral >= rungs_of
        if counts and not (manner.without_private and is_private(reason, book)):
            found.setdefault(reason.rule.id, reason)
    return list(found.values())


def decides(reason: Reason, decision: Decision) -> bool:
    """Whether this reason reaches the day's rung on one of the ladders."""
    rule, rungs = reason.rule, decision.rungs
    return (rule.activity or 0) == rungs.activity or (rule.referral == rungs.referral and rungs.referral > 0)


def is_private(reason: Reason, book: Book) -> bool:
    """Whether it rests on a fact of a private group."""
    return any(book.facts[name].private for name in reason.facts if name in book.facts)


def reason_lines(reason: Reason, decision: Decision, book: Book, manner: Manner) -> Iterator[Line]:
    """One reason in full: the sentence, why, the facts, and behind them id, grade, sources."""
    rule = book.by_id[reason.rule.id]
    yield Line(tr(rule.says), "item", about=rule.id)
    if rule.because:
        yield Line(tr(rule.because), "text", 1)
    told = facts_said(reason, decision, book, manner)
    if told:
        yield Line(tr("Your answers: {facts}", facts=told), "text", 1)
    yield Line(behind(rule, book), "quiet", 1)


def facts_said(reason: Reason, decision: Decision, book: Book, manner: Manner, *, assumed: bool = True) -> str:
    """The runner's own facts that a reason stands on: "left calf: pain 4 of 10; stride as usual".

    `assumed` False leaves out what was taken because it was not told.
    """
    parts = []
    for name, value in reason.facts.items():
        fact = book.facts.get(name)
        if name in UNSPOKEN or fact is None or (manner.without_private and fact.private):
            continue
        if fact.default is not None and value == fact.default:
            continue  # no record of it: nothing that the runner told
        said, taken = fact_said(fact, value, manner), _assumed(name, reason, decision)
        if assumed or not taken:
            parts.append(tr("{fact} (assumed)", fact=said) if taken else said)
    facts = "; ".join(parts)
    if reason.place is None or reason.place[:2] == NOWHERE:
        return facts
    where = place(reason.place, book.regions)
    return tr("{place}: {facts}", place=where, facts=facts) if facts else where


def _assumed(name: str, reason: Reason, decision: Decision) -> bool:
    where = f"{reason.place.region} {reason.place.side or ''}".strip() if reason.place else ""
    return name in decision.assumed or f"{where}: {name}" in decision.assumed


def behind(rule: RuleWords, book: Book) -> str:
    """What stands behind a rule: id, how well it is supported, where it comes from, and who has reviewed it."""
    return tr(
        "[{id}] {grade}; sources: {sources}; clinical review: {review}",
        id=rule.id,
        grade=grade(rule.grade),
        sources=sources_said(rule.sources, book),
        review=tr("none yet") if rule.review == "none" else rule.review,
    )


def sources_said(sources: Iterable[str], book: SourceTable) -> str:
    """Titles of the sources, each once, with the sentences of an article behind its title."""
    found: dict[str, list[str]] = {}
    for source in sources:
        id_, _, anchor = source.partition("#")
        found.setdefault(id_, []).extend([anchor] if anchor else [])
    return "; ".join(_source(id_, anchors, book) for id_, anchors in found.items())


def _source(id_: str, anchors: list[str], book: SourceTable) -> str:
    title = tr(book.sources[id_].title) if id_ in book.sources else id_
    return f"{title} ({', '.join(anchors)})" if anchors else title
