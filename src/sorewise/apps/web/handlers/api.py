"""`/api`: the page that lists what programs may ask; and the API itself (`apps/web/api`)."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from sorewise.apps.here import here
from sorewise.apps.web.api import routes as programs
from sorewise.apps.web.api.table import BASE, OPERATIONS
from sorewise.apps.web.pages import page
from sorewise.text.web import api as said


def listing(request: Request) -> Response:
    """Every operation."""
    with here().store():  # for the runner's language
        return page(request, "api.html", said=said, tab="/more", base=BASE, operations=OPERATIONS)


routes = [Route("/api", listing, methods=["GET"]), *programs.routes]
