"""Who is logged in: a random token in a cookie, its hash in the store.

A token has 256 bits and is kept only by the browser: whoever reads the store cannot use what is in it. It is new with
every login. A login ends when it was not used for a month, after three months in any case, by logging out, and when the
password changes.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from http.cookies import CookieError, SimpleCookie
from secrets import token_urlsafe
from typing import TYPE_CHECKING

from sorewise.apps.web.guard.access import header
from sorewise.store.accounts import Login

if TYPE_CHECKING:
    from starlette.responses import Response
    from starlette.types import Scope

    from sorewise.store.accounts import Accounts

TOKEN_BYTES = 32
UNUSED_FOR = timedelta(days=30)
AT_MOST = timedelta(days=90)
NOTED_EVERY = timedelta(hours=1)
"""How exact "last seen" is: not every look at a page is a write."""
AGENT_LENGTH = 200
EVERYTHING = '"cache", "cookies", "storage"'


@dataclass(frozen=True, slots=True)
class Cookie:
    """Where the token is kept: under a name that only an encrypted answer of this very host can set, if it is one."""

    name: str
    secure: bool


def cookie_of(scope: Scope) -> Cookie:
    """The cookie of this kind of connection."""
    secure = scope.get("scheme") == "https"
    return Cookie("__Host-sorewise" if secure else "sorewise", secure)


def id_of(token: str) -> str:
    """What a token is known by in the store."""
    return sha256(token.encode()).hexdigest()


def told_id(scope: Scope) -> str | None:
    """The id of the login that the browser claims to have."""
    try:
        kept = SimpleCookie(header(scope, b"cookie") or "").get(cookie_of(scope).name)
    except CookieError:
        return None
    return id_of(kept.value) if kept is not None and kept.value else None


def current(accounts: Accounts, scope: Scope, now: datetime) -> Login | None:
    """The login that this request is part of, if it holds; notes that it was used."""
    key = told_id(scope)
    login = accounts.login(key) if key else None
    if login is None:
        return None
    if now - login.seen > UNUSED_FOR or now - login.made > AT_MOST:
        accounts.log_out(login.id)
        return None
    if now - login.seen > NOTED_EVERY:
        accounts.saw(login.id, now)
    return login


def log_in(accounts: Accounts, scope: Scope, response: Response, now: datetime) -> None:
    """Log the browser in under a new token, in the place of whatever it had."""
    token = token_urlsafe(TOKEN_BYTES)
    agent = (header(scope, b"user-agent") or "")[:AGENT_LENGTH]
    login = Login(id=id_of(token), made=now, seen=now, agent=agent)
    accounts.log_in(login, instead_of=told_id(scope), keep_since=now - UNUSED_FOR)
    cookie = cookie_of(scope)
    response.set_cookie(
        cookie.name,
        token,
        max_age=int(AT_MOST.total_seconds()),
        path="/",
        secure=cookie.secure,
        httponly=True,
        samesite="lax",
    )


def let_go(scope: Scope, response: Response) -> None:
    """Take the token back, and with it everything that the browser keeps of the app."""
    cookie = cookie_of(scope)
    response.delete_cookie(cookie.name, path="/", secure=cookie.secure, httponly=True, samesite="lax")
    response.headers["Clear-Site-Data"] = EVERYTHING
