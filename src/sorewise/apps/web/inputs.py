"""One labelled input of a form: what it asks, what was typed, and what was wrong with it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace


@dataclass(frozen=True, kw_only=True)
class Input:
    """Text to type, or one of some `options` (what is sent, what it is called).

    `kind` is the type of the input; `mode` which keys a phone shows. `known` names a list that typing may choose from.
    """

    name: str
    label: str
    value: str = ""
    options: Sequence[tuple[str, str]] = ()
    kind: str = "text"
    mode: str = "text"
    hint: str = ""
    known: str = ""
    most: int = 200
    wrong: str = ""


def told(inputs: Sequence[Input], typed: Mapping[str, str], wrong: Mapping[str, str]) -> list[Input]:
    """The inputs with what was typed into them, right or wrong."""
    return [replace(one, value=typed.get(one.name, one.value), wrong=wrong.get(one.name, one.wrong)) for one in inputs]
