"""A real FIT file cut short and with single bits turned: what is flagged, what is kept, and what is wrong unflagged."""

from __future__ import annotations

import io
import random
from collections.abc import Iterator
from dataclasses import replace

from sorewise.importers import fit
from sorewise.importers.fit.decode import Decoded, DecodeFault, decode
from sorewise.importers.fit.frame import frames, whole_messages
from sorewise.model.records import ImportProblem, Session

EACH = 50
LEAST = 200  # bytes that are left of a copy cut short


def damaged(data: bytes) -> Iterator[tuple[str, int, bytes]]:
    """Kind, place and bytes: 50 files cut short, 50 with one bit turned, the same each time."""
    chance = random.Random(7)
    for _ in range(EACH):
        end = chance.randrange(LEAST, len(data) - 1)
        yield "cut", end, data[:end]
    for _ in range(EACH):
        place = chance.randrange(len(data))
        turned = bytearray(data)
        turned[place] ^= 1 << chance.randrange(8)
        yield "bit", place, bytes(turned)


def tried(data: bytes) -> tuple[int, float, int]:
    """Of a hundred damaged copies: how many are flagged, what is kept of those cut short, and what is wrong unflagged.

    Kept is the share of their whole messages; wrong are records that the whole file does not give.
    """
    whole = _records(data)[0]
    flagged = wrong = 0
    kept = []
    for kind, end, copy in damaged(data):
        records, problems = _records(copy)
        flagged += bool(problems)
        wrong += sum(record not in whole for record in records if not problems)
        if kind == "cut":
            kept.append(_messages_kept(copy) / max(1, whole_messages(data[data[0] : end])[1]))
    return flagged, sum(kept) / len(kept), wrong


def _records(data: bytes) -> tuple[list[object], list[ImportProblem]]:
    found = list(fit.read(io.BytesIO(data), "a.fit"))
    problems = [each for each in found if isinstance(each, ImportProblem)]
    return [_plain(each) for each in found if not isinstance(each, ImportProblem)], problems


def _plain(record: object) -> object:
    return replace(record, id="", file_sha256="") if isinstance(record, Session) else record


def _counted(decoded: Decoded) -> int:
    """How many messages."""
    records = len(next(iter(decoded.records.values()), ()))
    return sum(map(len, decoded.messages.values())) + records


def _messages_kept(data: bytes) -> int:
    """Data messages that the decoder gives of what was salvaged."""
    kept = 0
    for part in frames(data):
        try:
            kept += _counted(decode(part.data)) if part.data else 0
        except DecodeFault:
            continue
    return kept
