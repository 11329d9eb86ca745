"""`/` and `/check-in`: the questions of a check-in, screen by screen."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from sorewise.apps.web.pages import page


def start(request: Request) -> Response:
    """How the legs feel."""
    return page(request, "feel.html")


routes = [Route("/", start)]
