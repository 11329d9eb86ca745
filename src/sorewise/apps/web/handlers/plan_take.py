"""`/plan/calendar.ics`, `/plan/take`, `/today/take`: the plan to a calendar, a session to a watch or another site."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from sorewise.apps.day import manner_of
from sorewise.apps.here import here
from sorewise.apps.plan.coming import coming
from sorewise.apps.plan.limit import going_today
from sorewise.apps.plan.stands import beside, stands, told
from sorewise.apps.plan.take import FORMATS, calendar_of, event_of, taken
from sorewise.apps.web.pages import page
from sorewise.exporters.shared import ExportError
from sorewise.text.exports import refused_said
from sorewise.text.speech import tr
from sorewise.text.web import plan as said

if TYPE_CHECKING:
    from sorewise.apps.plan.coming import Coming
    from sorewise.model.plan import PlannedSession
    from sorewise.store import Store

TAB = "/plan"
UNPROCESSABLE = 422
MEDIA = {
    "fit": "application/vnd.ant.fit",
    "zwo": "application/xml",
    "txt": "text/plain; charset=utf-8",
    "ics": "text/calendar; charset=utf-8",
}


def calendar(request: Request) -> Response:
    """The plan as it was agreed to, as a calendar file."""
    with here().store() as store:
        try:
            data = calendar_of(store, coming(store, explained=False))
        except ExportError as error:
            return _refused(request, error)
    return _file(data, MEDIA["ics"], "sorewise-plan.ics")


def take(request: Request) -> Response:
    """A coming session as it stands."""
    with here().store() as store:
        found = coming(store)
        return _taken(request, store, found, stands(found).get(request.query_params.get("session", "")))


def take_today(request: Request) -> Response:
    """Today's session as this morning rewrote it, with its reason and when to stop; the week has the last word."""
    with here().store() as store:
        found = coming(store)
        if found.held is None:
            return RedirectResponse("/", 303)
        session = going_today(found)
        return RedirectResponse("/plan", 303) if session is None else _taken(request, store, found, session)


def _taken(request: Request, store: Store, found: Coming, session: PlannedSession | None) -> Response:
    ending = request.query_params.get("format", "")
    if session is None or ending not in MEDIA:
        raise HTTPException(404)
    try:
        data = _written(ending, store, found, session)
    except ExportError as error:
        return _refused(request, error)
    return _file(data, MEDIA[ending], f"sorewise-{session.day.isoformat()}-{session.kind}.{ending}")


def _written(ending: str, store: Store, found: Coming, session: PlannedSession) -> bytes:
    """The file. Raises ExportError."""
    form = next((one for one in FORMATS if one == ending), None)
    if form is None:
        return event_of(store, found, session)
    notes = beside(found, session, told(found))
    return taken(session, form, manner_of(found.history.profile), found.now, notes=notes).data


def _file(data: bytes, media: str, name: str) -> Response:
    return Response(data, media_type=media, headers={"Content-Disposition": f'attachment; filename="{name}"'})


def _refused(request: Request, error: ExportError) -> Response:
    title, why = tr(said.NOT_WRITTEN), refused_said(error.kind)
    return page(request, "trouble.html", status=UNPROCESSABLE, title=title, why=why, tab=TAB)


routes = [
    Route("/plan/calendar.ics", calendar),
    Route("/plan/take", take),
    Route("/today/take", take_today),
]
