"""`import`: one file as the body of a request, read in the background while the request waits for the answer."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from starlette.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response

from sorewise.apps.here import Progress, being, here
from sorewise.apps.taking import as_data
from sorewise.apps.web.api.errors import BAD, CONFLICT, UNAVAILABLE, ProblemError, answer_to
from sorewise.apps.web.api.operation import Parameter
from sorewise.apps.web.api.reading import media_type, told_in_address
from sorewise.apps.web.api.schemas import NAME
from sorewise.apps.web.handlers.data import imports
from sorewise.apps.web.uploads import MEGABYTE, free_name, has_room, new_folder, remove
from sorewise.text.web import api as said

if TYPE_CHECKING:
    from pathlib import Path

    from sorewise.apps.web.importing import Import

ANY, OWN = "application/octet-stream", "application/json"
A_WHILE_S = 0.5
FILE = Parameter(name="name", means=said.FILE_NAME, schema=NAME, default="file")


async def bring_in(request: Request) -> Response:
    """Write the body to disk while it comes, import it, and answer what that did."""
    try:
        media_type(request, (ANY, OWN))
        name = told_in_address(request, (FILE,))["name"]
        folder = await run_in_threadpool(new_folder)
        try:
            path = free_name(folder, name)
            await _write(request, path)
        except BaseException:
            remove(folder)
            raise
    except ProblemError as error:
        return answer_to(error)
    except ClientDisconnect:
        return Response(status_code=BAD)  # nobody is there to read it
    made = imports(request).start(request.app.state.place, folder, [path])
    while not made.far.over:
        await run_in_threadpool(made.wait, A_WHILE_S)
    return await run_in_threadpool(_told, request, made)


async def _write(request: Request, path: Path) -> None:
    """The body into a file, about a megabyte at a time."""
    with path.open("xb") as file:
        waiting = bytearray()
        async for chunk in request.stream():
            waiting += chunk
            if len(waiting) >= MEGABYTE:
                if not has_room(path.parent, len(waiting)):
                    raise ProblemError(UNAVAILABLE, "no_room", said.no_room())
                data, waiting = bytes(waiting), bytearray()
                await run_in_threadpool(file.write, data)
        file.write(waiting)


def _told(request: Request, made: Import) -> Response:
    """What it did, in the runner's language."""
    with being(replace(request.app.state.place, progress=Progress())) as there, there.progress.until_end:
        if made.far.state == "stopped":
            return answer_to(ProblemError(CONFLICT, "stopped", said.stopped()))
        if made.report is None or made.far.state == "failed":
            return answer_to(ProblemError(UNAVAILABLE, "import", made.why))
        with here().store():  # for the language
            return JSONResponse(as_data(made.report), headers={"Cache-Control": "no-store"})
