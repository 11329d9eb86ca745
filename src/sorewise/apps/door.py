"""`decide` and `ask`: the machine's door. Facts in, decision or next question out; nothing is stored."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Annotated, Any

from cyclopts import Parameter

from sorewise.apps.cases import Given, case_of, lines_of, text_of
from sorewise.apps.here import here
from sorewise.apps.options import Json
from sorewise.apps.out import say_json, say_line
from sorewise.model.errors import SorewiseError
from sorewise.text.errors import error_said

if TYPE_CHECKING:
    from sorewise.engine.book import Rulebook
    from sorewise.engine.state import State

File = Annotated[str, Parameter(help="A JSON file, or - for what is piped in.")]

Lines = Annotated[bool, Parameter("--lines", negative=(), help="One case a line in, one JSON a line out.")]
Changes = Annotated[bool, Parameter("--changes", negative=(), help="Add what would change the verdict.")]


def decide(file: File, *, as_json: Json = False, lines: Lines = False, changes: Changes = False) -> int:
    """Decide a case of facts given as JSON; nothing is stored."""
    from sorewise.engine.decide import decide as judged

    def answer(book: Rulebook, state: State) -> dict[str, Any]:
        found = judged(book, state).as_json()
        return found | {"would_change": _would_change(book, state)} if changes else found

    return _answer(file, answer, as_json=as_json, lines=lines)


def ask(file: File, *, as_json: Json = False, lines: Lines = False) -> int:
    """Name the next screen of questions for a case given as JSON."""
    from sorewise.engine.ask import ask as asked

    return _answer(file, lambda book, state: asked(book, state).as_json(), as_json=as_json, lines=lines)


def _would_change(book: Rulebook, state: State) -> list[dict[str, Any]]:
    from sorewise.engine.change import what_would_change

    return [change.as_json() for change in what_would_change(book, state)]


def _answer(file: str, answer: Callable[[Rulebook, State], dict[str, Any]], *, as_json: bool, lines: bool) -> int:
    book = here().book()
    if lines:
        wrong = 0
        for found in _each(book, text_of(file), answer):
            wrong |= "error" in found
            say_line(json.dumps(found, ensure_ascii=False, separators=(",", ":")))
        return 2 if wrong else 0
    found = answer(book, _opened(book, case_of(text_of(file))))
    say_json(found) if as_json else say_line(_in_words(found))
    return 0


def _each(book: Rulebook, text: str, answer: Callable[[Rulebook, State], dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """An answer a line; a line that cannot be meant becomes an error and costs only itself."""
    for number, line in lines_of(text):
        try:
            yield answer(book, _opened(book, case_of(line)))
        except SorewiseError as error:
            yield {"error": error_said(error, book.facts), "code": error.code, "line": number}


def _opened(book: Rulebook, given: Given) -> State:
    from sorewise.engine.state import open_door

    today = given.today or here().clock().date()
    return open_door(book, given.answers, given.history, today=today, switched_on=given.switched_on)


def _in_words(found: Mapping[str, Any]) -> str:
    return json.dumps(found, ensure_ascii=False, indent=2)
