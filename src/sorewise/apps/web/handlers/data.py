"""`/data`: bringing in, taking along, taking back and deleting what is kept."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from threading import Lock
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from sorewise.apps.data import undone
from sorewise.apps.here import Progress, being, here
from sorewise.apps.overlays import own_folder
from sorewise.apps.replay import RULEBOOK
from sorewise.apps.web.forms import read_form, text
from sorewise.apps.web.importing import Import, Imports
from sorewise.apps.web.pages import page
from sorewise.apps.web.uploads import MOST_BYTES, UploadError, received
from sorewise.apps.who import private_facts
from sorewise.model.records import ImportProblem
from sorewise.store import Store
from sorewise.text.refusals import line_of, told_once
from sorewise.text.speech import tr
from sorewise.text.web import data as said

TAB = "/more"
MOST_SHOWN = 50
REFUSED, CONFLICT, TOO_LARGE, UNPROCESSABLE, NO_ROOM = 400, 409, 413, 422, 507
STATUS = {"too_large": TOO_LARGE, "no_room": NO_ROOM}
DONE = {"undone": said.UNDONE, "accepted": said.ACCEPTED, "not_held": said.NOT_HELD}
FORGETTING = {"Clear-Site-Data": '"cache", "cookies", "storage"'}
"""What the browser keeps of the app, such as a run that still waits to be sent, goes too."""
_STARTING = Lock()


def imports(request: Request) -> Imports:
    """The imports of this app."""
    with _STARTING:
        found = getattr(request.app.state, "imports", None)
        if not isinstance(found, Imports):
            found = request.app.state.imports = Imports()
    return found


def data(request: Request) -> Response:
    """Everything that can be done with what is kept."""
    return _page(request)


def _page(request: Request, *, problem: str = "", status: int = 200) -> Response:
    with here().store() as store:
        problems = [one for one in store.problems() if not one.accepted]
        nothing = store.last_write(RULEBOOK) is None
    told = list(told_once(sorted(problems, key=lambda one: one.kept > 0)))
    running = imports(request).running()
    return page(
        request,
        "data.html",
        status=status,
        said=said,
        tab=TAB,
        done=tr(DONE.get(request.query_params.get("done", ""), "")),
        problem=problem,
        most=MOST_BYTES,
        running=running.id if running else "",
        nothing_to_undo=nothing,
        problems=[_problem(one, alike) for one, alike in told[:MOST_SHOWN]],
        more=len(told) - MOST_SHOWN,
    )


def _problem(problem: ImportProblem, alike: int) -> dict[str, str]:
    return {
        "said": line_of(problem, alike).text,
        "which": (problem.file_sha256 or problem.path) if problem.held else "",
    }


# ------------------------------------------------------------------------------------------------- taking along


def export(request: Request) -> Response:
    """Everything as one JSON document."""
    from sorewise.exporters.full_json import document

    without = request.query_params.get("without_private") == "yes"
    with here().store() as store:
        found = store.everything(without=private_facts(here().book_over(None)) if without else None)
        day = here().now(found.history.profile).date()
    content = document(found.history, found.decisions, found.rulebooks, found.weeks)
    headers = {"Content-Disposition": f'attachment; filename="sorewise-{day.isoformat()}.json"'}
    return Response(content, media_type="application/json", headers=headers)


# -------------------------------------------------------------------------------------------------- taking back


def look_at_last(request: Request) -> Response:
    """What a taking back would take back."""
    with here().store() as store:
        return _undo_page(request, store)


def _undo_page(request: Request, store: Store, *, problem: str = "") -> Response:
    last = store.last_write(RULEBOOK)
    return page(
        request,
        "undo.html",
        status=CONFLICT if problem else 200,
        said=said,
        tab=TAB,
        problem=problem,
        number=last.number if last else "",
        what=said.write_said(last.what, last.source, last.at) if last else "",
        goes=said.goes(last.counts) if last else "",
        back=said.comes_back(last.changed) if last else "",
    )


def undo(request: Request) -> Response:
    """Take it back, if it is still the last write: sent twice, or from an old page, it takes back nothing more."""
    with here().store() as store:
        last = store.last_write(RULEBOOK)
        if last is None or str(last.number) != text(read_form(request), "number"):
            return _undo_page(request, store, problem=tr(said.UNDO_OTHER))
        undone(store)
    return RedirectResponse("/data?done=undone", 303)


# ---------------------------------------------------------------------------------------------------- accepting


def accept(request: Request) -> Response:
    """Take what was held back of a damaged file."""
    with here().store() as store:
        added = store.accept(text(read_form(request), "which"), at=here().clock())
    return RedirectResponse(f"/data?done={'accepted' if added else 'not_held'}", 303)


# ----------------------------------------------------------------------------------------------------- deleting


def sure_to_delete(request: Request) -> Response:
    """Ask before everything is deleted."""
    return _delete_page(request)


def _delete_page(request: Request, *, problem: str = "") -> Response:
    with here().store() as store:
        place = store.place
    own = own_folder(place)
    return page(
        request,
        "delete.html",
        status=UNPROCESSABLE if problem else 200,
        said=said,
        tab=TAB,
        problem=problem,
        what=tr(said.DELETE_WHAT, place=place),
        own=tr(said.DELETE_OWN, folder=str(own)) if own.is_dir() else "",
    )


def delete(request: Request) -> Response:
    """Delete everything, really. What still runs is stopped first, so that nothing is written afterwards."""
    if text(read_form(request), "sure") != "yes":
        return _delete_page(request, problem=tr(said.DELETE_TICK))
    imports(request).forget()
    with here().store() as store:
        store.delete_everything()
    return page(request, "deleted.html", said=said, headers=FORGETTING)


# -------------------------------------------------------------------------------------------------- bringing in


async def upload(request: Request) -> Response:
    """Take files in while they come, then read them in the background."""
    try:
        folder, files = await received(request)
    except UploadError as error:
        sentence, status = said.UPLOADS[error.code], STATUS.get(error.code, REFUSED)
        if _by_script(request):
            return JSONResponse({"message": tr(sentence)}, status)
        return await _at_home(request, lambda: _page(request, problem=tr(sentence), status=status))
    except ClientDisconnect:
        return Response(status_code=REFUSED)  # nobody is there to read it
    made = imports(request).start(request.app.state.place, folder, files)
    address = f"/data/import/{made.id}"
    return JSONResponse({"next": address}) if _by_script(request) else RedirectResponse(address, 303)


def _by_script(request: Request) -> bool:
    return request.headers.get("accept", "").startswith("application/json")


async def _at_home(request: Request, render: Callable[[], Response]) -> Response:
    """A page of an async handler, with store, rulebook and language as others have them."""

    def settled() -> Response:
        with being(replace(request.app.state.place, progress=Progress())) as there, there.progress.until_end:
            return render()

    return await run_in_threadpool(settled)


def import_page(request: Request) -> Response:
    """How far an import is, then what it did."""
    found = imports(request).get(request.path_params["id"])
    with here().store():
        if found is None:
            return page(request, "import_gone.html", status=404, said=said, tab=TAB)
        return page(request, "import.html", said=said, tab=TAB, **_import(found))


def _import(found: Import) -> dict[str, Any]:
    far, report = found.far, found.report
    kept = report is not None and bool(report.new or report.merged)
    return {
        "id": found.id,
        "far": far,
        "how_far": _how_far(found),
        "why": found.why,
        "kept": said.kept_so_far(report.counts) if report and kept and far.over and far.state != "done" else "",
        "lines": list(said.summary(report.counts, report.partial, report.refused))
        if report and far.state == "done"
        else [],
    }


def _how_far(found: Import) -> str:
    far = found.far
    if found.stopping and not far.over:
        return tr(said.STOPPING)
    if far.state == "reading" and far.total:
        return said.far(far.done, far.files, far.size, far.total)
    return tr(said.STATES[far.state])


def import_progress(request: Request) -> Response:
    """The same as JSON, for the page's script."""
    found = imports(request).get(request.path_params["id"])
    with here().store():
        if found is None:
            return JSONResponse({"over": True}, 404)
        far = found.far
        return JSONResponse({"over": far.over, "size": far.size, "total": far.total, "said": _how_far(found)})


def cancel(request: Request) -> Response:
    """Stop an import; what was written stays, and is told."""
    name = request.path_params["id"]
    found = imports(request).get(name)
    if found is not None:
        found.stop()
    return RedirectResponse(f"/data/import/{name}", 303)


def _post(path: str, handler: Callable[[Request], Any]) -> Route:
    return Route(path, handler, methods=["POST"])


routes = [
    Route("/data", data),
    Route("/data/export.json", export),
    Route("/data/undo", look_at_last),
    _post("/data/undo", undo),
    _post("/data/accept", accept),
    Route("/data/delete", sure_to_delete),
    _post("/data/delete", delete),
    _post("/data/upload", upload),
    Route("/data/import/{id}", import_page),
    Route("/data/import/{id}/progress", import_progress),
    _post("/data/import/{id}/cancel", cancel),
]
