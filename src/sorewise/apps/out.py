"""Printing: JSON for programs, pages for people, in colour where it is welcome."""

from __future__ import annotations

import json
import shutil
import sys
import unicodedata
from collections.abc import Iterable

from sorewise.apps.here import here
from sorewise.text.page import Line, plain

WIDEST = 100
TURNING = frozenset(map(chr, (*range(0x202A, 0x202F), *range(0x2066, 0x206A))))
"""Signs that turn the direction of what follows them."""
STYLES = {"word": "1;7", "lead": "1", "heading": "1", "quiet": "2", "struck": "2;9", "new": "1"}


def say_json(found: object) -> None:
    """Print one JSON document."""
    say_line(json.dumps(found, ensure_ascii=False, indent=2))


def say_line(text: str = "") -> None:
    """Print one line."""
    sys.stdout.write(text + "\n")


def show(page: Iterable[Line]) -> None:
    """Print a page at the width of the terminal."""
    wide = width()
    for line in page:
        style = STYLES.get(line.part) if here().colour else None
        text = harmless(plain([line], wide))
        say_line(f"\x1b[{style}m{text}\x1b[0m" if style and text else text)


def width() -> int:
    """How wide a page is here."""
    return min(WIDEST, shutil.get_terminal_size().columns)


def complain(text: str) -> None:
    """Tell what went wrong, where errors go."""
    sys.stdout.flush()
    sys.stderr.write(harmless(text) + "\n")


def harmless(text: str) -> str:
    """The text without what a terminal obeys: names come from files, and a file may be anybody's."""
    if text.isprintable():
        return text
    return "".join(sign for sign in text if sign == "\n" or not (sign in TURNING or unicodedata.category(sign) == "Cc"))
