"""`history`, `replay` and `undo`: what has been, under the rulebook of today too, and taking the last write back."""

from __future__ import annotations

from typing import Any

from sorewise.apps import history as histories
from sorewise.apps.ahead.as_data import outcome_data
from sorewise.apps.data import undone
from sorewise.apps.day import data
from sorewise.apps.here import here
from sorewise.apps.replay import DAYS, RULEBOOK, replayed
from sorewise.apps.web.api.errors import CONFLICT, ProblemError
from sorewise.apps.web.api.operation import Call, Operation, Parameter
from sorewise.text.web import api as said

MOST_DAYS = 36_525


def history(call: Call) -> dict[str, Any]:
    """The verdicts and sessions of the last days, and how the mornings after the verdicts of a year went."""
    with here().store() as store:
        found = histories.looked_back(store, call.told["days"])
        outcomes = histories.outcomes_of_year(store, found.known)
    return {**histories.as_data(found), "outcomes": outcome_data(outcomes)}


def replay(call: Call) -> dict[str, Any]:
    """Which of the last days would now read differently."""
    with here().store() as store:
        return replayed(store, call.told["days"])


def last(_call: Call) -> Any:
    """What `undo` would take back."""
    with here().store() as store:
        return data(store.last_write(RULEBOOK))


def undo(call: Call) -> Any:
    """Take the last write back; if it is named, only while it is the last."""
    number = call.body.get("number")
    with here().store() as store:
        if number is not None:
            write = store.last_write(RULEBOOK)
            if write is None or write.number != number:
                raise ProblemError(CONFLICT, "not_the_last", said.not_the_last(number), "/number")
        return data(undone(store))


SPAN = Parameter(
    name="days", means=said.HOW_FAR, schema={"type": "integer", "minimum": 0, "maximum": MOST_DAYS}, default=DAYS
)
OPERATIONS = (
    Operation(
        verb="history", path="/history", says=said.HISTORY, gives="History", answer=history, parameters=(SPAN,)
    ),
    Operation(verb="replay", path="/replay", says=said.REPLAY, gives="Replay", answer=replay, parameters=(SPAN,)),
    Operation(verb="undo", path="/undo", says=said.LAST, gives="LastWrite", answer=last),
    Operation(
        verb="undo", method="POST", path="/undo", says=said.UNDO, takes="Undo", gives="Undone", answer=undo,
        refuses=(CONFLICT,),
    ),
)  # fmt: skip
