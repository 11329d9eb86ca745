"""One rule of the week on a page of its own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sorewise.text.needs import WeekBook, WeekRuleWords
from sorewise.text.page import Line
from sorewise.text.reasons import sources_said
from sorewise.text.rules import UNREVIEWED
from sorewise.text.speech import number, tr
from sorewise.text.words import grade


def week_rule_lines(rule: WeekRuleWords, numbers: Mapping[str, tuple[float, str]], book: WeekBook) -> Iterator[Line]:
    """What it says and why, the numbers that it reads (name: value, what it means), and whose word it is."""
    yield Line(tr(rule.says), "text")
    if rule.because:
        yield Line(tr("Why: {because}", because=tr(rule.because)), "text")
    for name, (value, means) in numbers.items():
        yield Line(tr("{name} = {value}: {means}", name=name, value=number(value), means=tr(means)), "item")
    yield Line(
        tr(
            "Evidence: {grade} ({letter}); sources: {sources}",
            grade=grade(rule.grade),
            letter=rule.grade,
            sources=sources_said(rule.sources, book),
        ),
        "quiet",
    )
    review = tr("none yet") if rule.review == UNREVIEWED else rule.review
    yield Line(tr("Review by a clinician or coach: {review}", review=review), "quiet")
    if rule.red_flag:
        yield Line(tr("It cannot be set aside."), "quiet")
