"""`/plan/move`: moving a session: to which day, what that would change, and keeping it there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from sorewise.apps.here import here
from sorewise.apps.plan.agreed import keep
from sorewise.apps.plan.coming import coming
from sorewise.apps.web.forms import read_form, text
from sorewise.apps.web.pages import page
from sorewise.apps.web.week.sentences import Sentences
from sorewise.coach.week import MoveRefusedError, moved
from sorewise.model.plan import Placement, PlannedSession
from sorewise.text.speech import tr
from sorewise.text.web import plan as said

if TYPE_CHECKING:
    from sorewise.apps.plan.coming import Coming
    from sorewise.model.week import Replan

TAB = "/plan"
CONFLICT, UNPROCESSABLE = 409, 422


@dataclass(frozen=True, kw_only=True)
class Day:
    """A day to move to: whether the session stands there, and what the rules that are against it say."""

    day: date
    name: str
    here: bool = False
    against: Sequence[str] = ()


class Move:
    """A session on its way to another day."""

    def __init__(self, found: Coming, session: str) -> None:
        """Raises HTTPException 404 for a session that is not among the coming ones."""
        if session not in found.sessions:
            raise HTTPException(404)
        self.found = found
        self.session: PlannedSession = found.sessions[session]
        self.words = Sentences(found)
        self.placement = next(
            (one for one in found.replan.placements if one.session == session),
            Placement(session=session, day=self.session.day),
        )

    @property
    def name(self) -> str:
        """The session as it stands."""
        return self.words.session(self.session, self.placement) or self.words.session(self.session)

    def named(self, day: date) -> str:
        """A day in words."""
        return said.day_near(day, self.found.situation.day)

    def day(self, told: str) -> date | None:
        """One of the coming days; None for anything else."""
        try:
            day = date.fromisoformat(told)
        except ValueError:
            return None
        return day if 0 <= (day - self.found.situation.day).days < self.found.situation.days else None

    def days(self) -> list[Day]:
        """Every coming day, with what is against it."""
        first = self.found.situation.day
        return [self._tried(first + timedelta(days=ahead)) for ahead in range(self.found.situation.days)]

    def _tried(self, day: date) -> Day:
        if day == self.placement.day:
            return Day(day=day, name=self.named(day), here=True)
        try:
            moved(self.found.situation, self.found.book, self.session.id, day, explained=False)
        except MoveRefusedError as refused:
            return Day(day=day, name=self.named(day), against=[self.words.rule(rule) for rule in refused.rules])
        return Day(day=day, name=self.named(day))


def choose(request: Request) -> Response:
    """To which day; with one in the address, what that would change."""
    asked = request.query_params
    with here().store() as store:
        move = Move(coming(store, explained=False), asked.get("session", ""))
        if not asked.get("day"):
            return _choose_page(request, move)
        day = move.day(asked["day"])
        if day is None:
            return _choose_page(request, move, problem=tr(said.DAY_WRONG))
        return _preview_page(request, move, day, anyway=asked.get("anyway") == "yes")


def _choose_page(request: Request, move: Move, *, problem: str = "") -> Response:
    fixed = move.session.hold == "fixed"
    return page(
        request,
        "plan_move.html",
        status=UNPROCESSABLE if problem else 200,
        said=said,
        tab=TAB,
        problem=problem,
        id=move.session.id,
        name=move.name,
        stands=move.named(move.placement.day),
        fixed=fixed,
        days=[] if fixed else move.days(),
    )


def _preview_page(request: Request, move: Move, day: date, *, anyway: bool = False, problem: str = "") -> Response:
    """What the move would change, or the rules that are against it."""
    found, refused, others, agreed = move.found, None, [], 0
    try:
        preview = moved(found.situation, found.book, move.session.id, day, anyway=anyway)
        others = Sentences(found, preview).beside(move.session.id, found.replan.placements)
        agreed = _agreed_with_it(found, preview, move.session.id)
    except MoveRefusedError as error:
        refused = error
    return page(
        request,
        "plan_preview.html",
        status=CONFLICT if problem else 200,
        said=said,
        tab=TAB,
        problem=problem,
        id=move.session.id,
        name=move.name,
        day=day,
        to=move.named(day),
        same=day == move.placement.day,
        anyway=anyway,
        situation=found.replan.situation,
        others=others,
        agreed=said.agreed_with_it(agreed) if agreed else "",
        against=[(rule, move.words.rule(rule)) for rule in refused.rules] if refused else [],
        final=refused is not None and refused.final,
    )


def _agreed_with_it(found: Coming, preview: Replan, session: str) -> int:
    """How many changes that were proposed already are kept with the move."""
    proposed = {one.session: (one.day, one.form) for one in found.replan.placements}
    stand = {one.session: (one.day, one.form) for one in preview.placements}
    return sum(proposed.get(one.session) == stand.get(one.session) for one in preview.changes if one.session != session)


def keep_there(request: Request) -> Response:
    """Keep the session on that day, in the situation in which that was shown."""
    form = read_form(request)
    with here().store() as store:
        found = coming(store, explained=False)
        move = Move(found, text(form, "session"))
        day, anyway = move.day(text(form, "day")), text(form, "anyway") == "yes"
        if day is None:
            return _choose_page(request, move, problem=tr(said.DAY_WRONG))
        if text(form, "situation") != found.replan.situation:
            return _preview_page(request, move, day, anyway=anyway, problem=tr(said.CHANGED_SINCE))
        try:
            preview = moved(found.situation, found.book, move.session.id, day, anyway=anyway)
        except MoveRefusedError:
            return _preview_page(request, move, day, anyway=anyway)
        keep(store, found, preview.placements, "move")
    return RedirectResponse("/plan?done=moved", 303)


routes = [
    Route("/plan/move", choose),
    Route("/plan/move", keep_there, methods=["POST"]),
]
