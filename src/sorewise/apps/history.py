"""`history`: the verdicts and sessions of the last weeks, day by day, and the load they made."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from sorewise.apps.ahead.as_data import outcome_data
from sorewise.apps.day import data, manner_of
from sorewise.apps.days import Days
from sorewise.apps.here import here
from sorewise.apps.options import Json
from sorewise.apps.out import say_json, show
from sorewise.apps.replay import after_upgrade
from sorewise.model.learned import Outcome
from sorewise.model.records import History
from sorewise.model.told import Told
from sorewise.store import DecisionRecord, Store
from sorewise.text import history as said

if TYPE_CHECKING:
    from sorewise.training.display import LoadDay


Row = said.Row
A_YEAR = 365
"""Days over which is counted how the mornings after a verdict went: there are few of each kind."""


def history(*, days: Days = 28, as_json: Json = False) -> None:
    """Show the verdicts and sessions of the last weeks."""
    with here().store() as store:
        after_upgrade(store, quiet=as_json)
        found = looked_back(store, days)
        outcomes = outcomes_of_year(store, found.known)
    if as_json:
        say_json({**as_data(found), "outcomes": outcome_data(outcomes)})
    else:
        show(said.page(found.rows, found.load, manner_of(found.known.profile), found.today, found.told))
        show(said.advice(outcomes, A_YEAR))


def outcomes_of_year(store: Store, known: History) -> tuple[Outcome, ...]:
    """How the mornings after each verdict went, by what was done, over a year; nothing without any verdict."""
    now = here().now(known.profile)
    since = now.date() - timedelta(days=A_YEAR)
    if not any(one.day >= since for one in known.check_ins):
        return ()
    from sorewise.apps.ahead.advice import outcomes_of
    from sorewise.planning.ahead import told_of

    lately = replace(
        known,
        check_ins=tuple(one for one in known.check_ins if one.day >= since),
        nights=tuple(one for one in known.nights if one.day >= since),
        sessions=tuple(one for one in known.sessions if one.day >= since),
    )
    return outcomes_of(store, known, now, told_of(here().book(), lately, now), days=A_YEAR)


class Back(NamedTuple):
    """What was in the last days: a row each, the load as it is today, and what sessions were taken for."""

    known: History
    today: date
    rows: list[Row]
    load: LoadDay | None
    told: Mapping[str, Told]


def looked_back(store: Store, days: int) -> Back:
    """The last days."""
    known = store.history()
    today = here().now(known.profile).date()
    since = today - timedelta(days=max(0, days))
    rows = _by_day(known, store.decisions(since=since, until=today), since, today)
    told = _told(known, {session.id for row in rows for session in row.sessions})
    return Back(known, today, rows, _load(known), told)


def as_data(found: Back) -> dict[str, object]:
    """The same for programs."""
    return {"days": [_as_data(row, found.told) for row in found.rows], "load": data(found.load)}


def _load(known: History) -> LoadDay | None:
    from sorewise.training.display import load_days
    from sorewise.training.windows import Windows

    windows = Windows.from_thresholds(here().book().numbers)
    days = load_days(known, here().now(known.profile), last=1, windows=windows) if known.sessions else ()
    return days[-1] if days else None


def _told(known: History, shown: Collection[str]) -> dict[str, Told]:
    """What these sessions were taken for where nobody said."""
    if not shown:
        return {}
    from sorewise.training.told import told_kinds

    return told_kinds(known, here().now(known.profile), only=shown)


def _by_day(known: History, decisions: tuple[DecisionRecord, ...], since: date, today: date) -> list[Row]:
    """Every day on which something was, oldest first."""
    rows: dict[date, Row] = {}
    for session in known.sessions:
        if since <= session.day <= today:
            rows.setdefault(session.day, Row(session.day, [], [])).sessions.append(session)
    for record in decisions:
        rows.setdefault(record.day, Row(record.day, [], [])).verdicts.append(
            said.Verdict(record.at, record.phase, str(record.decision.get("headline", "")))
        )
    return [rows[day] for day in sorted(rows)]


def _as_data(row: Row, told: Mapping[str, Told]) -> dict[str, object]:
    sessions = [
        data(session) | ({"told": data(told[session.id])} if session.id in told else {}) for session in row.sessions
    ]
    verdicts = [{"at": one.at.isoformat(), "phase": one.phase, "headline": one.headline} for one in row.verdicts]
    return {"day": row.day.isoformat(), "sessions": sessions, "verdicts": verdicts}
