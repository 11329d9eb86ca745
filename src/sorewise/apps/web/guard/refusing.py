"""How a guard refuses: a page with a plain sentence, or JSON where programs ask."""

from __future__ import annotations

from collections.abc import Mapping

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.types import Scope

from sorewise.apps.web.api.errors import problem
from sorewise.apps.web.pages import page
from sorewise.text.speech import tr

FOR_PROGRAMS = "/api/"


def refusal(
    scope: Scope, status: int, code: str, title: str, why: str, headers: Mapping[str, str] | None = None
) -> Response:
    """What is answered to a request that is not taken. `title` and `why` are sentences already said."""
    if for_programs(scope):
        return problem(status, code, why, where=scope["path"], title=title, headers=headers)
    if "app" not in scope:  # guarding something that has no pages
        return PlainTextResponse(f"{title}. {why}\n", status, dict(headers or {}))
    return page(
        Request(scope), "refused.html", status=status, headers=dict(headers or {}), title=tr(title), why=tr(why)
    )


def for_programs(scope: Scope) -> bool:
    """Whether it is a program that asks."""
    path: str = scope["path"]
    return path.startswith(FOR_PROGRAMS)
