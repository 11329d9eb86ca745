"""`/recheck`: something changed since this morning. One tap, and the day is judged again."""

from __future__ import annotations

from dataclasses import replace

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from sorewise.apps.check import judged, keep
from sorewise.apps.day import page_of
from sorewise.apps.draft import started
from sorewise.apps.here import here
from sorewise.apps.screens import signs_by_group
from sorewise.apps.web.check_in.answers import number_of, signs_of
from sorewise.apps.web.check_in.checking import in_turn, is_kept, marked, new_name, now_of, of_day
from sorewise.apps.web.check_in.draft import token_of
from sorewise.apps.web.check_in.renewed import fitting
from sorewise.apps.web.forms import read_form, text, texts
from sorewise.apps.web.pages import page
from sorewise.model.answers import checked_value
from sorewise.model.errors import AnswerError, InputError
from sorewise.model.records import CheckIn, History
from sorewise.store import Store
from sorewise.text.asking import safety_groups
from sorewise.text.speech import tr
from sorewise.text.web import check_in as asked
from sorewise.text.web import today as said
from sorewise.text.web.body import spot_name


def recheck(request: Request) -> Response:
    """What may have changed."""
    with here().store() as store:
        history = store.history()
        morning = this_morning(history) or _nothing_yet(store, history)
    if morning is None:
        return RedirectResponse("/", 303)
    book = here().book()
    morning = fitting(morning, book)
    places = [(token_of(one), spot_name(one.region, one.key, one.side, book.regions)) for one in morning.spots]
    return page(request, "recheck.html", said=said, tab="/today", name=new_name(), places=places)


def serious(request: Request) -> Response:
    """The safety page, for a day that was judged already."""
    facts = list(here().chosen_book().safety_page.values())
    groups = list(zip(safety_groups(), signs_by_group(facts), strict=True))
    return page(
        request, "recheck_serious.html", said=asked, tab="/today", name=new_name(), groups=groups, ticked=()
    )  # fmt: skip


def take(request: Request) -> Response:
    """Judge the day again: a stricter answer replaces the verdict at once, a milder one does not."""
    form = read_form(request)
    with here().store() as store:
        history = store.history()
        now = now_of(history)
        morning = this_morning(history) or _nothing_yet(store, history)
        if morning is None and not signs_of(form, here().book()):
            return RedirectResponse("/", 303)
        morning = morning or started(now)  # a sign counts, whatever was told before it
        name = marked(text(form, "name"), form, now)
        if is_kept(history, name):
            return RedirectResponse("/today?judged=1", 303)  # sent twice
        before = replace(fitting(morning, here().book()), id=name, at=now)
        told = _changed(before, form)
        if told == before and text(form, "page") != "safety":
            return RedirectResponse("/recheck", 303)  # nothing was told
        found = judged(history, told)
        keep(store, found, page_of(found, history.profile), full=False)
    return RedirectResponse("/today?judged=1", 303)


def this_morning(history: History) -> CheckIn | None:
    """Today's last check-in of the morning."""
    return next((one for one in reversed(of_day(history, now_of(history))) if one.phase == "morning"), None)


def _nothing_yet(store: Store, history: History) -> CheckIn | None:
    """An empty check-in, where the verdict of the day came of a run or of the hours after one."""
    now = now_of(history)
    return started(now) if store.decisions(since=now.date(), until=now.date()) else None


def _changed(check_in: CheckIn, form: FormData) -> CheckIn:
    """This morning's answers with what the tap told."""
    facts = here().book().facts
    told = {name: checked_value(facts[name], text(form, name)) for name in ("gait",) if text(form, name)}
    if text(form, "hard_to_walk"):
        told["hard_to_walk"] = True
    check_in = replace(check_in, answers={**check_in.answers, **told})
    if text(form, "pain"):
        place, _, pain = text(form, "pain").partition(":")
        check_in = _with_pain(check_in, place, float(checked_value(facts["pain"], number_of(pain))))
    ticked = texts(form, "sign")
    if not all(sign in here().book().safety_page for sign in ticked):
        raise AnswerError(tr(asked.OLD_PAGE))
    if ticked or text(form, "page") == "safety":
        check_in = replace(check_in, safety=tuple(dict.fromkeys((*(check_in.safety or ()), *ticked))))
    return check_in


def _with_pain(check_in: CheckIn, place: str, pain: float) -> CheckIn:
    """Raises InputError for a place that is not sore any more: another tab may have changed the morning."""
    there = [token_of(spot) for spot in check_in.spots]
    if place not in there:
        raise InputError(tr(asked.OLD_SCREEN))
    spots = list(check_in.spots)
    at = there.index(place)
    spots[at] = replace(spots[at], answers={**spots[at].answers, "pain": pain})
    return replace(check_in, spots=tuple(spots))


routes = [
    Route("/recheck", recheck, methods=["GET"]),
    Route("/recheck", in_turn(take), methods=["POST"]),
    Route("/recheck/serious", serious),
]
