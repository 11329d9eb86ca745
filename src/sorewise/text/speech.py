"""Whose language we speak: every sentence goes through `tr` or `trn`, whose English is the key of the catalogue.

    with speaking("de"):
        lines = verdict_page(...)

A language without a catalogue, or a sentence missing from it, is said in English.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from gettext import NullTranslations, translation
from pathlib import Path

DOMAIN = "sorewise"
CATALOGUES = Path(__file__).with_name("locale")
ENGLISH = NullTranslations()

_catalogue: ContextVar[NullTranslations] = ContextVar("catalogue", default=ENGLISH)


@cache
def catalogue(language: str) -> NullTranslations:
    """The sentences of a language ("de", "pt_BR"); English where there is no catalogue of it."""
    return translation(DOMAIN, CATALOGUES, [language], fallback=True)


@contextmanager
def speaking(language: str | NullTranslations) -> Iterator[None]:
    """Say what is made inside in this language. Threads and tasks do not hear each other."""
    token = _catalogue.set(catalogue(language) if isinstance(language, str) else language)
    try:
        yield
    finally:
        _catalogue.reset(token)


def tr(message: str, /, **values: object) -> str:
    """The message in the language spoken, with `{name}` filled in from values."""
    said = _catalogue.get().gettext(message) if message else ""  # gettext keeps the catalogue's header under ""
    return said.format(**values) if values else said


def trn(one: str, other: str, count: float, /, **values: object) -> str:
    """The form that goes with `count`, which fills `{n}`: 1 day, 2 days, 1.5 days."""
    whole = int(count) if float(count).is_integer() else max(2, math.ceil(count))
    return _catalogue.get().ngettext(one, other, abs(whole)).format(**{"n": number(count), **values})


def mark(message: str) -> str:
    """A message that is said later, by `tr`; this only shows it to `extract`."""
    return message


def marks(one: str, other: str) -> tuple[str, str]:
    """Both forms of a message that is said later, by `trn`."""
    return one, other


def number(value: float) -> str:
    """A number for people: one decimal at most, and none that says nothing."""
    rounded = round(float(value), 1)
    return f"{abs(rounded) if rounded == 0 else rounded:.1f}".removesuffix(".0")


def listed(parts: list[str]) -> str:
    """Several things in one sentence: "a", "a and b", "a, b and c"."""
    *first, last = parts or [""]
    return tr("{first} and {last}", first=", ".join(first), last=last) if first else last


def capital(sentence: str) -> str:
    """The same with a capital at its beginning; the rest stays as it is."""
    return sentence[:1].upper() + sentence[1:]
