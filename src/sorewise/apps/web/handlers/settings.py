"""`/settings`: who the runner is, how they are spoken to, and by which rules they are judged."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from sorewise.apps.day import PARENT_SPEAKS_UNTIL, mind_age
from sorewise.apps.days import clock_of
from sorewise.apps.here import here
from sorewise.apps.overlays import CHOICES, Choice
from sorewise.apps.rulebooks import book_of, effect_of
from sorewise.apps.web.about_you import inputs, known_zone, read, zones
from sorewise.apps.web.forms import read_form, text
from sorewise.apps.web.inputs import told
from sorewise.apps.web.pages import page
from sorewise.apps.who import groups, private_facts
from sorewise.engine.book import Rulebook
from sorewise.exporters import reminder
from sorewise.model.errors import InputError, RulebookError
from sorewise.model.records import Profile
from sorewise.store import Store
from sorewise.text import rulebooks as books_said
from sorewise.text.errors import error_said
from sorewise.text.speech import tr
from sorewise.text.web import settings as said

TAB = "/more"
UNPROCESSABLE = 422
DAYS_JUDGED = 365
"""As far back as a page looks for mornings that would read differently."""
MORNING = "06:30"
DONE = {"saved": said.SAVED, "rulebook": said.RULEBOOK_TAKEN, "forgotten": said.FORGOTTEN}


def settings(request: Request) -> Response:
    """Everything that can be set."""
    with here().store() as store:
        return _page(request, store)


def save(request: Request) -> Response:
    """Keep what was told, all of it or, where something is wrong, nothing."""
    form = read_form(request)
    with here().store() as store:
        before = store.profile()
        after, wrong = read(form, before, _readable())
        if wrong:
            return _page(request, store, form=form, wrong=wrong)
        if after != before:
            store.save_profile(after)
    return RedirectResponse("/settings?done=saved", 303)


def _page(
    request: Request, store: Store, *, form: FormData | None = None, wrong: Mapping[str, str] | None = None
) -> Response:
    profile, book = store.profile(), _readable()
    typed = {name: text(form, name) for name in form} if form is not None else {}
    facts, speech = inputs(profile, book)
    switched_on = [str(one) for one in form.getlist("group")] if form is not None else profile.switched_on
    return page(
        request,
        "settings.html",
        status=UNPROCESSABLE if wrong else 200,
        said=said,
        tab=TAB,
        done=tr(DONE.get(request.query_params.get("done", ""), "")),
        wrong=bool(wrong),
        facts=told(facts, typed, wrong or {}),
        speech=told(speech, typed, wrong or {}),
        zones=zones(),
        private=[
            (group, said.group_name(group), said.group_why(group), group in switched_on) for group in groups(book)
        ],
        parent=_parent(profile, form),
        rulebook=_rulebook(profile),
        reminder_at=typed.get("at", MORNING),
        reminder_wrong=(wrong or {}).get("at", ""),
    )


def _readable() -> Rulebook:
    """The rulebook in use; ours where the chosen one has a mistake: this page is the way out of it."""
    try:
        return here().book()
    except RulebookError:
        return here().book_over(None)


def _parent(profile: Profile, form: FormData | None) -> dict[str, Any] | None:
    """The parent's word, where one is needed or was given."""
    try:
        mind_age(replace(profile, parent_agreed=False), {}, here().now(profile))
    except InputError:
        needed = True
    else:
        needed = False
    if not (needed or profile.parent_agreed):
        return None
    agreed = profile.parent_agreed if form is None else text(form, "parent") == "yes"
    return {"agreed": agreed, "why": tr(said.PARENT_WHY, age=PARENT_SPEAKS_UNTIL)}


def _rulebook(profile: Profile) -> dict[str, Any]:
    try:
        here().book()
    except RulebookError as error:
        mistakes = error.mistakes
    else:
        mistakes = []
    started = here().rulebook
    return {
        "now": tr(said.RULEBOOK_NOW, name=books_said.name_of(profile.rulebook)),
        "about": tr(books_said.ABOUT[profile.rulebook]),
        "others": [
            (choice, tr(said.RULEBOOK_LOOK, name=books_said.name_of(choice)), tr(books_said.ABOUT[choice]))
            for choice in CHOICES
            if choice != profile.rulebook
        ],
        "started": tr(said.RULEBOOK_STARTED, folder=str(started)) if started else "",
        "mistakes": mistakes,
    }


# -------------------------------------------------------------------------------------------------- rulebook


def look_at_rulebook(request: Request) -> Response:
    """What a choice would change, before it is made."""
    with here().store() as store:
        choice = _choice(request.path_params["choice"])
        return RedirectResponse("/settings", 303) if choice is None else _rulebook_page(request, store, choice)


def take_rulebook(request: Request) -> Response:
    """Choose it, if it can be used."""
    with here().store() as store:
        choice = _choice(request.path_params["choice"])
        if choice is None:
            return RedirectResponse("/settings", 303)
        try:
            book_of(choice, store.place)
        except (InputError, RulebookError):
            return _rulebook_page(request, store, choice)
        store.save_profile(replace(store.profile(), rulebook=choice))
    return RedirectResponse("/settings?done=rulebook", 303)


def _choice(name: str) -> Choice | None:
    return next((choice for choice in CHOICES if choice == name), None)


def _rulebook_page(request: Request, store: Store, choice: Choice) -> Response:
    problem, mistakes, lines, summary = "", [], [], ""
    try:
        found = effect_of(store, _readable(), book_of(choice, store.place), DAYS_JUDGED)
        lines = list(books_said.page(found))
        summary = books_said.how_many(found, DAYS_JUDGED)
    except RulebookError as error:
        problem, mistakes = tr(said.RULEBOOK_MISTAKES), error.mistakes
    except InputError as error:
        problem = error_said(error)
    return page(
        request,
        "rulebook.html",
        status=UNPROCESSABLE if problem else 200,
        said=said,
        tab=TAB,
        title=tr(said.RULEBOOK_TITLE, name=books_said.name_of(choice)),
        about=tr(books_said.ABOUT[choice]),
        choice=choice,
        in_use=store.profile().rulebook == choice,
        problem=problem,
        mistakes=mistakes,
        summary=summary,
        lines=lines,
    )


# ---------------------------------------------------------------------------------------------- private groups


def sure_to_forget(request: Request) -> Response:
    """Ask before a private group is deleted."""
    group = request.path_params["group"]
    with here().store():
        known = group in groups(_readable())
    if not known:
        return RedirectResponse("/settings", 303)
    title = tr(said.FORGET_TITLE, group=said.group_name(group))
    return page(request, "forget.html", said=said, tab=TAB, group=group, title=title)


def forget(request: Request) -> Response:
    """Delete a private group from everything that is kept."""
    group = request.path_params["group"]
    with here().store() as store:
        book = _readable()
        if group not in groups(book):
            return RedirectResponse("/settings", 303)
        store.forget(group, private_facts(book))
    return RedirectResponse("/settings?done=forgotten", 303)


# --------------------------------------------------------------------------------------------------- reminder


def reminder_file(request: Request) -> Response:
    """A daily reminder for the runner's calendar."""
    sent = request.query_params.get("at", MORNING)
    with here().store() as store:
        profile = store.profile()
        try:
            at = clock_of(sent)
        except InputError:
            return _page(request, store, form=FormData({"at": sent}), wrong={"at": tr(said.NO_TIME)})
    content = reminder.document(
        tr(said.REMINDER_NAME), at, known_zone(profile), now=here().clock(), link=str(request.base_url)
    )
    headers = {"Content-Disposition": 'attachment; filename="sorewise-reminder.ics"'}
    return Response(content, media_type="text/calendar; charset=utf-8", headers=headers)


routes = [
    Route("/settings", settings),
    Route("/settings", save, methods=["POST"]),
    Route("/settings/rulebook/{choice}", look_at_rulebook),
    Route("/settings/rulebook/{choice}", take_rulebook, methods=["POST"]),
    Route("/settings/forget/{group}", sure_to_forget),
    Route("/settings/forget/{group}", forget, methods=["POST"]),
    Route("/reminder.ics", reminder_file),
]
