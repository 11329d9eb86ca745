"""`/` and `/check-in`: the questions of a check-in, screen by screen."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from sorewise.apps.day import holding, manner_of
from sorewise.apps.here import here
from sorewise.apps.screens import signs_by_group
from sorewise.apps.web.check_in.answers import PREFIX, number_of
from sorewise.apps.web.check_in.checking import (
    Checking,
    begun,
    checking_of,
    gone,
    in_turn,
    is_kept,
    marked,
    new_name,
    now_of,
    taken_up,
)
from sorewise.apps.web.check_in.draft import FEEL, SAFETY, WHERE, Draft, Shown, answer_of, with_answers
from sorewise.apps.web.check_in.steps import Step
from sorewise.apps.web.check_in.told import again, safety_step, step_of, taken
from sorewise.apps.web.check_in.where import where_context
from sorewise.apps.web.forms import read_form, text, texts
from sorewise.apps.web.pages import page
from sorewise.model.errors import SorewiseError, StoreError
from sorewise.model.records import CheckIn, History, Phase
from sorewise.model.verdict import Place
from sorewise.store import Draft as Kept
from sorewise.store import Store
from sorewise.text.asking import safety_groups
from sorewise.text.web import check_in as said
from sorewise.text.web.answers import title
from sorewise.text.web.card import card_lines

ELSEWHERE = ("known", "serious")
"""Pages that the first screen leads to before it is answered."""
PHASES: tuple[Phase, ...] = ("morning", "after_run")


# --------------------------------------------------------------------------------------------- the beginning


def start(request: Request) -> Response:
    """How the legs feel; a verdict that holds already is shown instead, unless another check-in is wanted."""
    wanted = request.query_params.get("phase", "")
    with here().store() as store:
        now = here().now(store.profile())
        history = store.history(since=now.date() - timedelta(days=1))  # the card needs no more
        held = holding(store.decisions(since=now.date(), until=now.date()))
        draft, let_go = _unfinished(store, now)
    if held is not None and not wanted and draft is None:
        return RedirectResponse("/today", 303)
    more = {"draft": draft.id, "begun": said.begun(draft.at)} if draft else {}
    return _feel(request, history, new_name(), _phase(wanted), let_go=let_go, **more)


def _feel(request: Request, history: History, name: str, phase: Phase, **more: Any) -> Response:
    """The first screen: nothing but how the legs feel, under what is known of today."""
    now = here().now(history.profile)
    card = card_lines(history, now, manner_of(history.profile), here().book())
    held = {"name": name, "phase": phase, "greeting": said.greeting(phase), "card": card}
    return page(
        request, "feel.html", said=said, tab="/today", **{"draft": "", "begun": "", "let_go": False, **held, **more}
    )


def _phase(told: str) -> Phase:
    return next((phase for phase in PHASES if phase == told), "morning")


def _unfinished(store: Store, now: datetime) -> tuple[Kept | None, bool]:
    """Today's draft if there is one, and whether one of an earlier day was let go."""
    old = False
    with suppress(StoreError):  # a store that cannot be written to can be looked at all the same
        old = store.drafts.drop_older(now.date())
    return store.drafts.latest(now.date()), old


def begin(request: Request) -> Response:
    """Begin a check-in with the first answer. Sent twice, it is one check-in; one that is finished stays as it is."""
    form = read_form(request)
    feel, phase = text(form, "feel"), _phase(text(form, "phase"))
    with here().store() as store:
        history = store.history()
        check_in = begun(text(form, "name"), now_of(history), phase)
        while is_kept(history, check_in.id):
            check_in = replace(check_in, id=marked(check_in.id, form, check_in.at))
        checking = checking_of(store, check_in.id) or Checking(store, history, Draft(check_in=check_in))
        if feel in said.FEEL:
            legs = "fresh" if feel == "fresh" else "sore"
            told = with_answers(checking.draft.check_in, {"legs": legs}, checking.book.facts, None)
            told = replace(told, spots=()) if legs == "fresh" else told
            checking.draft = checking.draft.after(Shown(page=FEEL), told)
        checking.hold()
    name = check_in.id
    return RedirectResponse(f"/check-in/{name}/{feel}", 303) if feel in ELSEWHERE else _to(checking.draft)


# ---------------------------------------------------------------------------------------------- screen by screen


def show(request: Request) -> Response:
    """The next screen of a check-in, or one that was answered before (`?step=2`)."""
    with here().store() as store:
        checking = checking_of(store, request.path_params["name"])
        if checking is None:
            return gone(request, store)
        wanted = request.query_params.get("step", "")
        seen = checking.draft.seen
        number = number_of(wanted)
        if isinstance(number, int) and 0 <= number < len(seen):
            return _screen(request, checking, again(seen[number], checking))
        step = checking.next()
        if step is None:
            return RedirectResponse(f"/check-in/{checking.draft.check_in.id}/review", 303)
        return _screen(request, checking, step)


def serious(request: Request) -> Response:
    """The safety page, out of turn."""
    with here().store() as store:
        checking = checking_of(store, request.path_params["name"])
        if checking is None:
            return gone(request, store)
        return _screen(request, checking, safety_step(checking))


def take(request: Request) -> Response:
    """Take what a screen answered, and go to the next. Sent from an old tab or after Back, it still counts."""
    form = read_form(request)
    with here().store() as store:
        name = request.path_params["name"]
        checking = checking_of(store, name) or taken_up(store, name, form)
        if checking is None:
            return gone(request, store)
        before = checking.draft.check_in
        refused = _told(request, checking, form)
        if refused is not None:
            return refused
        if before.id != name and checking.draft.check_in == before:
            return RedirectResponse("/today", 303)  # sent twice
        try:
            over = checking.is_over()
        except SorewiseError:  # a parent has to speak first: what was told stays until then
            checking.hold()
            raise
        if over:
            checking.finish()
            return RedirectResponse("/today", 303)
        return _to(checking.draft) if checking.hold() else gone(request, store)


def _told(request: Request, checking: Checking, form: FormData) -> Response | None:
    """Take what a screen told; the screen again where something of it is wrong."""
    step = step_of(form, checking)
    read = taken(form, checking, step)
    if not read.wrong:
        return None
    held = checking.hold()
    return _screen(request, checking, step, wrong=read.wrong, sent=form) if held else gone(request, checking.store)


def finish(request: Request) -> Response:
    """Stop here: the verdict of what was answered, on the screen it was stopped on too, with what is missing."""
    form = read_form(request)
    with here().store() as store:
        checking = checking_of(store, request.path_params["name"])
        if checking is None:
            return gone(request, store)
        refused = _told(request, checking, form) if text(form, "page") else None
        if refused is not None:
            return refused
        if checking.draft.check_in.safety is None:
            checking.hold()
            return RedirectResponse(f"/check-in/{checking.draft.check_in.id}/serious", 303)
        checking.finish()
    return RedirectResponse("/today", 303)


def drop(request: Request) -> Response:
    """Start over."""
    with here().store() as store:
        store.drafts.drop(request.path_params["name"])
    return RedirectResponse("/", 303)


def _to(draft: Draft) -> Response:
    """The next screen, under an address of its own, so that the browser's Back leads to the one before."""
    return RedirectResponse(f"/check-in/{draft.check_in.id}?step={len(draft.seen)}", 303)


# ------------------------------------------------------------------------------------------------ what is shown


def _screen(
    request: Request,
    checking: Checking,
    step: Step,
    *,
    wrong: dict[str, str] | None = None,
    sent: FormData | None = None,
) -> Response:
    """One screen as a page, filled in with what was answered or sent before."""
    draft, book = checking.draft, checking.book
    seen = [shown.page for shown in draft.seen]
    before = draft.seen.index(step.shown) - 1 if step.shown in draft.seen else len(draft.seen) - 1
    context: dict[str, Any] = {
        "said": said,
        "tab": "/today",
        "name": draft.check_in.id,
        "step": step,
        "place": ".".join(part or "" for part in step.place) if step.place else "",
        "title": title(step.page, step.place, book),
        "before": before,
        "progress": len(seen) / max(len(seen) + step.at_most, 1),
        "wrong": wrong or {},
        "value": lambda fact: _value(draft.check_in, fact, step.place, checking, sent),
        "book": book,
        "can_stop": draft.check_in.safety is not None,
    }
    if step.page == FEEL:
        return _feel(request, checking.history, draft.check_in.id, draft.check_in.phase)
    if step.page == WHERE:
        context |= where_context(draft.check_in, book, sent)
    if step.page == SAFETY:
        facts = [question.fact for question in step.questions]
        groups = zip(safety_groups(), signs_by_group(facts), strict=True)
        context |= {"groups": list(groups), "ticked": texts(sent, "sign") if sent else draft.check_in.safety or ()}
    template = {WHERE: "check_in_where.html", SAFETY: "safety.html"}.get(step.page, "questions.html")
    return page(request, template, status=400 if wrong else 200, **context)


def _value(check_in: CheckIn, fact: str, place: Place | None, checking: Checking, sent: FormData | None) -> Any:
    """What stands in a field: what was just sent, else what was answered before."""
    if sent is not None:
        found = texts(sent, f"{PREFIX}{fact}")
        return tuple(found) if checking.book.facts[fact].type == "words" else "".join(found[:1])
    known = answer_of(check_in, fact, place)
    return checking.history.profile.answers.get(fact) if known is None else known


routes = [
    Route("/", start),
    Route("/check-in", in_turn(begin), methods=["POST"]),
    Route("/check-in", start, methods=["GET"]),
    Route("/check-in/{name}", show, methods=["GET"]),
    Route("/check-in/{name}", in_turn(take), methods=["POST"]),
    Route("/check-in/{name}/serious", serious),
    Route("/check-in/{name}/finish", in_turn(finish), methods=["POST"]),
    Route("/check-in/{name}/drop", in_turn(drop), methods=["POST"]),
]
