"""Who may reach the app, how, and with how much."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from ipaddress import ip_address, ip_network
from types import MappingProxyType
from typing import TYPE_CHECKING

from sorewise.store.accounts import Login

if TYPE_CHECKING:
    from starlette.types import Scope

LOOPBACK = frozenset({"localhost", "127.0.0.1", "[::1]"})
"""What this machine is called by itself."""

KB = 1024
MOST_OF_A_FORM = 256 * KB
MOST_OF_AN_UPLOAD = 2 * KB * KB * KB
MOST_OF_A_PLAN = 33 * KB * KB
IMPORT = "/api/v1/import"
UPLOADS: Mapping[str, int] = MappingProxyType({
    "/data/upload": MOST_OF_AN_UPLOAD,
    IMPORT: MOST_OF_AN_UPLOAD,
    "/plan/file": MOST_OF_A_PLAN,
    "/api/v1/plan/import": MOST_OF_A_PLAN,
})  # fmt: skip
"""What may be larger than a form, in bytes, by the beginning of its address."""

HOST = re.compile(r"(?P<name>\[[0-9a-f:.]+\]|[a-z0-9_](?:[a-z0-9_.-]*[a-z0-9_])?)\.?(?::\d{1,5})?", re.ASCII)
KEY = "sorewise.visit"


@dataclass(frozen=True, slots=True, kw_only=True)
class Access:
    """What stands before the app.

    `names` are the hosts it answers to beside those of this machine. `login_required` is whether somebody has to log in
    who is not the machine itself. `proxies` are addresses or networks whose word on the client is taken. `max_body` is
    how many bytes a request may have, `uploads` the same for addresses that begin with a prefix.
    """

    names: tuple[str, ...] = ()
    login_required: bool = False
    proxies: tuple[str, ...] = ()
    max_body: int = MOST_OF_A_FORM
    uploads: Mapping[str, int] = field(default_factory=lambda: UPLOADS)

    def knows(self, host: str) -> bool:
        """Whether it answers to this Host header; the port does not matter (a tunnel may have another)."""
        name = name_of(host)
        return name is not None and (name in LOOPBACK or name in map(str.lower, self.names))

    def trusts(self, address: str) -> bool:
        """Whether this is one of the proxies."""
        try:
            there = ip_address(address)
        except ValueError:
            return False
        return any(there in ip_network(proxy, strict=False) for proxy in self.proxies)

    def limit(self, path: str) -> int:
        """How many bytes a request to this address may have."""
        return next((most for prefix, most in self.uploads.items() if path.startswith(prefix)), self.max_body)


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """What the guards found out about a request; `visit_of(request.scope)` answers it to a handler.

    `login` is None on the machine itself, and where nobody is logged in. `login_required` tells the two apart.
    """

    login: Login | None
    login_required: bool


def visit_of(scope: Scope) -> Visit:
    """The visit that this request is part of; an app without guards has visitors from its own machine only."""
    found = scope.get(KEY)
    return found if isinstance(found, Visit) else Visit(login=None, login_required=False)


def name_of(host: str) -> str | None:
    """The name in a Host header, without the port and in small letters; None if it is none."""
    found = HOST.fullmatch(host.lower())
    return found["name"] if found else None


def header(scope: Scope, name: bytes) -> str | None:
    """The value of a header; None if it was not sent, or more than once."""
    found = [value for key, value in scope["headers"] if key == name]
    return found[0].decode("latin-1") if len(found) == 1 else None


def own_host(scope: Scope) -> str:
    """The Host header, which the host check has let through."""
    return (header(scope, b"host") or "").lower()


def own_origin(scope: Scope) -> str:
    """What a browser calls this site: scheme, name and port."""
    usual = {"http": ":80", "https": ":443"}
    scheme = scope.get("scheme", "http")
    return f"{scheme}://{own_host(scope).removesuffix(usual.get(scheme, ''))}"


def is_safe(scope: Scope) -> bool:
    """Whether the request only looks."""
    return scope["method"] in {"GET", "HEAD", "OPTIONS", "TRACE"}


def is_of_machine(scope: Scope) -> bool:
    """Whether it calls this machine by the name that the machine has for itself."""
    return name_of(own_host(scope)) in LOOPBACK
