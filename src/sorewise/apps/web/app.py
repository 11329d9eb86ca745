"""The app: its pages, what stands before them, and what is shown when something goes wrong."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable
from dataclasses import replace
from importlib import import_module
from inspect import iscoroutinefunction
from typing import TYPE_CHECKING

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Match, Mount, Route

from sorewise.apps.here import Here, Progress, being
from sorewise.apps.web.api.errors import problem
from sorewise.apps.web.forms import keep_form
from sorewise.apps.web.guard import Access, guarded
from sorewise.apps.web.guard.refusing import for_programs
from sorewise.apps.web.known import Known, known
from sorewise.apps.web.pages import page
from sorewise.apps.web.statics import Kept, stamp
from sorewise.model.errors import SorewiseError, StoreError
from sorewise.text.errors import error_said
from sorewise.text.speech import tr
from sorewise.text.web import api, shell

if TYPE_CHECKING:
    from starlette.types import ASGIApp

HANDLERS = (
    "check_in", "change", "known", "today", "recheck", "run_check", "plan", "plan_move", "plan_session", "plan_bring",
    "plan_time", "plan_take", "history", "forecast", "report", "settings", "data", "log", "more", "access", "offline",
    "api",
)  # fmt: skip
"""Modules of `handlers`, each with its `routes`."""

NOT_ALLOWED = 405

API = {404: ("not_found", api.NOT_FOUND_WHY), 405: ("not_that_way", api.NOT_THAT_WAY_WHY)}
"""What programs are told in the place of a page: a code, and a sentence."""

Handler = Callable[[Request], Response]


def make_app(place: Here, access: Access | None = None, *, sample: bool = False, lasting: bool = False) -> ASGIApp:
    """The app on the store and rulebook of this place, with its guards; `access` says who may reach it from where.

    `sample` marks every page as that of the sample runner; a `lasting` app reads ahead what the next morning needs.
    """
    app = Starlette(
        routes=[Mount(f"/static/{stamp()}", Kept()), *_routes()],
        middleware=[Middleware(GZipMiddleware, minimum_size=500)],
        exception_handlers={HTTPException: _refused, SorewiseError: _not_taken, Exception: _broken},
    )
    app.state.known = Known(place, lasting=lasting)
    app.state.place, app.state.sample = app.state.known.at(place), sample
    return guarded(app, access or Access())


def _routes() -> Iterable[BaseRoute]:
    for name in HANDLERS:
        for route in import_module(f"sorewise.apps.web.handlers.{name}").routes:
            yield Route(route.path, at_home(route.endpoint), methods=route.methods, name=route.name)


def at_home(handler: Handler) -> Callable[[Request], Awaitable[Response]]:
    """A handler where the store, the rulebook and the runner's language are those of the app."""
    if iscoroutinefunction(handler):
        return handler

    def settled(request: Request) -> Response:
        with being(replace(request.app.state.place, progress=Progress())) as there, there.progress.until_end:
            return handler(request)

    async def answered(request: Request) -> Response:
        await keep_form(request)
        known(request).asked(request)
        return await run_in_threadpool(settled, request)

    return answered


def _refused(request: Request, error: Exception) -> Response:
    code = error.status_code if isinstance(error, HTTPException) else 500
    if for_programs(request.scope):
        name, why = API.get(code, ("not_taken", shell.NOT_THAT_WAY_WHY))
        return problem(code, name, tr(why), where=request.url.path, headers=getattr(error, "headers", None))
    title, why = {
        404: (shell.NOT_FOUND, shell.NOT_FOUND_WHY),
        405: (shell.NOT_THAT_WAY, shell.NOT_THAT_WAY_WHY),
    }.get(code, (shell.NOT_TAKEN, shell.NOT_THAT_WAY_WHY))
    headers = {"Allow": ", ".join(_allowed(request))} if code == NOT_ALLOWED else {}
    return page(request, "trouble.html", status=code, headers=headers, title=tr(title), why=tr(why))


def _allowed(request: Request) -> list[str]:
    """What may be done at this address, which several routes may share."""
    found = [route for route in request.app.routes if route.matches(request.scope)[0] != Match.NONE]
    return sorted(method for route in found if isinstance(route, Route) for method in route.methods or ())


def _not_taken(request: Request, error: Exception) -> Response:
    """What the runner or the disk did not allow, in one sentence."""
    trouble = isinstance(error, StoreError)
    title = shell.STORE_TROUBLE if trouble else shell.NOT_TAKEN
    said = error_said(error) if isinstance(error, SorewiseError) else ""
    if for_programs(request.scope):
        return problem(503 if trouble else 400, "store" if trouble else "input", said, where=request.url.path)
    status = 503 if trouble else 400
    return page(request, "trouble.html", status=status, title=tr(title), why=said, settings=not trouble)


def _broken(request: Request, error: Exception) -> Response:  # noqa: ARG001 - what broke is for the log, not the page
    if for_programs(request.scope):
        return problem(500, "out_of_order", tr(api.OUT_OF_ORDER_WHY), where=request.url.path)
    return page(request, "trouble.html", status=500, title=tr(shell.OUT_OF_ORDER), why=tr(shell.OUT_OF_ORDER_WHY))
