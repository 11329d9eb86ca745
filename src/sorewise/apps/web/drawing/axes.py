"""What every drawing of values over time is made of: the frame, its grid, and lines that break where nothing is known.

`name` keeps ids apart on one page; `title` says what is shown and `desc` the numbers in words.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from markupsafe import Markup

from sorewise.text.speech import number

T = TypeVar("T")

WIDTH, HEIGHT = 350, 190
LEFT, RIGHT, TOP, BOTTOM = 34, 10, 12, 26


@dataclass(frozen=True, kw_only=True)
class Frame:
    """The plot inside the drawing: `steps` across, and from `low` to `high` upwards."""

    steps: int
    low: float
    high: float
    top: float = TOP
    bottom: float = HEIGHT - BOTTOM
    whole: bool = False
    """Whether a step is as wide as its share (a bar) instead of a point on the axis."""

    def x(self, index: float) -> float:
        """Where a step is, from the left."""
        width = WIDTH - LEFT - RIGHT
        if self.whole:
            return LEFT + width * (index + 0.5) / self.steps
        return LEFT + (width * index / (self.steps - 1) if self.steps > 1 else width / 2)

    def y(self, value: float) -> float:
        """Where a value is, from above."""
        span = self.high - self.low or 1
        return self.top + (self.bottom - self.top) * (1 - (value - self.low) / span)


def framed(
    name: str, title: str, desc: str, *parts: Markup, box: tuple[float, float] = (WIDTH, HEIGHT), look: str = "chart"
) -> Markup:
    """The whole drawing: what a reader of the screen hears of it, then its parts in the order of drawing."""
    opened = Markup(
        '<svg class="{look}" viewBox="0 0 {width} {height}" role="img" aria-labelledby="{name}-t"'
        ' aria-describedby="{name}-d"><title id="{name}-t">{title}</title><desc id="{name}-d">{desc}</desc>'
    ).format(look=look, width=box[0], height=box[1], name=name, title=title, desc=desc)
    return Markup("").join((opened, *parts, Markup("</svg>")))


def grid(frame: Frame, ticks: Sequence[float]) -> Markup:
    """A line and its number for each of these values."""
    return Markup("").join(
        Markup(
            '<line class="grid" x1="{}" x2="{}" y1="{y}" y2="{y}"/><text class="end" x="{}" y="{}">{}</text>'
        ).format(LEFT, WIDTH - RIGHT, LEFT - 6, at(frame.y(tick) + 4), number(tick), y=at(frame.y(tick)))
        for tick in ticks
        if frame.low <= tick <= frame.high
    )


def below(frame: Frame, marks: Mapping[int, str]) -> Markup:
    """Words below the axis, by the index of their step."""
    last = frame.steps - 1
    return Markup("").join(
        Markup('<text class="{}" x="{}" y="{}">{}</text>').format(
            "mid" if frame.whole or 0 < index < last else "end" if index else "begin",
            at(frame.x(index)),
            at(frame.bottom + BOTTOM - 8),
            said,
        )
        for index, said in marks.items()
    )


def strokes(placed: Sequence[tuple[float, float] | None], kind: int, *, dots: bool) -> Iterator[Markup]:
    """A line through what is known, broken where it is not; a value alone between two gaps is a dot in any case."""
    for run in runs(placed):
        if len(run) > 1:
            yield Markup('<polyline class="series s{}" points="{}"/>').format(kind, joined(run))
        if dots or len(run) == 1:
            for x, y in run:
                yield Markup('<circle class="dot d{}" cx="{}" cy="{}" r="2.6"/>').format(kind, at(x), at(y))


def runs(placed: Sequence[T | None]) -> Iterator[list[T]]:
    """What stands next to each other with nothing unknown between."""
    run: list[T] = []
    for place in (*placed, None):
        if place is not None:
            run.append(place)
        elif run:
            yield run
            run = []


def joined(points: Sequence[tuple[float, float]]) -> str:
    """Points as SVG joins them."""
    return " ".join(f"{at(x)},{at(y)}" for x, y in points)


def at(place: float) -> str:
    """A coordinate, to a tenth."""
    return f"{round(place, 1) + 0:g}"
