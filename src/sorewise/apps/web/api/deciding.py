"""`decide` and `ask`: facts in, decision or next question out; nothing is stored."""

from __future__ import annotations

from typing import Any

from sorewise.apps.cases import given_of
from sorewise.apps.door import asked, decided, opened
from sorewise.apps.here import here
from sorewise.apps.web.api.operation import Call, Operation, Parameter
from sorewise.text.web import api as said


def decide(call: Call) -> dict[str, Any]:
    """The decision of a case."""
    book = here().book()
    return decided(book, opened(book, given_of(call.body)), changes=call.told["changes"])


def ask(call: Call) -> dict[str, Any]:
    """The next screen of questions of a case."""
    book = here().book()
    return asked(book, opened(book, given_of(call.body)))


CHANGES = Parameter(name="changes", means=said.CHANGES, schema={"type": "boolean"}, default=False)
OPERATIONS = (
    Operation(
        verb="decide", method="POST", path="/decide", says=said.DECIDE, takes="Case", gives="Decision",
        parameters=(CHANGES,), answer=decide, chosen=False,
    ),
    Operation(
        verb="ask", method="POST", path="/ask", says=said.ASK, takes="Case", gives="Asked", answer=ask, chosen=False
    ),
)  # fmt: skip
