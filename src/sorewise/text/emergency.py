"""Emergency numbers by country, and the two pages that send the runner to help: plain, short, nothing beside it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sorewise.model.decision import Decision
from sorewise.model.verdict import SAME_DAY
from sorewise.text.needs import Book, Manner
from sorewise.text.page import Line, Page
from sorewise.text.reasons import shown_reasons
from sorewise.text.speech import mark, tr
from sorewise.text.words import headline

EUROPE = "AT BE BG CH CY CZ DE DK EE ES FI FR GR HR HU IS IT LI LT LU LV MT NL PL PT RO SE SI SK"
NUMBERS = {
    **dict.fromkeys(EUROPE.split(), "112"),
    **dict.fromkeys(("US", "CA", "MX"), "911"),
    "GB": mark("999 or 112"),
    "IE": mark("112 or 999"),
    "NO": "113",
    "TR": "112",
    "AU": "000",
    "NZ": "111",
    "ZA": "112",
    "IN": "112",
    "JP": "119",
    "KR": "119",
    "TW": "119",
    "CN": "120",
    "HK": "999",
    "SG": "995",
    "BR": "192",
}
"""Whom to call for an ambulance, by ISO 3166 country."""

ANYWHERE = mark("112 or your local emergency number")
NOT_A_DIAGNOSIS = mark("Not a diagnosis.")
NUMBER_ONLY = "call_emergency"
MOST_WHY, MOST_DO = 2, 4


def emergency_number(country: str) -> str:
    """The number to call for an ambulance; where the country is not known, a way to find it."""
    return tr(NUMBERS.get(country.upper(), ANYWHERE))


def dialled(country: str) -> str:
    """The same as digits for a telephone: the first of several numbers."""
    return NUMBERS.get(country.upper(), ANYWHERE).split()[0]


def help_page(decision: Decision, book: Book, manner: Manner) -> Page:
    """Where to get help, why, and what to do meanwhile: the whole page of an emergency or a same-day referral."""
    return tuple(_lines(decision, book, manner))


def _lines(decision: Decision, book: Book, manner: Manner) -> Iterator[Line]:
    number = emergency_number(manner.country)
    now = decision.rungs.referral > SAME_DAY
    yield Line(headline("urgent_care"), "word")
    if now:
        yield Line(tr("Call {number} now. Do not run.", number=number), "lead")
    else:
        yield Line(tr("See a doctor today. Do not run."), "lead")
    for reason in shown_reasons(decision, book, manner, rungs_of=decision.rungs.referral)[:MOST_WHY]:
        yield Line(tr(book.by_id[reason.rule.id].says), "text")
    for advice in (book.advice[id_] for id_ in _do(decision, book, manner)):
        yield Line(tr(advice.says), "item")
    if not now:
        yield Line(tr("If it gets worse, call {number}.", number=number), "text")
    yield Line(tr(NOT_A_DIAGNOSIS), "quiet")


def _do(decision: Decision, book: Book, manner: Manner) -> list[str]:
    """What to do on the way to help, as the rules say that send there; everything else can wait."""
    reasons = shown_reasons(decision, book, manner, rungs_of=decision.rungs.referral)
    given = {id_ for reason in reasons for id_ in reason.rule.advise}
    return [id_ for id_ in help_advice(book, decision.shown_advice) if id_ in given][:MOST_DO]


def help_advice(book: Book, advice: Iterable[str]) -> list[str]:
    """What of this advice can stand on a page that sends to help; the number to call stands there already."""
    return [id_ for id_ in advice if id_ != NUMBER_ONLY and book.advice[id_].kind == "referral"]
