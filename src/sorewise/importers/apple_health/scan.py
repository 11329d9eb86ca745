"""Finding the wanted elements of an export by their bytes, chunk by chunk: memory stays the same whatever the size.

No XML parser sees the document. Its broken document type, bytes that no XML may have and entities of its own are bytes
that are passed over.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain
from typing import BinaryIO, NamedTuple

from sorewise.importers.shared.markup import utf8_chunks

TYPES = (
    "HKQuantityTypeIdentifierRestingHeartRate",
    "HKQuantityTypeIdentifierHeartRateVariabilitySDNN",
    "HKQuantityTypeIdentifierHeartRateVariabilityRMSSD",
    "HKCategoryTypeIdentifierSleepAnalysis",
    "HKQuantityTypeIdentifierWorkoutEffortScore",
)
_WANTED = rb"""type=["'](?:""" + "|".join(TYPES).encode() + rb""")["']"""
# The type stands first in what a phone writes, which makes this sixteen times as quick as a parser.
QUICK = re.compile(rb"<(?:Record " + _WANTED + rb"|Workout\s)")
# For a document that another program wrote again.
THOROUGH = re.compile(rb"<(?:Record\s(?:[^<>]*?\s)??" + _WANTED + rb"|Workout\s)")
TAG = re.compile(rb"""<[^<>"']*+(?:(?:"[^<"]*+"|'[^<']*+')[^<>"']*+)*+>""")
ATTRIBUTE = re.compile(r'(?<![\w:])([\w:]++)="([^"]*+)"')
END = re.compile(rb"</HealthData\s*>")

# A workout of an ultra may hold its whole route; its start tag says the most.
MOST_ELEMENT_BYTES = 16 * 1024 * 1024
MOST_TAG_BYTES = 8 * 1024
# Longer than the longest beginning of a wanted element.
MARGIN_BYTES = 1024


class Element(NamedTuple):
    """A `Record` or `Workout`: its attributes, and the bytes between its tags."""

    name: str
    attributes: dict[str, str]
    inside: bytes = b""


class Scan:
    """One export, read once. After `elements` has ended, `cut_short` says whether its end is missing."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self.cut_short = False

    def elements(self) -> Iterator[Element]:
        """The wanted elements in the order of the file. One that is not closed is given without what is in it."""
        buffer, at = b"", 0
        start: re.Pattern[bytes] | None = None
        for chunk in chain(utf8_chunks(self._file), [b""]):
            buffer, at = buffer[at:] + chunk, 0
            start = start or _pattern(buffer)
            while found := (start or QUICK).search(buffer, at):
                element, at = _element(buffer, found.start(), last=not chunk)
                if at == found.start():
                    break
                if element:
                    yield element
            else:
                at = max(at, len(buffer) - MARGIN_BYTES)
        self.cut_short = not END.search(buffer, max(0, len(buffer) - MARGIN_BYTES))


def attributes_of(tag: bytes) -> dict[str, str]:
    """The attributes of a start tag, as they are written (`&amp;` stays); of two of one name the last."""
    text = tag.decode("utf-8", "replace")
    return dict(ATTRIBUTE.findall(text if '"' in text else text.replace("'", '"')))


def _pattern(buffer: bytes) -> re.Pattern[bytes] | None:
    """How this document is to be searched, once a record of it was seen."""
    if b"<Record " not in buffer:
        return None
    return QUICK if b'<Record type="' in buffer else THOROUGH


def _element(buffer: bytes, start: int, *, last: bool) -> tuple[Element | None, int]:
    """The element that begins at `start`, and where to go on: at `start` again if more of the file is needed."""
    there = len(buffer) - start
    tag = TAG.match(buffer, start, start + MOST_TAG_BYTES)
    if tag is None:
        return None, start + 1 if last or there > MOST_TAG_BYTES else start
    name = "Record" if buffer.startswith(b"<Record", start) else "Workout"
    attributes = attributes_of(tag[0])
    if tag[0].endswith(b"/>"):
        return Element(name, attributes), tag.end()
    end = _end_of_inside(buffer, tag.end(), name.encode())
    if end >= 0:
        return Element(name, attributes, buffer[tag.end() : end]), end
    if last or there > MOST_ELEMENT_BYTES:
        return Element(name, attributes), tag.end()
    return None, start


def _end_of_inside(buffer: bytes, start: int, name: bytes) -> int:
    """Where the element's end tag begins, or the next one like it if it was never closed; -1 if neither is there."""
    following = buffer.find(b"<" + name + b" ", start)
    end = buffer.find(b"</" + name + b">", start, following if following >= 0 else len(buffer))
    return end if end >= 0 else following
