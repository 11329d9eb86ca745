"""`plan`: the coming days, agreeing to them, moving a session, bringing a plan in and taking it to a calendar."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from starlette.responses import Response

from sorewise.apps.here import here
from sorewise.apps.plan import agreed, as_data, taking
from sorewise.apps.plan.coming import DAYS, coming
from sorewise.apps.plan.stands import told
from sorewise.apps.plan.take import calendar_of
from sorewise.apps.plan.tell import was_cleared
from sorewise.apps.web.api.errors import CANNOT_BE, CONFLICT, NOT_FOUND, ProblemError
from sorewise.apps.web.api.operation import Call, Operation, Parameter
from sorewise.exporters.shared import ExportError
from sorewise.model.plain import as_plain
from sorewise.text.exports import refused_said
from sorewise.text.page import plain
from sorewise.text.web import api as said
from sorewise.text.web import plan as plan_said
from sorewise.text.week_other import refused_lines

if TYPE_CHECKING:
    from sorewise.apps.plan.coming import Coming
    from sorewise.importers.plans import PlanRead
    from sorewise.store import Store

MOST_DAYS = 28
CALENDAR = "text/calendar"


def week(call: Call) -> Any:
    """The coming days."""
    with here().store() as store:
        return as_data.week(coming(store, call.told["days"]))


def keep(call: Call) -> dict[str, int]:
    """Agree to what is proposed, or to another way, in the situation in which that was proposed."""
    with here().store() as store:
        found = _same(coming(store), call)
        way, ways = call.body.get("way", 0), found.replan.alternatives
        if way > len(ways):
            raise ProblemError(CANNOT_BE, "no_way", said.no_way(way, len(ways)), "/way")
        chosen = ways[way - 1] if way else found.replan
        if chosen.changes:
            agreed.keep(store, found, chosen.placements, "keep")
    return {"kept": len(chosen.changes)}


def _same(found: Coming, call: Call) -> Coming:
    """What was found, if it is the situation that was told. Raises ProblemError."""
    if call.body.get("situation", found.replan.situation) != found.replan.situation:
        raise ProblemError(CONFLICT, "changed_since", said.changed_since(), "/situation")
    return found


def undo(_call: Call) -> dict[str, bool]:
    """Take back what was agreed to last."""
    with here().store() as store:
        return {"undone": store.weeks.undo(here().now(store.profile())) is not None}


def cleared(_call: Call) -> dict[str, str]:
    """Take the runner's word that they were seen and may run again."""
    with here().store() as store:
        now = here().now(store.profile())
        was_cleared(store, now)
    return {"cleared": now.date().isoformat()}


def move(call: Call) -> Any:
    """What the week would be with a session on another day; kept only where that was asked for."""
    from sorewise.coach.week import MoveRefusedError, moved

    session, anyway = call.body["session"], call.body.get("anyway", False)
    with here().store() as store:
        found = _same(coming(store), call)
        if session not in found.sessions:
            raise ProblemError(NOT_FOUND, "no_session", said.no_session(session), "/session")
        day = _coming_day(call.body["day"], found)
        try:
            preview = moved(found.situation, found.book, session, day, anyway=anyway)
        except MoveRefusedError as refused:
            lines = refused_lines(session, day, refused.rules, told(found), final=refused.final)
            raise ProblemError(CONFLICT, "refused", plain(tuple(lines)), "/day") from refused
        if call.body.get("keep", False):
            agreed.keep(store, found, preview.placements, "move")
    return as_data.week(replace(found, replan=preview))


def _coming_day(text: str, found: Coming) -> date:
    try:
        day = date.fromisoformat(text)
    except ValueError as error:
        raise ProblemError(CANNOT_BE, "no_day", said.no_coming_day(text), "/day") from error
    if not 0 <= (day - found.situation.day).days < found.situation.days:
        raise ProblemError(CANNOT_BE, "no_day", said.no_coming_day(text), "/day")
    return day


def bring_in(call: Call) -> dict[str, Any]:
    """What a plan was understood to say; kept only where that was asked for."""
    from sorewise.importers.plans import read_plan

    with here().store() as store:
        profile = store.profile()
        now = here().now(profile)
        name = call.body.get("name") or plan_said.typed_name(now)
        read = read_plan(call.body["content"].encode(), name, today=now.date(), zone=profile.zone)
        keeping = call.body.get("keep", False) and bool(read.sessions)
        if keeping:
            replacing = _making_room(store, read, call)
            clinician = call.body.get("clinician", False)
            taking.keep(store, [read], now, replacing=replacing, clinician=clinician)
    return {"plans": as_plain([read]), "kept": keeping}


def _making_room(store: Store, read: PlanRead, call: Call) -> tuple[str, ...]:
    """The plans that make room. Raises ProblemError where there are some and nobody said what becomes of them."""
    now = here().now(store.profile())
    others = taking.others(store, [read], now)
    if others and "others" not in call.body:
        raise ProblemError(CONFLICT, "two_plans", said.two_plans(others), "/others")
    return taking.to_come(store, [read], now) if call.body.get("others") == "replace" else ()


def calendar(_call: Call) -> Response:
    """The plan as it was agreed to, as a calendar file."""
    with here().store() as store:
        try:
            data = calendar_of(store, coming(store, explained=False))
        except ExportError as error:
            raise ProblemError(CANNOT_BE, "export", refused_said(error.kind)) from error
    return Response(data, media_type=f"{CALENDAR}; charset=utf-8", headers={"Cache-Control": "no-store"})


AHEAD = Parameter(
    name="days", means=said.HOW_FAR_AHEAD, schema={"type": "integer", "minimum": 1, "maximum": MOST_DAYS}, default=DAYS
)
OPERATIONS = (
    Operation(verb="plan", path="/plan", says=said.PLAN, gives="Week", answer=week, parameters=(AHEAD,)),
    Operation(
        verb="plan keep", method="POST", path="/plan/keep", says=said.PLAN_KEEP, takes="KeepWeek", gives="WeekKept",
        answer=keep,
    ),
    Operation(
        verb="plan undo", method="POST", path="/plan/undo", says=said.PLAN_UNDO, takes="UndoWeek", gives="WeekUndone",
        answer=undo,
    ),
    Operation(
        verb="plan cleared", method="POST", path="/plan/cleared", says=said.PLAN_CLEARED, takes="Cleared",
        gives="WasCleared",
        answer=cleared,
    ),
    Operation(
        verb="plan move", method="POST", path="/plan/move", says=said.PLAN_MOVE, takes="MoveSession", gives="Week",
        answer=move, refuses=(NOT_FOUND,),
    ),
    Operation(
        verb="plan import", method="POST", path="/plan/import", says=said.PLAN_IMPORT, takes="BringPlan",
        gives="PlanTaken", answer=bring_in,
    ),
    Operation(
        verb="plan export", path="/plan/calendar.ics", says=said.PLAN_CALENDAR, gives="CalendarFile", answer=calendar,
        media=CALENDAR,
    ),
)  # fmt: skip
