"""What stands before the app, outermost first, and each in a file of its own.

    proxy     who asks, as a trusted proxy tells it
    log       one line without anything personal
    headers   what every answer forbids the browser
    host      only our own names
    limits    only so much
    csrf      only our own pages
    login     only the owner, where a login is required

`guarded(app, Access(...))` wraps an app in all of them. Handlers ask `visit_of(request.scope)` who is there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sorewise.apps.web.guard.access import Access, Visit, visit_of
from sorewise.apps.web.guard.csrf import ForgeryCheck
from sorewise.apps.web.guard.headers import Headers
from sorewise.apps.web.guard.host import HostCheck
from sorewise.apps.web.guard.limits import Limits
from sorewise.apps.web.guard.log import Log
from sorewise.apps.web.guard.login import LoginCheck
from sorewise.apps.web.guard.proxy import Proxy

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Receive, Scope, Send

    from sorewise.apps.here import Here

__all__ = ["Access", "Visit", "guarded", "visit_of"]


def guarded(app: ASGIApp, access: Access, place: Here | None = None) -> ASGIApp:
    """The app with everything before it; the logins are in the store of `place`, or of `app.state.place`."""
    home: Here = place or app.state.place  # type: ignore[attr-defined]  # every app of ours has one
    inner: ASGIApp = LoginCheck(app, access, home)
    for guard in (ForgeryCheck, Limits, HostCheck):
        inner = guard(inner, access)
    return _Gate(app, Proxy(Log(Headers(inner)), access))


class _Gate:
    """Lets in what is HTTP, and what the server says of its own start and end."""

    def __init__(self, app: ASGIApp, way_in: ASGIApp) -> None:
        self._app = app
        self._way_in = way_in

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            own = {"app": self._app} if hasattr(self._app, "state") else {}
            await self._way_in({**scope, **own}, receive, send)
        elif scope["type"] == "lifespan":
            await self._app(scope, receive, send)
        else:
            await send({"type": "websocket.close", "code": 1008})
