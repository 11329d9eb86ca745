"""The envelope of a FIT file: header, length, checksum. Messages are walked only where a file was cut short.

A file is header (12 or 14 bytes) + messages + checksum (2 bytes), and several may be chained. Known quirks: a 14-byte
header may leave its own checksum 0; a watch that died leaves the length 0; a copy that broke off ends early.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

from sorewise.model.records import Answers, Quality

SIGNATURE = b".FIT"
SHORT, LONG = 12, 14
CRC_BYTES = 2
# The first byte of a message: compressed time stamp, definition, developer fields, and the message's local number.
COMPRESSED, DEFINITION, DEVELOPER, LOCAL = 0x80, 0x40, 0x20, 0x0F
# Types a definition may name; any other is damage, and the decoder panics at some.
BASE_TYPES = frozenset(
    {0x00, 0x01, 0x02, 0x83, 0x84, 0x85, 0x86, 0x07, 0x88, 0x89, 0x0A, 0x8B, 0x8C, 0x0D, 0x8E, 0x8F, 0x90}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """One FIT file cut out of the data, in the form the decoder takes; `data` is empty if nothing can be had.

    `code` and `values` name what was wrong ("" for nothing); `number` counts the chained files from 1.
    """

    number: int = 1
    data: bytes = b""
    quality: Quality = "whole"
    code: str = ""
    values: Answers = field(default_factory=dict)


def frames(data: bytes) -> Iterator[Frame]:
    """Each chained file in `data`: as it is if its length is right, else what is left of it, with the damage named."""
    start, number = 0, 0
    while start < len(data):
        number += 1
        rest = data[start:]
        if len(rest) < SHORT or rest[8:12] != SIGNATURE:
            yield Frame(number=number, code="extra_bytes", values={"bytes": len(rest)})
            return
        if rest[0] not in {SHORT, LONG}:
            yield Frame(number=number, code="damaged", values={"reason": "header"})
            return
        length = _length(rest)
        end = rest[0] + length + CRC_BYTES
        if not length and len(rest) > end:
            yield _unfinished(rest, number)
            return
        if end > len(rest):
            yield _salvaged(rest[:12], rest[rest[0] : rest[0] + length], number, end - len(rest))
            return
        cut = Frame(number=number, data=rest[:end])
        # The decoder takes a header without a checksum for damage.
        yield checked(cut) if rest[0] == LONG and rest[12:14] == b"\0\0" else cut
        start += end


def crc16(data: bytes, crc: int = 0) -> int:
    """CRC-16/ARC, the checksum of FIT; about 0.1 s a megabyte, so only for files that the decoder refused."""
    for byte in data:
        crc = _TABLE[(crc ^ byte) & 0xFF] ^ (crc >> 8)
    return crc


def whole_messages(body: bytes) -> tuple[int, int]:
    """Where the last whole message of `body` ends, and how many data messages there are up to it."""
    sizes: dict[int, int] = {}
    at = count = 0
    while at < len(body):
        head = body[at]
        if head & DEFINITION and not head & COMPRESSED:
            size, step = definition(body, at)
            if not step:
                break
            sizes[head & LOCAL] = size
        else:
            local = (head >> 5) & 0x03 if head & COMPRESSED else head & LOCAL
            if local not in sizes or at + 1 + sizes[local] > len(body):
                break
            step = 1 + sizes[local]
            count += 1
        at += step
    return at, count


def number(body: bytes, at: int) -> int:
    """Which message the definition at `at` defines."""
    big = body[at + 2] & 1
    return int.from_bytes(body[at + 3 : at + 5], "big" if big else "little")


def definition(body: bytes, at: int) -> tuple[int, int]:
    """Bytes of a data message under the definition at `at`, and bytes of the definition itself (0: not whole)."""
    end = at + 6
    if end > len(body):
        return 0, 0
    fields = body[end : end + 3 * body[at + 5]]
    end += 3 * body[at + 5]
    size = sum(fields[1::3])
    broken = not BASE_TYPES.issuperset(fields[2::3])
    if body[at] & DEVELOPER:
        if end >= len(body):
            return 0, 0
        size += sum(body[end + 1 : end + 1 + 3 * body[end]][1::3])
        end += 1 + 3 * body[end]
    return (0, 0) if broken or end > len(body) else (size, end - at)


def _length(data: bytes) -> int:
    return int(struct.unpack_from("<I", data, 4)[0])


def rebuilt(head: bytes, body: bytes) -> bytes:
    """A file with the shorter header, which has no checksum of its own to be wrong."""
    start = bytes((SHORT,)) + head[1:4] + struct.pack("<I", len(body)) + SIGNATURE
    return start + body + struct.pack("<H", crc16(start + body))


def checked(cut: Frame) -> Frame:
    """A file of the right length that the decoder does not take as it is: its checksum decides if it is right."""
    whole, size = cut.data, cut.data[0]
    if crc16(whole[:-CRC_BYTES]) != struct.unpack("<H", whole[-CRC_BYTES:])[0]:
        return _doubtful(cut)
    legal = size == SHORT or whole[12:14] in {b"\0\0", struct.pack("<H", crc16(whole[:12]))}
    data = rebuilt(whole, whole[size:-CRC_BYTES])
    return Frame(number=cut.number, data=data, quality="whole" if legal else "repaired")


def _doubtful(cut: Frame) -> Frame:
    """A file of the right length whose content was changed somewhere: any value in it may be another."""
    end, count = whole_messages(cut.data[cut.data[0] : -CRC_BYTES])
    data = rebuilt(cut.data, cut.data[cut.data[0] : cut.data[0] + end]) if count else b""
    return Frame(number=cut.number, data=data, quality="partial", code="damaged", values={"reason": "checksum"})


def _salvaged(head: bytes, body: bytes, number: int, missing: int) -> Frame:
    """What is left of a file that ends `missing` bytes early."""
    end, count = whole_messages(body)
    values: dict[str, int] = {"missing_bytes": missing, "messages": count}
    data = rebuilt(head, body[:end]) if count else b""
    return Frame(number=number, data=data, quality="partial", code="cut_short", values=values)


def _unfinished(rest: bytes, number: int) -> Frame:
    """A file whose length was never written: it goes to the end of the data; a right checksum there proves it whole."""
    body = rest[rest[0] :]
    end, count = whole_messages(body)
    left = body[end:]
    if len(left) == CRC_BYTES and crc16(rest[:-CRC_BYTES]) == struct.unpack("<H", left)[0]:
        return Frame(number=number, data=rebuilt(rest, body[:end]), quality="repaired")
    data = rebuilt(rest, body[:end]) if count else b""
    return Frame(number=number, data=data, quality="partial", code="unfinished", values={"messages": count})


def _table() -> tuple[int, ...]:
    table = []
    for byte in range(256):
        crc = byte
        for _ in range(8):
            crc = (crc >> 1) ^ 0xA001 if crc & 1 else crc >> 1
        table.append(crc)
    return tuple(table)


_TABLE = _table()
