"""`log`: sessions, leg days, races, nights and plans by hand, and a session put right."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from sorewise.apps import by_hand
from sorewise.apps.by_hand import Size
from sorewise.apps.day import data
from sorewise.apps.fix import fixed
from sorewise.apps.here import here
from sorewise.apps.log import Typed, as_data, kept
from sorewise.apps.web.api.operation import Call, Operation
from sorewise.text.web import api as said

Told = Mapping[str, Any]


def _keeping(make: Callable[[datetime, Told], Typed]) -> Callable[[Call], dict[str, Any]]:
    """An operation that keeps what is made of the body."""

    def keep(call: Call) -> dict[str, Any]:
        with here().store() as store:
            record = make(here().now(store.profile()), call.body)
            return as_data(record, kept(store, record))

    return keep


def _done(now: datetime, told: Told, **fields: Any) -> Typed:
    name = told.get("name", "")
    return by_hand.done(now, _size(told), told.get("rpe"), told.get("day"), told.get("at"), name=name, **fields)


def _size(told: Told) -> Size:
    return Size(told.get("minutes"), told.get("km"), told.get("miles"))


def _session(now: datetime, told: Told) -> Typed:
    return _done(now, told, sport=told.get("sport", "run"), kind=told.get("kind"))


def _leg_day(now: datetime, told: Told) -> Typed:
    return _done(now, told, sport="strength", kind="strength", legs=True)


def _race(now: datetime, told: Told) -> Typed:
    return _done(now, told, kind="race", race=told["type"])


def _plan(now: datetime, told: Told) -> Typed:
    day, at, race = told.get("day"), told.get("at"), told.get("race")
    return by_hand.planned(now, told["kind"], _size(told), day, at, race, told.get("name", ""))


def _night(now: datetime, told: Told) -> Typed:
    values = {name: told.get(name) for name in ("sleep_h", "resting_hr", "hrv")}
    return by_hand.slept(now, told.get("day"), **values)


def fix(call: Call) -> dict[str, Any]:
    """Say what a session was."""
    with here().store() as store:
        fields = {name: value for name, value in call.body.items() if name != "fix"}
        return {"kept": data(fixed(store, call.body["fix"], fields))}


def _log(path: str, says: str, takes: str, make: Callable[[datetime, Told], Typed]) -> Operation:
    return Operation(
        verb="log", method="POST", path=f"/log{path}", says=says, takes=takes, gives="Kept", answer=_keeping(make)
    )


OPERATIONS = (
    _log("/session", said.LOG_SESSION, "LogSession", _session),
    _log("/leg-day", said.LOG_LEG_DAY, "LogLegDay", _leg_day),
    _log("/race", said.LOG_RACE, "LogRace", _race),
    _log("/plan", said.LOG_PLAN, "LogPlan", _plan),
    _log("/night", said.LOG_NIGHT, "LogNight", _night),
    Operation(verb="log", method="POST", path="/log", says=said.LOG_FIX, takes="LogFix", gives="Mended", answer=fix),
)
