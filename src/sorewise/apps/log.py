"""`log`: a session, leg day, race, night or planned session, written down by hand."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Annotated, Any

from cyclopts import App, Parameter

from sorewise.apps.by_hand import Size, done, planned, slept
from sorewise.apps.days import Clock, Day
from sorewise.apps.fix import fix
from sorewise.apps.here import here
from sorewise.apps.options import Json
from sorewise.apps.out import say_json, show
from sorewise.model.plan import PlanKind, PlannedSession, RaceType
from sorewise.model.records import Night, Profile, Session, SessionKind, Sport
from sorewise.store import Added, Store
from sorewise.text import log as said

log = App(name="log", help="Write down a session, leg day, race, night or plan by hand, or put a session right.")
log.default(fix)

Typed = Session | Night | PlannedSession
Minutes = Annotated[float | None, Parameter("--minutes", help="How long, in minutes.")]
Km = Annotated[float | None, Parameter("--km", help="How far, in kilometres.")]
Miles = Annotated[float | None, Parameter("--miles", help="How far, in miles.")]
Rpe = Annotated[float | None, Parameter("--rpe", help="How hard it felt, 0 to 10.")]
Name = Annotated[str, Parameter("--name", help="A name for it.")]
Kind = Annotated[SessionKind | None, Parameter("--kind", help="What kind of session it was.")]


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
    _keep(lambda now: planned(now, kind, size, day, at, race_type, name), as_json=as_json)


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
    _keep(
        lambda now: slept(now, day, sleep_h=sleep_h, resting_hr=resting_hr, hrv=hrv),
        as_json=as_json,
    )


def _done(size: Size, rpe: float | None, day: str | None, at: str | None, *, as_json: bool, **told: Any) -> None:
    _keep(lambda now: done(now, size, rpe, day, at, **told), as_json=as_json)


def _keep(make: Callable[[datetime], Typed], *, as_json: bool) -> None:
    with here().store() as store:
        profile: Profile = store.profile()
        record = make(here().now(profile))
        added = kept(store, record)
    if as_json:
        say_json(as_data(record, added))
    else:
        from sorewise.apps.day import manner_of

        show([said.kept(record, manner_of(profile), known=not added.new)])


def kept(store: Store, record: Typed) -> Added:
    """Keep what was written down."""
    return store.add([record], "log", at=here().clock())


def as_data(record: Typed, added: Added) -> dict[str, object]:
    """What was kept, for programs, and whether it is new."""
    from sorewise.apps.day import data

    return {"kept": data(record), "new": added.new, "known": added.known + added.changed}
