"""`/plan`: the coming days with what this morning makes of them; keeping that, another way, or taking it back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from sorewise.apps.here import here
from sorewise.apps.plan.agreed import keep
from sorewise.apps.plan.coming import coming
from sorewise.apps.plan.tell import was_cleared
from sorewise.apps.web.forms import read_form, text
from sorewise.apps.web.handlers.plan_bring import bring_page
from sorewise.apps.web.known import known
from sorewise.apps.web.pages import page
from sorewise.apps.web.week.rows import rows
from sorewise.apps.web.week.sentences import Sentences, way_name
from sorewise.model.errors import InputError
from sorewise.model.verdict import REFERRAL, SAME_DAY
from sorewise.store.weeks import taken_back
from sorewise.text.errors import error_said
from sorewise.text.plan import cleared_asked
from sorewise.text.speech import tr
from sorewise.text.web import plan as said
from sorewise.text.week import NOT_BEST
from sorewise.text.week_words import CHANCE_MEANS

if TYPE_CHECKING:
    from sorewise.apps.plan.coming import Coming
    from sorewise.model.plan import Placement
    from sorewise.model.week import PlanChange
    from sorewise.store import Store

TAB = "/plan"
CONFLICT = 409
WEEK = 7
PROPOSED = "proposed"


def plan(request: Request) -> Response:
    """The coming days; without any, the offer to bring a plan. Kept while nothing of the record is otherwise."""
    with here().store() as store:
        mark, now, done = store.mark(), here().now(store.profile()), request.query_params.get("done", "")
        about = ("/plan", now.date(), done if done in said.DONE_SAID else "", here().book().version)
        return known(request).page(mark, about, lambda _: plan_page(request, store))


def plan_page(request: Request, store: Store, *, problem: str = "") -> Response:
    """The page as it is now; `problem` is why what was sent was not kept."""
    try:
        found = coming(store)
    except InputError as error:  # more than anybody trains: what is there can be removed
        return bring_page(request, store, problem=error_said(error), status=CONFLICT)
    replan, status = found.replan, CONFLICT if problem else 200
    if not found.situation.plan:
        return bring_page(request, store, problem=problem, status=status, empty=True)
    words = Sentences(found)
    shown = rows(found, replan.placements, replan.changes, words)
    return page(
        request,
        "plan.html",
        status=status,
        said=said,
        tab=TAB,
        problem=problem,
        done=tr(said.DONE_SAID.get(request.query_params.get("done", ""), "")),
        header=words.header(),
        checked_in=found.held is not None,
        weeks=[(said.THIS_WEEK, shown[:WEEK]), (said.NEXT_WEEK, shown[WEEK:])],
        changes=len(replan.changes),
        whys={change.session: words.why(change) for change in replan.changes},
        first=words.notices(first=True),
        notices=words.notices(first=False),
        ways=[words.way(one) for one in replan.alternatives],
        situation=replan.situation,
        best=replan.optimal,
        not_best=NOT_BEST,
        chance_means=CHANCE_MEANS,
        undo=_undo(store, found),
        sent=is_sent(found),
    )


def is_sent(found: Coming) -> bool:
    """Whether the runner was sent to somebody the same day or sooner, and has not said since that they were seen."""
    today = found.situation.today
    return today is not None and REFERRAL.index(today.referral) >= SAME_DAY


def _undo(store: Store, found: Coming) -> dict[str, Any] | None:
    """What Undo would take back; None if there is nothing."""
    versions = store.weeks.versions()
    if taken_back(versions, found.now) is None:
        return None
    last = versions[-1]
    return {"version": last.id, "said": said.undo_said(last.at)}


# -------------------------------------------------------------------------------------------------------- keeping


def keep_it(request: Request) -> Response:
    """Keep the proposal, or another way; only in the situation in which it was shown."""
    form = read_form(request)
    with here().store() as store:
        found = coming(store)
        if text(form, "situation") != found.replan.situation:
            return plan_page(request, store, problem=tr(said.CHANGED_SINCE))
        chosen = chosen_of(found, text(form, "way") or PROPOSED)
        if chosen is None:
            return plan_page(request, store, problem=tr(said.GONE_WAY))
        keep(store, found, chosen[0], "keep")
    return RedirectResponse("/plan?done=kept", 303)


def chosen_of(found: Coming, way: str) -> tuple[Sequence[Placement], Sequence[PlanChange]] | None:
    """Placements and changes of the proposal, or of the alternative called so; None if there is none."""
    if way == PROPOSED:
        return found.replan.placements, found.replan.changes
    named = {way_name(one): one for one in found.replan.alternatives}
    other = named.get(way)
    return None if other is None else (other.placements, other.changes)


def take_back(request: Request) -> Response:
    """Take back what was kept last; sent twice, or from an old page, it takes back nothing more."""
    with here().store() as store:
        versions, shown = store.weeks.versions(), text(read_form(request), "version")
        if not versions or versions[-1].id != shown:
            return plan_page(request, store, problem=tr(said.CHANGED_SINCE))
        earlier = store.weeks.undo(here().now(store.profile()), of=shown)
    return RedirectResponse(f"/plan?done={'nothing' if earlier is None else 'undone'}", 303)


def ask_cleared(request: Request) -> Response:
    """Ask before the runner's word is taken that somebody looked at it."""
    return page(request, "plan_cleared.html", said=said, tab=TAB, asked=cleared_asked())


def clear(_request: Request) -> Response:
    """Take that word."""
    with here().store() as store:
        was_cleared(store, here().now(store.profile()))
    return RedirectResponse("/plan?done=cleared", 303)


routes = [
    Route("/plan", plan),
    Route("/plan/cleared", ask_cleared),
    Route("/plan/cleared", clear, methods=["POST"]),
    Route("/plan/keep", keep_it, methods=["POST"]),
    Route("/plan/undo", take_back, methods=["POST"]),
]
