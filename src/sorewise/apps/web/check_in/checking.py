"""A check-in between its screens: found again in the store, judged, kept, finished."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from functools import wraps
from hashlib import sha256
from threading import Lock
from typing import TYPE_CHECKING
from uuid import uuid4

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from sorewise.apps.check import judged, keep
from sorewise.apps.day import page_of
from sorewise.apps.draft import started
from sorewise.apps.here import here
from sorewise.apps.web.check_in.answers import signs_of
from sorewise.apps.web.check_in.draft import Draft, as_data, of_data, reopened
from sorewise.apps.web.check_in.renewed import fitted, moment, of_today
from sorewise.apps.web.check_in.steps import Judge, Step, is_urgent, next_step
from sorewise.apps.web.pages import page
from sorewise.apps.who import with_kept
from sorewise.model.records import CheckIn, History, Phase
from sorewise.morning import Past
from sorewise.store.web import Draft as Kept
from sorewise.text.speech import tr
from sorewise.text.web import check_in as said

if TYPE_CHECKING:
    from sorewise.morning import Morning
    from sorewise.store import Store

NAME = re.compile(r"check-[A-Za-z0-9-]{1,58}")
"""How a page may call a check-in."""
Handler = Callable[[Request], Response]
_TURN = Lock()


def new_name() -> str:
    """A name for a check-in that is about to begin: sent along by the page, so that sending twice begins one."""
    return f"check-{uuid4().hex[:16]}"


def begun(name: str, at: datetime, phase: Phase) -> CheckIn:
    """An empty check-in under the name that the page gave it."""
    fresh = started(at, phase)
    return replace(fresh, id=name) if NAME.fullmatch(name) else fresh


def is_kept(history: History, name: str) -> bool:
    """Whether a check-in of this name is finished."""
    return any(one.id == name for one in history.check_ins)


def marked(name: str, form: FormData, now: datetime) -> str:
    """A name for what was sent: the same sent twice in a day is the same, with another answer it is another."""
    sent = json.dumps([name, now.date().isoformat(), form.multi_items()], default=str)
    return f"check-{sha256(sent.encode()).hexdigest()[:16]}"


def in_turn(handler: Handler) -> Handler:
    """One change of a check-in at a time: of two that cross, the second sees what the first did."""

    @wraps(handler)
    def waiting(request: Request) -> Response:
        with _TURN:
            return handler(request)

    return waiting


class Checking:
    """One check-in being answered by somebody in a browser. `known` is one whose draft is in the store already."""

    def __init__(self, store: Store, history: History, draft: Draft, *, known: bool = False) -> None:
        self.store = store
        self.history = history
        self.draft = draft
        self.book = here().book()
        self._known = known
        self._past = Past(self.book, history, draft.check_in.at)

    def judge(self, check_in: CheckIn) -> Morning:
        """What these answers mean."""
        return judged(self.history, check_in, self._past)

    @property
    def found(self) -> Morning:
        """What the answers so far mean."""
        return self.judge(self.draft.check_in)

    def next(self) -> Step | None:
        """The next screen."""
        judge: Judge = self.judge
        return next_step(self.draft, judge, self.history.profile, self.book)

    def hold(self) -> bool:
        """Keep the draft, so that it can be gone on with; False if it was let go of in the meantime."""
        check_in = self.draft.check_in
        body = as_data(replace(self.draft, book=self.book.version))
        kept = Kept(id=check_in.id, day=check_in.day, at=check_in.at, body=body, updated=here().clock())
        if self._known:
            return self.store.drafts.change(kept)
        self.store.drafts.put(kept)
        return True

    def is_over(self) -> bool:
        """Whether nothing is to be asked any more, or help comes before any further question."""
        return is_urgent(self.found) or self.next() is None

    def finish(self) -> None:
        """Keep the check-in with its decision, which ends the draft. Only that of a morning is a whole check-in."""
        found = self.found
        profile = with_kept(self.history.profile, found.check_in.answers)
        full = found.check_in.phase == "morning"
        keep(self.store, found, page_of(found, profile), full=full, profile=profile)


def checking_of(store: Store, name: str) -> Checking | None:
    """The check-in of this name on its way today, None if there is none."""
    kept, history = store.drafts.get(name), store.history()
    if kept is None or is_kept(history, name):
        return None
    draft = of_today(of_data(kept.body), kept.updated, now_of(history))
    return None if draft is None else Checking(store, history, fitted(draft, here().book()), known=True)


def taken_up(store: Store, name: str, form: FormData) -> Checking | None:
    """A screen of a check-in that is over, sent once more with another answer: a check-in of its own.

    That of today is opened again. Of any other only a sign that was ticked is taken, since it is of now.
    """
    history, book = store.history(), here().book()
    now = now_of(history)
    fresh = marked(name, form, now)
    if is_kept(history, fresh):
        return None
    if (known := checking_of(store, fresh)) is not None:
        return known
    finished = next((one for one in of_day(history, now) if one.id == name), None)
    if finished is not None:
        return opened_again(store, history, replace(finished, at=now), fresh)
    empty = replace(started(now), id=fresh)
    return Checking(store, history, Draft(check_in=empty, book=book.version)) if signs_of(form, book) else None


def opened_again(store: Store, history: History, finished: CheckIn, name: str) -> Checking:
    """A finished check-in of today, to be answered again under this name."""
    book, day = here().book(), finished.day
    records = (one for one in store.decisions(since=day, until=day) if one.check_in_id == finished.id)
    asked_by = next((one.rulebook for one in records), "")
    return Checking(store, history, fitted(reopened(replace(finished, id=name), book, asked_by), book))


def gone(request: Request, store: Store) -> Response:
    """A check-in that is finished leads to its verdict, one of an earlier day to a new one; else the page says so."""
    name = request.path_params["name"]
    if is_kept(store.history(), name):
        return RedirectResponse("/today", 303)
    if store.drafts.get(name) is not None:
        return RedirectResponse("/", 303)
    return page(request, "trouble.html", status=404, title=tr(said.TITLE), why=tr(said.LOST_DRAFT))


def now_of(history: History) -> datetime:
    """The moment of what is answered now."""
    return moment(history, here().now(history.profile))


def of_day(history: History, now: datetime) -> list[CheckIn]:
    """The day's check-ins, those in a run left out."""
    return [one for one in history.check_ins if one.day == now.date() and one.phase != "in_run"]
