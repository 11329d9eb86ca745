"""Listening: the port, the server, the browser, and an end without a fuss."""

from __future__ import annotations

import errno
import gc
import logging
import socket
import sys
import threading
import webbrowser
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from time import sleep
from typing import TYPE_CHECKING

import uvicorn

from sorewise.apps.out import show
from sorewise.apps.web.app import make_app
from sorewise.apps.web.guard import Access
from sorewise.model.errors import InputError
from sorewise.text import serving as said
from sorewise.text.page import Line
from sorewise.text.speech import tr

if TYPE_CHECKING:
    from sorewise.apps.here import Here
    from sorewise.apps.web.serving.wanted import Wanted

LOCAL = ("127.0.0.1", "::1")
BACKLOG = 128
AT_ONCE = 100
LAST_REQUESTS_S = 5
COLLECT_AFTER = 50_000
"""New objects before Python looks for garbage: a verdict makes thousands, and nearly all are gone by themselves."""
THEIRS = ("uvicorn", "python_multipart")
"""Who else writes down what was asked."""


def run(there: Here, wanted: Wanted, *, sample: bool, open_browser: bool, log: bool) -> None:
    """Serve until somebody stops it. Raises InputError where the port cannot be had."""
    access = Access(names=wanted.answers_to, login_required=wanted.login_required, proxies=wanted.proxies)
    with ExitStack() as until_end:
        sockets = until_end.enter_context(_listening(wanted))
        server = uvicorn.Server(
            uvicorn.Config(
                make_app(there, access, sample=sample, lasting=True),
                ssl_certfile=wanted.cert,
                ssl_keyfile=wanted.key,
                log_config=None,
                access_log=False,
                proxy_headers=False,  # `guard.proxy` knows whom to believe
                server_header=False,
                ws="none",
                lifespan="off",
                limit_concurrency=AT_ONCE,
                timeout_graceful_shutdown=LAST_REQUESTS_S,
            )
        )
        until_end.enter_context(_writing_down(log=log))
        show([Line(tr(said.OPEN_AT, address=wanted.address)), Line(tr(said.STOP))])
        sys.stdout.flush()
        gc.set_threshold(COLLECT_AFTER)
        if open_browser:
            threading.Thread(target=_open, args=(server, wanted.address), daemon=True).start()
        try:
            server.run(sockets)
        except KeyboardInterrupt:
            return  # that is how it is meant to end


@contextmanager
def _listening(wanted: Wanted) -> Iterator[list[socket.socket]]:
    """The sockets: of this machine both, since browsers ask at either for localhost."""
    hosts = LOCAL if wanted.host == "localhost" else (wanted.host,)
    with ExitStack() as until_end:
        sockets = []
        for host in hosts:
            try:
                sockets.append(until_end.enter_context(_bound(host, wanted.port)))
            except OSError as error:
                if host == hosts[0] or error.errno == errno.EADDRINUSE:
                    raise _refusal(error, wanted) from error
        yield sockets


def _bound(host: str, port: int) -> socket.socket:
    family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    found = socket.socket(family, kind, protocol)
    try:
        if sys.platform != "win32":  # there it would let two programs have the port
            found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        if family == socket.AF_INET6:
            found.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, int(host != "::"))
        found.bind(address)
        found.listen(BACKLOG)
    except OSError:
        found.close()
        raise
    return found


def _refusal(error: OSError, wanted: Wanted) -> InputError:
    if error.errno == errno.EADDRINUSE:
        return InputError(tr(said.PORT_TAKEN, port=wanted.port, other=wanted.port + 1))
    if error.errno == errno.EACCES:
        return InputError(tr(said.PORT_REFUSED, port=wanted.port))
    return InputError(tr(said.NO_SUCH_HOST, host=wanted.host))


@contextmanager
def _writing_down(*, log: bool) -> Iterator[None]:
    """Our own lines only: what the server would write of a request holds addresses, and errors quote answers.

    So does what reads forms: it names letters of what was sent.
    """
    handler = logging.StreamHandler()
    handler.setFormatter(logging.Formatter("%(asctime)s %(message)s", "%H:%M:%S"))
    ours, others = logging.getLogger("sorewise.web"), [logging.getLogger(name) for name in THEIRS]
    before = ours.level, [other.level for other in others]
    ours.addHandler(handler)
    ours.setLevel(logging.INFO if log else logging.WARNING)
    for other in others:
        other.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        ours.removeHandler(handler)
        ours.setLevel(before[0])
        for other, level in zip(others, before[1], strict=True):
            other.setLevel(level)


def _open(server: uvicorn.Server, address: str) -> None:
    while not server.started and not server.should_exit:
        sleep(0.05)
    webbrowser.open(address)
