"""`/today`: the verdict that holds today, as it was shown."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from sorewise.apps.day import holding, shown_page
from sorewise.apps.here import here
from sorewise.apps.web.pages import page
from sorewise.text.web import today as said


def today(request: Request) -> Response:
    """The verdict that holds, or the check-in where there is none yet."""
    with here().store() as store:
        now = here().now(store.profile())
        held = holding(store.decisions(since=now.date(), until=now.date()))
    if held is None:
        return RedirectResponse("/", 303)
    return page(request, "today.html", said=said, tab="/today", lines=shown_page(held))


routes = [Route("/today", today)]
