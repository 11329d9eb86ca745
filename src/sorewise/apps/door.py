"""`decide` and `ask`: the machine's door. Facts in, decision or next question out; nothing is stored."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple

from cyclopts import Parameter

from sorewise.apps.cases import Given, case_of, lines_of, text_of
from sorewise.apps.here import here
from sorewise.apps.options import Json
from sorewise.apps.out import say_json, say_line, show
from sorewise.model.decision import Change
from sorewise.model.errors import SorewiseError
from sorewise.text.errors import error_said
from sorewise.text.needs import Manner
from sorewise.text.page import Page

if TYPE_CHECKING:
    from sorewise.engine.book import Rulebook
    from sorewise.engine.state import State

File = Annotated[str, Parameter(name="FILE", allow_leading_hyphen=True, help="A JSON file, or - for what is piped in.")]

Lines = Annotated[bool, Parameter("--lines", negative=(), help="One case a line in, one JSON a line out.")]
Changes = Annotated[bool, Parameter("--changes", negative=(), help="Add what would change the verdict.")]


class Answer(NamedTuple):
    """What is said of a case: as plain data, and as a page."""

    data: Callable[[Rulebook, State], dict[str, Any]]
    page: Callable[[Rulebook, State], Page]


def decide(file: File, /, *, as_json: Json = False, lines: Lines = False, changes: Changes = False) -> int:
    """Decide a case of facts given as JSON; nothing is stored."""
    answer = Answer(
        lambda book, state: decided(book, state, changes=changes),
        lambda book, state: decision_page(book, state, changes=changes),
    )
    return _answered(file, answer, as_json=as_json, lines=lines)


def decision_page(book: Rulebook, state: State, *, changes: bool = False) -> Page:
    """The decision in sentences, with what would change it if that is wanted."""
    from sorewise.engine.decide import decide as judged
    from sorewise.text.in_run import in_run_page
    from sorewise.text.verdict import verdict_page

    decision = judged(book, state)
    if decision.phase == "in_run":
        return in_run_page(decision, book, Manner())
    return verdict_page(decision, book, Manner(), changes=_changes(book, state) if changes else ())


def decided(book: Rulebook, state: State, *, changes: bool = False) -> dict[str, Any]:
    """The decision as plain data, with what would change it if that is wanted."""
    from sorewise.engine.decide import decide as judged

    found = judged(book, state).as_json()
    return found | {"would_change": [one.as_json() for one in _changes(book, state)]} if changes else found


def ask(file: File, /, *, as_json: Json = False, lines: Lines = False) -> int:
    """Name the next screen of questions for a case given as JSON."""
    from sorewise.engine.ask import ask as screen
    from sorewise.text.questions import screen_page

    answer = Answer(asked, lambda book, state: screen_page(screen(book, state), book))
    return _answered(file, answer, as_json=as_json, lines=lines)


def asked(book: Rulebook, state: State) -> dict[str, Any]:
    """The next screen as plain data."""
    from sorewise.engine.ask import ask as screen

    return screen(book, state).as_json()


def _changes(book: Rulebook, state: State) -> Sequence[Change]:
    from sorewise.engine.change import what_would_change

    return what_would_change(book, state)


def _answered(file: str, answer: Answer, *, as_json: bool, lines: bool) -> int:
    book = here().book()
    text = text_of(file)
    if lines:
        wrong = False
        for found in _each(book, text, answer):
            wrong |= "error" in found
            say_line(json.dumps(found, ensure_ascii=False, separators=(",", ":")))
        return 2 if wrong else 0
    state = opened(book, case_of(text))
    if as_json:
        say_json(answer.data(book, state))
    else:
        show(answer.page(book, state))
    return 0


def _each(book: Rulebook, text: str, answer: Answer) -> Iterator[dict[str, Any]]:
    """An answer a line; a line that cannot be meant becomes an error and costs only itself."""
    for number, line in lines_of(text):
        try:
            yield answer.data(book, opened(book, case_of(line)))
        except SorewiseError as error:
            yield {"error": error_said(error, book.facts), "code": error.code, "line": number}


def opened(book: Rulebook, given: Given) -> State:
    """A case as the engine reads it, about today unless it says otherwise. Raises AnswerError."""
    from sorewise.engine.state import open_door

    today = given.today or here().clock().date()
    return open_door(book, given.answers, given.history, today=today, switched_on=given.switched_on)
