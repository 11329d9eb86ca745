"""`/plan/time`: minutes for each weekday, and days away."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from sorewise.apps.days import day_of
from sorewise.apps.here import here
from sorewise.apps.plan.tell import DAY_MINUTES, LONGEST_ABSENCE_DAYS, has_time, is_away, is_not_away
from sorewise.apps.web.check_in.answers import number_of
from sorewise.apps.web.forms import read_form, text
from sorewise.apps.web.inputs import Input, told
from sorewise.apps.web.pages import page
from sorewise.model.errors import InputError
from sorewise.model.plan import Availability
from sorewise.store import Store
from sorewise.text.measures import WEEKDAYS
from sorewise.text.speech import number, tr
from sorewise.text.web import plan as said

TAB = "/plan"
UNPROCESSABLE = 422

Typed = Mapping[str, str]


def time(request: Request) -> Response:
    """When there is time, as far as it was told."""
    with here().store() as store:
        return _page(request, store)


def _page(request: Request, store: Store, *, typed: Typed | None = None, wrong: Typed | None = None) -> Response:
    availability, today = store.weeks.now().availability, here().now(store.profile()).date()
    return page(
        request,
        "plan_time.html",
        status=UNPROCESSABLE if wrong else 200,
        said=said,
        tab=TAB,
        weekdays=told(_weekdays(availability), typed or {}, wrong or {}),
        away=told(_away(), typed or {}, wrong or {}),
        absences=[
            (one.first.isoformat(), one.last.isoformat(), said.away_said(one))
            for one in availability.absences
            if one.last >= today
        ],
    )


def _weekdays(availability: Availability) -> list[Input]:
    return [
        Input(
            name=f"day-{weekday}",
            label=tr(name),
            mode="numeric",
            value=number(availability.weekdays[weekday]) if weekday in availability.weekdays else "",
            most=6,
        )
        for weekday, name in enumerate(WEEKDAYS)
    ]


def _away() -> list[Input]:
    return [
        Input(name="first", label=tr(said.AWAY_FIRST), kind="date"),
        Input(name="last", label=tr(said.AWAY_LAST), kind="date"),
        Input(name="minutes", label=tr(said.AWAY_MINUTES), mode="numeric", most=6),
    ]


def save_time(request: Request) -> Response:
    """Keep the minutes of every weekday."""
    form = read_form(request)
    typed = {f"day-{weekday}": text(form, f"day-{weekday}") for weekday in range(len(WEEKDAYS))}
    wrong = {name: said.time_wrong(DAY_MINUTES) for name, sent in typed.items() if sent and _minutes(sent) is None}
    with here().store() as store:
        if wrong:
            return _page(request, store, typed=typed, wrong=wrong)
        minutes = {int(name[-1]): _minutes(sent) for name, sent in typed.items()}
        now = here().now(store.profile())
        has_time(store, {day: value for day, value in minutes.items() if value is not None}, now)
    return RedirectResponse("/plan?done=time", 303)


def _minutes(sent: str) -> float | None:
    value = number_of(sent)
    return float(value) if isinstance(value, int | float) and 0 <= value <= DAY_MINUTES else None


def add_away(request: Request) -> Response:
    """Keep some days away."""
    form = read_form(request)
    typed = {name: text(form, name) for name in ("first", "last", "minutes")}
    wrong: dict[str, str] = {}
    with here().store() as store:
        now = here().now(store.profile())
        days = {name: _day(form, name) for name in ("first", "last")}
        first, last = days["first"], days["last"] or days["first"]
        wrong |= {
            name: tr(said.DAY_WRONG) for name, day in days.items() if day is None and (typed[name] or name == "first")
        }
        if typed["minutes"] and _minutes(typed["minutes"]) is None:
            wrong["minutes"] = said.time_wrong(DAY_MINUTES)
        if first and last and last < first:
            wrong["last"] = tr(said.LAST_WRONG)
        elif first and last and last - first > timedelta(days=LONGEST_ABSENCE_DAYS):
            wrong["last"] = tr(said.TOO_LONG_AWAY)
        if wrong or first is None or last is None:
            return _page(request, store, typed=typed, wrong=wrong)
        is_away(store, first, last, _minutes(typed["minutes"]) or 0, now)
    return RedirectResponse("/plan?done=time", 303)


def _day(form: FormData, name: str) -> date | None:
    sent = text(form, name)
    try:
        return day_of(sent, here().clock()) if sent else None
    except InputError:
        return None


def remove_away(request: Request) -> Response:
    """Take some days away back."""
    form = read_form(request)
    with here().store() as store:
        now = here().now(store.profile())
        first, last = _day(form, "first"), _day(form, "last")
        if first and last:
            is_not_away(store, first, last, now)
    return RedirectResponse("/plan/time", 303)


routes = [
    Route("/plan/time", time),
    Route("/plan/time", save_time, methods=["POST"]),
    Route("/plan/away", add_away, methods=["POST"]),
    Route("/plan/away/remove", remove_away, methods=["POST"]),
]
