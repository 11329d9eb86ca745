"""Forecasts beside what came: the last weeks as a picture, and how good all of them were as a table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

from sorewise.apps.web.drawing.fan import came
from sorewise.apps.web.past.curves import Chart, day_marks
from sorewise.model.forecast import ANSWERS, Scale, Score, Scored
from sorewise.text.forecast_score import has_error
from sorewise.text.speech import tr
from sorewise.text.web import forecast as said

if TYPE_CHECKING:
    from collections.abc import Iterable

CAME_DAYS = 28
Told = Mapping[tuple[str | None, date], int]


def next_mornings(scored: Iterable[Scored]) -> list[Scored]:
    """Those that said of the legs what the very next morning would be, in time order."""
    return sorted((one for one in scored if one.ahead == 1 and one.region is None), key=lambda one: one.day)


def came_seen(scored: Sequence[Scored], told: Told, scale: Scale, today: date) -> Chart | None:
    """The last weeks; none if no morning of them was forecast and told. `scored` are those of the next morning."""
    span = [today - timedelta(days=ago) for ago in reversed(range(CAME_DAYS))]
    lately, answers = [one for one in scored if span[0] <= one.day <= today], ANSWERS[scale]
    if not lately:
        return None
    likely = {one.day: (one.low, one.high) for one in lately}
    answered = [told.get((None, day)) for day in span]
    picture = came(
        [answer if answer is not None and 0 <= answer < answers else None for answer in answered],
        [likely.get(day) for day in span],
        answers=answers, marks=day_marks(span), title=tr(said.CAME), desc=said.came_desc(lately),
    )  # fmt: skip
    head = [tr(name) for name in (said.MORNING, said.WAS_LIKELY, said.TOLD, said.HELD)]
    rows = [
        [one.day.isoformat(), said.bare_span(one.low, one.high), str(one.told), said.hit_said(hit=one.hit)]
        for one in reversed(lately)
    ]
    return Chart(pictures=[picture], head=head, rows=rows)


def scores_seen(scores: Sequence[Score]) -> tuple[list[str], list[list[str]]]:
    """Head and rows of the table: a column a horizon, of which there are few, so that a phone shows all of it."""
    rows = (
        (said.COUNT, [str(one.count) for one in scores]),
        (said.HITS, [str(one.hits) for one in scores]),
        (said.PROMISED, [said.about(one.promised) for one in scores]),
        (said.ERROR, [said.error_said(one.error, enough=has_error(one)) for one in scores]),
        (said.ERROR_LAST, [said.error_said(one.error_last, enough=has_error(one)) for one in scores]),
        (said.ERROR_USUAL, [said.error_said(one.error_usual, enough=has_error(one)) for one in scores]),
    )
    return [tr(said.AHEAD), *(str(one.ahead) for one in scores)], [[tr(name), *cells] for name, cells in rows]
