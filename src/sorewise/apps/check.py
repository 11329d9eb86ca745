"""`check`: the morning's check-in, from question to verdict."""

from __future__ import annotations

import sys
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter

from sorewise.apps.books import our_text, overlay_text
from sorewise.apps.cases import case_of, text_of
from sorewise.apps.day import data, mind_age, page_of, record_of
from sorewise.apps.draft import check_in_of, started
from sorewise.apps.here import here
from sorewise.apps.options import Json
from sorewise.apps.out import say_json, show
from sorewise.apps.replay import after_upgrade
from sorewise.model.errors import InputError
from sorewise.model.records import CheckIn, History, Profile
from sorewise.store import DecisionRecord
from sorewise.text import asking as said
from sorewise.text import commands
from sorewise.text.page import Line, Page

if TYPE_CHECKING:
    from sorewise.apps.keys import Keys
    from sorewise.morning import Morning, Past
    from sorewise.store import Store

AnswersFile = Annotated[
    str | None,
    Parameter(
        "--answers", allow_leading_hyphen=True, help="A JSON file of answers (- for what is piped in): no questions."
    ),
]


def check(*, answers: AnswersFile = None, as_json: Json = False) -> None:
    """Check in: a few questions, then today's verdict."""
    with here().store() as store:
        after_upgrade(store, quiet=as_json)
        history = store.history()
        if answers is None:
            history, found = _asked(history)
        else:
            given = case_of(text_of(answers))
            found = judged(history, check_in_of(given, here().now(history.profile), here().book()))
        finish(store, history.profile, found, as_json=as_json)


def _asked(history: History) -> tuple[History, Morning]:
    """By questions: who it is if that is not known yet, then the morning."""
    from sorewise.apps.keys import keys
    from sorewise.apps.profile import first_asked
    from sorewise.apps.who import with_kept

    sitting = keys()
    show([Line(said.opening(), "quiet")])
    history = replace(history, profile=first_asked(history.profile, sitting, here().book()))
    found = interviewed(history, started(here().now(history.profile)), sitting)
    return replace(history, profile=with_kept(history.profile, found.check_in.answers)), found


def judged(history: History, check_in: CheckIn, past: Past | None = None) -> Morning:
    """What a check-in means. Raises InputError where a parent has to speak first."""
    from sorewise.morning import morning

    mind_age(history.profile, check_in.answers, check_in.at)
    return morning(here().book(), history, check_in, now=check_in.at, known_past=past)


def interviewed(history: History, check_in: CheckIn, sitting: Keys) -> Morning:
    """Ask until it is settled."""
    from sorewise.apps.asking import Asking
    from sorewise.apps.screens import Interview
    from sorewise.morning import Past

    past = Past(here().book(), history, check_in.at)
    found = Interview(Asking(sitting, here().book()), lambda one: judged(history, one, past), check_in).held()
    if found.check_in.answers == {} and not found.check_in.spots and found.check_in.safety is None:
        raise InputError(commands.nothing_answered())
    show([Line("", "gap")])
    return found


def finish(store: Store, profile: Profile, found: Morning, *, as_json: bool) -> None:
    """Keep a whole check-in with its decision; show it, how the coming mornings may be, and what the week becomes."""
    from sorewise.apps.ahead.keeping import forecast_after, lines_after
    from sorewise.apps.plan.after import lines, week_after

    page = page_of(found, profile)
    record = keep(store, found, page, full=True, profile=profile)
    if not as_json:
        show(page)  # before anything else: whatever becomes of the week, the verdict is told
        sys.stdout.flush()
    forecast = forecast_after(store, record)
    if forecast and not as_json:
        show(lines_after(store, record, forecast))
    week = week_after(store, found.check_in.day)
    if as_json:
        from sorewise.model.plain import as_plain

        say_json({**as_data(found), "week": as_plain(week.replan) if week else None})
    elif week:
        show(lines(week))


def keep(
    store: Store, found: Morning, page: Page, *, full: bool, profile: Profile | None = None, name: str = ""
) -> DecisionRecord:
    """Keep a check-in with its decision and what it was decided by, all or nothing.

    `name` is the id of the decision, so that what is sent twice is kept once; without one it gets its own.
    """
    record = record_of(found, page, full=full, overlay=overlay_text(here().overlay))
    record = replace(record, id=name or record.id)
    changed = profile if profile is not None and profile != store.profile() else None
    store.save_check_in(found.check_in, record, profile=changed, rulebook=our_text(found.book))
    here().progress.kept = True
    return record


def as_data(found: Morning) -> dict[str, object]:
    """A morning for programs: the decision, with session, recovery and what would change it."""
    return {
        **found.decision.as_json(),
        "would_change": [change.as_json() for change in found.changes],
        "session": data(found.session),
        "recovery": data(found.recovery),
    }
