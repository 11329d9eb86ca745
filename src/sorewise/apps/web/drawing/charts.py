"""Charts made on the server: SVG that look.css colours and a screen reader reads by its title and description.

What all of them take: values in the order of time, one for each equal step (a day, a week), in the unit they are shown
in; None where nothing is known, which leaves a gap and is never drawn as 0. `marks` names steps below the axis, by
their index. `title` says what is shown and `desc` says the numbers in words; the page puts the same numbers in a table
beside the chart. `name` keeps ids apart on one page.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from math import ceil, floor, log10

from markupsafe import Markup

from sorewise.apps.web.drawing.axes import (
    BOTTOM,
    HEIGHT,
    LEFT,
    RIGHT,
    TOP,
    WIDTH,
    Frame,
    at,
    below,
    framed,
    grid,
    joined,
    runs,
    strokes,
)

Values = Sequence[float | None]
Band = Sequence[tuple[float, float] | None]

LEGEND_ROW, LEGEND_SIDE_BY_SIDE = 19, 18
"""Height of a line that names series; names of up to so many letters stand two in a line."""

MOST_TICKS = 4
MOST_SERIES = 4
DOTTED_UP_TO = 45
"""So many steps get a dot each; more would run together."""


def line_with_band(
    values: Values, band: Band, *, marks: Mapping[int, str], title: str, desc: str, name: str = "line"
) -> Markup:
    """A measure by day and the range that is usual for this runner.

    `values` in the unit of the measure (beats a minute, hours, ms); `band` has the lower and upper end of the usual
    range on the same days and in the same unit, None on days without a baseline.
    """
    known = [value for value in values if value is not None] + [end for pair in band if pair for end in pair]
    ticks = round_steps(min(known, default=0), max(known, default=1))
    frame = Frame(steps=max(len(values), len(band)), low=ticks[0], high=ticks[-1])
    return framed(
        name, title, desc, grid(frame, ticks), *_bands(frame, band), *_series(frame, values, 1), below(frame, marks)
    )


def bars(
    values: Values, *, marks: Mapping[int, str], title: str, desc: str, name: str = "bars", open_end: bool = False
) -> Markup:
    """Sums by week: load in session-RPE units (RPE x minutes), or minutes, or km.

    `open_end` draws the last bar as not finished yet.
    """
    ticks = round_steps(0, max((value for value in values if value is not None), default=1))
    frame = Frame(steps=max(1, len(values)), low=0, high=ticks[-1], whole=True)
    width = (WIDTH - LEFT - RIGHT) / frame.steps * 0.68
    drawn = [
        Markup('<rect class="barv{}" x="{}" y="{}" width="{}" height="{}" rx="{}"/>').format(
            " cur" if open_end and index == len(values) - 1 else "",
            at(frame.x(index) - width / 2),
            at(frame.y(value)),
            at(width),
            at(frame.y(0) - frame.y(value)),
            at(min(4, width / 4)),
        )
        for index, value in enumerate(values)
        if value is not None
    ]
    return framed(name, title, desc, grid(frame, ticks), *drawn, below(frame, marks))


def lines(
    series: Mapping[str, Values],
    *,
    marks: Mapping[int, str],
    title: str,
    desc: str,
    name: str = "lines",
    span: tuple[float, float] | None = None,
) -> Markup:
    """Up to four series on one axis, each named above the plot and told apart by its stroke as well as its colour.

    All in the same unit: soreness of several places 0-10 (`span=(0, 10)`), or ATL, CTL and TSB in load units a day.
    `span` fixes the ends of the axis; without it they are those of the values. Raises ValueError for more than four.
    """
    if len(series) > MOST_SERIES:
        raise ValueError(
            f"{len(series)} series in one chart; nobody tells more than {MOST_SERIES} apart: draw two charts"
        )
    known = [value for values in series.values() for value in values if value is not None]
    low, high = span or (min(known, default=0), max(known, default=1))
    ticks = round_steps(low, high)
    ends = span or (ticks[0], ticks[-1])
    rows = _legend_rows(list(series))
    down = LEGEND_ROW * len(rows)
    steps = max((len(values) for values in series.values()), default=1)
    frame = Frame(steps=steps, low=ends[0], high=ends[1], top=TOP + down, bottom=HEIGHT + down - BOTTOM)
    drawn = [part for kind, values in enumerate(series.values(), 1) for part in _series(frame, values, kind)]
    parts = (_legend(rows), grid(frame, ticks), *drawn, below(frame, marks))
    return framed(name, title, desc, *parts, box=(WIDTH, HEIGHT + down))


def spark(values: Values, *, span: tuple[float, float], title: str, desc: str, name: str = "spark") -> Markup:
    """A small line without axes, for a row of a table or a card. `span` fixes the ends, in the unit of the values."""
    across, tall, edge = 120, 32, 4
    step = (across - 2 * edge) / max(1, len(values) - 1)
    scale = (tall - 2 * edge) / ((span[1] - span[0]) or 1)
    points = [
        None if value is None else (edge + i * step, tall - edge - (value - span[0]) * scale)
        for i, value in enumerate(values)
    ]
    return framed(name, title, desc, *strokes(points, 1, dots=False), box=(across, tall), look="spark")


def round_steps(low: float, high: float) -> list[float]:
    """Round numbers from at or below `low` to at or above `high`, few enough to be read at a glance."""
    rough = (high - low) / MOST_TICKS or 1.0  # a span too small to be parted counts as none
    size = 10.0 ** floor(log10(rough))
    step = next(size * factor for factor in (1, 2, 5, 10) if size * factor >= rough)
    first, last = floor(low / step), ceil(high / step)
    return [round(index * step, 10) for index in range(first, max(last, first + 1) + 1)]


def _legend_rows(names: Sequence[str]) -> list[Sequence[str]]:
    in_a_row = 2 if all(len(name) <= LEGEND_SIDE_BY_SIDE for name in names) else 1
    return [names[first : first + in_a_row] for first in range(0, len(names), in_a_row)]


def _legend(rows: Sequence[Sequence[str]]) -> Markup:
    half = (WIDTH - LEFT - RIGHT) / 2
    placed = [
        (LEFT + half * across, 10 + LEGEND_ROW * down, said)
        for down, row in enumerate(rows)
        for across, said in enumerate(row)
    ]
    return Markup("").join(
        Markup(
            '<line class="series s{}" x1="{}" x2="{}" y1="{y}" y2="{y}"/><text class="key" x="{}" y="{}">{}</text>'
        ).format(kind, at(x), at(x + 20), at(x + 26), at(y + 4), said, y=at(y))
        for kind, (x, y, said) in enumerate(placed, 1)
    )


def _bands(frame: Frame, band: Band) -> Iterator[Markup]:
    placed = [None if pair is None else (frame.x(i), frame.y(pair[0]), frame.y(pair[1])) for i, pair in enumerate(band)]
    for run in runs(placed):
        wide = 2 if len(run) == 1 else 0  # one day alone is as wide as a dot
        wider = [(run[0][0] - wide, *run[0][1:]), *run, (run[-1][0] + wide, *run[-1][1:])]
        edge = [(x, low) for x, low, _ in wider] + [(x, high) for x, _, high in reversed(wider)]
        yield Markup('<polygon class="band" points="{}"/>').format(joined(edge))


def _series(frame: Frame, values: Values, kind: int) -> Iterator[Markup]:
    placed = [None if value is None else (frame.x(i), frame.y(value)) for i, value in enumerate(values)]
    return strokes(placed, kind, dots=len(values) <= DOTTED_UP_TO)
