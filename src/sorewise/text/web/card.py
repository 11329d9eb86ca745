"""The card before the first question: what is planned, how yesterday was, what the watch says."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from sorewise.model.plan import HARDEST_FIRST
from sorewise.model.records import CheckIn, History, Night
from sorewise.model.verdict import Place
from sorewise.text import measures
from sorewise.text.needs import Book, Manner
from sorewise.text.places import place
from sorewise.text.session import planned_said
from sorewise.text.speech import capital, mark, number, tr
from sorewise.text.web.check_in import PLANNED, WATCH, YESTERDAY

MOST_PLACES = 2
SLEPT = mark("Slept {time}")
PULSE = mark("pulse {n}")


def card_lines(history: History, now: datetime, manner: Manner, book: Book) -> list[tuple[str, str]]:
    """Name and value of each line; what is not known has no line."""
    return [*_planned(history, now, manner), *_yesterday(history, now, book), *_watch(history, now)]


def _planned(history: History, now: datetime, manner: Manner) -> Iterator[tuple[str, str]]:
    plans = [plan for plan in history.plan if plan.day == now.date() and plan.status == "planned"]
    if plans:
        hardest = min(plans, key=lambda plan: HARDEST_FIRST.index(plan.kind))
        yield tr(PLANNED), planned_said(hardest, manner)


def _yesterday(history: History, now: datetime, book: Book) -> Iterator[tuple[str, str]]:
    day = (now - timedelta(days=1)).date()
    found = [one for one in history.check_ins if one.day == day and one.spots]
    if found:
        yield tr(YESTERDAY), ", ".join(_spots(found[-1], book)[:MOST_PLACES])


def _spots(check_in: CheckIn, book: Book) -> list[str]:
    said = []
    for spot in check_in.spots:
        where = capital(place(Place(spot.region, spot.side, spot.key), book.regions))
        pain = spot.answers.get("pain")
        is_number = isinstance(pain, int | float) and not isinstance(pain, bool)
        said.append(tr("{place} {n}/10", place=where, n=number(float(pain))) if is_number else where)  # type: ignore[arg-type]  # - told apart above
    return said


def _watch(history: History, now: datetime) -> Iterator[tuple[str, str]]:
    night = next((one for one in reversed(history.nights) if one.day == now.date()), None)
    if night is not None and (told := _measured(night)):
        yield tr(WATCH), ", ".join(told)


def _measured(night: Night) -> list[str]:
    told = []
    if night.sleep_s is not None:
        told.append(tr(SLEPT, time=measures.duration(night.sleep_s)))
    if night.resting_hr is not None:
        told.append(tr(PULSE, n=number(night.resting_hr)))
    return told
