"""`/login`, `/logout` and `/settings/access`: getting in, getting out, and who may."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from hashlib import sha256
from typing import TYPE_CHECKING

from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from sorewise.apps.here import here
from sorewise.apps.web.forms import read_form, text
from sorewise.apps.web.guard import passkeys, sessions
from sorewise.apps.web.guard.access import visit_of
from sorewise.apps.web.guard.address import address_of
from sorewise.apps.web.guard.passwords import BusyError, hashed, is_owner, weakness
from sorewise.apps.web.pages import page
from sorewise.text.speech import tr
from sorewise.text.web import access as said

if TYPE_CHECKING:
    from sorewise.store import Store
    from sorewise.store.accounts import Accounts, Owner

MOST_FAILURES, WITHIN = 5, timedelta(minutes=15)
SEEN, REFUSED, TOO_MANY, BUSY = 200, 400, 429, 503
UNLOCKED = "/settings/access"


# ------------------------------------------------------------------------------------------------- in and out


def login_page(request: Request) -> Response:
    """Where to log in; whoever need not is led on."""
    visit = visit_of(request.scope)
    if not visit.login_required or visit.login:
        return RedirectResponse(_onwards(request.query_params.get("next", "")), 303)
    note = tr(said.LOGGED_OUT) if "out" in request.query_params else ""
    return _login_page(request, SEEN, note=note, onwards=request.query_params.get("next", ""))


def log_in(request: Request) -> Response:
    """Name and password are right, or one sentence says what to do."""
    form, now = read_form(request), here().clock()
    name, onwards = text(form, "name"), text(form, "next")
    with here().store() as store:
        whose = [_account(name), _address(request)]
        again = store.accounts.attempt(whose, now, MOST_FAILURES, WITHIN)
        if again is not None:
            return _too_many(request, again, now, onwards)
        try:
            right = is_owner(store.accounts.owner(), name, str(form.get("password") or ""))
        except BusyError:
            store.accounts.succeeded(whose)  # nothing was judged
            return _login_page(request, BUSY, problem=tr(said.BUSY), name=name, onwards=onwards)
        if not right:
            return _login_page(request, REFUSED, problem=tr(said.WRONG), name=name, onwards=onwards)
        store.accounts.succeeded(whose)
        response = RedirectResponse(_onwards(onwards), 303)
        sessions.log_in(store.accounts, request.scope, response, now)
    return response


def log_out(request: Request) -> Response:
    """End this login, and let the browser forget the app."""
    visit = visit_of(request.scope)
    response = RedirectResponse("/login?out=1" if visit.login_required else "/", 303)
    if visit.login:
        with here().store() as store:
            store.accounts.log_out(visit.login.id)
    sessions.let_go(request.scope, response)
    return response


def passkey_question(request: Request) -> Response:
    """What the browser has to ask the passkey."""
    host = passkeys.host_for(request.scope)
    if host is None:
        return _no(said.NEEDS_NAME)
    return JSONResponse(passkeys.question(host, here().clock()))


def passkey_answer(request: Request) -> Response:
    """The passkey's answer: in, or one sentence."""
    form, now = read_form(request), here().clock()
    with here().store() as store:
        again = store.accounts.attempt([_address(request)], now, MOST_FAILURES, WITHIN)
        if again is not None:
            return _no(said.try_again_at(again, here().now(store.profile())), TOO_MANY, again, now)
        try:
            passkeys.answered(store.accounts, request.scope, text(form, "ticket"), text(form, "credential"), now)
        except passkeys.RefusedError:
            return _no(said.PASSKEY_REFUSED)
        store.accounts.succeeded([_address(request)])
        response = JSONResponse({"next": _onwards(text(form, "next"))})
        sessions.log_in(store.accounts, request.scope, response, now)
    return response


def _login_page(  # what was told before comes back in its fields, but for the password
    request: Request, status: int, *, problem: str = "", note: str = "", name: str = "", onwards: str = ""
) -> Response:
    with here().store() as store:
        host = passkeys.host_for(request.scope)
        return page(
            request,
            "login.html",
            status=status,
            said=said,
            problem=problem or ("" if store.accounts.owner() else tr(said.NO_OWNER)),
            note=note,
            name=name,
            onwards=onwards,
            has_passkey=any(one.host == host for one in store.accounts.passkeys()),
        )


def _too_many(request: Request, again: datetime, now: datetime, onwards: str) -> Response:
    with here().store() as store:
        problem = said.try_again_at(again, here().now(store.profile()))
    response = _login_page(request, TOO_MANY, problem=problem, onwards=onwards)
    response.headers["Retry-After"] = _seconds(again, now)
    return response


def _onwards(address: str) -> str:
    """Where to go after the login: a page of ours, whatever the address says."""
    inside = address.startswith("/") and not address.startswith(("//", "/\\", "/login", "/logout"))
    return address if inside and address.isprintable() and "\\" not in address else "/"


def _account(name: str) -> str:
    """The account that is counted: by hash, since some people type their password where the name goes."""
    return "account:" + sha256(name.casefold().encode()).hexdigest()


def _address(request: Request) -> str:
    return f"address:{address_of(request.scope)}"


def _seconds(again: datetime, now: datetime) -> str:
    return str(max(1, int((again - now).total_seconds()) + 1))


def _no(sentence: str, status: int = REFUSED, again: datetime | None = None, now: datetime | None = None) -> Response:
    headers = {"Retry-After": _seconds(again, now)} if again and now else {}
    return JSONResponse({"message": tr(sentence)}, status, headers)


# ------------------------------------------------------------------------------------------------- who may


def settings(request: Request) -> Response:
    """The account, its passkeys and who is logged in."""
    with here().store() as store:
        return _settings(request, store)


def change_password(request: Request) -> Response:
    """A new password for whoever is logged in and knows the old one."""
    with here().store() as store:
        owner = store.accounts.owner()
        if visit_of(request.scope).login is None or owner is None:
            return _settings(request, store, REFUSED, problem=tr(said.CHANGE_BY_COMMAND))
        try:
            status, problem = _change(request, store, owner)
        except BusyError:
            status, problem = BUSY, tr(said.BUSY)
        if problem:
            return _settings(request, store, status, problem=problem)
        response = RedirectResponse(f"{UNLOCKED}?done=changed", 303)
        sessions.log_in(store.accounts, request.scope, response, here().clock())
    return response


def _change(request: Request, store: Store, owner: Owner) -> tuple[int, str]:
    """Keep the new password, which logs everybody out; or the sentence why not."""
    form, now = read_form(request), here().clock()
    old, new, again = (str(form.get(name) or "") for name in ("old", "new", "again"))
    weak = weakness(new, owner.name)
    if new != again or weak:
        return REFUSED, tr(said.WEAK[weak] if weak else said.NOT_TWICE)
    later = store.accounts.attempt([_account(owner.name), _address(request)], now, MOST_FAILURES, WITHIN)
    if later is not None:
        return TOO_MANY, said.try_again_at(later, here().now(store.profile()))
    if not is_owner(owner, owner.name, old):
        return REFUSED, tr(said.OLD_IS_WRONG)
    store.accounts.set_owner(replace(owner, password=hashed(new)))
    return SEEN, ""


def log_out_everywhere(request: Request) -> Response:
    """End every login, this one too."""
    visit = visit_of(request.scope)
    with here().store() as store:
        store.accounts.log_out_others()
    if not visit.login:
        return RedirectResponse(f"{UNLOCKED}?done=all_out", 303)
    response = RedirectResponse("/login?out=1", 303)
    sessions.let_go(request.scope, response)
    return response


def new_passkey(request: Request) -> Response:
    """What the browser needs to make a passkey for whoever is logged in."""
    host = passkeys.host_for(request.scope)
    if host is None:
        return _no(said.NEEDS_NAME)
    with here().store() as store:
        owner = store.accounts.owner()
        if visit_of(request.scope).login is None or owner is None:
            return _no(said.PASSKEY_REFUSED, 403)
        return JSONResponse(passkeys.registration(store.accounts, owner, host, here().clock()))


def add_passkey(request: Request) -> Response:
    """Keep the passkey that was made."""
    form = read_form(request)
    if visit_of(request.scope).login is None:
        return _no(said.PASSKEY_REFUSED, 403)
    name = text(form, "name") or tr(said.MY_PHONE)
    try:
        made = passkeys.registered(request.scope, text(form, "ticket"), text(form, "credential"), name, here().clock())
    except passkeys.RefusedError:
        return _no(said.PASSKEY_REFUSED)
    with here().store() as store:
        store.accounts.add_passkey(made)
    return JSONResponse({"next": f"{UNLOCKED}?done=added"})


def remove_passkey(request: Request) -> Response:
    """Let go of one."""
    with here().store() as store:
        store.accounts.remove_passkey(text(read_form(request), "passkey"))
    return RedirectResponse(f"{UNLOCKED}?done=removed", 303)


DONE = {
    "changed": said.CHANGED,
    "added": said.PASSKEY_ADDED,
    "removed": said.PASSKEY_REMOVED,
    "all_out": said.ALL_LOGGED_OUT,
}


def _settings(request: Request, store: Store, status: int = SEEN, problem: str = "") -> Response:
    visit, accounts = visit_of(request.scope), store.accounts
    now = here().now(store.profile())
    return page(
        request,
        "access.html",
        status=status,
        said=said,
        tab="/more",
        visit=visit,
        owner=accounts.owner(),
        problem=problem,
        done=tr(DONE.get(request.query_params.get("done", ""), "")),
        named_host=passkeys.host_for(request.scope) is not None,
        passkeys=[(one.id, said.known_since(one.name, _day(one.made, now)), one.host) for one in accounts.passkeys()],
        logins=_logins(accounts, now, visit.login.id if visit.login else ""),
    )


def _logins(accounts: Accounts, now: datetime, mine: str) -> list[tuple[str, bool]]:
    """Each browser in words, and whether it is this one."""
    return [
        (said.known_since(said.browser(one.agent), _day(one.made, now)), one.id == mine) for one in accounts.logins()
    ]


def _day(moment: datetime, now: datetime) -> str:
    return moment.astimezone(now.tzinfo).date().isoformat()


def _post(path: str, handler: Callable[[Request], Response]) -> Route:
    return Route(path, handler, methods=["POST"])


routes = [
    Route("/login", login_page),
    _post("/login", log_in),
    _post("/logout", log_out),
    _post("/login/passkey/question", passkey_question),
    _post("/login/passkey", passkey_answer),
    Route(UNLOCKED, settings),
    _post(f"{UNLOCKED}/password", change_password),
    _post(f"{UNLOCKED}/log-out-everywhere", log_out_everywhere),
    _post(f"{UNLOCKED}/passkeys/new", new_passkey),
    _post(f"{UNLOCKED}/passkeys", add_passkey),
    _post(f"{UNLOCKED}/passkeys/remove", remove_passkey),
]
