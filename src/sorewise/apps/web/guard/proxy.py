"""Behind a proxy: who asks, by which name and whether encrypted, is what the proxy says, and nobody else."""

from __future__ import annotations

from starlette.types import ASGIApp, Receive, Scope, Send

from sorewise.apps.web.guard.access import Access

FORWARDED = (b"x-forwarded-for", b"x-forwarded-proto", b"x-forwarded-host", b"forwarded")


class Proxy:
    """Takes the word of a trusted proxy; drops the same words from anybody else."""

    def __init__(self, app: ASGIApp, access: Access) -> None:
        self._app = app
        self._access = access

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        told = dict.fromkeys(FORWARDED, "")
        client = scope.get("client")
        if client and self._access.trusts(client[0]):
            told |= {name: _joined(scope, name) for name in FORWARDED}
        headers = [(name, value) for name, value in scope["headers"] if name not in FORWARDED]
        if host := _last(told[b"x-forwarded-host"]):
            headers = [(name, value) for name, value in headers if name != b"host"]
            headers.append((b"host", host.encode("latin-1")))
        changes: dict[str, object] = {"headers": headers}
        if (scheme := _last(told[b"x-forwarded-proto"])) in {"http", "https"}:
            changes["scheme"] = scheme
        if farther := self._farthest(told[b"x-forwarded-for"]):
            changes["client"] = (farther, 0)
        await self._app({**scope, **changes}, receive, send)

    def _farthest(self, chain: str) -> str:
        """The nearest address that is no proxy of ours: what stands left of it could be anybody's invention."""
        addresses = [one.strip() for one in chain.split(",") if one.strip()]
        return next((one for one in reversed(addresses) if not self._access.trusts(one)), "")


def _joined(scope: Scope, name: bytes) -> str:
    return ",".join(value.decode("latin-1") for key, value in scope["headers"] if key == name)


def _last(values: str) -> str:
    return values.rpartition(",")[2].strip()
