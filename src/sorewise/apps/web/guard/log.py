"""What is written down of requests: method, page (never which one of its kind), status and how long it took.

No address, query, id, day or message of an error: they can tell what a runner answered. An error is told by its class
and its place in the code.
"""

from __future__ import annotations

import logging
import os
import traceback
from time import perf_counter

from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from sorewise.text.speech import tr
from sorewise.text.web import shell

requests = logging.getLogger("sorewise.web.requests")
mistakes = logging.getLogger("sorewise.web.mistakes")


class Log:
    """One line a request, where somebody wants it, and one a mistake of ours in any case."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        status, began = 0, perf_counter()

        async def noting(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            await self._app(scope, receive, noting)
        except Exception as error:
            if os.environ.get("SOREWISE_TRACE"):
                raise
            mistakes.error("%s %s: %s", scope["method"], page_of(scope), told_of(error))
            if not status:
                await PlainTextResponse(tr(shell.OUT_OF_ORDER) + "\n", 500)(scope, receive, noting)
        finally:
            requests.info("%s %s %d %.0f ms", scope["method"], page_of(scope), status, (perf_counter() - began) * 1000)


def page_of(scope: Scope) -> str:
    """The address with its changing parts by name; nothing of one that leads nowhere."""
    if "endpoint" not in scope:
        return "(no page)"
    if folder := scope.get("root_path"):
        return f"{folder}/{{file}}"
    path: str = scope["path"]
    for name, value in scope.get("path_params", {}).items():
        path = path.replace(f"/{value}", f"/{{{name}}}")
    return path


def told_of(error: BaseException) -> str:
    """The class of an error and where it happened, without what it says."""
    where = traceback.extract_tb(error.__traceback__)
    place = f"{where[-1].filename}:{where[-1].lineno}" if where else "?"
    return f"{type(error).__name__} at {place}"
