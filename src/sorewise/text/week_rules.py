"""The rules of the week in words: the list, and one with its numbers."""

# ruff: noqa: D102 - the docstring of the class tells what its members are

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Protocol

from sorewise.text.needs import Book, WeekRuleWords
from sorewise.text.page import Line
from sorewise.text.reasons import sources_said
from sorewise.text.rules import UNREVIEWED
from sorewise.text.speech import number, tr
from sorewise.text.words import grade


class WeekRule(WeekRuleWords, Protocol):
    """A rule of the week with everything it says."""

    @property
    def shape(self) -> str: ...
    @property
    def text(self) -> str: ...
    @property
    def since(self) -> date | None: ...
    @property
    def binds(self) -> str: ...
    @property
    def numbers(self) -> tuple[str, ...]: ...


class Number(Protocol):
    """A threshold with what it means."""

    @property
    def value(self) -> float: ...
    @property
    def unit(self) -> str: ...
    @property
    def means(self) -> str: ...


def week_listing(rules: Sequence[WeekRule]) -> Iterator[Line]:
    """A line a rule."""
    wide = max((len(rule.id) for rule in rules), default=0)
    shapes = max((len(rule.shape) for rule in rules), default=0)
    for rule in rules:
        review = tr("review: {status}", status=week_review_said(rule))
        yield Line(f"{rule.id:<{wide}}  {rule.grade:<2} {rule.shape:<{shapes}}  {review}")


def week_page(rule: WeekRule, numbers: Mapping[str, Number], book: Book) -> Iterator[Line]:
    """One rule in full, with the numbers it reads."""
    yield Line(rule.id, "heading")
    yield Line(tr(rule.says), "text", 1)
    if rule.because:
        yield Line(tr("Why: {because}", because=tr(rule.because)), "text", 1)
    yield Line(tr("When: {condition}", condition=rule.text or tr("always")), "text", 1)
    yield Line(tr("A rule of the week; shape: {shape}", shape=rule.shape), "text", 1)
    for name in rule.numbers:
        row = numbers[name]
        value = f"{number(row.value)} {row.unit}".strip()
        yield Line(tr("{name} = {value}: {means}", name=name, value=value, means=tr(row.means)), "item", 1)
    if rule.red_flag:
        yield Line(tr("It cannot be set aside."), "text", 1)
    if rule.binds == "planner":
        yield Line(tr("It says what is not proposed; you may do it yourself."), "text", 1)
    yield Line(
        tr(
            "Evidence: {grade} ({letter}); sources: {sources}",
            grade=grade(rule.grade),
            letter=rule.grade,
            sources=sources_said(rule.sources, book),
        ),
        "quiet",
        1,
    )
    since = rule.since.isoformat() if rule.since else tr("not known")
    yield Line(tr("Clinical review: {review}; since {since}", review=week_review_said(rule), since=since), "quiet", 1)


def week_review_said(rule: WeekRule) -> str:
    """Who has looked at it."""
    return tr("none yet") if rule.review == UNREVIEWED else rule.review
