"""Change answers: a finished check-in opened again, and the screens of one looked over before its verdict."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from sorewise.apps.day import holding, manner_of
from sorewise.apps.here import here
from sorewise.apps.web.check_in.checking import (
    begun,
    checking_of,
    gone,
    in_turn,
    is_kept,
    marked,
    now_of,
    of_day,
    opened_again,
)
from sorewise.apps.web.check_in.draft import Draft, answer_of
from sorewise.apps.web.forms import read_form, text
from sorewise.apps.web.pages import page
from sorewise.engine.book import Rulebook
from sorewise.model.records import CheckIn, History
from sorewise.store import Store
from sorewise.text.needs import Manner
from sorewise.text.web import answers as words
from sorewise.text.web import check_in as said


def reopen(request: Request) -> Response:
    """Open today's check-in again under a name of its own; what it led to stays until the new one is finished."""
    form = read_form(request)
    with here().store() as store:
        history = store.history()
        now = now_of(history)
        finished = _finished(store, history, now)
        if finished is None:
            return RedirectResponse("/", 303)
        name = begun(text(form, "name"), now, finished.phase).id
        name = marked(name, form, now) if is_kept(history, name) else name
        if checking_of(store, name) is None:  # sent twice, what was changed since stays
            opened_again(store, history, replace(finished, at=now), name).hold()
    return RedirectResponse(f"/check-in/{name}/review", 303)


def _finished(store: Store, history: History, now: datetime) -> CheckIn | None:
    """The check-in behind the verdict that holds, or the last whole one of the day."""
    held = holding(store.decisions(since=now.date(), until=now.date()))
    behind = next((one for one in of_day(history, now) if held is not None and one.id == held.check_in_id), None)
    return behind or next(reversed(of_day(history, now)), None)


def review(request: Request) -> Response:
    """Every screen with what was answered on it."""
    with here().store() as store:
        checking = checking_of(store, request.path_params["name"])
        if checking is None:
            return gone(request, store)
        draft = checking.draft
        manner = manner_of(checking.history.profile)
        screens = _screens(draft, checking.book, manner)
    return page(
        request, "review.html", said=said, tab="/today", name=draft.check_in.id, screens=screens,
        can_stop=draft.check_in.safety is not None,
    )  # fmt: skip


def _screens(draft: Draft, book: Rulebook, manner: Manner) -> list[tuple[int, str, list[str]]]:
    """Number, title and answers of each screen."""
    found = []
    for number, shown in enumerate(draft.seen):
        told = {name: answer_of(draft.check_in, name, shown.place) for name in shown.facts}
        title = words.title(shown.page, shown.place, book)
        found.append((number, title, words.told(shown.page, draft.check_in, told, book, manner)))
    return found


routes = [
    Route("/today/change", in_turn(reopen), methods=["POST"]),
    Route("/check-in/{name}/review", review),
]
