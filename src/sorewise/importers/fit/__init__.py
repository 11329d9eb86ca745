"""FIT: what watches write. Activities become sessions, wellness files nights; a damaged file is named or salvaged.

A part is decoded as it is; if the decoder refuses it, with its header brought into the form the decoder wants, provided
that its checksum holds; and if it was cut short, as far as its messages are whole (`partial`). What is read under a
wrong checksum may be wrong itself: it is held with the problem, for the runner to accept.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from typing import BinaryIO

from sorewise.importers.fit import activity, frame, wellness
from sorewise.importers.fit.decode import NOTHING, Decoded, DecodeFault, Messages, decode, hidden_names
from sorewise.importers.fit.frame import Frame
from sorewise.model.records import ImportProblem, Night, Quality, Session

# Far above the longest ultra recorded every second. Decoded messages take many times the memory of the file.
MOST_BYTES = 32 * 1024 * 1024

DOUBTFUL = "damaged"  # the code of a part in which any value may be wrong
FILE_TYPES = {68: "hrv_status", 49: "sleep", 44: "metrics", 0: "unknown"}


def recognises(head: bytes, name: str) -> bool:  # noqa: ARG001 - the door's signature; content alone decides here
    """Whether the signature of FIT stands where it must, eight bytes in; the rest may still be damaged."""
    return head[8:12] == b".FIT"


def read(file: BinaryIO, path: str) -> Iterator[Session | Night | ImportProblem]:
    """Sessions, nights and problems of one file, in the order of the file; nothing is raised for bad data."""
    data = file.read()
    if len(data) > MOST_BYTES:
        yield ImportProblem(path=path, code="too_large", values={"bytes": len(data), "most": MOST_BYTES})
        return
    sha256 = hashlib.sha256(data).hexdigest()
    kept = 0
    what = ""
    problems: list[ImportProblem] = []
    for decoded, part in _parts(data):
        what = what or _file_type(decoded.messages)
        records, found = _records(decoded, part.quality, sha256)
        if part.code == DOUBTFUL:
            problems.append(_problem(part, path, held=tuple(records)))
            continue
        kept += len(records)
        yield from records
        if part.code:
            problems.append(_problem(part, path, kept=len(records)))
        problems.extend(replace(each, path=path) for each in found)
    if not kept and not problems:
        problems.append(ImportProblem(path=path, code="no_activity", values={"what": what}))
    yield from problems


def _problem(part: Frame, path: str, kept: int = 0, held: tuple[Session | Night, ...] = ()) -> ImportProblem:
    place = f"part {part.number}" if part.number > 1 else ""
    return ImportProblem(path=path, code=part.code, place=place, kept=kept, values=part.values, held=held)


def _parts(data: bytes) -> Iterator[tuple[Decoded, Frame]]:
    """Each FIT file in `data` (files may be chained), decoded once; nothing in it if it cannot be."""
    for cut in frame.frames(data):
        part, decoded = cut, _decoded(cut.data)
        if decoded is None and not part.code:
            part = frame.checked(cut)
            decoded = _decoded(part.data)
        if decoded is None and not part.code:
            part = replace(part, code="damaged", values={"reason": "content"})
        yield decoded or NOTHING, part


def _decoded(data: bytes) -> Decoded | None:
    try:
        return decode(data) if data else None
    except DecodeFault:
        return None


def _records(decoded: Decoded, quality: Quality, sha256: str) -> tuple[list[Session | Night], list[ImportProblem]]:
    """The records of one part and what was wrong with them (their `path` is still empty)."""
    hidden = hidden_names(decoded.messages)
    problems = [ImportProblem(path="", code="field_hidden", values={"field": name}) for name in hidden]
    sessions, trouble = activity.sessions(decoded, quality, sha256)
    nights, worries = wellness.nights(decoded.messages)
    return [*sessions, *nights], [*problems, *trouble, *worries]


def _file_type(messages: Messages) -> str:
    """What the file says it is: "settings", "workout", "course" ...; "" if it does not say."""
    for message in messages.get("file_id", []):
        kind = message.get("type")
        if isinstance(kind, int):
            return FILE_TYPES.get(kind, str(kind))
        if isinstance(kind, str):
            return kind
    return ""
