"""What a screen of a check-in told: which screen it was, what of it may be told there, and the check-in with it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from starlette.datastructures import FormData

from sorewise.apps.day import with_profile
from sorewise.apps.web.check_in.answers import Read, number_of, read_answers
from sorewise.apps.web.check_in.checking import Checking
from sorewise.apps.web.check_in.draft import ABOUT, FEEL, SAFETY, WHERE, Shown, is_at, placed, with_answers, with_places
from sorewise.apps.web.check_in.steps import OF_THE_MAP, Step, questions_of
from sorewise.apps.web.forms import text, texts
from sorewise.apps.who import ASKED_FIRST
from sorewise.engine.ask import PAGE_OF
from sorewise.engine.book import Rulebook
from sorewise.engine.outlook import may_ask
from sorewise.model.answers import checked_value
from sorewise.model.errors import AnswerError, InputError
from sorewise.model.records import CheckIn, History, Spot
from sorewise.model.verdict import Place
from sorewise.store import Store
from sorewise.text.speech import tr
from sorewise.text.web import check_in as said

OF_THE_ENGINE = ("legs", "spot", "follow_up")
"""Pages whose questions the engine chooses."""


def step_of(form: FormData, checking: Checking) -> Step:
    """Which screen was answered: the form names it, so that an old page sent again is taken for what it is.

    Raises InputError for a screen that this check-in does not have, such as one of a place that was taken out.
    """
    shown = Shown(page=text(form, "page"), place=_place_named(text(form, "place")), facts=tuple(texts(form, "asks")))
    there = shown.place is None or any(is_at(spot, shown.place) for spot in checking.draft.check_in.spots)
    if not there or shown.page not in {FEEL, WHERE, SAFETY, ABOUT, *OF_THE_ENGINE}:
        raise InputError(tr(said.OLD_SCREEN))
    return again(shown, checking)


def again(shown: Shown, checking: Checking) -> Step:
    """A screen as it would be shown again. It asks what its page may ask, whatever else was named."""
    if shown.page == SAFETY:
        return safety_step(checking)
    possible = _possible(shown.page, checking)
    facts = [name for name in dict.fromkeys(shown.facts) if name in possible]
    return Step(page=shown.page, place=shown.place, questions=questions_of(facts, checking.book))


def _possible(page: str, checking: Checking) -> set[str]:
    """The facts that a page may ask: what the person can tell, and nothing of the safety page, the map or the past."""
    if page == ABOUT:
        return set(ASKED_FIRST)
    if page not in OF_THE_ENGINE:
        return set()
    book, profile = checking.book, checking.history.profile
    return {
        fact.part_of or fact.asked_as or name
        for name, fact in book.facts.items()
        if PAGE_OF.get(fact.page, fact.page) == page
        and may_ask(fact, checking.draft.check_in.phase)
        and name not in OF_THE_MAP
        and (not fact.private or fact.private in profile.switched_on)
    }


def safety_step(checking: Checking) -> Step:
    """The safety page, whole."""
    return Step(page=SAFETY, questions=questions_of(list(checking.book.safety_page), checking.book))


def _place_named(token: str) -> Place | None:
    if not token:
        return None
    region, side, key = (*token.split("."), "", "")[:3]
    return Place(region, side or None, key or None)


def taken(form: FormData, checking: Checking, step: Step) -> Read:
    """What this screen told, which the draft holds from then on."""
    draft, book = checking.draft, checking.book
    check_in, read = draft.check_in, Read()
    if step.page == WHERE:
        check_in, read = _places(form, check_in, book)
    elif step.page == SAFETY:
        check_in, read = _signs(form, check_in, book)
    else:
        read = read_answers(form, step.shown.facts, book)
        if step.page == ABOUT:
            checking.history = _profiled(checking.store, checking.history, read.values)
        else:
            check_in = with_answers(check_in, read.values, book.facts, step.place)
    checking.draft = replace(draft, check_in=check_in) if read.wrong else draft.after(step.shown, check_in)
    return read


def _signs(form: FormData, check_in: CheckIn, book: Rulebook) -> tuple[CheckIn, Read]:
    """A tick counts, whichever button was pressed with it. A sign that was not shown is never taken for none."""
    ticked = dict.fromkeys(texts(form, "sign"))
    if not all(sign in book.safety_page for sign in ticked) or text(form, "book") != book.version:
        return check_in, Read(wrong={SAFETY: tr(said.OLD_PAGE)})
    return replace(check_in, safety=tuple(ticked)), Read()


def _places(form: FormData, check_in: CheckIn, book: Rulebook) -> tuple[CheckIn, Read]:
    told: list[tuple[Spot, float | None]] = []
    read = Read()
    for token in dict.fromkeys(texts(form, "spot")):
        spot = placed(token, book.region_of_key)
        if spot is None:
            read.wrong["spot"] = tr(said.NO_PLACE)
            continue
        sent = text(form, f"pain.{token}")
        try:
            pain = checked_value(book.facts["pain"], number_of(sent)) if sent else None
        except AnswerError:
            read.wrong[token] = tr(said.PAIN_RANGE)
            pain = None
        told.append((spot, pain))
    if not told:
        read.wrong["spot"] = tr(said.WHERE_NONE)
    return check_in if read.wrong else with_places(check_in, told), read


def _profiled(store: Store, history: History, told: dict[str, Any]) -> History:
    """The history with what was told about the runner, kept at once: it outlives this check-in."""
    profile = with_profile(history.profile, **told)
    if profile != history.profile:
        store.save_profile(profile)
    return replace(history, profile=profile)
