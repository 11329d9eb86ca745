"""The parts of a record that are kept as JSON text in one column: answers, spots, steps, decisions."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from typing import Any

from sorewise.model.plain import BadFieldError, as_plain, reader
from sorewise.model.plan import Repeat, Step, Target, WeekSettings
from sorewise.model.records import Origin, Shape, Spot

Found = dict[str, Any]
USUAL = {part.name: part.default for part in fields(Origin)}
"""What the parts of an origin mostly are."""


def dumps(value: object) -> str:
    """One line of JSON; names keep their order, so that a stored decision is shown as it was made."""
    return json.dumps(value, default=_plain, ensure_ascii=False, allow_nan=False, separators=(",", ":"))


def _plain(value: object) -> dict[str, object]:
    """What JSON does not know of itself: records, and mappings that are no dicts."""
    if is_dataclass(value):
        return {part.name: getattr(value, part.name) for part in fields(value)}
    if isinstance(value, Mapping):
        return dict(value)
    raise TypeError(f"{type(value).__name__} is no plain data")


def read_answers(text: str) -> Found:
    """Answers by fact; several choices are a tuple."""
    return _answers(json.loads(text)) if text != "{}" else {}


def read_tuple(text: str) -> tuple[Any, ...]:
    """A list of plain values."""
    return tuple(json.loads(text)) if text != "[]" else ()


def read_spots(text: str) -> tuple[Spot, ...]:
    """The sore spots of a check-in."""
    return tuple(Spot(**{**spot, "answers": _answers(spot["answers"])}) for spot in json.loads(text))


def write_origins(origins: tuple[Origin, ...]) -> str:
    """The places that told a session, without what is as it mostly is: years of sessions are read each morning."""
    return dumps(
        [{name: value for name, usual in USUAL.items() if (value := getattr(one, name)) != usual} for one in origins]
    )


def read_origins(text: str) -> tuple[Origin, ...]:
    """The places that told a session."""
    return tuple(map(_origin, json.loads(text))) if text != "[]" else ()


def _origin(found: Found) -> Origin:
    if "told" in found:
        found["told"] = tuple(found["told"])
    return Origin(**found)


def read_shape(text: str) -> Shape:
    """What the stream of a session looked like."""
    found = json.loads(text)
    return Shape(**{**found, "best": tuple(found["best"])})


def read_steps(text: str) -> tuple[Step | Repeat, ...]:
    """The steps of a planned session; what has `times` is a repeat."""
    return tuple(_step_or_repeat(found) for found in json.loads(text)) if text != "[]" else ()


def write_week(settings: WeekSettings) -> str:
    """What the runner said of their weeks; days that name something are ISO text."""
    return dumps(as_plain(settings))


def read_week(text: str) -> WeekSettings:
    """What the runner said of their weeks; ValueError for what is no such thing."""
    try:
        settings: WeekSettings = reader(WeekSettings)(json.loads(text))
    except BadFieldError as bad:
        raise ValueError(f"{bad.place}: {bad.code}") from None
    return settings


def _answers(found: Found) -> Found:
    return {name: tuple(value) if isinstance(value, list) else value for name, value in found.items()}


def _step_or_repeat(found: Found) -> Step | Repeat:
    if "times" in found:
        return Repeat(times=found["times"], steps=tuple(_step(step) for step in found["steps"]))
    return _step(found)


def _step(found: Found) -> Step:
    return Step(**{**found, "target": Target(**found["target"])})
