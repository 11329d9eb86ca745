"""`log`: a session, leg day, race, night or planned session, written down by hand."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Any
from uuid import uuid4

from cyclopts import App, Parameter

from sorewise.apps.days import Clock, Day, clock_of, day_of, moment_of
from sorewise.apps.fix import fix
from sorewise.apps.here import here
from sorewise.apps.options import Json
from sorewise.apps.out import say_json, show
from sorewise.model.errors import InputError
from sorewise.model.records import Night, PlanKind, PlannedSession, Profile, RaceType, Session, SessionKind, Sport
from sorewise.text import log as said
from sorewise.text.measures import METRES_A_MILE

log = App(name="log", help="Write down a session, leg day, race, night or plan by hand, or put a session right.")
log.default(fix)

Minutes = Annotated[float | None, Parameter("--minutes", help="How long, in minutes.")]
Km = Annotated[float | None, Parameter("--km", help="How far, in kilometres.")]
Miles = Annotated[float | None, Parameter("--miles", help="How far, in miles.")]
Rpe = Annotated[float | None, Parameter("--rpe", help="How hard it felt, 0 to 10.")]
Name = Annotated[str, Parameter("--name", help="A name for it.")]
Kind = Annotated[SessionKind | None, Parameter("--kind", help="What kind of session it was.")]
LARGEST = {"minutes": 6000.0, "km": 1000.0, "miles": 620.0, "rpe": 10.0}


@dataclass(frozen=True)
class Size:
    """Seconds and metres of what was typed. Raises InputError for what cannot be."""

    minutes: float | None = None
    km: float | None = None
    miles: float | None = None

    def __post_init__(self) -> None:
        for name in ("minutes", "km", "miles"):
            _within(name, getattr(self, name))
        if self.km is not None and self.miles is not None:
            raise InputError(said.one_distance())

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


def _within(name: str, value: float | None) -> None:
    if value is not None and not 0 <= value <= LARGEST[name]:
        raise InputError(said.out_of_range(name, value, LARGEST[name]), option=name, given=value)


@log.command
def session(
    *,
    sport: Annotated[Sport, Parameter("--sport", help="What you did.")] = "run",
    kind: Kind = None,
    minutes: Minutes = None,
    km: Km = None,
    miles: Miles = None,
    rpe: Rpe = None,
    day: Day = None,
    at: Clock = None,
    name: Name = "",
    as_json: Json = False,
) -> None:
    """Write down a session that was done: a run unless told otherwise."""
    size = Size(minutes, km, miles)
    _done(size, rpe, day, at, as_json=as_json, sport=sport, kind=kind, name=name)


@log.command(name="leg-day")
def leg_day(
    *,
    minutes: Minutes = None,
    rpe: Rpe = None,
    day: Day = None,
    at: Clock = None,
    name: Name = "",
    as_json: Json = False,
) -> None:
    """Write down a strength session that trained the legs."""
    _done(Size(minutes), rpe, day, at, as_json=as_json, sport="strength", kind="strength", legs=True, name=name)


@log.command
def race(
    race_type: Annotated[RaceType, Parameter(name="TYPE", help="Which race.")],
    /,
    *,
    minutes: Minutes = None,
    km: Km = None,
    miles: Miles = None,
    rpe: Rpe = None,
    day: Day = None,
    at: Clock = None,
    name: Name = "",
    as_json: Json = False,
) -> None:
    """Write down a race that was run."""
    _done(Size(minutes, km, miles), rpe, day, at, as_json=as_json, kind="race", race=race_type, name=name)


@log.command
def plan(
    kind: Annotated[PlanKind, Parameter(name="KIND", help="What is planned.")],
    /,
    *,
    minutes: Minutes = None,
    km: Km = None,
    miles: Miles = None,
    race_type: Annotated[RaceType | None, Parameter("--race", help="Which race, if it is one.")] = None,
    day: Day = None,
    at: Clock = None,
    name: Name = "",
    as_json: Json = False,
) -> None:
    """Write down what is planned for a day, today unless told otherwise."""
    size = Size(minutes, km, miles)
    _keep(
        lambda now: PlannedSession(
            id=f"hand-{uuid4().hex[:16]}",
            day=day_of(day, now),
            start=None if at is None else clock_of(at),
            kind=kind,
            duration_s=size.seconds,
            distance_m=size.metres,
            race=race_type,
            name=name,
        ),
        as_json=as_json,
    )


@log.command
def night(
    *,
    sleep_h: Annotated[float | None, Parameter("--sleep-h", help="Hours of sleep.")] = None,
    resting_hr: Annotated[float | None, Parameter("--resting-hr", help="Resting heart rate, beats a minute.")] = None,
    hrv: Annotated[float | None, Parameter("--hrv", help="Heart-rate variability as rMSSD, in ms.")] = None,
    day: Day = None,
    as_json: Json = False,
) -> None:
    """Write down the night before a morning: sleep, resting heart rate, HRV."""
    for option, value, least, most in (
        ("sleep-h", sleep_h, 0, 16),
        ("resting-hr", resting_hr, 25, 150),
        ("hrv", hrv, 1, 400),
    ):
        if value is not None and not least <= value <= most:
            raise InputError(said.out_of_range(option, value, most, least), option=option, given=value)
    if sleep_h is None and resting_hr is None and hrv is None:
        raise InputError(said.nothing_told())
    _keep(
        lambda now: Night(
            day=_past_day(day, now),
            sleep_s=None if sleep_h is None else sleep_h * 3600,
            resting_hr=resting_hr,
            hrv_rmssd=hrv,
        ),
        as_json=as_json,
    )


def _past_day(day: str | None, now: datetime) -> Any:
    on = day_of(day, now)
    if on > now.date():
        raise InputError(said.not_yet(on.isoformat()))
    return on


def _done(size: Size, rpe: float | None, day: str | None, at: str | None, *, as_json: bool, **told: Any) -> None:
    _within("rpe", rpe)
    _keep(
        lambda now: Session(
            id=f"hand-{uuid4().hex[:16]}",
            start=moment_of(day, at, now),
            duration_s=size.seconds,
            distance_m=size.metres,
            rpe=rpe,
            **told,
        ),
        as_json=as_json,
    )


def _keep(make: Any, *, as_json: bool) -> None:
    with here().store() as store:
        profile: Profile = store.profile()
        record = make(here().now(profile))
        added = store.add([record], "log", at=here().clock())
    if as_json:
        from sorewise.apps.day import data

        say_json({"kept": data(record), "new": added.new, "known": added.known + added.changed})
    else:
        from sorewise.apps.day import manner_of

        show([said.kept(record, manner_of(profile), known=not added.new)])
