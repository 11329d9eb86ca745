"""The coming mornings in words: how sore the legs will likely be, what today would likely do to that, how it went.

A forecast speaks of soreness as the runner will tell it, and of nothing else: no verdict follows from it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from math import floor

from sorewise.model.forecast import (
    ANSWERS,
    Basis,
    DayForecast,
    Forecast,
    NotYet,
    PlaceForecast,
    Scale,
    Way,
    WhatIf,
)
from sorewise.model.verdict import Place
from sorewise.text import measures
from sorewise.text.measures import clock
from sorewise.text.needs import RegionWords
from sorewise.text.places import place
from sorewise.text.speech import capital, listed, mark, marks, tr, trn
from sorewise.text.week_words import day_named, short_day

COMING = mark("The coming mornings")
LEGS = mark("Legs (the sorest place)")
WAYS_TITLE = mark("Tomorrow after rest, and after training")
NOT_A_VERDICT = mark("None of this changes the verdict above.")
OWN_FROM = 10
"""So many reports make a forecast the runner's own; under it the typical course is what is shown."""
TEN, RARE = 10, 0.05
"""Chances are told as so many in ten; what is rarer than one in twenty, or surer than nineteen, is told as that."""
NOTHING_WORTH_TELLING = 0.05
"""Points, as they are rounded in a sentence."""
OLD_DAYS = 10
"""With a report older than this the last answer has no weight any more, and the intervals get no wider (measured)."""
USUAL_AHEAD = 3
"""From this morning on a forecast without a plan is hardly more than the usual level (measured)."""

SCALES: Mapping[Scale, str] = {
    "pain": mark("Pain 0 to 10"),
    "pmsys": mark("Soreness as you rate it, counted from 0 (none) to 4"),
    "intervals.icu": mark("Soreness as you rate it, counted from 0 (none) to 3"),
}
BASES: Mapping[Basis, tuple[str, str]] = {
    "course": marks(
        "Mostly the typical course of soreness as the literature has it; your own from 10 reports on, you have {n}.",
        "Mostly the typical course of soreness as the literature has it; your own from 10 reports on, you have {n}.",
    ),
    "own": marks("Your forecast, from {n} report.", "Your forecast, from {n} reports."),
    "average": marks(
        "Your own average, from {n} report: lately the forecast was further off.",
        "Your own average, from {n} reports: lately the forecast was further off.",
    ),
}
LIKE_FEW = marks(
    "Mostly the typical course of soreness as the literature has it: {n} of your reports came after loads like these; "
    "from 10 on it is your own.",
    "Mostly the typical course of soreness as the literature has it: {n} of your reports came after loads like these; "
    "from 10 on it is your own.",
)
OTHERS = marks(
    "Mostly what others tell on such a scale; your own from 10 reports on, you have {n}.",
    "Mostly what others tell on such a scale; your own from 10 reports on, you have {n}.",
)
"""Only pain 0 to 10 has a typical course."""
WAYS: Mapping[Way, str] = {
    "rest": mark("After a day of rest"),
    "planned": mark("After today as planned"),
    "adjusted": mark("After today as it is adjusted"),
}
BEYOND = mark("Beyond what was seen: so large a load was hardly ever told of, so do not lean on these numbers.")
TODAY_BEYOND = mark(
    "What is on today is beyond what was seen: so large a load was hardly ever told of, so do not lean on these "
    "numbers."
)
NOT_YET: Mapping[NotYet, str] = {
    "no_reports": mark(
        "There is no forecast yet: nothing is known of how your legs were on any morning. The first check-in that "
        "tells of them starts it."
    ),
    "no_parameters": mark("There is no forecast: nothing was fitted for the scale on which you rate your soreness."),
    "clock": mark("There is no forecast: all that you told is of a time that has not been yet. Is the clock right?"),
    "seen_first": mark(
        "Somebody is to look at it, as your verdict says. How sore the legs are likely to be says nothing of that, so "
        "it is not shown."
    ),
    "safety_open": mark(
        "The questions about what is urgent are open. Until they are answered, nothing of the coming mornings is shown."
    ),
}
NO_PLAN = mark(
    "No plan is known for these days: from the third morning on this is your usual, and what is left of the training "
    "so far."
)
NOT_THIS = mark(
    "A forecast says how sore you will likely feel, and nothing of an injury. The plan of your week looks at it; no "
    "verdict is made or softened by it. What holds today is what the check-in said."
)
ASSOCIATION = mark("Such differences tell days apart; they do not say what this session will do to you.")


def in_ten(chance: float) -> str:
    """A chance as people count it: "9 in 10"; never as certain either way."""
    if chance < RARE:
        return tr("less than 1 in 20")
    if chance > 1 - RARE:
        return tr("more than 19 in 20")
    return tr("{n} in 10", n=min(TEN - 1, max(1, round(chance * TEN))))


def span_said(day: DayForecast) -> str:
    """The likely answers: "1 to 3", "2"."""
    return str(day.low) if day.low == day.high else tr("{low} to {high}", low=day.low, high=day.high)


def likely_said(day: DayForecast) -> str:
    """The likely answers with how likely they are: "1 to 3, 9 in 10"."""
    return tr("{span}, {chance}", span=span_said(day), chance=in_ten(day.inside))


def day_said(day: DayForecast, today: date) -> str:
    """One morning as a sentence: "Tomorrow morning most likely 1 to 3 (9 in 10)."."""
    named = day_named(day.day, today)
    if day.ahead == 1 and day.day > today:
        return tr("Tomorrow morning most likely {span} ({chance}).", span=span_said(day), chance=in_ten(day.inside))
    return tr(
        "{day}: in the morning most likely {span} ({chance}).",
        day=capital(named),
        span=span_said(day),
        chance=in_ten(day.inside),
    )


def days_said(days: Sequence[DayForecast], today: date) -> str:
    """Several mornings in one line: "tomorrow 1 to 3 (9 in 10), Sunday 0 to 2 (8 in 10)"."""
    said = [
        tr("{day} {span} ({chance})", day=day_named(one.day, today), span=span_said(one), chance=in_ten(one.inside))
        for one in days
    ]
    return ", ".join(said)


def fan(day: DayForecast) -> str:
    """One sign an answer from 0 upwards: `#` the likeliest, `=` also likely, `.` less."""
    top = max(range(day.low, day.high + 1), key=lambda answer: day.chances[answer])
    signs = ["=" if day.low <= answer <= day.high else "." for answer in range(len(day.chances))]
    signs[top] = "#"
    return "".join(signs)


def place_said(region: str | None, regions: Mapping[str, RegionWords] | None = None) -> str:
    """What is forecast: "Thigh (front)", or the legs as a whole."""
    if region is None:
        return tr(LEGS)
    named = place(Place(region, None), regions)
    return capital(named)


def places_apart(forecast: Forecast) -> tuple[PlaceForecast, ...]:
    """The places of which anything else is said than of the legs."""
    return tuple(one for one in forecast.places if not _same(one, forecast.legs))


def same_said(forecast: Forecast, regions: Mapping[str, RegionWords] | None = None) -> str:
    """Of which places the same is said as of the legs: commonly of the only one that is sore; "" for none."""
    same = [place(Place(one.region or "", None), regions) for one in forecast.places if _same(one, forecast.legs)]
    return tr("The same is likely for the {places}.", places=listed(same)) if same else ""


def _same(one: PlaceForecast, legs: PlaceForecast | None) -> bool:
    if legs is None or (one.basis, one.told) != (legs.basis, legs.told):
        return False
    return list(map(likely_said, one.days)) == list(map(likely_said, legs.days))


def no_course_said(region: str | None, regions: Mapping[str, RegionWords] | None = None) -> str:
    """That the sorest place is one that has no typical course; "" for None."""
    if region is None:
        return ""
    return tr(
        "The sorest place is the {place}. Of such a place no typical course is known; that of the thigh stands in.",
        place=place(Place(region, None), regions),
    )


def basis_said(of: PlaceForecast) -> str:
    """Whose forecast it is: the typical course, the runner's own, or their average."""
    if of.basis == "course" and any(len(day.chances) != ANSWERS["pain"] for day in of.days):
        return trn(*OTHERS, of.reports)
    if of.basis == "course" and of.reports >= OWN_FROM:
        return trn(*LIKE_FEW, of.like)
    return trn(*BASES[of.basis], of.reports)


def age_said(told: date | None, today: date) -> str:
    """When it was last told of: the interval gets no wider with the age of what it rests on."""
    if told is None:
        return tr("Not told of yet.")
    days = (today - told).days
    if days <= 1:
        return tr("Last told {day}.", day=measures.day(told, today))
    if days > OLD_DAYS:
        return tr("Last told {days} ago, so this is little more than your usual.", days=measures.days(days))
    return tr("Last told {days} ago.", days=measures.days(days))


def hard_said(days: Sequence[DayForecast], limit: float, today: date) -> str:
    """How likely the legs are too sore for a hard session, morning by morning; `limit` is in points of pain."""
    said = [tr("{day} {chance}", day=day_named(one.day, today), chance=in_ten(one.above(limit))) for one in days]
    return tr("{sore}: {days}.", sore=too_sore_said(limit), days=", ".join(said))


def too_sore_said(limit: float) -> str:
    """What is too sore for a hard session, in whole answers, as they are told: "3 or more" above 2.5."""
    return tr("Too sore for a hard session ({n} or more)", n=floor(limit) + 1)


def way_named(way: WhatIf) -> str:
    """One way of spending the day: "After today as planned (about 1.3 usual training days)"."""
    if way.load is None or way.way == "rest":
        return tr(WAYS[way.way])
    return tr("{way} (about {load})", way=tr(WAYS[way.way]), load=load_said(way.load))


def way_likely(way: WhatIf) -> str:
    """What tomorrow morning will likely be after it."""
    if way.next is None:
        return tr("nobody can say how hard that is.")
    return tr("tomorrow most likely {span} ({chance}).", span=span_said(way.next), chance=in_ten(way.next.inside))


def load_said(load: float) -> str:
    """A day's training in usual training days."""
    return trn("{n} usual training day", "{n} usual training days", round(load, 1))


def way_lines(way: WhatIf) -> Iterator[str]:
    """What will likely be after it, by how much that is more than after rest, and what the runner told after such days.

    The last line tells where it goes beyond what was seen.
    """
    yield tr("{way}: {likely}", way=way_named(way), likely=way_likely(way))
    if way.more is not None and way.way != "rest":
        yield tr("By these numbers: {difference} after a day of rest.", difference=_difference(way.more))
    if way.own is not None:
        yield trn(
            "By what you told, on {n} morning after such a day: {difference} after a day of rest.",
            "By what you told, on {n} mornings after such a day: {difference} after a day of rest.",
            way.own_days,
            difference=_difference(way.own),
        )
    if way.beyond:
        yield tr(BEYOND)


def _difference(points: float) -> str:
    """How much sorer: "on average 0.4 points sorer than"."""
    if abs(points) < NOTHING_WORTH_TELLING:
        return tr("on average as sore as")
    size = trn("{n} point", "{n} points", round(abs(points), 1))
    return (
        tr("on average {size} sorer than", size=size)
        if points > 0
        else tr("on average {size} less sore than", size=size)
    )


def not_yet_said(forecast: Forecast) -> str:
    """Why there is no forecast; "" where there is one."""
    return tr(NOT_YET[forecast.not_yet]) if forecast.not_yet else ""


def today_beyond_said(forecast: Forecast) -> str:
    """That what today holds, adjusted or else as planned, goes beyond what was seen; "" where it does not."""
    trained = [way for way in forecast.ways if way.way != "rest"]
    return tr(TODAY_BEYOND) if trained and trained[-1].beyond else ""


def no_plan_said(days: Sequence[DayForecast]) -> str:
    """That the later mornings are hardly more than usual; "" where all of them know a plan."""
    return tr(NO_PLAN) if any(not day.plan and day.ahead >= USUAL_AHEAD for day in days) else ""


def made_said(forecast: Forecast) -> str:
    """As of when it is, and whether today's training is in it: "As of Thu 11 Jun 06:40."."""
    made = tr("As of {day} {clock}.", day=short_day(forecast.day), clock=clock(forecast.at))
    return " ".join([made, *([tr("Today's training is over.")] if forecast.trained else [])])


def source_said(forecast: Forecast) -> str:
    """Where the numbers come from."""
    if forecast.made_up:
        return tr(
            "The numbers come from the usual course of soreness (few studies of few runners, and our own choice), from "
            "runners who were made up ({id}), and from your own reports.",
            id=forecast.parameters,
        )
    return tr(
        "The numbers come from the usual course of soreness (few studies of few runners, and our own choice), from "
        "other people's reports ({id}), and from your own.",
        id=forecast.parameters,
    )


def scale_said(scale: Scale) -> str:
    """On which scale the numbers are."""
    return tr(SCALES[scale])


def top_of(scale: Scale) -> int:
    """The highest answer."""
    return ANSWERS[scale] - 1
