"""`/log`: a session, leg day, race, plan or night, written down by hand."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any, get_args

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from sorewise.apps.by_hand import Size, done, new_name, planned, slept
from sorewise.apps.day import manner_of
from sorewise.apps.days import clock_of, day_of
from sorewise.apps.here import here
from sorewise.apps.web.check_in.answers import number_of
from sorewise.apps.web.forms import read_form, text
from sorewise.apps.web.inputs import Input, told
from sorewise.apps.web.pages import page
from sorewise.model.errors import InputError
from sorewise.model.plan import PlanKind, PlannedSession, RaceType
from sorewise.model.records import Night, Profile, Session, SessionKind, Sport
from sorewise.store import Store
from sorewise.text import log as log_said
from sorewise.text.facts_past import RACES
from sorewise.text.session import DONE, PLANNED
from sorewise.text.speech import capital, tr
from sorewise.text.web import log as said

TAB = "/more"
LONGEST_NAME = 200
NUMBERS = ("minutes", "km", "miles", "rpe", "sleep-h", "resting-hr", "hrv")
ONE_OF: dict[str, tuple[str, ...]] = {
    "sport": get_args(Sport),
    "kind": ("", *get_args(SessionKind)),
    "race": get_args(RaceType),
    "plan": get_args(PlanKind),
}
UNPROCESSABLE = 422
NAME = re.compile(r"hand-[0-9a-f]{16}")

Typed = Mapping[str, str]
Record = Session | PlannedSession | Night


def log(request: Request) -> Response:
    """What can be written down, and the form for one of them."""
    what = request.query_params.get("what", "session")
    with here().store() as store:
        profile = store.profile()
        kept = request.query_params.get("kept", "")
        sentence = _kept(store, kept) if kept else ""
    return _page(request, profile, what if what in said.WHATS else "session", kept=sentence)


def write(request: Request) -> Response:
    """Keep what was typed, or show it again with what is wrong beside it."""
    what = request.path_params["what"]
    if what not in said.WHATS:
        return RedirectResponse("/log", 303)
    form = read_form(request)
    with here().store() as store:
        profile = store.profile()
        now = here().now(profile)
        typed = {one.name: text(form, one.name) for one in _inputs(what, profile, now)}
        wrong, values = _read(typed)
        record: Record | None = None
        try:
            record = None if wrong else _named(_made(what, now, values), text(form, "id"))
        except InputError as error:
            wrong = {_field(error): _why(error)}
        if record is None:
            return _page(request, profile, what, typed=typed, wrong=wrong)
        store.add([record], "log", at=here().clock())
    kept = record.day.isoformat() if isinstance(record, Night) else record.id
    return RedirectResponse(f"/log?what={what}&kept={kept}", 303)


def _page(
    request: Request,
    profile: Profile,
    what: str,
    *,
    typed: Typed | None = None,
    wrong: Typed | None = None,
    kept: str = "",
) -> Response:
    inputs = told(_inputs(what, profile, here().now(profile)), typed or {}, wrong or {})
    return page(
        request,
        "log.html",
        status=UNPROCESSABLE if wrong else 200,
        said=said,
        tab=TAB,
        what=what,
        inputs=inputs,
        kept=kept,
        name=new_name(),
        hint=said.ONE_IS_ENOUGH if what == "night" else said.MAY_BE_EMPTY,
    )


def _kept(store: Store, name: str) -> str:
    """What was just kept, in words; only that it was, where it is now part of another record."""
    history = store.history()
    records: list[tuple[str, Record]] = [(one.id, one) for one in history.sessions]
    records += [(one.id, one) for one in history.plan]
    records += [(one.day.isoformat(), one) for one in history.nights]
    found = next((record for known, record in records if known == name), None)
    return said.kept(log_said.written(found, manner_of(history.profile)) if found else "")


def _inputs(what: str, profile: Profile, now: datetime) -> list[Input]:
    """The inputs of one form."""
    day = Input(
        name="day",
        label=tr(said.MORNING_OF if what == "night" else said.DAY),
        kind="date",
        value=now.date().isoformat(),
    )
    if what == "night":
        return [
            day,
            Input(name="sleep-h", label=tr(said.SLEEP_H), mode="decimal"),
            Input(name="resting-hr", label=tr(said.RESTING_HR), mode="decimal"),
            Input(name="hrv", label=tr(said.HRV), mode="decimal"),
        ]
    found = [day, Input(name="at", label=tr(said.AT), kind="time")]
    if what == "session":
        kinds = [("", tr(said.KIND_NOT_TOLD)), *((kind, capital(tr(DONE[kind]))) for kind in get_args(SessionKind))]
        sports = [(sport, tr(said.SPORTS[sport])) for sport in get_args(Sport)]
        found += [
            Input(name="sport", label=tr(said.SPORT), options=sports, value="run"),
            Input(name="kind", label=tr(said.KIND), options=kinds),
        ]
    races = [(race, capital(tr(RACES[race]))) for race in get_args(RaceType)]
    if what == "race":
        found.append(Input(name="race", label=tr(said.RACE), options=races))
    if what == "plan":
        plans = [(kind, tr(PLANNED[kind])) for kind in get_args(PlanKind)]
        found.append(Input(name="plan", label=tr(said.PLAN), options=plans, value="easy"))
        found.append(Input(name="race", label=tr(said.RACE), options=[("", tr(said.NO_RACE)), *races]))
    found.append(Input(name="minutes", label=tr(said.MINUTES), mode="decimal"))
    if what != "leg-day":
        far = ("miles", said.DISTANCE_MI) if profile.units == "mi" else ("km", said.DISTANCE_KM)
        found.append(Input(name=far[0], label=tr(far[1]), mode="decimal"))
    if what != "plan":
        found.append(Input(name="rpe", label=tr(said.RPE), mode="decimal"))
    found.append(Input(name="name", label=tr(said.NAME), most=LONGEST_NAME))
    return found


def _read(typed: Typed) -> tuple[dict[str, str], dict[str, Any]]:
    """What is wrong with the fields by themselves, and the value of each; None for what was left out."""
    wrong: dict[str, str] = {}
    values: dict[str, Any] = {}
    for name, sent in typed.items():
        values[name] = value = number_of(sent) if name in NUMBERS and sent else sent or None
        if name in NUMBERS and isinstance(value, str):
            wrong[name] = tr(said.NO_NUMBER)
        elif name in ONE_OF and sent and sent not in ONE_OF[name]:
            wrong[name] = tr(said.CHOOSE)
        elif name == "name" and len(sent) > LONGEST_NAME:
            wrong[name] = said.too_long(LONGEST_NAME)
    for name, reads, sentence in (("day", _is_day, said.NO_DAY), ("at", _is_time, said.NO_TIME)):
        if typed.get(name) and not reads(typed[name]):
            wrong[name] = tr(sentence)
    return wrong, values


def _is_day(sent: str) -> bool:
    try:
        day_of(sent, here().clock())
    except InputError:
        return False
    return True


def _is_time(sent: str) -> bool:
    try:
        clock_of(sent)
    except InputError:
        return False
    return True


def _made(what: str, now: datetime, values: Mapping[str, Any]) -> Record:
    """The record. Raises InputError."""
    day, at, name = values["day"], values.get("at"), values.get("name") or ""
    if what == "night":
        return slept(now, day, sleep_h=values["sleep-h"], resting_hr=values["resting-hr"], hrv=values["hrv"])
    size = Size(values["minutes"], values.get("km"), values.get("miles"))
    if what == "plan":
        return planned(now, values["plan"] or "easy", size, day, at, values["race"], name)
    rpe = values["rpe"]
    if what == "leg-day":
        return done(now, size, rpe, day, at, sport="strength", kind="strength", legs=True, name=name)
    if what == "race":
        return done(now, size, rpe, day, at, kind="race", race=values["race"], name=name)
    return done(now, size, rpe, day, at, sport=values["sport"] or "run", kind=values["kind"], name=name)


def _named(record: Record, name: str) -> Record:
    """The record under the name that its form was given: sent twice, it is one record."""
    if isinstance(record, Night) or not NAME.fullmatch(name):
        return record
    return replace(record, id=name)


def _field(error: InputError) -> str:
    """Beside which field a mistake is told."""
    return str(error.values.get("option", "day"))


def _why(error: InputError) -> str:
    if "least" in error.values:
        return said.out_of(float(str(error.values["least"])), float(str(error.values["most"])))
    return tr(said.NOTHING if error.values.get("nothing") else said.NOT_YET)


routes = [
    Route("/log", log),
    Route("/log/{what}", write, methods=["POST"]),
]
