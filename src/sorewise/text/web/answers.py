"""The answers of a check-in, screen by screen, in words."""

from __future__ import annotations

from collections.abc import Mapping

from sorewise.model.records import CheckIn
from sorewise.model.verdict import Place
from sorewise.text.facts import fact_said
from sorewise.text.needs import Book, Manner
from sorewise.text.speech import capital, mark, number, tr
from sorewise.text.web.body import spot_label
from sorewise.text.web.check_in import ABOUT_YOU, NONE_OF_THESE, PAGES, SAFETY, WHERE, greeting

NOT_ANSWERED = mark("Not answered")
NOT_SENT = mark("Not sent yet")


def title(page: str, place: Place | None, book: Book) -> str:
    """What a screen is about."""
    if place is not None:
        return spot_label(place.region, place.key, place.side, book.regions)
    named = {"about": ABOUT_YOU, "where": WHERE, "safety": SAFETY, "feel": greeting("morning")}
    return tr(named.get(page) or PAGES.get(page, PAGES["follow_up"]))


def told(page: str, check_in: CheckIn, answers: Mapping[str, object], book: Book, manner: Manner) -> list[str]:
    """What was answered on a screen, a line each; what was left out is said to be."""
    if page == "feel":
        legs = check_in.answers.get("legs")
        return [capital(fact_said(book.facts["legs"], legs, manner))]
    if page == "where":
        return [_place(check_in, number_, book) for number_ in range(len(check_in.spots))] or [tr(NOT_ANSWERED)]
    if page == "safety":
        return _signs(check_in, book, manner)
    lines = [capital(fact_said(book.facts[name], value, manner)) for name, value in answers.items()]
    return lines or [tr(NOT_ANSWERED)]


def _place(check_in: CheckIn, index: int, book: Book) -> str:
    spot = check_in.spots[index]
    where = spot_label(spot.region, spot.key, spot.side, book.regions)
    pain = spot.answers.get("pain")
    if isinstance(pain, int | float) and not isinstance(pain, bool):
        return tr("{place} {n}/10", place=where, n=number(float(pain)))
    return where


def _signs(check_in: CheckIn, book: Book, manner: Manner) -> list[str]:
    if check_in.safety is None:
        return [tr(NOT_SENT)]
    return [capital(fact_said(book.facts[sign], True, manner)) for sign in check_in.safety] or [tr(NONE_OF_THESE)]  # noqa: FBT003 - a sign that was ticked is a yes
