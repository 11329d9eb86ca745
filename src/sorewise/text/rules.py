"""The rulebook in words: the list, one rule, and what is wrong with a name."""

# ruff: noqa: D102 - the docstring of the class tells what its members are

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, Protocol

from sorewise.model.verdict import ACTIVITY, REFERRAL
from sorewise.text.needs import Book
from sorewise.text.page import Line
from sorewise.text.reasons import sources_said
from sorewise.text.speech import tr, trn
from sorewise.text.words import grade

UNREVIEWED = "none"


class Rule(Protocol):
    """A rule with everything it says."""

    @property
    def id(self) -> str: ...
    @property
    def text(self) -> str: ...
    @property
    def activity(self) -> int | None: ...
    @property
    def referral(self) -> int: ...
    @property
    def unknown(self) -> str: ...
    @property
    def phase(self) -> str: ...
    @property
    def opinion(self) -> bool: ...
    @property
    def says(self) -> str: ...
    @property
    def because(self) -> str: ...
    @property
    def sources(self) -> tuple[str, ...]: ...
    @property
    def grade(self) -> str: ...
    @property
    def review(self) -> str: ...
    @property
    def since(self) -> date | None: ...
    @property
    def advise(self) -> tuple[str, ...]: ...
    @property
    def change(self) -> tuple[str, ...]: ...
    @property
    def exception(self) -> str: ...
    @property
    def echoes(self) -> str: ...
    @property
    def note(self) -> str: ...
    @property
    def examples(self) -> tuple[Mapping[str, Any], ...]: ...


def rung_said(rule: Rule) -> str:
    """What a rule raises the day to, in the names of the ladders."""
    parts = [] if rule.activity is None else [ACTIVITY[rule.activity]]
    parts += [REFERRAL[rule.referral]] if rule.referral else []
    if not parts:
        return tr("note") if rule.note else tr("advice")
    rung = " + ".join(parts)
    return tr("opinion: {rung}", rung=rung) if rule.opinion else rung


def review_said(rule: Rule) -> str:
    """Who has looked at it."""
    return tr("none yet") if rule.review == UNREVIEWED else rule.review


def listing(rules: Sequence[Rule], version: str) -> Iterator[Line]:
    """A line a rule."""
    wide = max((len(rule.id) for rule in rules), default=0)
    rungs = max((len(rung_said(rule)) for rule in rules), default=0)
    for rule in rules:
        review = tr("review: {status}", status=review_said(rule))
        yield Line(f"{rule.id:<{wide}}  {rule.grade:<2} {rung_said(rule):<{rungs}}  {review}")
    yield Line("", "gap")
    yield Line(
        trn("{n} rule; rulebook {version}", "{n} rules; rulebook {version}", len(rules), version=version), "quiet"
    )
    yield Line(tr("One of them: sorewise rules show ID"), "quiet")


def page(rule: Rule, book: Book) -> Iterator[Line]:
    """One rule in full."""
    yield Line(rule.id, "heading")
    if rule.says:
        yield Line(tr(rule.says), "text", 1)
    if rule.because:
        yield Line(tr("Why: {because}", because=tr(rule.because)), "text", 1)
    yield Line(tr("When: {condition}", condition=rule.text or tr("always")), "text", 1)
    yield Line(
        tr(
            "Means: {rung}; phase: {phase}; unanswered: {unknown}",
            rung=rung_said(rule),
            phase=rule.phase,
            unknown=rule.unknown,
        ),
        "text",
        1,
    )
    for id_ in (*rule.change, *rule.advise):
        yield Line(tr(book.advice[id_].says) if id_ in book.advice else id_, "item", 1)
    if rule.exception:
        yield Line(tr("Declared exception: {exception}", exception=tr(rule.exception)), "text", 1)
    if rule.echoes:
        yield Line(tr("Always beside {rule}; it stays for its words and its advice.", rule=rule.echoes), "text", 1)
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
    yield Line(tr("Clinical review: {review}; since {since}", review=review_said(rule), since=since), "quiet", 1)
    for example in rule.examples:
        yield Line(_example(example), "quiet", 1)


def _example(example: Mapping[str, Any]) -> str:
    given = ", ".join(f"{fact} = {_value(value)}" for fact, value in example.get("given", {}).items())
    fires = {True: tr("holds"), False: tr("does not hold")}.get(example.get("fires", ""), tr("is unknown"))
    return tr("Example: {given}: {fires}", given=given or tr("nothing known"), fires=fires)


def _value(value: object) -> str:
    return {True: tr("yes"), False: tr("no")}[value] if isinstance(value, bool) else str(value)


def no_such_rule(name: str, near: Iterable[str]) -> str:
    """For an id that no rule has."""
    possible = ", ".join(near)
    if possible:
        return tr('There is no rule called "{name}"; did you mean {possible}?', name=name, possible=possible)
    return tr('There is no rule called "{name}"; all of them: sorewise rules list', name=name)


def no_such_folder(folder: str) -> str:
    """For a rulebook that is not there."""
    return tr("{folder}: there is no such rulebook folder", folder=folder)


def sound(rules: int, version: str) -> Iterator[Line]:
    """After a check that found nothing."""
    yield Line(trn("{n} rule, no mistake found.", "{n} rules, no mistake found.", rules), "lead")
    yield Line(tr("Rulebook {version}", version=version), "quiet")


def written(pages: int, folder: str) -> str:
    """After the pages were written."""
    return trn("{n} page written to {folder}.", "{n} pages written to {folder}.", pages, folder=folder)
