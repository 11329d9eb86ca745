"""`/today`: the verdict that holds today as it was shown, what stands behind it, and the recovery plan to tick off."""

from __future__ import annotations

from contextlib import suppress

from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from sorewise.apps.books import Again, judged_again, of_its_day
from sorewise.apps.day import holding, manner_of, shown_page
from sorewise.apps.here import here
from sorewise.apps.plan.coming import coming
from sorewise.apps.plan.limit import todays
from sorewise.apps.web.ahead.verdict import Beside, beside, forecast_with
from sorewise.apps.web.forms import read_form, text
from sorewise.apps.web.known import known
from sorewise.apps.web.pages import page
from sorewise.apps.web.verdict import HEADLINES, arranged, entries_of, kind_of
from sorewise.model.records import Profile
from sorewise.store import DecisionRecord, Store
from sorewise.text import forecast as words
from sorewise.text import learned as learned_words
from sorewise.text.commands import headline
from sorewise.text.emergency import dialled
from sorewise.text.page import Line, Page, plain
from sorewise.text.web import forecast as ahead_said
from sorewise.text.web import plan as plan_said
from sorewise.text.web import today as said

WIDTH = 80
LONGEST_ITEM = 100
"""More letters than the name of any step of a recovery plan has."""


def today(request: Request) -> Response:
    """The verdict that holds, or the check-in where there is none yet."""
    with here().store() as store:
        mark, profile = store.mark(), store.profile()
        records = _of_today(store, profile)
        held = holding(records)
        if held is None:
            return RedirectResponse("/", 303)
        ticked = store.ticks.of(held.id)
    judged = _judged(request, records, held)
    about = ("/today", held.id, ticked, judged)
    return known(request).page(mark, about, lambda name: _today(request, name, profile, records, held, ticked, judged))


def _today(
    request: Request,
    name: str,
    profile: Profile,
    records: tuple[DecisionRecord, ...],
    held: DecisionRecord,
    ticked: frozenset[str],
    judged: str,
) -> Response:
    kind = kind_of(held)
    changes, ahead = _coming_days(held, kind)
    return page(
        request,
        "help_now.html" if kind == "help" else "today.html",
        said=said,
        tab="/today",
        view=arranged(shown_page(held), kind),
        looks=HEADLINES,
        given=said.given(held.at),
        record=held,
        name=name,
        ticked=ticked,
        number=dialled(profile.country),
        judged=judged,
        changes=plan_said.changes_said(changes) if changes else "",
        formats=plan_said.TAKE_WHAT if todays(held) is not None else {},
        plan_said=plan_said,
        ahead=ahead,
        ahead_said=ahead_said,
        words=words,
        learned=learned_words,
        earlier=[said.at_clock(one.at, headline(str(one.decision["headline"]))) for one in records if one is not held],
    )


def _coming_days(held: DecisionRecord, kind: str) -> tuple[int, Beside | None]:
    """How many coming sessions change, and how the coming mornings may be.

    0 and None where that cannot be told, since the verdict is shown all the same.
    """
    changes, ahead = 0, None
    with here().store() as store, suppress(Exception):
        found = coming(store, explained=False)
        changes = len(found.replan.changes)
        forecast = None if kind == "help" else forecast_with(store, held, found.history)
        if forecast is not None:
            ahead = beside(store, held, forecast, found.history)
    return changes, ahead


def _of_today(store: Store, profile: Profile) -> tuple[DecisionRecord, ...]:
    day = here().now(profile).date()
    return store.decisions(since=day, until=day)


def _judged(request: Request, records: tuple[DecisionRecord, ...], held: DecisionRecord) -> str:
    """What a check that has just been made did to the day; said for good where what was told last is not what holds."""
    if records[-1] is not held:
        return said.still_holds(held.at)
    return said.now_holds(held.at) if "judged" in request.query_params else ""


def as_text(_: Request) -> Response:
    """The same page as plain text, to hand on or to print."""
    with here().store() as store:
        held = holding(_of_today(store, store.profile()))
    if held is None:
        return RedirectResponse("/", 303)
    return PlainTextResponse(plain(shown_page(held), WIDTH) + "\n")


def why(request: Request) -> Response:
    """Every rule behind the verdict, and those that were checked and did not fire."""
    with here().store() as store:
        profile = store.profile()
        held = holding(_of_today(store, profile))
        if held is None:
            return RedirectResponse("/", 303)
        again = _again(store, held, profile)
    lines = shown_page(held) if again is None else _why_page(again, profile)
    silent = [] if again is None else _silent(again)
    view = arranged(lines, kind_of(held))
    return page(
        request, "why.html", said=said, tab="/today", view=view, top=entries_of(view.top), silent=silent,
        gone=again is None, looks=HEADLINES,
    )  # fmt: skip


def _again(store: Store, held: DecisionRecord, profile: Profile) -> Again | None:
    book = of_its_day(store, held)
    return None if book is None else judged_again(held, book, profile.switched_on)


def _why_page(again: Again, profile: Profile) -> Page:
    from sorewise.engine.change import what_would_change
    from sorewise.text.why import why_page

    changes = what_would_change(again.book, again.state)
    return why_page(again.decision, again.book, manner_of(profile), changes=changes)


def _silent(again: Again) -> list[tuple[str, str]]:
    """Id and sentence of each rule of the phase that did not speak."""
    spoke = {reason.rule.spec for reason in again.decision.reasons}
    rules = [rule for rule in again.book.rules if rule.runs_in(again.state.phase) and not rule.note]
    return [(rule.id, rule.says) for rule in rules if rule.spec not in spoke]


def recovery(request: Request) -> Response:
    """The whole recovery plan, to be ticked off."""
    with here().store() as store:
        profile = store.profile()
        held = holding(_of_today(store, profile))
        if held is None:
            return RedirectResponse("/", 303)
        again = _again(store, held, profile)
        ticked = store.ticks.of(held.id)
    lines = (Line(said.NO_RECOVERY),) if again is None or kind_of(held) == "help" else _plan(again, held, profile)
    return page(
        request, "recovery.html", said=said, tab="/today", view=arranged(lines, kind_of(held)), record=held,
        ticked=ticked,
    )  # fmt: skip


def _plan(again: Again, held: DecisionRecord, profile: Profile) -> Page:
    from sorewise.coach.recovery import recovery_plan
    from sorewise.text.recovery import recovery_page

    plan = recovery_plan(again.decision, again.book, now=held.at)
    first, *rest = recovery_page(plan, again.decision, again.book, manner_of(profile))
    return (Line(first.text, "heading", about="recovery"), *rest)


def tick(request: Request) -> Response:
    """Tick a step of the recovery plan off, or take the tick away."""
    form = read_form(request)
    item, back = text(form, "item"), text(form, "back")
    with here().store() as store:
        record = store.decision(text(form, "decision"))
        if record is not None and 0 < len(item) <= LONGEST_ITEM:
            store.ticks.set(record.id, item, on=text(form, "on") == "yes", at=here().clock())
    return RedirectResponse("/today/recovery#recovery" if back == "recovery" else "/today#recovery", 303)


routes = [
    Route("/today", today),
    Route("/today.txt", as_text),
    Route("/today/why", why),
    Route("/today/recovery", recovery),
    Route("/today/tick", tick, methods=["POST"]),
]
