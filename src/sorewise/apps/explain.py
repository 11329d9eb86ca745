"""`import --explain`: where a session comes from, and why several tellings of it are one."""

from __future__ import annotations

from collections.abc import Sequence

from sorewise.apps.day import data, manner_of
from sorewise.apps.here import here
from sorewise.apps.out import say_json, show
from sorewise.model.errors import InputError
from sorewise.model.records import History, Session
from sorewise.store.combine import told_by
from sorewise.text import origins as said
from sorewise.text.page import Line


def explain(which: str, *, as_json: bool) -> None:
    """Show the places that told the sessions called `which`: an id, the beginning of one, or a day."""
    with here().store() as store:
        history = store.history()
    found = sessions_called(history, which)
    if as_json:
        say_json({"sessions": [as_data(session) for session in found]})
        return
    for number, session in enumerate(found):
        show([Line("", "gap")] if number else [])
        show(said.page(session, told_by(session), manner_of(history.profile)))


def as_data(session: Session) -> dict[str, object]:
    """The session with its places and the fields that are their word."""
    places = [{**data(place), "told": list(told)} for place, told in told_by(session)]
    return {**data(session), "origins": places}


def sessions_called(history: History, which: str) -> Sequence[Session]:
    """The session of this id, else those of this day, else the only one whose id begins so. Raises InputError."""
    exact = [one for one in history.sessions if one.id == which]
    on_day = [one for one in history.sessions if which == one.day.isoformat()]
    begun = [one for one in history.sessions if which and one.id.startswith(which)]
    found = exact or on_day or (begun if len(begun) == 1 else [])
    if not found:
        raise InputError(said.none_called(which), session=which)
    return found
