"""`/history`: the past as calendar, body, curves and counts; `/history/{day}`: one day as it was."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from sorewise.apps.day import holding, manner_of, shown_page
from sorewise.apps.days import EARLIEST
from sorewise.apps.here import here
from sorewise.apps.web.pages import page
from sorewise.apps.web.verdict import View, arranged, kind_of
from sorewise.model.records import History
from sorewise.store import DecisionRecord, Store
from sorewise.text import learned as learned_words
from sorewise.text.measures import clock
from sorewise.text.measures import day as day_said
from sorewise.text.needs import Manner
from sorewise.text.web import forecast as ahead_said
from sorewise.text.web import history as said

if TYPE_CHECKING:
    from sorewise.training.look_back.ground import Look


ADVICE_DAYS = 84
"""So far back verdicts are held against the mornings after them; `/forecast` has a whole year."""


def history(request: Request) -> Response:
    """Everything that looks back, or the invitation to begin; a month of long ago is a calendar alone."""
    from sorewise.apps.web.past.month import held_by_day, month, month_of
    from sorewise.training.look_back.calendar import calendar
    from sorewise.training.look_back.ground import LOOKED_DAYS, SHOWN_DAYS, look

    with here().store() as store:
        profile = store.profile()
        now, since = here().now(profile), store.first_day()
        if since is None and not store.history().nights:
            return page(request, "history_empty.html", said=said, tab="/history")
        today, since = now.date(), since or now.date()
        first, last = month_of(request.query_params.get("month"), today, since)
        old = first <= today - timedelta(days=SHOWN_DAYS)
        known = _known(store, first, last) if old else _known(store, today - timedelta(days=LOOKED_DAYS))
        held = held_by_day(store.decisions(first, last))
    until = datetime.combine(last, datetime.max.time(), now.tzinfo) if old else now
    ground = look(known, until, days=(last - first).days if old else LOOKED_DAYS, windows=_windows())
    headlines = {day: str(record.decision.get("headline", "")) for day, record in held.items()}
    cells = month(calendar(ground, headlines, first, last), held, manner_of(profile), today, since)
    views = {} if old else _views(ground, request.query_params.get("week"), manner_of(profile)) | _ahead(known, now)
    return page(request, "history.html", said=said, tab="/history", month=cells, old=old, **views)


def _known(store: Store, since: date, until: date | None = None) -> History:
    """These days, and the sessions before them that tell what is usual."""
    from sorewise.training.look_back.ground import KINDS_REACH_BACK

    return store.history(since, until, sessions_since=since - timedelta(days=KINDS_REACH_BACK))


def _windows() -> Any:
    from sorewise.training.windows import Windows

    return Windows.from_thresholds(here().book().numbers)


def _views(ground: Look, week: str | None, manner: Manner) -> dict[str, Any]:
    """Body, curves and counts of the last weeks."""
    from sorewise.apps.web.past import curves
    from sorewise.apps.web.past.before import before_cards
    from sorewise.apps.web.past.body import frame, frames_json, rows, steps
    from sorewise.training.look_back.before import before_spells
    from sorewise.training.look_back.doings import doings
    from sorewise.training.look_back.heat import weekly
    from sorewise.training.look_back.rest import nights_seen
    from sorewise.training.look_back.soreness import stories
    from sorewise.training.look_back.spells import spells
    from sorewise.training.look_back.weeks import weeks

    book, today = here().book(), ground.today
    told, done = stories(ground), doings(ground, book.number("spike_pct"))
    by_place = {story.place: story for story in told}
    pictures = weekly(told, today)
    frames = [frame(one, by_place, done, book) for one in pictures]
    at = _chosen(week, [one.last for one in frames])
    load, nights = weeks(ground), nights_seen(ground)
    return {
        "frames": frames_json(frames) if told else "",
        "at": at,
        "frame": frames[at],
        "heat": rows(pictures[at].places),
        "steps": steps(),
        "earlier_week": frames[at - 1].last if at else None,
        "later_week": frames[at + 1].last if at + 1 < len(frames) else None,
        "soreness": curves.soreness(told, today),
        "before": before_cards(before_spells(spells(ground), done)),
        "load": curves.load(load, manner),
        "form": curves.form(load),
        "form_now": curves.form_now(load[-1]),
        "resting": curves.resting(nights, today, book.number("rhr_rise")),
        "resting_why": said.resting_why(ground.windows.rhr_days, ground.windows.base_values),
        "sleep": curves.sleep(nights, today),
        "sleep_why": said.sleep_why(ground.windows.sleep_days, ground.windows.sleep_values),
    }


def _ahead(known: History, now: datetime) -> dict[str, Any]:
    """What was forecast beside what came, and how the mornings after each verdict went."""
    from sorewise.apps.ahead.advice import outcomes_of
    from sorewise.apps.ahead.kept import next_mornings
    from sorewise.apps.web.ahead import page as ahead
    from sorewise.apps.web.ahead.went import CAME_DAYS, came_seen
    from sorewise.planning.ahead import scale_of, told_of
    from sorewise.training.forecast.score import scored

    told = told_of(here().book(), known, now)
    with here().store() as store:
        kept = next_mornings(store, now.date() - timedelta(days=CAME_DAYS))
        outcomes = outcomes_of(store, known, now, told, days=ADVICE_DAYS)
    return {
        "ahead_said": ahead_said,
        "learned": learned_words,
        "came": came_seen(scored(kept, told), told, scale_of(known, now), now.date()),
        "advice": ahead.outcome_groups(outcomes),
        "advice_notes": ahead.outcome_notes(outcomes, ADVICE_DAYS),
    }


def _chosen(week: str | None, lasts: Sequence[date]) -> int:
    """The picture that ends with the day asked for, the newest for anything else."""
    days = [last.isoformat() for last in lasts]
    return days.index(week) if week in days else len(days) - 1


def one_day(request: Request) -> Response:
    """One day: its verdicts as they were shown, its sore places, its sessions."""
    from sorewise.apps.web.past.month import session_words
    from sorewise.training.look_back.calendar import calendar
    from sorewise.training.look_back.ground import look

    day: date = _day_of(request.path_params["day"])
    with here().store() as store:
        profile = store.profile()
        records = store.decisions(day, day)
        known = _known(store, day, day)
    manner, now = manner_of(profile), here().now(profile)
    until = min(now, datetime.combine(day, datetime.max.time(), now.tzinfo))
    (found,) = calendar(look(known, until, days=1, windows=_windows()), {}, day, day)
    return page(
        request,
        "history_day.html",
        said=said,
        tab="/history",
        day=day,
        title=day_said(day),
        verdicts=_verdicts(records),
        spots=[said.spots_said([spot]) for spot in found.spots],
        sessions=[session_words(session, manner) for session in found.sessions],
    )


def _day_of(text: str) -> date:
    try:
        found = date.fromisoformat(text)
    except ValueError as error:
        raise HTTPException(404) from error
    if found < EARLIEST:
        raise HTTPException(404)
    return found


def _verdicts(records: Sequence[DecisionRecord]) -> list[tuple[str, bool, View]]:
    """When each was given, whether it held, and its page; the one that held first."""
    held = holding(records)
    shown = [(clock(one.at), one is held, arranged(shown_page(one), kind_of(one))) for one in records]
    return sorted(shown, key=lambda one: not one[1])


routes = [Route("/history", history), Route("/history/{day}", one_day)]
