"""Printing: JSON for programs, pages for people, in colour where it is welcome."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Iterable

from sorewise.apps.here import here
from sorewise.text.page import Line, plain

WIDEST = 100
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
        text = plain([line], wide)
        say_line(f"\x1b[{style}m{text}\x1b[0m" if style and text else text)


def width() -> int:
    """How wide a page is here."""
    return min(WIDEST, shutil.get_terminal_size().columns)


def complain(text: str) -> None:
    """Tell what went wrong, where errors go."""
    sys.stdout.flush()
    sys.stderr.write(text + "\n")
