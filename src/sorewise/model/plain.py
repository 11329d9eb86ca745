"""Records as plain JSON data, and back: checked field by field against the class's own types."""

from __future__ import annotations

import math
import types
from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import date, datetime, time
from functools import cache
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from sorewise.model.plan import Repeat, Step

Read = Callable[[Any], Any]


class BadFieldError(Exception):
    """A field is not what its class says: `code` tells how, `place` where, `expected` what should be there."""

    def __init__(self, code: str, expected: str, place: str = "") -> None:
        super().__init__(place)
        self.code, self.expected, self.place = code, expected, place

    def within(self, place: str) -> BadFieldError:
        """The same mistake, seen from one level further up."""
        return BadFieldError(self.code, self.expected, place + self.place)


def as_plain(value: object) -> Any:
    """Plain data of a record or of what stands in one: objects, lists, ISO 8601; names of a mapping become text."""
    if is_dataclass(value):
        return {part.name: as_plain(getattr(value, part.name)) for part in fields(value)}
    if isinstance(value, Mapping):
        return {str(as_plain(name)): as_plain(item) for name, item in value.items()}
    if isinstance(value, tuple | list):
        return [as_plain(item) for item in value]
    return value.isoformat() if isinstance(value, date | time) else value


@cache
def reader(hint: Any) -> Read:
    """A function that turns plain data into a value of this type, or raises BadFieldError."""
    origin, inside = get_origin(hint), get_args(hint)
    if origin in {Union, types.UnionType}:
        return _union(inside)
    if origin is Literal:
        return _checked(" | ".join(map(str, inside)), lambda value: value in inside)
    if origin is tuple:
        return _tuple(reader(inside[0]))
    if origin is not None and issubclass(origin, Mapping):
        return _mapping(_KEYS.get(inside[0], reader(inside[0])), reader(inside[1]))
    if isinstance(hint, type) and is_dataclass(hint):
        return _record(hint)
    return _PLAIN[hint]


def _union(options: tuple[Any, ...]) -> Read:
    present = [option for option in options if option is not types.NoneType]
    if set(present) == {Step, Repeat}:
        step, repeat = reader(Step), reader(Repeat)
        return lambda value: (repeat if isinstance(value, dict) and "times" in value else step)(value)
    if len(present) == 1:
        only = reader(present[0])
        return lambda value: None if value is None else only(value)
    return _answer  # the other union of the records is the type of an answer


def _answer(value: object) -> object:
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return tuple(value)
    if isinstance(value, bool | int | float | str):
        return value
    raise BadFieldError("bad_field", "an answer")


def _checked(expected: str, right: Callable[[Any], bool]) -> Read:
    def read(value: Any) -> Any:
        if not right(value):
            raise BadFieldError("bad_field", expected)
        return value

    return read


def _parsed(expected: str, parse: Callable[[str], Any]) -> Read:
    def read(value: object) -> object:
        try:
            return parse(value) if isinstance(value, str) else parse("")
        except ValueError as error:
            raise BadFieldError("bad_field", expected) from error

    return read


def _moment(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    if moment.utcoffset() is None:
        raise ValueError(text)
    return moment


def _number(value: object) -> float:
    if isinstance(value, int | float) and not isinstance(value, bool):
        try:
            number = float(value)
        except OverflowError:
            number = math.inf
        if math.isfinite(number):
            return number
    raise BadFieldError("bad_field", "a number")


_PLAIN: dict[object, Read] = {
    str: _checked("text", lambda value: isinstance(value, str)),
    bool: _checked("true | false", lambda value: isinstance(value, bool)),
    int: _checked("a whole number", lambda value: isinstance(value, int) and not isinstance(value, bool)),
    float: _number,
    object: lambda value: value,
    datetime: _parsed("2026-11-22T06:10:00+01:00", _moment),
    date: _parsed("2026-11-22", date.fromisoformat),
    time: _parsed("06:10:00", time.fromisoformat),
}

_KEYS: dict[object, Read] = {int: _parsed("a whole number", int)}
"""A name in JSON is text, whatever it stands for."""


# Places are named where a mistake is met, and not on the way to every value: years of records are read by these.


def _tuple(read: Read) -> Read:
    def read_all(value: object) -> object:
        if not isinstance(value, list):
            raise BadFieldError("bad_field", "a list")
        found: list[object] = []
        try:
            for item in value:
                found.append(read(item))  # noqa: PERF401 - its length says which item is wrong
        except BadFieldError as bad:
            raise bad.within(f"[{len(found)}]") from None
        return tuple(found)

    return read_all


def _mapping(read_name: Read, read: Read) -> Read:
    def read_all(value: object) -> object:
        if not isinstance(value, dict):
            raise BadFieldError("bad_field", "an object")
        found, name = {}, ""
        try:
            for name, item in value.items():
                found[read_name(name)] = read(item)
        except BadFieldError as bad:
            raise bad.within(f".{name}") from None
        return found

    return read_all


def _record(record: type) -> Read:
    hints = get_type_hints(record)
    reads = {part.name: reader(hints[part.name]) for part in fields(record)}
    required = {part.name for part in fields(record) if part.default is MISSING is part.default_factory}

    def build(value: object) -> object:
        if not isinstance(value, dict):
            raise BadFieldError("bad_field", "an object")
        if missing := required - value.keys():
            raise BadFieldError("missing_field", min(missing))
        if unknown := value.keys() - reads.keys():
            raise BadFieldError("unknown_field", "", f".{min(unknown)}")
        found, name = {}, ""
        try:
            for name, item in value.items():
                found[name] = reads[name](item)
        except BadFieldError as bad:
            raise bad.within(f".{name}") from None
        return record(**found)

    return build
