"""What makes the app one to install, and what stands in for it without a network: manifest, service worker, a page."""

from __future__ import annotations

import json
from hashlib import sha256

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from sorewise.apps.here import here
from sorewise.apps.web.handlers.run_check import rules_address
from sorewise.apps.web.pages import page
from sorewise.apps.web.statics import FOLDER, static
from sorewise.text.speech import tr
from sorewise.text.web import app as said

LOOK_AGAIN = {"Cache-Control": "no-cache"}
PAGES = ("/run-check", "/offline")
"""The pages that are kept on the device: the same for every runner, nothing personal in them."""
FILES = (
    "look.css", "figtree.woff2", "icon.svg", "app.js", "queue.js",
    "run_check.js", "in_run.js", "judge.js",
)  # fmt: skip
"""What these pages need."""
LIGHT, ACCENT = "#f7f4ee", "#0d5c54"


def manifest(_request: Request) -> Response:
    """How the app is called and looks once it is installed."""
    with here().store():  # for the runner's language
        content = {
            "name": tr(said.NAME),
            "short_name": tr(said.NAME),
            "description": tr(said.DESCRIPTION),
            "lang": here().progress.language,
            "id": "/",
            "start_url": "/",
            "scope": "/",
            "display": "standalone",
            "background_color": LIGHT,
            "theme_color": ACCENT,
            "icons": [
                {"src": static("icon.svg"), "sizes": "any", "type": "image/svg+xml"},
                {"src": static("icon-192.png"), "sizes": "192x192", "type": "image/png"},
                {"src": static("icon-512.png"), "sizes": "512x512", "type": "image/png"},
                {
                    "src": static("icon-maskable-512.png"),
                    "sizes": "512x512",
                    "type": "image/png",
                    "purpose": "maskable",
                },
            ],
            "shortcuts": [
                {"name": tr(said.CHECK_IN), "url": "/check-in"},
                {"name": tr(said.RUN_CHECK), "url": "/run-check"},
            ],
        }
    return JSONResponse(content, headers=LOOK_AGAIN, media_type="application/manifest+json")


def worker(_request: Request) -> Response:
    """The service worker with what it keeps; another release, language or rulebook is another worker."""
    with here().store():
        files = [*map(static, FILES), rules_address(here().book())]
        shell = {"pages": PAGES, "files": files, "language": here().progress.language}
    mark = sha256(json.dumps(shell).encode()).hexdigest()[:12]
    head = f"const SHELL = {json.dumps({'name': f'sorewise-{mark}', **shell})};\n"
    return Response(
        head + (FOLDER / "sw.js").read_text(encoding="utf-8"), media_type="text/javascript", headers=LOOK_AGAIN
    )


def offline(request: Request) -> Response:
    """Shown in the place of a page that cannot be reached."""
    with here().store():
        return page(request, "offline.html", said=said)


routes = [
    Route("/manifest.webmanifest", manifest, methods=["GET"]),
    Route("/sw.js", worker, methods=["GET"]),
    Route("/offline", offline, methods=["GET"]),
]
