"""How a guard refuses: a page with a plain sentence, or JSON where programs ask."""

from __future__ import annotations

from collections.abc import Mapping

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.types import Scope

from sorewise.apps.web.pages import page
from sorewise.text.speech import tr

FOR_PROGRAMS = "/api/"


def refusal(
    scope: Scope, status: int, code: str, title: str, why: str, headers: Mapping[str, str] | None = None
) -> Response:
    """What is answered to a request that is not taken. `title` and `why` are sentences already said."""
    if scope["path"].startswith(FOR_PROGRAMS):
        return JSONResponse({"error": code, "message": f"{title}. {why}"}, status, dict(headers or {}))
    if "app" not in scope:  # guarding something that has no pages
        return PlainTextResponse(f"{title}. {why}\n", status, dict(headers or {}))
    return page(
        Request(scope), "refused.html", status=status, headers=dict(headers or {}), title=tr(title), why=tr(why)
    )
