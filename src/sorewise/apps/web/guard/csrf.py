"""Whose idea a request was: only this app's own pages may change something or be built into.

Browsers tell who started a request, and pages cannot forge what they tell. In the order in which it is asked:

1. `Sec-Fetch-Site` (every current browser, on https and localhost). `same-origin` is our own page. `none` is the person
   (address bar, bookmark, shared to the app from a menu) and is taken for whole pages only. `same-site` is another port
   of this machine and as foreign as `cross-site`.
2. `Origin` (browsers on plain http, older ones). It has to be our scheme, name and port; `null` is nobody.
3. `Referer`, the same way.
4. None of them: no browser, or a very old one. What an HTML form can send (the three form types, or a POST that names
   none) is refused; anything else needs a page's script and so would have come with an Origin. Only where no login is
   required: a program that uses a login says where it comes from.

Looking is safe from anywhere as a whole page: a link from elsewhere may lead here. As a part of a foreign page (image,
script, frame, fetch) it is refused, since its size and time would tell something.
"""

from __future__ import annotations

from urllib.parse import urlsplit

from starlette.types import ASGIApp, Receive, Scope, Send

from sorewise.apps.web.guard.access import Access, header, is_safe, own_origin
from sorewise.apps.web.guard.refusing import refusal
from sorewise.text.speech import tr
from sorewise.text.web import refused as said

FORBIDDEN = 403
OF_FORMS = ("application/x-www-form-urlencoded", "multipart/form-data", "text/plain")
FRAMES = frozenset({"object", "embed", "frame", "iframe"})


class ForgeryCheck:
    """Answers 403 to what another site started."""

    def __init__(self, app: ASGIApp, access: Access) -> None:
        self._app = app
        self._access = access

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        if is_own_look(scope) if is_safe(scope) else is_own_change(scope, programs=not self._access.login_required):
            await self._app(scope, receive, send)
            return
        title, why = tr(said.FOREIGN), tr(said.FOREIGN_WHY)
        await refusal(scope, FORBIDDEN, "foreign", title, why)(scope, receive, send)


def is_own_look(scope: Scope) -> bool:
    """Whether a request that only looks may be answered: our own, or a whole page."""
    site = header(scope, b"sec-fetch-site")
    if site in {None, "same-origin", "none"}:
        return True
    whole = header(scope, b"sec-fetch-mode") == "navigate"
    return whole and header(scope, b"sec-fetch-dest") not in FRAMES


def is_own_change(scope: Scope, *, programs: bool) -> bool:
    """Whether a request that changes something was started by our own page, or by a program where `programs` may."""
    site = header(scope, b"sec-fetch-site")
    if site is not None:
        return site == "same-origin" or (site == "none" and header(scope, b"sec-fetch-mode") == "navigate")
    sent = {name for name, _ in scope["headers"]}
    if b"origin" in sent:
        return header(scope, b"origin") == own_origin(scope)
    if b"referer" in sent:
        return _origin_of(header(scope, b"referer") or "") == own_origin(scope)
    return programs and b"sec-fetch-site" not in sent and not _can_be_form(scope)


def _can_be_form(scope: Scope) -> bool:
    kind = header(scope, b"content-type")
    if kind is None:
        return bool(scope["method"] == "POST") or any(name == b"content-type" for name, _ in scope["headers"])
    return kind.partition(";")[0].strip().lower() in OF_FORMS


def _origin_of(address: str) -> str | None:
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    return f"{parts.scheme}://{parts.netloc}".lower()
