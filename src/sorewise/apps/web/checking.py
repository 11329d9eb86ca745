"""A check-in between its screens: found again in the store, judged, kept, finished."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import uuid4

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from sorewise.apps.check import judged, keep
from sorewise.apps.day import page_of
from sorewise.apps.draft import started
from sorewise.apps.here import here
from sorewise.apps.web.draft import Draft, as_data, of_data
from sorewise.apps.web.pages import page
from sorewise.apps.web.steps import Judge, Step, is_urgent, next_step
from sorewise.apps.who import with_kept
from sorewise.model.records import CheckIn, History, Phase
from sorewise.morning import Past
from sorewise.store.web import Draft as Kept
from sorewise.text.speech import tr
from sorewise.text.web import check_in as said

if TYPE_CHECKING:
    from sorewise.morning import Morning
    from sorewise.store import Store

LETTERS = 64
"""As long as a check-in's own name may be."""


def new_name() -> str:
    """A name for a check-in that is about to begin: sent along by the page, so that sending twice begins one."""
    return f"check-{uuid4().hex[:16]}"


def begun(name: str, at: datetime, phase: Phase) -> CheckIn:
    """An empty check-in under the name that the page gave it."""
    known = name.startswith("check-") and len(name) <= LETTERS and name.replace("-", "").isalnum() and name.isascii()
    fresh = started(at, phase)
    return replace(fresh, id=name) if known else fresh


class Checking:
    """One check-in being answered by somebody in a browser."""

    def __init__(self, store: Store, history: History, draft: Draft, past: Past | None = None) -> None:
        self.store = store
        self.history = history
        self.draft = draft
        self.book = here().book()
        self._past = past or Past(self.book, history, draft.check_in.at)

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

    def hold(self) -> None:
        """Keep the draft, so that it can be gone on with."""
        check_in = self.draft.check_in
        now = here().clock()
        kept = Kept(id=check_in.id, day=check_in.day, at=check_in.at, body=as_data(self.draft), updated=now)
        self.store.drafts.put(kept)

    def is_over(self) -> bool:
        """Whether nothing is to be asked any more, or help comes before any further question."""
        return is_urgent(self.found) or self.next() is None

    def finish(self, *, full: bool) -> None:
        """Keep the check-in with its decision; the draft is done with."""
        found = self.found
        profile = with_kept(self.history.profile, found.check_in.answers)
        keep(self.store, found, page_of(found, profile), full=full, profile=profile)
        self.store.drafts.drop(self.draft.check_in.id)


def resumed(store: Store, name: str) -> Draft | None:
    """The draft of this name, None if there is none."""
    kept = store.drafts.get(name)
    return None if kept is None else of_data(kept.body)


def checking_of(store: Store, name: str) -> Checking | None:
    """The check-in of this name on its way, None if there is none."""
    draft = resumed(store, name)
    return None if draft is None else Checking(store, store.history(), draft)


def gone(request: Request, store: Store) -> Response:
    """A check-in that is finished already leads to its verdict; of one that never was, the page says so."""
    if any(one.id == request.path_params["name"] for one in store.history().check_ins):
        return RedirectResponse("/today", 303)
    return page(request, "trouble.html", status=404, title=tr(said.TITLE), why=tr(said.LOST_DRAFT))
