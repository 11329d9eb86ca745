"""The objects of a JSON list, one at a time: a long list is never held whole, and one cut short gives what it has."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from sorewise.importers.shared.entry import Entry
from sorewise.importers.shared.notes import Notes

BLANK_OR_COMMA = re.compile(r"[\s,]*")
OPENING = re.compile(rb"(?:\xef\xbb\xbf)?\s*[\[{]")


def opens(head: bytes) -> bool:
    """Whether a file begins as a JSON list or object does."""
    return OPENING.match(head) is not None


def items(notes: Notes, text: str, inside: str = "") -> Iterator[Entry]:
    """The objects of the outermost list, or of every list that stands under the name `inside`.

    A single object without a list around it is a list of one. What is no object is passed over; where the text stops
    being JSON, reading ends and that is noted, with the number of objects before it.
    """
    number = at = 0
    for start in _starts(text, inside):
        if start < at:
            continue  # a list within an object that was read
        at = start
        while (at := _next(text, at)) < len(text) and text[at] != "]":
            try:
                found, at = _DECODER.raw_decode(text, at)
            except (ValueError, RecursionError):
                notes.note("not_json", f"line {text.count(chr(10), 0, at) + 1}", kept=number)
                return
            number += 1
            if isinstance(found, dict):
                yield Entry(notes, f"entry {number}", found)
        if at >= len(text) and start:
            notes.note("not_json", f"line {text.count(chr(10)) + 1}", kept=number)
            return


def _starts(text: str, inside: str) -> Iterator[int]:
    """Where the lists begin: just behind their brackets; 0 for a single object."""
    if inside:
        for match in re.finditer(rf'"{inside}"\s*:\s*\[', text):
            yield match.end()
    else:
        opening = re.match(r"\s*\[", text)
        yield opening.end() if opening else 0


def _next(text: str, at: int) -> int:
    match = BLANK_OR_COMMA.match(text, at)
    return match.end() if match else at


def _no_number(_name: str) -> None:
    """NaN and Infinity are no values."""


_DECODER = json.JSONDecoder(parse_constant=_no_number)
