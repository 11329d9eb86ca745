"""The web app served for real on ten years of daily records, with a page of nothing beside it to measure against."""

import shutil
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import uvicorn
from starlette.responses import HTMLResponse
from today import records

from sorewise.apps.here import Here
from sorewise.apps.web.app import make_app
from sorewise.store import Store

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
FLAGS = [
    f"--{flag}"
    for flag in (
        "headless", "no-sandbox", "disable-gpu", "disable-quic", "no-first-run", "disable-background-networking",
        "disable-component-update", "disable-sync",
    )
]  # fmt: skip
SMALLEST = HTMLResponse(
    '<!doctype html><meta name="viewport" content="width=device-width"><title>-</title><h1>-</h1></html>'
)


@dataclass(frozen=True)
class Site:
    """Where the app is served, and the store behind it."""

    url: str
    db: Path


@contextmanager
def served(db: Path, now: datetime) -> Iterator[Site]:
    """The app on a store with a run, a night, a check-in and its verdict for each day of ten years, today too."""
    with Store.open(db) as store:
        store.add(records(now), "made")
    app = make_app(Here(db=str(db), clock=lambda: now))

    async def beside(scope: Any, receive: Any, send: Any) -> None:
        smallest = scope["type"] == "http" and scope["path"] == "/-smallest"
        await (SMALLEST if smallest else app)(scope, receive, send)

    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = uvicorn.Server(uvicorn.Config(beside, host="127.0.0.1", port=port, log_level="critical"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    try:
        yield Site(f"http://localhost:{port}", db)
    finally:
        server.should_exit = True
        thread.join(10)
