"""Quantities for people: lengths in km or miles, times, hours past, days of the week."""

from __future__ import annotations

import re
from datetime import date, datetime, time

from sorewise.text.needs import Manner
from sorewise.text.speech import mark, marks, number, tr, trn

UNBROKEN = re.compile(r"(?<=\d) (?=(?:min|km|mi|h|s|m)\b)")
METRES_A_MILE = 1609.344
HOURS_SAID = 72
"""Up to here hours are said as hours, above it as days."""
DAY_H = 24
HOUR_MIN = 60

WEEKDAYS = (
    mark("Monday"),
    mark("Tuesday"),
    mark("Wednesday"),
    mark("Thursday"),
    mark("Friday"),
    mark("Saturday"),
    mark("Sunday"),
)
HOURS = marks("{n} hour", "{n} hours")
DAYS = marks("{n} day", "{n} days")
MINUTES = marks("{n} minute", "{n} minutes")


def distance(metres: float, manner: Manner) -> str:
    """A length: "12.5 km", "7.8 mi"."""
    if manner.units == "mi":
        return tr("{n} mi", n=number(metres / METRES_A_MILE))
    return tr("{n} km", n=number(metres / 1000))


def pace(seconds_a_km: float, manner: Manner) -> str:
    """A pace: "5:30 min/km", "8:51 min/mi"."""
    seconds = round(seconds_a_km * (METRES_A_MILE / 1000 if manner.units == "mi" else 1))
    clock = f"{seconds // HOUR_MIN}:{seconds % HOUR_MIN:02d}"
    return tr("{clock} min/mi", clock=clock) if manner.units == "mi" else tr("{clock} min/km", clock=clock)


def duration(seconds: float) -> str:
    """A time to run: "45 min", "1 h 20 min"; below two minutes "90 s"."""
    if seconds < 2 * HOUR_MIN and seconds % HOUR_MIN:
        return tr("{n} s", n=number(seconds))
    minutes = round(seconds / HOUR_MIN)
    hours, rest = divmod(minutes, HOUR_MIN)
    if not hours:
        return tr("{n} min", n=minutes)
    return tr("{h} h {n} min", h=hours, n=rest) if rest else tr("{h} h", h=hours)


def hours(count: float) -> str:
    """A time past: "36 hours"; beyond three days "5 days"."""
    return trn(*HOURS, count) if count <= HOURS_SAID else days(count // DAY_H)


def days(count: float) -> str:
    """Days, counted: "1 day", "9 days"."""
    return trn(*DAYS, count)


def minutes(count: float) -> str:
    """Minutes, counted."""
    return trn(*MINUTES, count)


def weekday(day: date) -> str:
    """The name of the day of the week."""
    return tr(WEEKDAYS[day.weekday()])


def day(of: date, today: date | None = None) -> str:
    """A day: "today", "yesterday", else weekday and ISO date."""
    if today is not None:
        near = {0: tr("today"), 1: tr("yesterday"), -1: tr("tomorrow")}.get((today - of).days)
        if near:
            return near
    return tr("{weekday} {date}", weekday=weekday(of), date=of.isoformat())


def clock(at: datetime | time) -> str:
    """A time of day: "07:30"."""
    return f"{at:%H:%M}"


def unbroken(said: str) -> str:
    """The same with every number and its unit on one line."""
    return UNBROKEN.sub("\N{NO-BREAK SPACE}", said)
