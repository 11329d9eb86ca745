"""Versions of what the runner said of their weeks, inside a transaction that nobody else can write into."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

from sqlalchemy import Connection, func, insert, select

from sorewise.model.plan import WeekSettings
from sorewise.store.put import Batch
from sorewise.store.records import WeekVersion, WeekWhy
from sorewise.store.rows import WEEKS
from sorewise.store.tables import week_versions

COLUMNS = [week_versions.c[name] for name in WEEKS.columns]
ORDER = (week_versions.c.instant, week_versions.c.written)


def last(connection: Connection) -> WeekVersion | None:
    """The version that holds."""
    found = connection.execute(select(*COLUMNS).order_by(*(one.desc() for one in ORDER)).limit(1)).first()
    return None if found is None else WEEKS.read(tuple(found))


def every(connection: Connection) -> list[WeekVersion]:
    """All of them, oldest first."""
    rows = connection.execute(select(*COLUMNS).order_by(*ORDER))
    return [WEEKS.read(tuple(row)) for row in rows]


def append(
    connection: Connection,
    before: WeekVersion | None,
    settings: WeekSettings,
    at: datetime,
    why: WeekWhy,
) -> None:
    """Let these settings hold from now on."""
    version, number = _next(connection, before, settings, at, why)
    connection.execute(insert(week_versions), {**WEEKS.row(version), "written": number})


def bring(connection: Connection, write: Batch, make: Callable[[WeekSettings], WeekSettings], at: datetime) -> None:
    """Let hold what `make` makes of the settings, as a part of a write that `undo` takes back."""
    before = last(connection)
    now = before.settings if before else WeekSettings()
    if (settings := make(now)) != now:
        version, _ = _next(connection, before, settings, at, "import")
        write.put([version], exact=True)


def _next(
    connection: Connection, before: WeekVersion | None, settings: WeekSettings, at: datetime, why: WeekWhy
) -> tuple[WeekVersion, int]:
    moment = at if before is None else max(at, before.at)  # a clock set back makes no word an older one
    number = (connection.execute(select(func.max(week_versions.c.written))).scalar() or 0) + 1
    name = f"{moment.astimezone(UTC).isoformat()} {number}"
    return WeekVersion(id=name, at=moment, why=why, settings=settings), number
