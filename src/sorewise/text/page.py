"""A page is lines of plain text, each with its part in the page; the doors choose colours, widths and signs for it."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple

Part = Literal["word", "lead", "heading", "text", "struck", "new", "item", "quiet", "gap"]


class Line(NamedTuple):
    """One line.

    `word` is the big word of the page, `struck` what was planned and no longer holds, `new` what stands in its place,
    `quiet` what stands behind a sentence (ids, sources). `about` names what a line speaks of, for a door that does more
    than print it: of a heading its block, of an item the rule, the advice, or the headline code that it leads to.
    """

    text: str
    part: Part = "text"
    depth: int = 0
    about: str = ""


Page = tuple[Line, ...]


def block(heading: str, lines: Iterable[Line], about: str = "") -> Iterator[Line]:
    """A part of the page under its heading, after a gap; nothing at all without lines. `about` names the part."""
    held = tuple(lines)
    if held:
        yield Line("", "gap")
        yield Line(heading, "heading", about=about)
        yield from held


def plain(page: Iterable[Line], width: int = 0) -> str:
    """The page as text; `width` 0 leaves each line as long as it is."""
    return "\n".join(row.rstrip() for line in page for row in _rows(line, width))


def _rows(line: Line, width: int) -> list[str]:
    indent = "  " * line.depth
    sign = "- " if line.part == "item" else ""
    text = f"{indent}{sign}{line.text}"
    if not width or len(text) <= width:
        return [text]
    return textwrap.wrap(text, width, subsequent_indent=indent + " " * len(sign), break_long_words=False)
