"""What is written down by hand: sessions, plans and nights of what somebody typed, at whichever door.

Raises InputError for what cannot be; its `values["option"]` names what was typed wrong.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import uuid4

from sorewise.apps.days import clock_of, day_of, moment_of
from sorewise.model.errors import InputError
from sorewise.model.plan import PlanKind, PlannedSession, RaceType
from sorewise.model.records import Night, Session
from sorewise.text import log as said
from sorewise.text.measures import METRES_A_MILE

RANGES = {
    "minutes": (0.0, 6000.0),
    "km": (0.0, 1000.0),
    "miles": (0.0, 620.0),
    "rpe": (0.0, said.HARDEST),
    "sleep-h": (0.0, 16.0),
    "resting-hr": (25.0, 150.0),
    "hrv": (1.0, 400.0),
}


def within(option: str, value: float | None) -> None:
    """Refuse a number that cannot be."""
    least, most = RANGES[option]
    if value is not None and not least <= value <= most:
        sentence = said.out_of_range(option, value, most, least)
        raise InputError(sentence, option=option, given=value, least=least, most=most)


@dataclass(frozen=True)
class Size:
    """Seconds and metres of what was typed."""

    minutes: float | None = None
    km: float | None = None
    miles: float | None = None

    def __post_init__(self) -> None:
        for name in ("minutes", "km", "miles"):
            within(name, getattr(self, name))
        if self.km is not None and self.miles is not None:
            raise InputError(said.one_distance(), option="miles")

    @property
    def seconds(self) -> float | None:
        """The time."""
        return None if self.minutes is None else self.minutes * 60

    @property
    def metres(self) -> float | None:
        """The distance."""
        if self.miles is not None:
            return self.miles * METRES_A_MILE
        return None if self.km is None else self.km * 1000


def done(now: datetime, size: Size, rpe: float | None, day: str | None, at: str | None, **told: Any) -> Session:
    """A session that was done; `told` are fields of the record."""
    within("rpe", rpe)
    return Session(
        id=new_name(),
        start=moment_of(day, at, now),
        duration_s=size.seconds,
        distance_m=size.metres,
        rpe=rpe,
        **told,
    )


def planned(
    now: datetime, kind: PlanKind, size: Size, day: str | None, at: str | None, race: RaceType | None, name: str
) -> PlannedSession:
    """A session that is planned, for today unless told otherwise."""
    return PlannedSession(
        id=new_name(),
        day=day_of(day, now),
        start=None if at is None else clock_of(at),
        kind=kind,
        duration_s=size.seconds,
        distance_m=size.metres,
        race=race,
        name=name,
    )


def slept(
    now: datetime, day: str | None, *, sleep_h: float | None, resting_hr: float | None, hrv: float | None
) -> Night:
    """The night before a morning that has been."""
    for option, value in (("sleep-h", sleep_h), ("resting-hr", resting_hr), ("hrv", hrv)):
        within(option, value)
    if sleep_h is None and resting_hr is None and hrv is None:
        raise InputError(said.nothing_told(), option="sleep-h", nothing=True)
    return Night(
        day=_past_day(day, now),
        sleep_s=None if sleep_h is None else sleep_h * 3600,
        resting_hr=resting_hr,
        hrv_rmssd=hrv,
    )


def _past_day(day: str | None, now: datetime) -> date:
    on = day_of(day, now)
    if on > now.date():
        raise InputError(said.not_yet(on.isoformat()), option="day", not_yet=True)
    return on


def new_name() -> str:
    """An id for what was typed."""
    return f"hand-{uuid4().hex[:16]}"
