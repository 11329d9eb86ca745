"""Checking what the door was given: known facts, right types, in range. Every refusal is one sentence."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from typing import Any

from sorewise.model.errors import AnswerError
from sorewise.model.facts import Fact


def checked(answers: Mapping[str, Any], facts: Mapping[str, Fact], where: str = "") -> dict[str, Any]:
    """Return the answers with every value checked; None (not answered) is left out.

    Raises AnswerError naming the fact, what was given and what is possible.
    """
    result = {}
    for name, value in answers.items():
        fact = facts.get(name)
        if fact is None:
            near = get_close_matches(name, facts, n=1)
            hint = f'; did you mean "{near[0]}"?' if near else ""
            raise AnswerError(f'{where}there is no fact called "{name}"{hint}', fact=name)
        if value is not None:
            result[name] = checked_value(fact, value, where)
    return result


def checked_value(fact: Fact, value: Any, where: str = "") -> Any:
    """Return one value in its type. Raises AnswerError."""
    match fact.type:
        case "bool":
            if isinstance(value, bool):
                return value
            raise _wrong(fact, value, "yes or no (true or false)", where)
        case "word":
            if isinstance(value, str) and value in fact.choices:
                return value
            raise _wrong(fact, value, f"one of {', '.join(fact.choices)}", where)
        case "words":
            words = [value] if isinstance(value, str) else value
            if isinstance(words, Sequence) and all(word in fact.choices for word in words):
                return tuple(words)
            raise _wrong(fact, value, f"some of {', '.join(fact.choices)}", where)
    return _number(fact, value, where)


def _number(fact: Fact, value: Any, where: str) -> float | int:
    low, high = fact.range or (-math.inf, math.inf)
    right = isinstance(value, int | float) and not isinstance(value, bool) and low <= value <= high
    if right and fact.type == "integer":
        right = value == int(value)
    if not right:
        kind = "a whole number" if fact.type == "integer" else "a number"
        raise _wrong(fact, value, f"{kind} from {low:g} to {high:g}{' ' + fact.unit if fact.unit else ''}", where)
    return int(value) if fact.type == "integer" else value


def _wrong(fact: Fact, value: Any, wanted: str, where: str) -> AnswerError:
    return AnswerError(
        f'{where}"{fact.id}" is {value!r}; it should be {wanted}', fact=fact.id, given=value, wanted=wanted
    )
