"""Reading a case given as JSON: its form is checked here, its facts by the engine's door."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from sorewise.model.errors import InputError
from sorewise.text import cases as said

KEYS = ("answers", "history", "today", "switched_on", "id")
LARGEST = 2**53  # beyond it JSON numbers are not exact, and no fact comes near


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """One case as it was given: answers and history by fact, the day it is about, private groups switched on."""

    answers: dict[str, Any] = field(default_factory=dict)
    history: dict[str, Any] = field(default_factory=dict)
    today: date | None = None
    switched_on: tuple[str, ...] = ()


def text_of(file: str) -> str:
    """The text of a file, or of what is piped in for "-". Raises InputError."""
    try:
        data = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
    except OSError as error:
        raise InputError(said.no_file(file, type(error).__name__, error.strerror or "?")) from error
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(said.no_text(file, error.start)) from error


def lines_of(text: str) -> Iterator[tuple[int, str]]:
    """Number (from 1) and text of each line that is not empty."""
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            yield number, line


def case_of(text: str) -> Given:
    """Read one case. Raises InputError for what is not JSON or not of the form of a case."""
    return given_of(json_of(text))


def given_of(found: Any) -> Given:
    """The same of JSON that is read already. Raises InputError."""
    if not isinstance(found, dict):
        raise InputError(said.no_object())
    for key in found:
        if key not in KEYS:
            near = get_close_matches(key, KEYS, n=1)
            raise InputError(said.no_key(key, near[0] if near else ""), key=key)
    return Given(
        answers=_answers(found.get("answers", {})),
        history=_facts(found.get("history", {}), "history"),
        today=_day(found.get("today")),
        switched_on=_words(found.get("switched_on", ())),
    )


def json_of(text: str) -> Any:
    """What JSON text says; a name told twice, NaN and numbers beyond reason are refused. Raises InputError."""
    try:
        return json.loads(
            text, object_pairs_hook=_once, parse_constant=_no_constant, parse_int=_int, parse_float=_float
        )
    except json.JSONDecodeError as error:
        raise InputError(said.no_json(error.lineno, error.colno, error.msg)) from error
    except RecursionError as error:
        raise InputError(said.too_deep()) from error


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, value in pairs:
        if name in found:
            raise InputError(said.told_twice(name), key=name)
        found[name] = value
    return found


def _no_constant(name: str) -> Any:
    raise InputError(said.no_number(name))


def _int(digits: str) -> int:
    if len(digits) > len(str(LARGEST)) + 1 or abs(int(digits)) > LARGEST:
        raise InputError(said.too_large(digits[:20]))
    return int(digits)


def _float(digits: str) -> float:
    value = float(digits)
    if abs(value) > LARGEST:
        raise InputError(said.too_large(digits[:20]))
    return value


def _answers(found: Any) -> dict[str, Any]:
    """Answers: one value a fact, and `spots` a list of such."""
    if not isinstance(found, dict):
        raise InputError(said.no_facts("answers"))
    spots = found.get("spots")
    answers = _facts({name: value for name, value in found.items() if name != "spots"}, "answers")
    if spots is None:
        return answers
    if not isinstance(spots, list):
        raise InputError(said.no_spots())
    return answers | {"spots": [_spot(spot, f"spots, {number}") for number, spot in enumerate(spots, 1)]}


def _spot(found: Any, where: str) -> dict[str, Any]:
    spot = _facts(found, where)
    for name in ("region", "key"):
        if isinstance(spot.get(name), list):
            raise InputError(said.one_place(where, name))
    return spot


def _facts(found: Any, where: str) -> dict[str, Any]:
    if not isinstance(found, dict):
        raise InputError(said.no_facts(where))
    for name, value in found.items():
        plain = value if isinstance(value, list) else [value]
        if any(isinstance(one, dict | list) for one in plain):
            raise InputError(said.one_value(where, name))
    return found


def _day(found: Any) -> date | None:
    if found is None:
        return None
    try:
        return date.fromisoformat(found)
    except (TypeError, ValueError) as error:
        raise InputError(said.no_day(found)) from error


def _words(found: Any) -> tuple[str, ...]:
    if isinstance(found, list | tuple) and all(isinstance(word, str) for word in found):
        return tuple(found)
    raise InputError(said.no_groups())
