"""`/plan/session`: one coming session: its steps, why it is as it is, its marks, and leaving it out."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from sorewise.apps.day import manner_of
from sorewise.apps.here import here
from sorewise.apps.plan.coming import coming
from sorewise.apps.plan.tell import left_out, marked, put_back
from sorewise.apps.web.forms import read_form, text, texts
from sorewise.apps.web.pages import page
from sorewise.apps.web.verdict import entries_of
from sorewise.apps.web.week.sentences import Sentences
from sorewise.model.plan import Placement
from sorewise.text.session import steps_said
from sorewise.text.speech import tr
from sorewise.text.web import plan as said

if TYPE_CHECKING:
    from sorewise.apps.plan.coming import Coming
    from sorewise.model.plan import PlannedSession
    from sorewise.store import Store

TAB = "/plan"
CONFLICT = 409


def session(request: Request) -> Response:
    """One session as it stands."""
    with here().store() as store:
        found = coming(store)
        return _page(request, found, _called(found, request.query_params.get("session", "")))


def _called(found: Coming, name: str) -> PlannedSession:
    """The session of this id. Raises HTTPException 404."""
    if name not in found.sessions:
        raise HTTPException(404)
    return found.sessions[name]


def _page(request: Request, found: Coming, one: PlannedSession, *, problem: str = "") -> Response:
    words = Sentences(found)
    placement = next(
        (each for each in found.replan.placements if each.session == one.id), Placement(session=one.id, day=one.day)
    )
    stands = words.stands([placement])[one.id]
    return page(
        request,
        "plan_session.html",
        status=CONFLICT if problem else 200,
        said=said,
        tab=TAB,
        problem=problem,
        done=tr(said.DONE_SAID.get(request.query_params.get("done", ""), "")),
        one=one,
        name=words.session(one, placement) or words.session(one),
        day=said.day_near(placement.day, found.situation.day),
        story=words.story(one.id),
        steps=entries_of(steps_said(stands.steps, manner_of(found.history.profile))) if stands else [],
        out=stands is None,
        formats=[(name, tr(what)) for name, what in said.TAKE_WHAT.items()] if stands else [],
        notes=one.notes,
        fixed=one.hold == "fixed",
        theirs=bool(one.plan) and one.plan in found.history.week.clinician_plans,
    )


def mark(request: Request) -> Response:
    """Say what a session is: key or not, fixed or not."""
    form = read_form(request)
    ticked = texts(form, "mark")
    with here().store() as store:
        found = coming(store, explained=False)
        one = _called(found, text(form, "session"))
        written = next(each for each in found.history.plan if each.id == one.id)  # as its author meant it
        hold = "fixed" if "fixed" in ticked else "movable" if written.hold == "fixed" else written.hold
        marked(store, written, key="key" in ticked, hold=hold, now=found.now)
    return RedirectResponse("/plan?done=marked", 303)


def leave_out(request: Request) -> Response:
    """Leave a session out of the week; one that is fixed stays."""
    return _placed(request, left_out, "left_out")


def back(request: Request) -> Response:
    """What was left out or changed is again as its author meant it."""
    return _placed(request, put_back, "back")


def _placed(request: Request, place: Callable[[Store, Coming, PlannedSession], None], done: str) -> Response:
    form = read_form(request)
    with here().store() as store:
        found = coming(store, explained=False)
        one = _called(found, text(form, "session"))
        try:
            place(store, found, one)
        except ValueError:
            return _page(request, coming(store), one, problem=tr(said.FIXED_STAYS))
    return RedirectResponse(f"/plan?done={done}", 303)


routes = [
    Route("/plan/session", session),
    Route("/plan/session", mark, methods=["POST"]),
    Route("/plan/session/leave-out", leave_out, methods=["POST"]),
    Route("/plan/session/back", back, methods=["POST"]),
]
