"""The recovery plan in words: what, when, how often, how long, how strong the evidence is, and what not to do."""

from __future__ import annotations

from collections.abc import Iterator

from sorewise.text.needs import AdviceWords, Book, Recovery
from sorewise.text.page import Line
from sorewise.text.speech import capital, number, tr
from sorewise.text.words import grade


def recovery_ids(recovery: Recovery | None) -> tuple[str, ...]:
    """Ids of every advice that the plan already says."""
    return tuple(step.advice for step in (*recovery.steps, *recovery.leave)) if recovery else ()


def recovery_lines(recovery: Recovery | None, book: Book) -> Iterator[Line]:
    """What to do in order, then what not to do."""
    if recovery is None:
        return
    for step in recovery.steps:
        yield from _method(book.advice[step.advice])
    if recovery.leave:
        yield Line(tr("What not to do:"))
        for step in recovery.leave:
            yield Line(tr(book.advice[step.advice].says), "item", 1)


def _method(advice: AdviceWords) -> Iterator[Line]:
    yield Line(tr(advice.says), "item")
    parts = [part for part in _when(advice) if part]
    evidence = tr("evidence: {grade}", grade=grade(advice.grade))
    yield Line(capital("; ".join([*parts, evidence])) + ".", "text", 1)


def _when(advice: AdviceWords) -> Iterator[str]:
    plan = advice.plan
    if plan is None:
        return
    if plan.from_h:
        yield tr("from hour {start} to hour {end}", start=number(plan.from_h), end=number(plan.to_h))
    else:
        yield tr("for the next {n} hours", n=number(plan.to_h))
    yield tr(plan.often)
    yield tr(plan.long)
