"""A FIT file without its `record` messages, which are nine tenths of it.

Of records the decoder gives columns, which is all that is wanted; of every other message it makes an object with a name
for each value. Without this the objects of the records would take more time than all the rest.
"""

from __future__ import annotations

from sorewise.importers.fit import frame

RECORD = 20
MOST_LEFT_BYTES = 128 * 1024
"""What is left gets a checksum of its own, made here: for more than this that takes longer than it saves."""


def without_records(data: bytes) -> bytes | None:
    """The same file with no data of a `record` in it; None where that is not simple, or not worth the while.

    `data` is one file in the form the decoder takes.
    """
    body = data[data[0] : -frame.CRC_BYTES]
    end = len(body)
    steps: dict[int, int] = {}
    records: set[int] = set()
    kept: list[bytes] = []
    at = start = 0
    while at < end:
        head = body[at]
        if head & frame.COMPRESSED:  # its time counts from the message before it, which may be a record
            return None
        if head & frame.DEFINITION:
            size, step = frame.definition(body, at)
            local = head & frame.LOCAL
            steps[local] = 1 + size
            is_record = bool(step) and frame.number(body, at) == RECORD
            (records.add if is_record else records.discard)(local)
        else:
            step = steps.get(head, 0)
            is_record = head in records
        if not step:
            return None
        if not is_record:
            at += step
            continue
        kept.append(body[start:at])
        at += step
        while at < end and body[at] == head and not head & frame.DEFINITION:
            at += step
        start = at
    kept.append(body[start:])
    left = b"".join(kept)
    return frame.rebuilt(data, left) if at == end and len(left) <= MOST_LEFT_BYTES else None
