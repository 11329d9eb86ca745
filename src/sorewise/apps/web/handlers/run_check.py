"""`/run-check`: the clock of a run, its questions, and what becomes of the answers."""

from __future__ import annotations

import json
from functools import lru_cache
from hashlib import sha256
from typing import TYPE_CHECKING

from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from sorewise.apps.day import holding, shown_page
from sorewise.apps.here import here
from sorewise.apps.screens import signs_by_group
from sorewise.apps.web.check_in.answers import Read, read_answers
from sorewise.apps.web.check_in.checking import new_name
from sorewise.apps.web.check_in.steps import questions_of
from sorewise.apps.web.forms import read_body, read_form, text, texts
from sorewise.apps.web.in_run import Told, asked_in_run, check_in_of, kept, known, rules, run_stop_rules
from sorewise.apps.web.pages import page
from sorewise.apps.web.sent import is_kept, outcomes
from sorewise.apps.web.statics import FOR_EVER
from sorewise.apps.web.verdict import IN_A_RUN, arranged, kind_of
from sorewise.model.errors import InputError
from sorewise.model.verdict import IN_RUN
from sorewise.text.asking import safety_groups
from sorewise.text.emergency import dialled
from sorewise.text.errors import error_said
from sorewise.text.speech import number, tr
from sorewise.text.web import run_check as said

if TYPE_CHECKING:
    from sorewise.engine.book import Rulebook
    from sorewise.store import DecisionRecord

PRIVATE = {"Cache-Control": "no-store"}
RUNS_ON = ("run", "ease")
"""The looks of a verdict that leaves a run."""
BY_CLOCK = ("pain_start", "minutes")
"""What the clock knows by itself."""


# -------------------------------------------------------------------------------------------------- the page


def clock(request: Request) -> Response:
    """The page of every runner alike: it is kept for when there is no network, so nothing personal stands here."""
    with here().store():  # for the runner's language
        return _clock(request)


def _clock(request: Request, read: Read | None = None) -> Response:
    book = here().book()
    minutes = number(book.number("settle_minutes"))
    return page(
        request,
        "run_check.html",
        status=200 if read is None else 400,
        said=said,
        tab="/run-check",
        name=new_name(),
        minutes=minutes,
        kinds=sorted({*IN_A_RUN, "pro", "help"}),
        questions=questions_of(_questions(book), book),
        by_clock=BY_CLOCK,
        scale=questions_of(["pain_now"], book)[0].fact,
        signs=zip(safety_groups(), signs_by_group(list(book.safety_page.values())), strict=True),
        read=read or Read(),
        empty=read is not None and not read.wrong,
        stop=run_stop_rules(book),
        rules=rules_address(book),
    )


def _questions(book: Rulebook) -> list[str]:
    """What the form asks: first how it is, then what the clock would know."""
    asked = [name for name in asked_in_run(book) if book.facts[name].how == "asked"]
    return sorted(asked, key=lambda name: (name in BY_CLOCK, book.facts[name].page != "run"))


def take(request: Request) -> Response:
    """Answers of a run: one form, or what a device kept while it was offline."""
    body = read_body(request)
    return _one(request) if body is None else _several(body)


def _several(body: bytes) -> Response:
    """What a device kept; 400 for what is no list of answers."""
    with here().store() as store:
        try:
            found = outcomes(body, store)
        except InputError as error:
            return JSONResponse({"why": error_said(error)}, 400, PRIVATE)
    return Response(json.dumps(found), headers=PRIVATE, media_type="application/json")  # of any text, half letters too


def _one(request: Request) -> Response:
    """The form. Sent twice as it is, it is one check-in; with another answer it is another."""
    form = read_form(request)
    with here().store() as store:
        book = here().book()
        read = read_answers(form, _questions(book), book)
        signs = tuple(sign for sign in texts(form, "sign") if sign in book.safety_page)
        answers = {name: value for name, value in read.values.items() if value is not None}
        if read.wrong or not (answers or signs):
            return _clock(request, read)
        mark = sha256(json.dumps([text(form, "name"), answers, signs], default=str).encode()).hexdigest()
        name = f"check-{mark[:16]}"
        history = store.history()
        if not is_kept(history, name):
            now = here().now(history.profile)
            kept(store, history, check_in_of(Told(answers=answers, signs=signs), history, book, now, name))
    return RedirectResponse(f"/run-check/{name}", 303)


def answer(request: Request) -> Response:
    """What was said to one form."""
    name = request.path_params["name"]
    with here().store() as store:
        record = next((one for one in reversed(store.decisions()) if one.check_in_id == name), None)
        held = holding(store.decisions(since=record.day, until=record.day)) if record else None
        country = store.profile().country
    if record is None or record.phase != "in_run":
        return page(request, "trouble.html", status=404, title=tr(said.GONE), why="")
    kind = kind_of(record)
    return page(
        request,
        "run_check_answer.html",
        headers=PRIVATE,
        said=said,
        tab="/run-check",
        view=arranged(shown_page(record), kind),
        number=dialled(country),
        runs_on=kind in RUNS_ON,
        holds=_held_before(record, held),
    )


def _held_before(record: DecisionRecord, held: DecisionRecord | None) -> str:
    """What was told before and is stricter than this answer; "" if nothing is."""
    if held is None or held.id == record.id or held.at > record.at or kind_of(held) == kind_of(record):
        return ""
    return said.held_before(held.at, str(held.decision["headline"]))


# ---------------------------------------------------------------------------------------- for judging on the device


def known_json(_request: Request) -> Response:
    """What is known of this runner; kept by their device, and by nothing on the way."""
    with here().store() as store:
        history = store.history()
        now = here().now(history.profile)
        held = holding(store.decisions(since=now.date(), until=now.date()))
    holds = said.holds(str(held.decision["headline"])) if held and kind_of(held) not in {*RUNS_ON, "open"} else ""
    return JSONResponse({**known(history, now), "holds": holds}, headers=PRIVATE)


def rules_json(request: Request) -> Response:
    """The rules of a run with their words: nothing personal, and for good under an address made of its content."""
    with here().store():  # for the runner's language
        mark, found = _rules(here().book(), here().progress.language)
    if request.path_params["mark"] != mark:
        return RedirectResponse(rules_address(here().book()), 307, PRIVATE)
    return Response(found, media_type="application/json", headers={"Cache-Control": FOR_EVER})


def rules_address(book: Rulebook) -> str:
    """Where the rules are."""
    return f"/run-check/rules/{_rules(book, here().progress.language)[0]}.json"


@lru_cache(maxsize=16)
def _rules(book: Rulebook, language: str) -> tuple[str, str]:
    """The rules as JSON, with a mark of their content; made once a rulebook and language."""
    data = rules(book)
    words = {**data["words"], "kinds": dict(zip(IN_RUN, IN_A_RUN, strict=True))}
    made = json.dumps({**data, "words": words}, separators=(",", ":"), ensure_ascii=False)
    return sha256(f"{language} {made}".encode()).hexdigest()[:12], made


routes = [
    Route("/run-check", clock, methods=["GET"]),
    Route("/run-check", take, methods=["POST"]),
    Route("/run-check/known.json", known_json, methods=["GET"]),
    Route("/run-check/rules/{mark}.json", rules_json, methods=["GET"]),
    Route("/run-check/{name}", answer, methods=["GET"]),
]
