"""`check`: the morning's check-in, from question to verdict."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter

from sorewise.apps.cases import case_of, text_of
from sorewise.apps.day import data, mind_age, page_of, record_of
from sorewise.apps.draft import check_in_of, started
from sorewise.apps.here import here
from sorewise.apps.options import Json
from sorewise.apps.out import say_json, show
from sorewise.model.records import CheckIn, History, Profile

if TYPE_CHECKING:
    from sorewise.apps.keys import Keys
    from sorewise.morning import Morning
    from sorewise.store import Store

Answers = Annotated[
    str | None, Parameter("--answers", help="A JSON file of answers (- for what is piped in): no questions.")
]


def check(*, answers: Answers = None, as_json: Json = False) -> None:
    """Check in: a few questions, then today's verdict."""
    from dataclasses import replace

    with here().store() as store:
        history = store.history()
        if answers is None:
            from sorewise.apps.keys import keys
            from sorewise.apps.profile import first_asked

            sitting = keys()
            history = replace(history, profile=first_asked(history.profile, sitting, here().book()))
            found = interviewed(history, started(here().now(history.profile)), sitting)
        else:
            given = case_of(text_of(answers))
            check_in = check_in_of(given, here().now(history.profile), here().book())
            found = judged(history, check_in)
        finish(store, history.profile, found, full=True, as_json=as_json)


def judged(history: History, check_in: CheckIn) -> Morning:
    """What a check-in means. Raises InputError where a parent has to speak first."""
    from sorewise.morning import morning

    mind_age(history.profile, check_in.answers, check_in.at)
    return morning(here().book(), history, check_in, now=check_in.at)


def interviewed(history: History, check_in: CheckIn, sitting: Keys) -> Morning:
    """Ask until it is settled."""
    from sorewise.apps.asking import Asking
    from sorewise.apps.screens import Interview

    return Interview(Asking(sitting, here().book()), lambda one: judged(history, one)).held(check_in)


def finish(store: Store, profile: Profile, found: Morning, *, full: bool, as_json: bool) -> None:
    """Keep the check-in with its decision, then show it."""
    page = page_of(found, profile)
    store.save_check_in(found.check_in, record_of(found, page, full=full))
    if as_json:
        say_json(as_data(found))
    else:
        show(page)


def as_data(found: Morning) -> dict[str, object]:
    """A morning for programs: the decision, with session, recovery and what would change it."""
    return {
        **found.decision.as_json(),
        "would_change": [change.as_json() for change in found.changes],
        "session": data(found.session),
        "recovery": data(found.recovery),
    }
