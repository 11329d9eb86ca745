"""`/` and `/check-in`: the questions of a check-in, screen by screen."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from sorewise.apps.day import holding, manner_of, with_profile
from sorewise.apps.here import here
from sorewise.apps.screens import signs_by_group
from sorewise.apps.web.answers import PREFIX, Read, number_of, read_answers
from sorewise.apps.web.checking import Checking, begun, checking_of, gone, new_name, resumed
from sorewise.apps.web.draft import (
    ABOUT,
    FEEL,
    SAFETY,
    WHERE,
    Draft,
    Shown,
    answer_of,
    placed,
    with_answers,
    with_places,
)
from sorewise.apps.web.forms import read_form, text, texts
from sorewise.apps.web.pages import page
from sorewise.apps.web.steps import Step, questions_of
from sorewise.apps.web.where import where_context
from sorewise.model.answers import checked_value
from sorewise.model.errors import AnswerError
from sorewise.model.records import CheckIn, History, Phase, Spot
from sorewise.model.verdict import Place
from sorewise.store import Store
from sorewise.text.asking import safety_groups
from sorewise.text.speech import tr
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
        history = store.history()
        now = here().now(history.profile)
        held = holding(store.decisions(since=now.date(), until=now.date()))
        draft, let_go = _unfinished(store, now)
    if held is not None and not wanted and draft is None:
        return RedirectResponse("/today", 303)
    more = {"draft": draft.check_in.id, "begun": said.begun(draft.check_in.at)} if draft else {}
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


def _unfinished(store: Store, now: datetime) -> tuple[Draft | None, bool]:
    """Today's draft if there is one, and whether one of an earlier day was let go."""
    old = store.drafts.drop_older(now.date())
    latest = store.drafts.latest(now.date())
    return (resumed(store, latest.id) if latest else None), old


def begin(request: Request) -> Response:
    """Begin a check-in with the first answer. Sent twice, it is one check-in."""
    form = read_form(request)
    name, feel = text(form, "name"), text(form, "feel")
    phase = _phase(text(form, "phase"))
    with here().store() as store:
        history = store.history()
        now = here().now(history.profile)
        check_in = begun(name, now, phase)
        draft = resumed(store, check_in.id) or Draft(check_in=check_in)
        if feel in said.FEEL:
            legs = "fresh" if feel == "fresh" else "sore"
            told = with_answers(draft.check_in, {"legs": legs}, here().book().facts, None)
            told = replace(told, spots=()) if legs == "fresh" else told
            draft = draft.after(Shown(page=FEEL), told)
        Checking(store, history, draft).hold()
    return RedirectResponse(f"/check-in/{check_in.id}/{feel}", 303) if feel in ELSEWHERE else _to(draft)


# ---------------------------------------------------------------------------------------------- screen by screen


def show(request: Request) -> Response:
    """The next screen of a check-in, or one that was answered before (`?step=2`)."""
    with here().store() as store:
        checking = checking_of(store, request.path_params["name"])
        if checking is None:
            return gone(request, store)
        wanted = request.query_params.get("step", "")
        seen = checking.draft.seen
        if wanted.isascii() and wanted.isdecimal() and int(wanted) < len(seen):
            return _screen(request, checking, _again(seen[int(wanted)], checking))
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
        return _screen(request, checking, _safety(checking))


def take(request: Request) -> Response:
    """Take what a screen answered, and go to the next."""
    form = read_form(request)
    with here().store() as store:
        checking = checking_of(store, request.path_params["name"])
        if checking is None:
            return gone(request, store)
        step = _step_of(form, checking)
        read = _taken(form, checking, step)
        if read.wrong:
            checking.hold()
            return _screen(request, checking, step, wrong=read.wrong, sent=form)
        if checking.is_over():
            checking.finish(full=checking.draft.check_in.phase == "morning")
            return RedirectResponse("/today", 303)
        checking.hold()
        return _to(checking.draft)


def finish(request: Request) -> Response:
    """Stop here: the verdict of what was answered, with what is missing."""
    with here().store() as store:
        checking = checking_of(store, request.path_params["name"])
        if checking is None:
            return gone(request, store)
        if checking.draft.check_in.safety is None:
            return RedirectResponse(f"/check-in/{checking.draft.check_in.id}/serious", 303)
        checking.finish(full=checking.draft.check_in.phase == "morning")
    return RedirectResponse("/today", 303)


def drop(request: Request) -> Response:
    """Start over."""
    with here().store() as store:
        store.drafts.drop(request.path_params["name"])
    return RedirectResponse("/", 303)


def _to(draft: Draft) -> Response:
    """The next screen, under an address of its own, so that the browser's Back leads to the one before."""
    return RedirectResponse(f"/check-in/{draft.check_in.id}?step={len(draft.seen)}", 303)


# ------------------------------------------------------------------------------------------------ what was sent


def _step_of(form: FormData, checking: Checking) -> Step:
    """Which screen was answered: the form names it, so that an old page sent again is taken for what it is."""
    shown = Shown(page=text(form, "page"), place=_place_named(text(form, "place")), facts=tuple(texts(form, "asks")))
    return _again(shown, checking)


def _again(shown: Shown, checking: Checking) -> Step:
    if shown.page == SAFETY:
        return _safety(checking)
    facts = [name for name in shown.facts if name in checking.book.facts]
    return Step(page=shown.page, place=shown.place, questions=questions_of(facts, checking.book))


def _safety(checking: Checking) -> Step:
    return Step(page=SAFETY, questions=questions_of(list(checking.book.safety_page), checking.book))


def _place_named(token: str) -> Place | None:
    if not token:
        return None
    region, side, key = (*token.split("."), "", "")[:3]
    return Place(region, side or None, key or None)


def _taken(form: FormData, checking: Checking, step: Step) -> Read:
    """The draft with what this screen told."""
    draft, book = checking.draft, checking.book
    check_in, read = draft.check_in, Read()
    if step.page == WHERE:
        check_in, read = _places(form, checking)
    elif step.page == SAFETY:
        check_in, read = _signs(form, checking)
    else:
        read = read_answers(form, step.shown.facts, book)
        if step.page == ABOUT:
            checking.history = _profiled(checking.store, checking.history, read.values)
        else:
            check_in = with_answers(check_in, read.values, book.facts, step.place)
    checking.draft = replace(draft, check_in=check_in) if read.wrong else draft.after(step.shown, check_in)
    return read


def _signs(form: FormData, checking: Checking) -> tuple[CheckIn, Read]:
    """A tick counts, whichever button was pressed with it. A sign that is not known must not be lost as "none"."""
    check_in, ticked = checking.draft.check_in, tuple(dict.fromkeys(texts(form, "sign")))
    if not all(sign in checking.book.safety_page for sign in ticked):
        return check_in, Read(wrong={SAFETY: tr(said.OLD_PAGE)})
    return replace(check_in, safety=ticked), Read()


def _places(form: FormData, checking: Checking) -> tuple[CheckIn, Read]:
    told: list[tuple[Spot, float | None]] = []
    read = Read()
    for token in dict.fromkeys(texts(form, "spot")):
        spot = placed(token, checking.book.region_of_key)
        if spot is None:
            continue
        sent = text(form, f"pain.{token}")
        try:
            pain = checked_value(checking.book.facts["pain"], number_of(sent)) if sent else None
        except AnswerError:
            read.wrong[token] = tr(said.PAIN_RANGE)
            pain = None
        told.append((spot, pain))
    if not told:
        read.wrong["spot"] = tr(said.WHERE_NONE)
    return with_places(checking.draft.check_in, told), read


def _profiled(store: Store, history: History, told: dict[str, Any]) -> History:
    """The history with what was told about the runner, kept at once: it outlives this check-in."""
    profile = with_profile(history.profile, **told)
    if profile != history.profile:
        store.save_profile(profile)
    return replace(history, profile=profile)


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
    Route("/check-in", begin, methods=["POST"]),
    Route("/check-in", start, methods=["GET"]),
    Route("/check-in/{name}", show, methods=["GET"]),
    Route("/check-in/{name}", take, methods=["POST"]),
    Route("/check-in/{name}/serious", serious),
    Route("/check-in/{name}/finish", finish, methods=["POST"]),
    Route("/check-in/{name}/drop", drop, methods=["POST"]),
]
