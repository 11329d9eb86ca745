"""Days and times as they are typed."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Annotated

from cyclopts import Parameter, validators

from sorewise.model.errors import InputError
from sorewise.text import commands as said

Day = Annotated[str | None, Parameter("--day", help="A day: 2026-03-08, today, yesterday or tomorrow.")]
Clock = Annotated[str | None, Parameter("--at", help="A time of day: 18:30.")]
Days = Annotated[int, Parameter("--days", help="How many days back.", validator=validators.Number(gte=0, lte=36_525))]
EARLIEST = date(1900, 1, 1)
NEAR = {"today": 0, "yesterday": -1, "tomorrow": 1}


def day_of(text: str | None, now: datetime) -> date:
    """The day meant, today if none was told. Raises InputError for a day that does not exist."""
    if text is None:
        return now.date()
    if text in NEAR:
        return now.date() + timedelta(days=NEAR[text])
    try:
        day = datetime.strptime(text, "%Y-%m-%d").date()  # noqa: DTZ007 - a local day has no zone
    except ValueError as error:
        raise InputError(said.no_such_day(text), given=text) from error
    if day < EARLIEST:
        raise InputError(said.no_such_day(text), given=text)
    return day


def clock_of(text: str) -> time:
    """The time of day meant. Raises InputError."""
    try:
        return datetime.strptime(text, "%H:%M").time()  # noqa: DTZ007 - a time of day has no zone
    except ValueError as error:
        raise InputError(said.no_such_time(text), given=text) from error


def moment_of(day: str | None, clock: str | None, now: datetime) -> datetime:
    """A moment that has been: that day at that time, noon where no time was told. Raises InputError for the future."""
    on = day_of(day, now)
    at = clock_of(clock) if clock is not None else time(12)
    moment = datetime.combine(on, at, now.tzinfo)
    if moment <= now:
        return moment
    if clock is None and on == now.date():
        return now
    raise InputError(said.not_yet(f"{on.isoformat()} {at:%H:%M}"))
