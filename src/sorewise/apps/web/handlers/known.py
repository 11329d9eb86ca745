"""What is known already: facts from runs, nights and check-ins, to be looked at and corrected for today."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, NamedTuple

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from sorewise.apps.day import manner_of
from sorewise.apps.here import here
from sorewise.apps.web.check_in.answers import read_answers
from sorewise.apps.web.check_in.checking import Checking, checking_of, gone, in_turn, taken_up
from sorewise.apps.web.check_in.draft import with_answers
from sorewise.apps.web.check_in.steps import questions_of
from sorewise.apps.web.forms import read_form
from sorewise.apps.web.pages import page
from sorewise.engine.ask import Question
from sorewise.model.facts import Fact
from sorewise.text.facts import fact_said
from sorewise.text.needs import Manner
from sorewise.text.speech import capital
from sorewise.text.web import check_in as said

ALWAYS = ("sleep_h", "rhr_today", "temp_c")
"""What can be measured this morning without any watch that is imported."""


class Row(NamedTuple):
    """One fact: the question that corrects it, the correction so far, what is known, and where from."""

    one: Question
    value: Any
    said: str
    why: str


def known(request: Request) -> Response:
    """Each fact with where it comes from, and a field for a better one."""
    with here().store() as store:
        checking = checking_of(store, request.path_params["name"])
        return gone(request, store) if checking is None else _page(request, checking, {})


def correct(request: Request) -> Response:
    """Take what was corrected; an empty field leaves the record's word."""
    form = read_form(request)
    with here().store() as store:
        name = request.path_params["name"]
        checking = checking_of(store, name) or taken_up(store, name, form)
        if checking is None:
            return gone(request, store)
        names = _names(checking)
        read = read_answers(form, names, checking.book)
        answers = with_answers(checking.draft.check_in, read.values, checking.book.facts, None)
        checking.draft = replace(checking.draft, check_in=answers)
        if read.wrong:
            return _page(request, checking, read.wrong)
        if not checking.hold():
            return gone(request, store)
    return RedirectResponse(f"/check-in/{checking.draft.check_in.id}", 303)


def _names(checking: Checking) -> list[str]:
    """The facts of the past that are known, in the order of the rulebook; no profile, which has a page of its own."""
    told = checking.found.history
    book = checking.book
    return [
        name
        for name, fact in book.facts.items()
        if fact.scope == "morning"
        and ((fact.page == "history" and name in told) or name in ALWAYS)
        and not fact.private
    ]


def _page(request: Request, checking: Checking, wrong: dict[str, str]) -> Response:
    found, answers = checking.found, checking.draft.check_in.answers
    manner = manner_of(checking.history.profile)
    rows = [
        Row(
            one=one,
            value=answers.get(one.fact.id),
            said=_as_known(one.fact, found.history, manner),
            why=found.came_from.get(one.fact.id, ""),
        )
        for one in questions_of(_names(checking), checking.book)
    ]  # fmt: skip
    name = checking.draft.check_in.id
    return page(
        request, "known.html", status=400 if wrong else 200, said=said, tab="/today", name=name, rows=rows, wrong=wrong
    )


def _as_known(fact: Fact, history: Mapping[str, Any], manner: Manner) -> str:
    return capital(fact_said(fact, history[fact.id], manner)) if fact.id in history else ""


routes = [
    Route("/check-in/{name}/known", known, methods=["GET"]),
    Route("/check-in/{name}/known", in_turn(correct), methods=["POST"]),
]
