"""The page of `sorewise forecast`, what `check` says of the coming mornings, and the page of how forecasts went."""

# ruff: noqa: D102 - the docstring of the class tells what its members are

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Protocol

from sorewise.model.forecast import Forecast, PlaceForecast, Score
from sorewise.text.forecast import (
    ASSOCIATION,
    COMING,
    NOT_THIS,
    age_said,
    basis_said,
    days_said,
    fan,
    hard_said,
    likely_said,
    no_plan_said,
    not_yet_said,
    place_said,
    scale_said,
    source_said,
    top_of,
    way_likely,
    way_lines,
    way_named,
)
from sorewise.text.forecast_score import average_said, level_said, no_scores, score_said
from sorewise.text.measures import clock
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
    ways: bool = True,
) -> Iterator[Line]:
    """The whole page: the legs and each place for five mornings, today's ways, this morning as it was told.

    `limit` is what is too sore for a hard session, `readiness` what is said of this morning. Without `ways`
    nothing is told of what could be done today, since somebody has to look at it first.
    """
    yield Line(tr(COMING), "lead")
    if forecast.legs is None:
        yield Line(not_yet_said(forecast))
        yield from block(tr("This morning"), [Line(one, "item") for one in readiness])
        return
    yield Line(_made(forecast), "quiet")
    for place in (forecast.legs, *forecast.places):
        yield from block(place_said(place.region, regions), _mornings(place, forecast))
    if forecast.scale == "pain":
        yield Line("", "gap")
        yield Line(hard_said(forecast.legs.days, limit, forecast.day))
    if ways:
        yield from block(tr("What today would likely do"), _ways(forecast))
    else:
        yield Line("", "gap")
        yield Line(tr("Have it looked at first, as today's verdict says. What today holds is there: sorewise today"))
    yield from block(tr("This morning"), [Line(one, "item") for one in readiness])
    yield Line("", "gap")
    for said in (no_plan_said(forecast.legs.days), tr(FAN), source_said(forecast), tr(NOT_THIS)):
        if said:
            yield Line(said, "quiet")


def _made(forecast: Forecast) -> str:
    of = tr("{scale}, as you will likely tell it.", scale=scale_said(forecast.scale))
    trained = tr("Today's training is over.") if forecast.trained else ""
    said = tr(
        "{of} As of {day} {clock}. {trained}",
        of=of,
        day=short_day(forecast.day),
        clock=clock(forecast.at),
        trained=trained,
    )
    return said.strip()


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
        _, *seen = way_lines(way)
        said = tr("{way}: {likely}", way=way_named(way), likely=way_likely(way))
        yield Line(said, "quiet" if way.beyond else "item")
        yield from (Line(one, "quiet", 1) for one in seen)
    if any(way.more is not None or way.own is not None for way in forecast.ways):
        yield Line(tr(ASSOCIATION), "quiet")


def after_check(forecast: Forecast) -> Iterator[Line]:
    """What a check-in says of the coming mornings, below its verdict: two lines, or nothing where there is none."""
    if forecast.legs is None or not forecast.legs.days:
        return
    yield Line("", "gap")
    days = days_said(forecast.legs.days[:FEW], forecast.day)
    yield Line(tr("The coming mornings, {scale}: likely {days}.", scale=_lower(scale_said(forecast.scale)), days=days))
    yield Line(tr("{basis} More: sorewise forecast", basis=basis_said(forecast.legs)), "quiet")


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
    yield Line(
        tr("Errors are root mean squares, in points: a few large misses count more than many small ones."), "quiet"
    )
