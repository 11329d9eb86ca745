"""`/plan/new` and what follows: a plan typed, pasted or sent as a file; what was understood; kept only after that."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from starlette.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect, Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from sorewise.apps.day import manner_of
from sorewise.apps.here import Progress, being, here
from sorewise.apps.plan import taking
from sorewise.apps.web.forms import read_form, text
from sorewise.apps.web.pages import page
from sorewise.apps.web.uploads import UploadError, received, remove
from sorewise.apps.web.week.held import Held, readings
from sorewise.importers.plans import read_plan
from sorewise.model.plan import Availability
from sorewise.text.refusals import line_of, told_once
from sorewise.text.session import planned_said
from sorewise.text.speech import tr
from sorewise.text.web import plan as said

if TYPE_CHECKING:
    from sorewise.store import Store

TAB = "/plan"
REFUSED, NOT_FOUND, TOO_LARGE, UNPROCESSABLE, NO_ROOM = 400, 404, 413, 422, 507
STATUS = {"too_large": TOO_LARGE, "no_room": NO_ROOM}
MOST_SHOWN, MOST_PROBLEMS = 60, 30


def new(request: Request) -> Response:
    """The ways to bring a plan, and those that are there to be removed."""
    with here().store() as store:
        return bring_page(request, store)


def bring_page(
    request: Request, store: Store, *, typed: str = "", problem: str = "", status: int = 200, empty: bool = False
) -> Response:
    """The forms; `empty` where there is nothing else to show on the page of the week."""
    now = here().now(store.profile())
    return page(
        request,
        "plan_bring.html",
        status=status,
        said=said,
        tab=TAB,
        typed=typed,
        problem=problem,
        empty=empty,
        done=tr(said.DONE_SAID.get(request.query_params.get("done", ""), "")),
        plans=[(name, len(_to_come(store, name, now))) for name in taking.others(store, (), now)],
    )


def _to_come(store: Store, plan: str, now: datetime) -> list[date]:
    """The days on which a plan still has a session."""
    return [one.day for one in store.history().plan if one.plan == plan and one.day >= now.date()]


def read_typed(request: Request) -> Response:
    """Understand what was typed or pasted."""
    typed = text(read_form(request), "text")
    with here().store() as store:
        if not typed:
            return bring_page(request, store, problem=tr(said.NO_TEXT), status=UNPROCESSABLE)
        now = here().now(store.profile())
        read = read_plan(typed.encode(), said.typed_name(now), today=now.date(), zone=store.profile().zone)
    return RedirectResponse(f"/plan/read/{readings(request).hold(read, typed).id}", 303)


async def read_file(request: Request) -> Response:
    """Understand a file; it is gone from the disk whatever came of it."""
    try:
        folder, files = await received(request)
    except UploadError as error:
        sentence, status = said.UPLOADS[error.code], STATUS.get(error.code, REFUSED)
        return await _at_home(request, lambda: _refused(request, sentence, status))
    except ClientDisconnect:
        return Response(status_code=REFUSED)  # nobody is there to read it
    try:
        return await _at_home(request, lambda: _read_file(request, files))
    finally:
        await run_in_threadpool(remove, folder)


async def _at_home(request: Request, answer: Callable[[], Response]) -> Response:
    """The answer of an async handler, with store, rulebook and language as others have them."""

    def settled() -> Response:
        with being(replace(request.app.state.place, progress=Progress())) as there, there.progress.until_end:
            return answer()

    return await run_in_threadpool(settled)


def _refused(request: Request, sentence: str, status: int) -> Response:
    with here().store() as store:
        return bring_page(request, store, problem=tr(sentence), status=status)


def _read_file(request: Request, files: list[Path]) -> Response:
    if len(files) != 1:
        return _refused(request, said.UPLOADS["too_many"], REFUSED)
    with here().store() as store:
        profile = store.profile()
        today = here().now(profile).date()
        read = read_plan(files[0].read_bytes(), files[0].name, today=today, zone=profile.zone)
    return RedirectResponse(f"/plan/read/{readings(request).hold(read).id}", 303)


# ----------------------------------------------------------------------------------------------- what was understood


def look(request: Request) -> Response:
    """What was understood, to be kept or not."""
    with here().store() as store:
        held = readings(request).get(request.path_params["name"])
        return _gone(request, store) if held is None else _look_page(request, store, held)


def _gone(request: Request, store: Store) -> Response:
    return bring_page(request, store, problem=tr(said.READ_GONE), status=NOT_FOUND)


def _look_page(request: Request, store: Store, held: Held, *, problem: str = "") -> Response:
    profile = store.profile()
    now = here().now(profile)
    read, manner = held.read, manner_of(profile)
    shown = [(said.day_said(one.day), planned_said(one, manner), one) for one in read.sessions[:MOST_SHOWN]]
    problems = [
        line_of(one, alike).text for one, alike in told_once([replace(each, path="") for each in read.problems])
    ]
    others = taking.others(store, (read,), now)
    return page(
        request,
        "plan_read.html",
        status=UNPROCESSABLE if problem else 200,
        said=said,
        tab=TAB,
        problem=problem,
        held=held,
        sessions=shown,
        count=len(read.sessions),
        more=len(read.sessions) - len(shown),
        says=said.sessions_said([one.day for one in read.sessions]) if read.sessions else "",
        has_time=read.availability != Availability(),
        problems=problems[:MOST_PROBLEMS],
        others=said.replace_said(taking.to_come(store, (read,), now)) if others else "",
        same=bool(_to_come(store, read.plan, now)),
    )


def keep(request: Request) -> Response:
    """Keep it, whole; where another plan stands already, only once it is said what becomes of that."""
    form = read_form(request)
    name = request.path_params["name"]
    with here().store() as store:
        held = readings(request).get(name)
        if held is None:
            return _gone(request, store)
        now = here().now(store.profile())
        others = taking.others(store, (held.read,), now)
        become = text(form, "others")
        if others and become not in {"replace", "add"}:
            return _look_page(request, store, held, problem=tr(said.CHOOSE))
        taking.keep(
            store,
            (held.read,),
            now,
            replacing=taking.to_come(store, (held.read,), now) if become == "replace" else (),
            clinician=text(form, "clinician") == "yes",
        )
    readings(request).drop(name)
    return RedirectResponse("/plan?done=brought", 303)


def drop(request: Request) -> Response:
    """Keep nothing of it."""
    readings(request).drop(request.path_params["name"])
    return RedirectResponse("/plan", 303)


def again(request: Request) -> Response:
    """The typed lines once more, to be changed."""
    with here().store() as store:
        held = readings(request).get(request.path_params["name"])
        return _gone(request, store) if held is None else bring_page(request, store, typed=held.typed)


# ------------------------------------------------------------------------------------------------------- removing


def sure_to_remove(request: Request) -> Response:
    """Ask before a plan is removed."""
    plan = request.query_params.get("plan", "")
    with here().store() as store:
        days = _to_come(store, plan, here().now(store.profile())) if plan else []
        if not days:
            return RedirectResponse("/plan/new", 303)
    return page(
        request, "plan_remove.html", said=said, tab=TAB, plan=plan, what=said.remove_said(plan, len(days), min(days))
    )


def remove_plan(request: Request) -> Response:
    """Remove what a plan still has to come."""
    plan = text(read_form(request), "plan")
    with here().store() as store:
        now = here().now(store.profile())
        if plan:
            store.add_plan((), plan, now.date(), now)
    return RedirectResponse("/plan?done=removed", 303)


routes = [
    Route("/plan/new", new),
    Route("/plan/read", read_typed, methods=["POST"]),
    Route("/plan/file", read_file, methods=["POST"]),
    Route("/plan/read/{name}", look),
    Route("/plan/read/{name}/again", again),
    Route("/plan/read/{name}/keep", keep, methods=["POST"]),
    Route("/plan/read/{name}/drop", drop, methods=["POST"]),
    Route("/plan/remove", sure_to_remove),
    Route("/plan/remove", remove_plan, methods=["POST"]),
]
