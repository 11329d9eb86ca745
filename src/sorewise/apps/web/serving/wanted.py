"""How the app shall be served, and what of it is refused: others come in only to an owner, and only encrypted."""

from __future__ import annotations

import re
import ssl
from collections.abc import Sequence
from dataclasses import dataclass, replace
from ipaddress import ip_network
from pathlib import Path
from typing import TYPE_CHECKING

from sorewise.model.errors import InputError
from sorewise.text import serving as said
from sorewise.text.speech import tr

if TYPE_CHECKING:
    from sorewise.store.accounts import Owner

THIS_MACHINE = frozenset({"localhost", "127.0.0.1", "::1"})
EVERY_ADDRESS = frozenset({"0.0.0.0", "::"})  # noqa: S104 - recognised here, never chosen by itself
ON_THIS_MACHINE = ("127.0.0.1", "::1")
LAST_PORT = 65535
NAME = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9_.-]*[A-Za-z0-9_])?|\[?[0-9A-Fa-f:]*:[0-9A-Fa-f:.]*\]?")


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """What was asked for. `proxies` are those whose word is taken; none where the app is reached directly."""

    port: int
    host: str
    names: tuple[str, ...] = ()
    cert: Path | None = None
    key: Path | None = None
    proxies: tuple[str, ...] = ()
    login: bool = False

    @property
    def is_local(self) -> bool:
        """Whether it listens to this machine only."""
        return self.host in THIS_MACHINE

    @property
    def is_own(self) -> bool:
        """Whether nobody else can come in, and nobody is asked who they are."""
        return self.is_local and not self.proxies and not self.login

    @property
    def login_required(self) -> bool:
        """Whether somebody has to say who they are."""
        return not self.is_own

    @property
    def answers_to(self) -> tuple[str, ...]:
        """The names in addresses, beside those of this machine."""
        own = () if self.is_local or self.host in EVERY_ADDRESS else (self.host,)
        return tuple(bracketed(name) for name in (*self.names, *own))

    @property
    def address(self) -> str:
        """Where to open it."""
        name = self.answers_to[0] if self.answers_to else "localhost"
        if self.proxies and self.names:
            return f"https://{name}/"  # where the proxy is reached
        return f"http{'s' if self.cert else ''}://{name}:{self.port}/"

    def needs(self, owner: Owner | None) -> None:
        """Refuse to let anybody in where there is no owner yet. Raises InputError."""
        if owner is not None:
            return
        if not self.is_local:
            raise InputError(tr(said.NO_OWNER, host=self.host))
        raise InputError(tr(said.NO_OWNER_BEHIND if self.proxies else said.NO_OWNER_TO_LOG_IN))


def checked(wanted: Wanted, *, behind_proxy: bool, proxies: Sequence[str]) -> Wanted:
    """The same, if it can be meant and is safe. Raises InputError."""
    if not 1 <= wanted.port <= LAST_PORT:
        raise InputError(tr(said.NO_PORT, port=wanted.port))
    for name in wanted.names:
        if not NAME.fullmatch(name):
            raise InputError(tr(said.NO_NAME, name=name))
    if proxies and not behind_proxy:
        raise InputError(tr(said.PROXY_ALONE))
    for proxy in proxies:
        _network(proxy)
    if (wanted.cert is None) != (wanted.key is None):
        raise InputError(tr(said.BOTH))
    if wanted.cert and wanted.key:
        _try(wanted.cert, wanted.key)
    if not wanted.is_local and not behind_proxy and not wanted.cert:
        raise InputError(tr(said.NOT_ENCRYPTED, host=wanted.host))
    return replace(wanted, proxies=(*ON_THIS_MACHINE, *proxies)) if behind_proxy else wanted


def bracketed(name: str) -> str:
    """An address of IPv6 as it stands in the address of a page."""
    return f"[{name}]" if ":" in name and not name.startswith("[") else name


def _network(proxy: str) -> None:
    try:
        ip_network(proxy, strict=False)
    except ValueError as error:
        raise InputError(tr(said.NO_PROXY, proxy=proxy)) from error


def _try(cert: Path, key: Path) -> None:
    """Look whether a server can be made of these."""
    for file in (cert, key):
        if not file.is_file():
            raise InputError(tr(said.CERT_MISSING, file=str(file)))
    try:
        # Asking nobody for the password of a key: whoever runs a server is not there to type it.
        ssl.create_default_context(ssl.Purpose.CLIENT_AUTH).load_cert_chain(cert, key, password=lambda: "")
    except (ssl.SSLError, OSError, ValueError) as error:
        why = getattr(error, "reason", None) or getattr(error, "strerror", None) or str(error)
        raise InputError(tr(said.CERT, cert=str(cert), key=str(key), why=str(why).replace("_", " ").lower())) from error
