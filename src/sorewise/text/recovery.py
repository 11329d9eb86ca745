"""The recovery plan in words: what, when, how often, how long, how strong the evidence is, and what not to do."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sorewise.model.decision import Decision
from sorewise.text.advice import given_advice
from sorewise.text.measures import clock, weekday
from sorewise.text.needs import Book, Manner, Recovery, RecoveryItem
from sorewise.text.page import Line, Page, block
from sorewise.text.speech import capital, listed, marks, number, tr, trn
from sorewise.text.words import grade

MOST_STEPS = 4
MORE = marks("{n} more step in the recovery plan.", "{n} more steps in the recovery plan.")


def recovery_page(recovery: Recovery, decision: Decision, book: Book, manner: Manner) -> Page:
    """The whole plan, with habits for the weeks to come and what was left out."""
    steps = len(recovery.steps)
    kept = given_advice(decision, book, manner)
    return (
        Line(tr("Recovery, the next 72 hours"), "word"),
        *recovery_lines(recovery, decision, book, manner, most=steps),
        *block(tr("For the weeks to come"), _said(_kept(recovery.prevention, kept), book), "prevention"),
        *block(tr("When to see somebody"), see_lines(recovery, decision, book, manner), "see"),
        *block(tr("Left out today"), _left_out(recovery, book, kept), "left_out"),
    )


def recovery_lines(
    recovery: Recovery, decision: Decision, book: Book, manner: Manner, *, most: int = MOST_STEPS
) -> Iterator[Line]:
    """What to do in order, at most `most`, then what not to do."""
    kept = given_advice(decision, book, manner)
    steps, avoid = _kept(recovery.steps, kept), _kept(recovery.avoid, kept)
    for step in steps[:most]:
        yield Line(tr(book.advice[step.advice].says), "item", about=step.advice)
        yield Line(_how(step), "quiet", 1)
    if len(steps) > most:
        yield Line(trn(*MORE, len(steps) - most), "quiet")
    if avoid:
        yield Line(tr("What not to do:"))
        yield from (Line(tr(book.advice[item.advice].says), "item") for item in avoid)


def see_lines(recovery: Recovery | None, decision: Decision, book: Book, manner: Manner) -> Iterator[Line]:
    """Who should look at it, and when to come back."""
    if recovery:
        yield from _said(_kept(recovery.see, given_advice(decision, book, manner)), book)
    yield Line(tr("If it gets worse, or anything new comes up, check in again: the answer may be to see somebody."))
    yield Line(tr("Some signs of the safety page need help the same day, whatever the verdict was."))


def planned_ids(recovery: Recovery | None) -> set[str]:
    """Ids of every advice that stands in the plan and need not be said beside it."""
    if recovery is None:
        return set()
    return {item.advice for item in (*recovery.see, *recovery.steps, *recovery.avoid, *recovery.prevention)}


def _kept(items: Sequence[RecoveryItem], given: set[str]) -> list[RecoveryItem]:
    return [item for item in items if item.advice in given]


def _said(items: Sequence[RecoveryItem], book: Book) -> Iterator[Line]:
    return (Line(tr(book.advice[item.advice].says), "item") for item in items)


def _how(item: RecoveryItem) -> str:
    """When, how often, how long, and on what evidence."""
    parts = [_when(item), tr(item.often), tr(item.long), grade(item.grade)]
    return capital("; ".join(part for part in parts if part)) + "."


def _when(item: RecoveryItem) -> str:
    if item.starts and item.ends and item.from_h:
        start = tr("{weekday} {clock}", weekday=weekday(item.starts.date()), clock=clock(item.starts))
        return tr("from {start}", start=start)
    if item.ends:
        return tr("until {weekday} {clock}", weekday=weekday(item.ends.date()), clock=clock(item.ends))
    if item.from_h:
        return tr("from hour {start} to hour {end}", start=number(item.from_h), end=number(item.to_h))
    return tr("in the next {n} hours", n=number(item.to_h))


def _left_out(recovery: Recovery, book: Book, kept: set[str]) -> Iterator[Line]:
    for out in recovery.left_out:
        if out.advice not in kept:
            continue
        said = tr(book.advice[out.advice].says)
        if out.why == "referral":
            yield Line(tr("{advice} First have it looked at.", advice=said), "item")
        else:
            by = listed([tr(book.advice[id_].says) if id_ in book.advice else f"[{id_}]" for id_ in out.by])
            yield Line(tr("{advice} Instead: {by}", advice=said, by=by), "item")
