"""The page of `sorewise forecast`, what `check` says of the coming mornings, and the page of how forecasts went."""

# ruff: noqa: D102 - the docstring of the class tells what its members are

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Protocol

from sorewise.model.forecast import Forecast, PlaceForecast, Score
from sorewise.text.forecast import (
    ASSOCIATION,
    COMING,
    NOT_A_VERDICT,
    NOT_THIS,
    WAYS_TITLE,
    age_said,
    basis_said,
    days_said,
    fan,
    hard_said,
    likely_said,
    made_said,
    no_course_said,
    no_plan_said,
    not_yet_said,
    place_said,
    places_apart,
    same_said,
    scale_said,
    source_said,
    today_beyond_said,
    top_of,
    way_lines,
)
from sorewise.text.forecast_score import ERRORS, average_said, has_error, level_said, no_scores, score_said
from sorewise.text.needs import RegionWords
from sorewise.text.page import Line, block
from sorewise.text.speech import mark, tr
from sorewise.text.week_words import short_day

FAN = mark("Each sign is an answer, 0 on the left: # the likeliest, = likely too, . less likely.")
FEW = 3
"""So many mornings are told below a verdict."""


def page(
    forecast: Forecast,
    limit: float,
    regions: Mapping[str, RegionWords],
    readiness: Sequence[str] = (),
    *,
    uncharted: str | None = None,
) -> Iterator[Line]:
    """The whole page: the legs and each place for five mornings, today's ways, this morning as it was told.

    `limit` is what is too sore for a hard session, `readiness` what is said of this morning, `uncharted` the sorest
    place if it has no typical course. Where none is to be shown, the page says why, and has this morning alone.
    """
    yield Line(tr(COMING), "lead")
    if forecast.legs is None:
        yield Line(not_yet_said(forecast))
        yield from block(tr("This morning"), [Line(one, "item") for one in readiness])
        return
    made = tr("{scale}, as you will likely tell it. {made}", scale=scale_said(forecast.scale), made=made_said(forecast))
    yield Line(made, "quiet")
    beside = (no_course_said(uncharted, regions), today_beyond_said(forecast), same_said(forecast, regions))
    yield from block(place_said(None), [*_mornings(forecast.legs, forecast), *_quiet(beside, 1)])
    for place in places_apart(forecast):
        yield from block(place_said(place.region, regions), _mornings(place, forecast))
    if forecast.scale == "pain":
        yield Line("", "gap")
        yield Line(hard_said(forecast.legs.days, limit, forecast.day))
    yield from block(tr(WAYS_TITLE), _ways(forecast))
    yield from block(tr("This morning"), [Line(one, "item") for one in readiness])
    yield Line("", "gap")
    yield from _quiet((no_plan_said(forecast.legs.days), tr(FAN), source_said(forecast), tr(NOT_THIS)))


def _quiet(said: Sequence[str], depth: int = 0) -> Iterator[Line]:
    return (Line(one, "quiet", depth) for one in said if one)


def _mornings(place: PlaceForecast, forecast: Forecast) -> Iterator[Line]:
    """A row a morning, then whose forecast it is."""
    days = [short_day(day.day) for day in place.days]
    likely = [likely_said(day) for day in place.days]
    wide, wider = max(map(len, days), default=0), max(map(len, likely), default=0)
    for day, named, said in zip(place.days, days, likely, strict=True):
        row = f"{named:<{wide}}  {said:<{wider}}  0 {fan(day)} {top_of(forecast.scale)}"
        yield Line(row, depth=1)
    yield Line(f"{basis_said(place)} {age_said(place.told, forecast.day)}", "quiet", 1)


def _ways(forecast: Forecast) -> Iterator[Line]:
    """Ways of spending the day side by side; what goes beyond anything seen is told quietly."""
    for way in forecast.ways:
        said, *seen = way_lines(way)
        yield Line(said, "quiet" if way.beyond else "item")
        yield from _quiet(seen, 1)
    if any(way.more is not None or way.own is not None for way in forecast.ways):
        yield Line(tr(ASSOCIATION), "quiet")


def after_check(
    forecast: Forecast, regions: Mapping[str, RegionWords] | None = None, *, uncharted: str | None = None
) -> Iterator[Line]:
    """What a check-in says of the coming mornings, below its verdict: three lines, or nothing where there is none.

    `uncharted` is the sorest place if it has no typical course.
    """
    if forecast.legs is None or not forecast.legs.days:
        return
    yield Line("", "gap")
    days = days_said(forecast.legs.days[:FEW], forecast.day)
    scale = _lower(scale_said(forecast.scale))
    of = tr("{scale} at the sorest place", scale=scale) if forecast.scale == "pain" else scale
    yield Line(tr("The coming mornings, {of}: likely {days}.", of=of, days=days))
    old = age_said(forecast.legs.told, forecast.day) if forecast.legs.told != forecast.day else ""
    course, beyond = no_course_said(uncharted, regions), today_beyond_said(forecast)
    rests_on = (basis_said(forecast.legs), old, course, beyond, tr("More: sorewise forecast"))
    yield Line(" ".join(filter(None, rests_on)), "quiet")
    yield Line(tr(NOT_A_VERDICT), "quiet")


def _lower(said: str) -> str:
    return said[:1].lower() + said[1:]


class Went(Protocol):
    """How the kept forecasts went."""

    @property
    def kept(self) -> int: ...
    @property
    def scores(self) -> tuple[Score, ...]: ...
    @property
    def level(self) -> float: ...
    @property
    def moved(self) -> bool: ...
    @property
    def average(self) -> bool: ...
    @property
    def enough(self) -> bool: ...


def score_page(went: Went) -> Iterator[Line]:
    """How the kept forecasts went, by horizon, and what follows for those that are shown."""
    yield Line(tr("How the forecasts of the last two years went"), "lead")
    if not went.scores:
        yield Line(no_scores(went.kept))
        return
    for score in went.scores:
        yield Line(score_said(score), "item")
    yield Line("", "gap")
    yield Line(level_said(went.level, moved=went.moved))
    yield Line(average_said(shown=went.average, enough=went.enough))
    if any(map(has_error, went.scores)):
        yield Line(tr(ERRORS), "quiet")
