"""Two rulebooks as a picture: on each ladder a square of verdicts before and after, the moves in colour."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from html import escape
from textwrap import wrap

from sorewise.model.verdict import ACTIVITY, REFERRAL
from sorewise.text import compare as said

LADDERS = {"activity": ACTIVITY, "referral": REFERRAL}
CELL_W, CELL_H = 96, 44
LEFT, TOP, GAP = 240, 100, 40
SAME, STRICTER, MILDER = "#e8e8e4", "#b5541c", "#1f6f8b"
"""The diagonal, what is above it and what is below: orange and blue are told apart by everybody."""
FAINTEST, DARK = 0.15, 0.5
LETTERS, LINE = 15, 13
"""How many letters a column has room for, and how far its lines are apart."""
STYLE = "font:13px system-ui,sans-serif;fill:#222"


def drawn(ladders: Mapping[str, Mapping[tuple[str, str], int]], title: str) -> str:
    """An SVG of the moves on each ladder: (before, after) -> mornings."""
    height = TOP + len(ACTIVITY) * CELL_H + GAP
    width = LEFT + len(ACTIVITY) * CELL_W + GAP
    squares = [
        part for number, (name, moves) in enumerate(ladders.items()) for part in _square(name, moves, number * height)
    ]
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height * len(ladders)}" style="{STYLE}">',
            f"<title>{escape(title)}</title>",
            f'<rect width="{width}" height="{height * len(ladders)}" fill="#fff"/>',
            *squares,
            "</svg>\n",
        ]
    )


def _square(name: str, moves: Mapping[tuple[str, str], int], top: int) -> Iterator[str]:
    """One ladder: rows are the verdict before, columns the verdict after."""
    rungs = LADDERS[name]
    before, after = said.axes()
    yield f'<text x="16" y="{top + 28}" font-size="18">{escape(said.ladder(name))}</text>'
    yield f'<text x="16" y="{top + TOP - 10}">{escape(before)}</text>'
    yield f'<text x="{LEFT}" y="{top + 28}">{escape(after)}</text>'
    most = max((count for (a, b), count in moves.items() if a != b), default=1)
    for row, word in enumerate(rungs):
        y = top + TOP + row * CELL_H
        yield f'<text x="{LEFT - 12}" y="{y + 27}" text-anchor="end">{escape(said.rung(word))}</text>'
        for column, then in enumerate(rungs):
            x = LEFT + column * CELL_W
            if row == 0:
                yield from _heading(said.rung(then), x, top + TOP + 4)
            yield from _cell(x, y, moves.get((word, then), 0), column - row, most)


def _heading(words: str, x: int, bottom: int) -> Iterator[str]:
    """The name of a column, in as many lines as it needs above its cells."""
    lines = wrap(words, LETTERS)
    for number, line in enumerate(lines):
        y = bottom - LINE * (len(lines) - number)
        yield f'<text x="{x + 4}" y="{y}" font-size="11">{escape(line)}</text>'


def _cell(x: int, y: int, count: int, step: int, most: int) -> Iterator[str]:
    """One move: its share of the largest as depth of colour, its count in figures."""
    colour = SAME if step == 0 else STRICTER if step > 0 else MILDER
    depth = 1 if step == 0 else FAINTEST + (1 - FAINTEST) * count / most if count else 0
    yield (
        f'<rect x="{x}" y="{y}" width="{CELL_W - 3}" height="{CELL_H - 3}" fill="{colour}" '
        f'fill-opacity="{depth:.2f}" stroke="#ccc"/>'
    )
    if count:
        ink = "#fff" if step and depth > DARK else "#222"
        yield f'<text x="{x + CELL_W / 2 - 2}" y="{y + 26}" text-anchor="middle" fill="{ink}">{count}</text>'
