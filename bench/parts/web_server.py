"""`sorewise serve`, and a bare app beside it, each as a process of its own on one core."""

import http.client
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from today import records

from sorewise import Profile
from sorewise.store import Store

CORES = sorted(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else [0]
WAIT_S = 60.0
BARE = """
import sys
import uvicorn
from starlette.applications import Starlette
from starlette.responses import Response
from starlette.routing import Route

body = open(sys.argv[1], "rb").read()

async def answer(request):
    await request.body()
    return Response(body, media_type="text/html")

app = Starlette(routes=[Route("/{rest:path}", answer, methods=["GET", "POST"])])
uvicorn.run(app, host="127.0.0.1", port=int(sys.argv[2]), log_config=None, access_log=False)
"""


def filled(path: Path, *, until_yesterday: bool = False) -> None:
    """A store with ten years in it, today's verdict too unless it is still to come."""
    now = datetime.now(UTC).replace(microsecond=0)
    with Store.open(path) as store:
        store.save_profile(Profile(answers={"birth_year": 1985, "experience_years": 8}))
        store.add(records(now - timedelta(days=until_yesterday)), "made")


def on_core(number: int, command: list[str]) -> list[str]:
    """The command on this core, where that can be said."""
    pinned = shutil.which("taskset")
    return [pinned, "-c", str(CORES[number % len(CORES)]), *command] if pinned else command


@contextmanager
def ours(db: Path) -> Iterator[int]:
    """The port of the app on this store, on one core."""
    port = _free_port()
    command = [sys.executable, "-m", "sorewise.apps.cli", "--db", str(db), "serve", "--port", str(port)]
    with _running(command, port):
        yield port


@contextmanager
def bare(body: Path) -> Iterator[int]:
    """The port of an app that answers everything with these bytes, on the same core."""
    port = _free_port()
    with _running([sys.executable, "-c", BARE, str(body), str(port)], port):
        yield port


@contextmanager
def _running(command: list[str], port: int) -> Iterator[None]:
    process = subprocess.Popen(on_core(0, command), stdout=subprocess.DEVNULL)
    try:
        _wait_for(port, process)
        yield
    finally:
        process.terminate()
        process.wait(WAIT_S)


def _wait_for(port: int, process: "subprocess.Popen[bytes]") -> None:
    end = time.monotonic() + WAIT_S
    while time.monotonic() < end and process.poll() is None:
        try:
            http.client.HTTPConnection("localhost", port, timeout=1).connect()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise RuntimeError(f"nothing listens on port {port}")


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        found: int = free.getsockname()[1]
        return found
