"""The coming mornings drawn: what was told as dots, then a fan of what is likely; and one day's ways beside each other.

An answer is as tall as itself: the band of "1 to 3" goes from half below 1 to half above 3. Nothing is drawn of what is
not known, nor of a number that cannot be meant.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby, pairwise
from math import isfinite
from typing import NamedTuple

from markupsafe import Markup

from sorewise.apps.web.drawing.axes import BOTTOM, LEFT, RIGHT, WIDTH, Frame, at, below, framed, grid, joined, strokes
from sorewise.model.forecast import DayForecast, smallest_run

HALF = 0.5
CORE = 0.5
"""The dark part of the fan holds at least so much."""
FAR = 3
"""From this morning on a forecast without a plan is little more than what is usual."""
FURTHEST = 5
MOST_TICKS = 6
LEGEND = 112
BAR_SHARE = 0.7
ROW, ROWS_TOP, ROWS_BOTTOM = 38, 8, 26
BAR, DOT = 16, 5.0


class Edge(NamedTuple):
    """One step of the fan: which, its lower and upper end, and whether little is known of it."""

    step: int
    low: float
    high: float
    open: bool


def fan(
    told: Sequence[int | None],
    days: Sequence[DayForecast],
    *,
    answers: int,
    marks: Sequence[str],
    typical: bool,
    title: str,
    desc: str,
    name: str = "fan",
) -> Markup:
    """The last mornings and the coming ones.

    `told` has the answer of each day up to today, the last of them; None where nothing was told. `answers` is how many
    the scale has, counted from 0. `marks` are words below the axis, one for each step from the first day told to the
    last coming one, "" for none. `typical` draws in grey what does not rest on the runner's own reports.
    """
    days = [day for day in days if is_drawn(day, answers)]
    now = max(0, len(told) - 1)
    steps = now + 1 + max((day.ahead for day in days), default=1)
    frame = Frame(steps=steps, low=-HALF, high=answers - HALF)
    last = told[now] if told else None
    begin = [] if last is None else [Edge(now, last, last, open=False)]
    outer = [*begin, *(Edge(now + day.ahead, day.low - HALF, day.high + HALF, is_open(day)) for day in days)]
    inner = [*begin, *(Edge(now + day.ahead, *_core(day), is_open(day)) for day in days)]
    middle = [*begin, *(Edge(now + day.ahead, day.expected, day.expected, is_open(day)) for day in days)]
    placed = [None if answer is None else (frame.x(index), frame.y(answer)) for index, answer in enumerate(told)]
    parts = (
        grid(frame, ticks(answers)),
        *_fans(frame, outer, "band"),
        *_fans(frame, inner, "core"),
        _today(frame, now, last),
        *_line(frame, middle),
        *strokes(placed, 1, dots=True),
        *_names(frame, marks[:steps]),
    )
    return framed(name, title, desc, *parts, look="chart fan typical" if typical else "chart fan")


def is_drawn(day: DayForecast, answers: int) -> bool:
    """Whether every number of it can be meant."""
    return 1 <= day.ahead <= FURTHEST and isfinite(day.expected) and 0 <= day.low <= day.high < answers


def is_open(day: DayForecast) -> bool:
    """Whether nobody knows what comes before it, so that it is little more than what is usual."""
    return day.ahead >= FAR and not day.plan


def ticks(answers: int) -> list[float]:
    """The answers that have a line: each, or every second one."""
    return [float(answer) for answer in range(0, answers, 1 if answers <= MOST_TICKS else 2)]


def _core(day: DayForecast) -> tuple[float, float]:
    """The likeliest answers within the band; never beyond its ends."""
    low, high, _ = smallest_run(day.chances, CORE)
    low, high = max(day.low, min(low, day.high)), min(day.high, max(high, day.low))
    return low - HALF, high + HALF


def _fans(frame: Frame, edges: Sequence[Edge], look: str) -> Iterator[Markup]:
    """Polygons from step to step; a step alone is as wide as a dot."""
    if len(edges) == 1:
        x, (_, low, high, open_) = frame.x(edges[0].step), edges[0]
        if low != high:
            yield _polygon(look, [(x - DOT, frame.y(low)), (x + DOT, frame.y(low))], frame.y(high), open_=open_)
        return
    for open_, run in _alike(edges):
        lower = [(frame.x(edge.step), frame.y(edge.low)) for edge in run]
        upper = [(frame.x(edge.step), frame.y(edge.high)) for edge in reversed(run)]
        yield Markup('<polygon class="{}" points="{}"/>').format(_look(look, open_=open_), joined([*lower, *upper]))


def _polygon(look: str, lower: Sequence[tuple[float, float]], upper: float, *, open_: bool) -> Markup:
    edge = [*lower, *((x, upper) for x, _ in reversed(lower))]
    return Markup('<polygon class="{}" points="{}"/>').format(_look(look, open_=open_), joined(edge))


def _line(frame: Frame, middle: Sequence[Edge]) -> Iterator[Markup]:
    if len(middle) == 1:
        x, y = at(frame.x(middle[0].step)), at(frame.y(middle[0].low))
        yield Markup('<circle class="dot d2" cx="{}" cy="{}" r="2.6"/>').format(x, y)
    for open_, run in _alike(middle):
        points = joined([(frame.x(edge.step), frame.y(edge.low)) for edge in run])
        yield Markup('<polyline class="{}" points="{}"/>').format(_look("series s2", open_=open_), points)


def _alike(edges: Sequence[Edge]) -> Iterator[tuple[bool, list[Edge]]]:
    """Steps that look alike; each run begins where the one before it ended."""
    for open_, some in groupby(pairwise(edges), key=lambda pair: pair[1].open):
        pairs = list(some)
        yield open_, [pairs[0][0], *(after for _, after in pairs)]


def _look(look: str, *, open_: bool) -> str:
    return f"{look} open" if open_ else look


def _names(frame: Frame, marks: Sequence[str]) -> Iterator[Markup]:
    """The words below the axis, each below its step."""
    for index, said in enumerate(marks):
        if said:
            x, y = at(frame.x(index)), at(frame.bottom + BOTTOM - 8)
            yield Markup('<text class="{}" x="{}" y="{}">{}</text>').format("mid" if index else "begin", x, y, said)


def _today(frame: Frame, now: int, last: int | None) -> Markup:
    x = at(frame.x(now))
    line = Markup('<line class="now" x1="{x}" x2="{x}" y1="{}" y2="{}"/>').format(frame.top, frame.bottom, x=x)
    if last is None:
        return line
    return line + Markup('<circle class="dot d1" cx="{}" cy="{}" r="{}"/>').format(x, at(frame.y(last)), DOT)


# ------------------------------------------------------------------------------------------------ what came of it


def came(
    told: Sequence[int | None],
    likely: Sequence[tuple[int, int] | None],
    *,
    answers: int,
    marks: Mapping[int, str],
    title: str,
    desc: str,
    name: str = "came",
) -> Markup:
    """Past mornings: what had been called likely the day before as a bar, and what was told as a dot on it."""
    frame = Frame(steps=len(told), low=-HALF, high=answers - HALF, whole=True)
    width = (WIDTH - RIGHT - LEFT) / frame.steps * BAR_SHARE
    bars = (
        Markup('<rect class="band" x="{}" y="{}" width="{}" height="{}" rx="2"/>').format(
            at(frame.x(step) - width / 2), at(frame.y(high + HALF)), at(width),
            at(frame.y(low - HALF) - frame.y(high + HALF)),
        )
        for step, (low, high) in ((step, span) for step, span in enumerate(likely) if span is not None)
        if 0 <= low <= high < answers
    )  # fmt: skip
    dots = (
        Markup('<circle class="dot d1" cx="{}" cy="{}" r="3"/>').format(at(frame.x(step)), at(frame.y(answer)))
        for step, answer in enumerate(told)
        if answer is not None
    )
    parts = (grid(frame, ticks(answers)), *bars, *dots, below(frame, marks))
    return framed(name, title, desc, *parts, look="chart fan")


# ---------------------------------------------------------------------------------------------- ways of one day


class Row(NamedTuple):
    """One way of spending the day, and the morning after it; `beyond` the data it is grey."""

    said: str
    day: DayForecast
    beyond: bool


def ways(rows: Sequence[Row], *, answers: int, title: str, desc: str, name: str = "ways") -> Markup:
    """Tomorrow morning after each way, one below the other on one scale."""
    rows = [row for row in rows if is_drawn(row.day, answers)]
    bottom = ROWS_TOP + ROW * len(rows)

    def x(answer: float) -> float:
        return LEGEND + (WIDTH - RIGHT - LEGEND) * (answer + HALF) / answers

    lines = (
        Markup(
            '<line class="grid" x1="{x}" x2="{x}" y1="{}" y2="{}"/><text class="mid" x="{x}" y="{}">{}</text>'
        ).format(ROWS_TOP, bottom, bottom + 18, int(tick), x=at(x(tick)))
        for tick in ticks(answers)
    )
    drawn = [_way(row, x(row.day.low - HALF), x(row.day.high + HALF), x(row.day.expected)) for row in rows]
    placed = (
        Markup('<g transform="translate(0 {})">{}</g>').format(ROWS_TOP + ROW * index + ROW // 2, one)
        for index, one in enumerate(drawn)
    )
    return framed(name, title, desc, *lines, *placed, box=(WIDTH, bottom + ROWS_BOTTOM), look="chart fan")


def _way(row: Row, low: float, high: float, expected: float) -> Markup:
    return Markup(
        '<text class="key" x="{}" y="4">{}</text>'
        '<rect class="band{beyond}" x="{}" y="{}" width="{}" height="{}" rx="6"/>'
        '<circle class="dot d2{beyond}" cx="{}" cy="0" r="{}"/>'
    ).format(
        LEFT - 32, row.said, at(low), at(-BAR / 2), at(high - low), BAR, at(expected), DOT,
        beyond=" beyond" if row.beyond else "",
    )  # fmt: skip
