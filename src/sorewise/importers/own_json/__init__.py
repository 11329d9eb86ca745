"""Our own export, read back: the document that `exporters/full_json.py` describes, each good record of it.

A record that is not as its class says is left out and named with its place (`sessions[12].start`); the others are kept.
Codes: `not_json`, `bad_format`, `newer_format` (nothing is read), `left_out` (a section), `bad_field`, `missing_field`,
`unknown_field`, `doubled_id` (a record), `missing_check_in` (a decision, kept without its link).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any, BinaryIO

from sorewise.model.plain import BadFieldError, reader
from sorewise.model.plan import PlannedSession
from sorewise.model.records import CheckIn, ImportProblem, Night, Profile, Session, Value

FORMAT = 1
OPENING = re.compile(rb'(?:\xef\xbb\xbf)?\s*\{\s*"sorewise"\s*:\s*\{')
SECTIONS: Mapping[str, type] = {"sessions": Session, "nights": Night, "check_ins": CheckIn, "plan": PlannedSession}
KNOWN_BY = {"nights": ("day", "source"), "rulebooks": ("version",)}


def recognises(head: bytes, name: str) -> bool:  # noqa: ARG001 - the door's signature; content alone decides here
    """Whether it opens as our document does."""
    return OPENING.match(head) is not None


def read(file: BinaryIO, path: str, also: Mapping[str, type] | None = None) -> Iterator[Any]:
    """The records of a document, section by section, and an `ImportProblem` for each that could not be taken.

    `also` gives the classes of the sections that are not of `model` (`{"decisions": ..., "rulebooks": ...}`); without
    it those sections are named as left out. For the store to hold what it held before, add the records as `exact`.
    """
    try:
        found = json.loads(file.read().decode("utf-8-sig"), parse_constant=_refuse)
    except (ValueError, RecursionError) as error:
        place = f"line {error.lineno}" if isinstance(error, json.JSONDecodeError) else ""
        yield ImportProblem(path=path, code="not_json", place=place)
        return
    about = found.get("sorewise") if isinstance(found, dict) else None
    written_as = about.get("format") if isinstance(about, dict) else None
    if isinstance(written_as, int) and written_as > FORMAT:
        yield ImportProblem(path=path, code="newer_format", place="sorewise.format", values={"format": written_as})
    elif written_as is not True and written_as == FORMAT:
        yield from _Document(path, found, {**SECTIONS, **(also or {})}).records()
    else:
        yield ImportProblem(path=path, code="bad_format", place="sorewise.format")


def _refuse(name: str) -> None:
    """NaN and Infinity are not JSON, and no answer."""
    raise ValueError(name)


class _Document:
    """One document being read."""

    def __init__(self, path: str, found: dict[str, Any], sections: Mapping[str, type]) -> None:
        self._path = path
        self._found = found
        self._sections = sections
        self._problems: list[ImportProblem] = []
        self._check_ins: set[str] = set()

    def records(self) -> Iterator[Any]:
        """Profile first, then section by section; the problems last."""
        if "profile" in self._found:
            yield from self._one(Profile, self._found["profile"], "profile")
        for name, record in self._sections.items():
            yield from self._section(name, record)
        for name, found in self._found.items():
            if name not in {"sorewise", "profile", *self._sections} and found != []:
                self._note("left_out", name, count=len(found) if isinstance(found, list) else 1)
        yield from self._problems

    def _section(self, name: str, record: type) -> Iterator[Any]:
        found = self._found.get(name, [])
        if not isinstance(found, list):
            self._note("bad_field", name, expected="a list")
            return
        met: set[tuple[object, ...]] = set()
        for number, values in enumerate(found):
            place = f"{name}[{number}]"
            for one in self._one(record, values, place):
                key = tuple(getattr(one, part) for part in KNOWN_BY.get(name, ("id",)))
                if key in met:
                    self._note("doubled_id", place, id=" ".join(map(str, key)))
                    continue
                met.add(key)
                yield self._linked(one, place)
        if name == "check_ins":
            self._check_ins = {str(key) for (key,) in met}

    def _linked(self, one: Any, place: str) -> Any:
        """A decision whose check-in is not in the document stands alone: the store keeps no link into nothing."""
        link = getattr(one, "check_in_id", None)
        if link is None or link in self._check_ins:
            return one
        self._note("missing_check_in", f"{place}.check_in_id", id=link)
        return replace(one, check_in_id=None)

    def _one(self, record: type, values: object, place: str) -> Iterator[Any]:
        try:
            yield reader(record)(values)
        except BadFieldError as bad:
            self._note(bad.code, place + bad.place, expected=bad.expected)

    def _note(self, code: str, place: str, **values: Value) -> None:
        self._problems.append(ImportProblem(path=self._path, code=code, place=place, values=values))
