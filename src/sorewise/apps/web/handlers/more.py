"""`/more` and what it leads to by itself: get help now, the rules, what this is."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from sorewise import __version__
from sorewise.apps.here import here
from sorewise.apps.rules.find import rules_called, week_called
from sorewise.apps.web.pages import page
from sorewise.model.errors import InputError, RulebookError, StoreError
from sorewise.model.verdict import SAME_DAY
from sorewise.text import rules as rules_said
from sorewise.text.emergency import dialled, emergency_number
from sorewise.text.rulebooks import name_of
from sorewise.text.speech import tr
from sorewise.text.web import app as app_text
from sorewise.text.web import more as said
from sorewise.text.week_rules import week_page, week_review_said

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sorewise.engine.book import Rule
    from sorewise.engine.week_rules import WeekRule
    from sorewise.text.page import Line

TAB = "/more"
LONGEST_SEARCH = 100
EMERGENCY = SAME_DAY + 1


def more(request: Request) -> Response:
    """Everything that is not of every day."""
    with here().store():
        version = _version()
    return page(request, "more.html", said=said, app_text=app_text, tab=TAB, version=version)


def _version() -> str:
    """This page is the way out of a rulebook with a mistake, so it does not need one."""
    try:
        return tr(said.VERSION, version=__version__, rulebook=here().book().version.partition("+")[2])
    except RulebookError:
        return f"sorewise {__version__}"


def help_now(request: Request) -> Response:
    """Whom to call, and what cannot wait. By our own rules, whichever rulebook was chosen: its red flags are ours."""
    country = ""
    with suppress(StoreError), here().store() as store:  # whatever became of the record, this page is there
        country = store.profile().country
    rules = here().book_over(None).rules
    return page(
        request,
        "help.html",
        said=said,
        tab=TAB,
        known=bool(country),
        number=emergency_number(country),
        dial=dialled(country),
        call_if=said.call_if(country),
        at_once=_says(rule for rule in rules if rule.referral == EMERGENCY),
        today=_says(rule for rule in rules if rule.referral == SAME_DAY),
    )


def _says(rules: Iterable[Rule]) -> list[str]:
    """Each sentence once."""
    return list(dict.fromkeys(tr(rule.says) for rule in rules if rule.says))


def rules(request: Request) -> Response:
    """Every rule of the rulebook in use, or those that have a word in them."""
    with here().store() as store:
        choice = store.profile().rulebook
        book = here().book()
    wanted = request.query_params.get("q", "").strip()[:LONGEST_SEARCH]
    found = [rule for rule in book.rules if _has(rule, wanted.casefold())]
    of_week = [rule for rule in book.week.values() if _has(rule, wanted.casefold())]
    return page(
        request,
        "rules.html",
        said=said,
        tab=TAB,
        wanted=wanted,
        count=said.found(len(found) + len(of_week)),
        in_use=tr(said.IN_USE, name=str(here().rulebook or name_of(choice)), version=book.version),
        rules=[
            *((rule.id, tr(rule.says), _line(rule)) for rule in found),
            *((rule.id, tr(rule.says), _week_line(rule)) for rule in of_week),
        ],
    )


def _has(rule: Rule | WeekRule, word: str) -> bool:
    return not word or any(word in text.casefold() for text in (rule.id, tr(rule.says), tr(rule.because)))


def _line(rule: Rule) -> str:
    return tr(
        said.RULE_LINE,
        grade=rule.grade,
        rung=rules_said.rung_said(rule).replace("_", " "),
        review=rules_said.review_said(rule),
    )


def _week_line(rule: WeekRule) -> str:
    return tr(said.RULE_LINE, grade=rule.grade, rung=tr(said.OF_WEEK), review=week_review_said(rule))


def rule(request: Request) -> Response:
    """One rule with its parts, and everything behind them."""
    with here().store():
        book = here().book()
    of_week = week_called(book, request.path_params["id"])
    if of_week:
        title = of_week[0].id if len(of_week) == 1 else of_week[0].head
        parts = [_lines(week_page(one, book.thresholds, book)) for one in of_week]
        return page(request, "rule.html", said=said, tab=TAB, title=title, parts=parts)
    try:
        found = rules_called(book, request.path_params["id"])
    except InputError as error:
        raise HTTPException(404) from error
    return page(
        request,
        "rule.html",
        said=said,
        tab=TAB,
        title=_title(found),
        parts=[_lines(rules_said.page(one, book)) for one in found],
    )


def _title(found: list[Rule]) -> str:
    return found[0].id if len(found) == 1 else found[0].spec


def _lines(found: Iterable[Line]) -> tuple[str, list[tuple[str, str]]]:
    """A rule's id, and its lines with what each is in the page."""
    heading, *lines = found
    return heading.text, [(line.part, line.text) for line in lines]


def about(request: Request) -> Response:
    """What it is and is not, and what is kept where."""
    with here().store() as store:
        private = [tr(line, place=store.place) for line in said.PRIVACY_TEXT]
    return page(request, "about.html", said=said, tab=TAB, private=private, version=__version__)


routes = [
    Route("/more", more),
    Route("/help", help_now),
    Route("/rules", rules),
    Route("/rules/{id}", rule),
    Route("/about", about),
]
