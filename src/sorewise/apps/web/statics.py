"""The files that every page shares: served under a name made of their contents, so that a browser may keep them."""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from pathlib import Path

from starlette.responses import Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

FOLDER = Path(__file__).with_name("static")
FOR_EVER = "public, max-age=31536000, immutable"


@cache
def stamp() -> str:
    """A mark of all the files together: another release, other addresses."""
    found = sha256()
    for file in sorted(path for path in FOLDER.rglob("*") if path.is_file()):
        found.update(file.relative_to(FOLDER).as_posix().encode())
        found.update(file.read_bytes())
    return found.hexdigest()[:12]


def static(name: str) -> str:
    """The address of a file."""
    return f"/static/{stamp()}/{name}"


class Kept(StaticFiles):
    """The files, which a browser may keep for good, since their address changes with their content."""

    def __init__(self) -> None:
        super().__init__(directory=FOLDER)

    async def get_response(self, path: str, scope: Scope) -> Response:
        """One file."""
        response = await super().get_response(path, scope)
        response.headers["Cache-Control"] = FOR_EVER
        return response
