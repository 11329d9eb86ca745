"""One place's coming mornings for a page: the fan, its sentences, and the table behind it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from markupsafe import Markup

from sorewise.apps.ahead.keeping import LEAST_WAYS
from sorewise.apps.web.drawing.fan import FURTHEST, Row, fan, is_drawn, ways
from sorewise.model.forecast import ANSWERS, DayForecast, Forecast, PlaceForecast
from sorewise.text import forecast as words
from sorewise.text.measures import day as day_said
from sorewise.text.needs import RegionWords
from sorewise.text.speech import capital, tr
from sorewise.text.web import forecast as said
from sorewise.text.web.history import WEEKDAYS, table_of
from sorewise.text.week_words import day_named

BACK_DAYS = 5
"""So many days before today are shown before the coming ones."""
TYPICAL = "course"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """What every place is drawn from: a forecast, what was told by place and day, and the regions of the rulebook.

    `limit` is the pain above which the legs are too sore for a hard session; None on a scale without such a limit.
    `uncharted` is the sorest place, if it has no typical course.
    """

    forecast: Forecast
    told: Mapping[tuple[str | None, date], int] = field(default_factory=dict)
    limit: float | None = None
    regions: Mapping[str, RegionWords] | None = None
    uncharted: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """One place. `rows` have a cell for each of `head`, `table` is what they are called.

    `label` says whose numbers they are and how old, `lines` the coming mornings, the next one first. `notes` and
    the `key` of the picture stand once a page, with the legs.
    """

    title: str
    table: str
    label: str
    picture: Markup
    lines: Sequence[str]
    notes: Sequence[str]
    key: str
    head: Sequence[str]
    rows: Sequence[Sequence[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ways:
    """The ways of spending today: tomorrow after each as a picture; of each what is said, and if beyond the data.

    `beyond` says of which ways the numbers are not to be leant on.
    """

    picture: Markup
    beyond: Sequence[str]
    said: Sequence[tuple[Sequence[str], bool]]


def seen(found: PlaceForecast, ground: Ground, name: str) -> Seen | None:
    """One place as it is shown; None where no number of it can be meant. `name` keeps ids apart on one page."""
    forecast, today = ground.forecast, ground.forecast.day
    answers = ANSWERS[forecast.scale]
    days = [day for day in found.days if is_drawn(day, answers)]
    if not days:
        return None
    past = [today - timedelta(days=ago) for ago in reversed(range(BACK_DAYS + 1))]
    known = [_within(ground.told.get((found.region, day)), answers) for day in past]
    picture = fan(
        known,
        days,
        answers=answers,
        marks=_marks(past),
        typical=found.basis == TYPICAL,
        title=said.chart_title(found.region, ground.regions),
        desc=said.chart_desc(known[-1], days, today),
        name=name,
    )
    title = words.place_said(found.region, ground.regions)
    return Seen(
        title=title,
        table=table_of(title),
        label=_label(found, forecast),
        picture=picture,
        lines=[words.day_said(days[0], today), said.then_said(days[1:])],
        notes=_notes(ground, days) if found.region is None else (),
        key=tr(said.KEY) if found.region is None else "",
        head=_head(ground.limit),
        rows=[_row(day, today, ground.limit) for day in days],
    )


def _label(found: PlaceForecast, forecast: Forecast) -> str:
    """Whose numbers they are, how old and of what; of a place only as far as the legs' own label does not say it."""
    basis, age = words.basis_said(found), words.age_said(found.told, forecast.day)
    if found.region is None:
        return tr("{basis} {age} {scale}.", basis=basis, age=age, scale=words.scale_said(forecast.scale))
    legs = forecast.legs
    told = (basis, legs is None or legs.basis != found.basis), (age, legs is None or legs.told != found.told)
    return " ".join(one for one, differs in told if differs)


def _notes(ground: Ground, days: Sequence[DayForecast]) -> list[str]:
    """What has to be said beside the legs, and nowhere else on the page."""
    forecast, regions = ground.forecast, ground.regions
    said = (
        words.no_course_said(ground.uncharted, regions),
        words.today_beyond_said(forecast),
        words.same_said(forecast, regions),
        words.no_plan_said(days),
    )
    return [one for one in said if one]


def _within(answer: int | None, answers: int) -> int | None:
    return answer if answer is not None and 0 <= answer < answers else None


def _marks(past: Sequence[date]) -> list[str]:
    """The first day, today, and the name of each coming day."""
    first, today = past[0], past[-1]
    coming = [today + timedelta(days=ahead) for ahead in range(1, FURTHEST + 1)]
    between = [""] * (len(past) - 2)
    return [f"{first:%m-%d}", *between, day_said(today, today), *(tr(WEEKDAYS[day.weekday()]) for day in coming)]


def _head(limit: float | None) -> list[str]:
    names = [tr(name) for name in (said.MORNING, said.LIKELY, said.SO_OFTEN)]
    return names if limit is None else [*names, words.too_sore_said(limit)]


def _row(day: DayForecast, today: date, limit: float | None) -> list[str]:
    cells = [capital(day_named(day.day, today)), words.span_said(day), words.in_ten(day.inside)]
    return cells if limit is None else [*cells, words.in_ten(day.above(limit))]


def ways_seen(forecast: Forecast) -> Ways | None:
    """Tomorrow after each way that may be told; None where there are no two to be held against each other."""
    answers = ANSWERS[forecast.scale]
    found = [(way, way.next) for way in forecast.ways if way.next is not None and is_drawn(way.next, answers)]
    if len(found) < LEAST_WAYS:
        return None
    rows = [Row(tr(said.WAYS[way.way]), day, way.beyond) for way, day in found]
    shown = [way for way, _ in found]
    picture = ways(rows, answers=answers, title=tr(words.WAYS_TITLE), desc=said.ways_desc(shown))
    beyond = [said.beyond_said(way) for way in shown if way.beyond]
    return Ways(picture=picture, beyond=beyond, said=[(list(words.way_lines(way)), way.beyond) for way in shown])
