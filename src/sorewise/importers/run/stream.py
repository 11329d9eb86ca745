"""A file read forwards, whose beginning can be looked at first, and which tells how far it is."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import BinaryIO

STEP_BYTES = 1024 * 1024


class Stream(io.RawIOBase):
    """A stream over another one; `told` hears of every megabyte that was read."""

    def __init__(self, raw: BinaryIO, told: Callable[[int], object] | None = None) -> None:
        super().__init__()
        self._raw = raw
        self._told = told
        self._untold = 0
        self._ahead = b""

    def ahead(self, count: int) -> bytes:
        """The next bytes, `count` of them if there are so many; they will be read again."""
        while len(self._ahead) < count and (more := self._next(count - len(self._ahead))):
            self._ahead += more
        return self._ahead[:count]

    def upto(self, most: int) -> bytes:
        """All that is left; of more than `most` bytes a little more than these."""
        parts = [self._ahead]
        size, self._ahead = len(self._ahead), b""
        while size <= most and (more := self._next(STEP_BYTES)):
            parts.append(more)
            size += len(more)
        return b"".join(parts)

    def readable(self) -> bool:
        """It is for reading."""
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]  # typeshed has no plain name for a buffer
        """Fill the buffer; answers how many bytes it took, 0 at the end."""
        taken = self._ahead[: len(buffer)] or self._next(len(buffer))
        self._ahead = self._ahead[len(taken) :]
        buffer[: len(taken)] = taken
        return len(taken)

    def _next(self, count: int) -> bytes:
        more = self._raw.read(count)
        self._untold += len(more)
        if self._told and self._untold >= STEP_BYTES:
            self._told(self._untold)
            self._untold = 0
        return more
