"""Which session is meant, and which days, by what a runner types."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from sorewise.apps.days import NEAR, day_of
from sorewise.apps.plan.coming import Coming
from sorewise.model.errors import InputError
from sorewise.model.plan import PlannedSession
from sorewise.text import plan as said
from sorewise.text.week_plan import no_such_session, several_sessions

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
LONGEST_MIN = 24 * 60


def day_meant(text: str, now: datetime) -> date:
    """A day: 2026-12-01, today, tomorrow, or the next such weekday (today included). Raises InputError."""
    weekday = weekday_of(text)
    if weekday is None:
        return day_of(text.lower() if text.lower() in NEAR else text, now)
    return now.date() + timedelta(days=(weekday - now.weekday()) % 7)


def weekday_of(text: str) -> int | None:
    """Monday is 0; None if it is no weekday. Three letters are enough."""
    short = text.lower()[:3]
    full = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
    if short not in WEEKDAYS or not full[WEEKDAYS.index(short)].startswith(text.lower()):
        return None
    return WEEKDAYS.index(short)


def session_meant(found: Coming, text: str) -> PlannedSession:
    """A session by its id, the day on which it stands, or its kind. Raises InputError where that is none or several."""
    sessions = found.sessions
    if text in sessions:
        return sessions[text]
    like = [session for session in sessions.values() if _is_like(session, found, text)]
    if len(like) == 1:
        return like[0]
    names = tuple(session.id for session in like or sessions.values())
    raise InputError(several_sessions(text, names) if like else no_such_session(text, names), given=text)


def _is_like(session: PlannedSession, found: Coming, text: str) -> bool:
    if session.kind == text.lower() or (session.name and session.name.lower() == text.lower()):
        return True
    try:
        day = day_meant(text, found.now)
    except InputError:
        return False
    return day in {session.day, *(one.day for one in found.replan.placements if one.session == session.id)}


def minutes_meant(told: list[str], now: datetime) -> tuple[Mapping[int, float], Mapping[date, float]]:
    """Minutes by weekday and by date, from "mon=60" and "2026-06-16=0". Raises InputError."""
    weekdays: dict[int, float] = {}
    dates: dict[date, float] = {}
    for text in told:
        day, _, minutes = text.partition("=")
        number = _minutes(minutes, text)
        weekday = weekday_of(day)
        if weekday is not None:
            weekdays[weekday] = number
        else:
            dates[day_of(day, now)] = number
    return weekdays, dates


def _minutes(text: str, given: str) -> float:
    try:
        number = float(text)
    except ValueError:
        number = -1
    if not 0 <= number <= LONGEST_MIN:
        raise InputError(said.no_weekday(given), given=given)
    return number
