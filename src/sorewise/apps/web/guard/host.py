"""The Host check, against DNS rebinding.

A page of another site can point its own name at this machine and then read whatever answers to that name as its own.
So only the names of this machine and those given with `--name` and `--host` are answered to, whatever is asked.
"""

from __future__ import annotations

from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from sorewise.apps.web.api.errors import problem
from sorewise.apps.web.guard.access import Access, header
from sorewise.apps.web.guard.refusing import for_programs
from sorewise.text.speech import tr
from sorewise.text.web import refused as said

BAD_REQUEST, MISDIRECTED = 400, 421


class HostCheck:
    """Answers 421 to a host that is not ours, and 400 to what is no host."""

    def __init__(self, app: ASGIApp, access: Access) -> None:
        self._app = app
        self._access = access

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        host = header(scope, b"host")
        if host is None or not self._access.knows(host):
            status = BAD_REQUEST if host is None else MISDIRECTED
            answer: Response = PlainTextResponse(tr(said.NO_HOST) + "\n", status)
            if for_programs(scope):
                answer = problem(status, "no_host", tr(said.NO_HOST), where="Host")
            await answer(scope, receive, send)
            return
        await self._app(scope, receive, send)
