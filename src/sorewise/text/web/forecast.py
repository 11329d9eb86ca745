"""The coming mornings in the web app: what the parts of its pages are called, and its charts in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from sorewise.model.forecast import DayForecast, Scored, Way, WhatIf
from sorewise.text.forecast import BEYOND, COMING, NOT_THIS, likely_said, place_said, span_said
from sorewise.text.forecast_score import ERRORS
from sorewise.text.measures import day as day_said
from sorewise.text.measures import weekday
from sorewise.text.needs import RegionWords
from sorewise.text.speech import capital, listed, mark, number, tr, trn

TITLE = COMING
MORE = mark("More about your forecast")
KEY = mark("Dots: what you told. Line: what is expected. Bands: the likely answers, the dark one about half of them.")
AS_NUMBERS = mark("Show as numbers")
MORNING, LIKELY, SO_OFTEN = mark("Morning"), mark("Most likely"), mark("How likely")
PLACES = mark("Place by place")
WAYS: dict[Way, str] = {"rest": mark("Rest"), "planned": mark("As planned"), "adjusted": mark("As adjusted")}

# ---------------------------------------------------------------------------------------------- the page of its own

WENT = mark("How it went")
WENT_WHY = mark("Each forecast is kept as it was made, and what you told on its morning is held against it.")
CAME = mark("What was likely the day before, and what you told")
CAME_NONE = mark("No forecast has met its morning in these weeks.")
HISTORY = mark("Forecast and what came")
WENT_ERRORS = ERRORS
WENT_GUESSES = mark("“Same as last time” and “own average” are two simple guesses that a forecast has to beat.")
AHEAD, COUNT, HITS, PROMISED = mark("Days ahead"), mark("Mornings"), mark("As called likely"), mark("Promised")
ERROR, ERROR_LAST, ERROR_USUAL = mark("Error"), mark("Same as last time"), mark("Own average")
WAS_LIKELY, TOLD, HELD = mark("Was likely"), mark("You told"), mark("Within")
YES, NO = mark("yes"), mark("no")
UNKNOWN, TOO_FEW = mark("not known"), mark("too few")
LEARNED = mark("What was learned of you")
WHERE_FROM = mark("Where the numbers come from")
FROM_OWN = mark("Nothing leaves this machine. Forecasts are kept with the verdict of their morning and go with it.")
IS_NOT = mark("What it is not")
IS_NOT_TEXT = (
    NOT_THIS,
    mark("Low numbers do not say that a run is safe."),
    mark("A morning that you told nothing of is unknown, and never taken for one without pain."),
)
BEGIN = mark("Check in")
BEGIN_WHY = mark(
    "From then on you see here how sore your legs will likely be on the next five mornings: at first by the typical "
    "course after a load, with more mornings by your own answers. And how good the forecasts were."
)


def chart_title(region: str | None, regions: Mapping[str, RegionWords] | None = None) -> str:
    """The name of a fan."""
    return tr("{place}: the last mornings and the coming ones", place=place_said(region, regions))


def chart_desc(told: int | None, days: Sequence[DayForecast], today: date) -> str:
    """The fan in words: what was told today, and each coming morning with its numbers."""
    first = tr("Today nothing was told.") if told is None else tr("Told today: {n}.", n=told)
    rest = [
        tr(
            "{day}: most likely {likely}, expected {n}.",
            day=capital(day_said(day.day, today)), likely=likely_said(day), n=number(day.expected),
        )
        for day in days
    ]  # fmt: skip
    return " ".join([first, *rest])


def then_said(days: Sequence[DayForecast]) -> str:
    """The mornings after tomorrow in one sentence: "Then Saturday 0 to 2, Sunday 0 to 1 and Monday 0 to 3."."""
    parts = [tr("{weekday} {span}", weekday=weekday(day.day), span=span_said(day)) for day in days]
    return tr("Then {days}.", days=listed(parts)) if parts else ""


def ways_desc(ways: Sequence[WhatIf]) -> str:
    """The ways in words."""
    return " ".join(
        tr(
            "{way}: most likely {likely}, expected {n}.",
            way=tr(WAYS[way.way]), likely=likely_said(way.next), n=number(way.next.expected),
        )
        for way in ways
        if way.next is not None
    )  # fmt: skip


def beyond_said(way: WhatIf) -> str:
    """Of which way the numbers are not to be leant on."""
    return tr("{way}. {beyond}", way=tr(WAYS[way.way]), beyond=tr(BEYOND))


def came_desc(scored: Sequence[Scored]) -> str:
    """The forecasts of the last weeks beside what came, in words."""
    hits = sum(one.hit for one in scored)
    return trn(
        "{n} morning was forecast and told; {hits} of them lay within what was called likely.",
        "{n} mornings were forecast and told; {hits} of them lay within what was called likely.",
        len(scored), hits=hits,
    )  # fmt: skip


def about(count: float) -> str:
    """How many were promised, which need not be whole."""
    return number(round(count))


def bare_span(low: int, high: int) -> str:
    """Likely answers that were kept: "1 to 3", "2"."""
    return str(low) if low == high else tr("{low} to {high}", low=low, high=high)


def error_said(error: float | None, *, enough: bool = True) -> str:
    """An error in points of the scale, to two digits: it stands beside others that are close."""
    if not enough:
        return tr(TOO_FEW)
    return tr(UNKNOWN) if error is None else f"{error:.2f}"


def hit_said(*, hit: bool) -> str:
    """Whether what was told lay within what was called likely."""
    return tr(YES if hit else NO)
