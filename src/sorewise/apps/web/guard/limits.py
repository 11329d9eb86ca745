"""How much a request may carry: refused by what it says of itself, and counted while it comes."""

from __future__ import annotations

import asyncio

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from sorewise.apps.web.guard.access import Access, header
from sorewise.apps.web.guard.refusing import refusal
from sorewise.text.speech import tr
from sorewise.text.web import refused as said

TOO_LARGE = 413
LINGER_S = 10.0
"""How long what comes is still taken, and thrown away: a browser that is cut off in mid-sending shows no page."""


class Limits:
    """Answers 413 to a body that is too large, whatever the app was doing with it."""

    def __init__(self, app: ASGIApp, access: Access) -> None:
        self._app = app
        self._access = access

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        most = self._access.limit(scope["path"])
        said_length = header(scope, b"content-length") or "0"
        if not said_length.isdecimal() or int(said_length) > most:
            await _refuse(most, scope, receive, send)
            return
        counted = _Counted(most, receive, send)
        try:
            await self._app(scope, counted.receive, counted.send)
        except Exception:
            if not counted.over:
                raise
        if counted.over and not counted.answering:
            await _refuse(most, scope, receive, send)


class _Counted:
    """A body that ends where the limit is; from then on the app speaks to nobody."""

    def __init__(self, most: int, receive: Receive, send: Send) -> None:
        self._left = most
        self._receive = receive
        self._send = send
        self.over = False
        self.answering = False

    async def receive(self) -> Message:
        if self.over:
            return {"type": "http.disconnect"}
        message = await self._receive()
        self._left -= len(message.get("body", b""))
        if self._left < 0:
            self.over = True
            return {"type": "http.disconnect"}
        return message

    async def send(self, message: Message) -> None:
        if not self.over or self.answering:
            self.answering = True
            await self._send(message)


async def _refuse(most: int, scope: Scope, receive: Receive, send: Send) -> None:
    answer = refusal(scope, TOO_LARGE, "too_large", tr(said.TOO_MUCH), said.too_much(most), {"Connection": "close"})
    await send({"type": "http.response.start", "status": answer.status_code, "headers": answer.raw_headers})
    await send({"type": "http.response.body", "body": bytes(answer.body), "more_body": True})
    try:
        async with asyncio.timeout(LINGER_S):
            while (await receive()).get("more_body"):
                pass
    except TimeoutError:
        pass  # whoever sends that slowly is let go
    await send({"type": "http.response.body", "body": b"", "more_body": False})
