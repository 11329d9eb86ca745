"""Our own export as a format, with the sections that only the store knows."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, BinaryIO

from sorewise.importers import own_json
from sorewise.store import SECTIONS

recognises = own_json.recognises


def read(file: BinaryIO, path: str) -> Iterator[Any]:
    """Every record of it."""
    return own_json.read(file, path, SECTIONS)
