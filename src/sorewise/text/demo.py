"""What the demo says around the commands that it runs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sorewise.model.facts import Fact
from sorewise.model.verdict import Place
from sorewise.text.needs import Book
from sorewise.text.page import Line
from sorewise.text.places import place
from sorewise.text.questions import choice_said
from sorewise.text.speech import number, tr


def opening(document: str) -> Iterator[Line]:
    """Who it is, and what happens first."""
    yield Line(tr("A made-up runner, in a store that is thrown away. Yours is not touched."), "quiet")
    yield Line("", "gap")
    yield Line(tr("sorewise import {document}", document=document), "heading")


def morning() -> Iterator[Line]:
    """Before the questions."""
    yield Line("", "gap")
    yield Line(tr("sorewise check"), "heading")
    yield Line(tr("The morning after squats and lunges; intervals are planned."))


def answered(fact: Fact, value: object, labels: Sequence[str], book: Book) -> Line:
    """A question with its answer."""
    return Line(tr("{question} {answer}", question=tr(fact.asks), answer=_said(fact, value, labels, book)), "item")


def _said(fact: Fact, value: object, labels: Sequence[str], book: Book) -> str:
    if fact.id == "region":
        return place(Place(str(value), None), book.regions)
    if value is None:
        return tr("(not known)")
    if isinstance(value, bool):
        return tr("Yes") if value else tr("No")
    if isinstance(value, int | float):
        return number(value)
    words = value if isinstance(value, tuple) else (str(value),)
    by_choice = dict(zip(fact.choices, labels, strict=False))
    return ", ".join(choice_said(word, by_choice) for word in words)


def refused(question: str) -> Line:
    """A question answered with no."""
    return Line(tr("{question} {answer}", question=question, answer=tr("No")), "item")


def none_ticked(signs: int) -> Iterator[Line]:
    """The safety page, read."""
    yield Line(
        tr("{n} signs that need somebody soon, such as chest pain or a swollen calf: none of these", n=signs), "item"
    )


def ending() -> Iterator[Line]:
    """What to try next."""
    yield Line("", "gap")
    yield Line(tr("Your own morning: sorewise check. Every rule behind it: sorewise why."), "quiet")
