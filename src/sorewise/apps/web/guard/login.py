"""Who may see the pages: where a login is required, nobody but the owner, and nothing unencrypted.

The machine itself is told apart by how the app is served, never by an address in a request: `login_required` holds for
everybody or for nobody.
"""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from sorewise.apps.here import Here, Progress, being
from sorewise.apps.web.guard.access import KEY, Access, Visit, is_of_machine, is_safe
from sorewise.apps.web.guard.refusing import FOR_PROGRAMS, refusal
from sorewise.apps.web.guard.sessions import current
from sorewise.model.errors import StoreError
from sorewise.store.accounts import Login
from sorewise.text.errors import error_said
from sorewise.text.speech import tr
from sorewise.text.web import refused as said
from sorewise.text.web import shell

OPEN = frozenset({"/login", "/logout", "/manifest.webmanifest", "/sw.js", "/offline"})
OPEN_BELOW = ("/static/", "/login/")
"""What is there for everybody: it holds nothing of anybody."""
UNAUTHORIZED, FORBIDDEN, UNAVAILABLE = 401, 403, 503


class LoginCheck:
    """Leads to the login page, or answers 401 where a page would be of no use."""

    def __init__(self, app: ASGIApp, access: Access, place: Here) -> None:
        self._app = app
        self._access = access
        self._place = place

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        login, answer = None, None
        if self._access.login_required:
            if scope.get("scheme") != "https" and not is_of_machine(scope):
                title, why = tr(said.NOT_ENCRYPTED), tr(said.NOT_ENCRYPTED_WHY)
                answer = refusal(scope, FORBIDDEN, "not_encrypted", title, why)
            else:
                login, answer = await run_in_threadpool(self._judged, scope)
        if answer is not None:
            await answer(scope, receive, send)
            return
        scope[KEY] = Visit(login=login, login_required=self._access.login_required)
        await self._app(scope, receive, send)

    def _judged(self, scope: Scope) -> tuple[Login | None, Response | None]:
        try:
            with being(replace(self._place, progress=Progress())) as there, there.progress.until_end:
                with there.store() as store:
                    login = current(store.accounts, scope, there.clock())
                return login, None if login or _is_open(scope["path"]) else _shut(scope)
        except StoreError as error:
            return None, refusal(scope, UNAVAILABLE, "store", tr(shell.STORE_TROUBLE), error_said(error))


def _is_open(path: str) -> bool:
    return path in OPEN or path.startswith(OPEN_BELOW)


def _shut(scope: Scope) -> Response:
    if is_safe(scope) and not scope["path"].startswith(FOR_PROGRAMS):
        asked = scope["path"] + (f"?{scope['query_string'].decode('latin-1')}" if scope.get("query_string") else "")
        return RedirectResponse(f"/login?next={quote(asked, safe='')}", 303)
    return refusal(scope, UNAUTHORIZED, "logged_out", tr(said.LOGGED_OUT), tr(said.LOGGED_OUT_WHY))
