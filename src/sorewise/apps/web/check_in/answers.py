"""Answers as a form sends them: each field becomes a value of its fact, or is not known, or is told to be wrong."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from starlette.datastructures import FormData

from sorewise.apps.web.forms import text, texts
from sorewise.engine.book import Rulebook
from sorewise.model.answers import checked_value
from sorewise.model.errors import AnswerError
from sorewise.model.facts import Fact
from sorewise.text.errors import error_said

PREFIX = "a."
NONE = "-none"
"""The tick of "none of these words": an empty set, which is an answer, where nothing ticked is none."""
YES, NO = "yes", "no"


@dataclass(frozen=True)
class Read:
    """What a form told: a value for each fact it asked (None: not known), and a sentence for each that is wrong."""

    values: dict[str, Any] = field(default_factory=dict)
    wrong: dict[str, str] = field(default_factory=dict)


def read_answers(form: FormData, names: Iterable[str], book: Rulebook) -> Read:
    """The answers to these facts."""
    found = Read()
    for name in names:
        fact = book.facts[name]
        try:
            value = _value(form, fact)
            found.values[name] = None if value is None else checked_value(fact, value)
        except AnswerError as error:
            found.wrong[name] = error_said(error, book.facts)
    return found


def _value(form: FormData, fact: Fact) -> Any:
    name = f"{PREFIX}{fact.id}"
    if fact.type == "words":
        ticked = [one for one in texts(form, name) if one]
        return () if ticked == [NONE] else tuple(one for one in ticked if one != NONE) or None
    sent = text(form, name)
    if not sent:
        return None
    if fact.type == "bool":
        return {YES: True, NO: False}.get(sent, sent)
    return sent if fact.type == "word" else number_of(sent)


def signs_of(form: FormData, book: Rulebook) -> tuple[str, ...]:
    """The signs that a safety page ticked; none of any other page."""
    ticked = dict.fromkeys(texts(form, "sign")) if text(form, "page") == "safety" else ()
    return tuple(sign for sign in ticked if sign in book.safety_page)


def number_of(sent: str) -> float | int | str:
    """A number as people type it, with a comma or a point; the text itself if it is none."""
    try:
        found = float(sent.replace(",", "."))
    except ValueError:
        return sent
    return int(found) if found.is_integer() else found
