"""What the store holds, read through plain SQL on any DB-API connection: the standard library's sqlite3 is enough."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import closing
from datetime import date
from typing import Any, Protocol, TypeVar

from sorewise.model.plan import WeekSettings
from sorewise.model.records import History, ImportProblem, Profile
from sorewise.store.records import DecisionRecord, Json, PlanSpan, Record, RulebookText, WeekVersion
from sorewise.store.rows import CHECK_INS, DECISIONS, NIGHTS, PLAN, PROBLEMS, PROFILE, RULEBOOKS, SESSIONS, WEEKS, Kind
from sorewise.store.trouble import UnreadableError

R = TypeVar("R", bound=Record | ImportProblem)
ORDER = {
    "sessions": ("instant", "id"),
    "nights": ("day", "source"),
    "check_ins": ("instant", "written"),
    "planned_sessions": ("day", "start", "id"),
    "decisions": ("instant", "written"),
    "rulebooks": ("id",),
    "week_versions": ("instant", "written"),
    "profile": ("id",),
    "problems": ("id",),
}
"""Time order; what happened at the same moment stands in the order in which it was written."""


def _days(since: date | None, until: date | None) -> tuple[str, list[str]]:
    """A condition on the local day, and its values."""
    bounds = [(sign, day.isoformat()) for sign, day in ((">=", since), ("<=", until)) if day]
    return " AND ".join(f'"day" {sign} ?' for sign, _ in bounds), [day for _, day in bounds]


class Cursor(Protocol):
    """As much of a DB-API cursor as reading needs."""

    def execute(self, sql: str, values: Sequence[object], /) -> object:
        """Ask."""

    def __iter__(self) -> Iterator[tuple[Any, ...]]: ...

    def close(self) -> None:
        """Let go."""


class Connection(Protocol):
    """As much of a DB-API connection as reading needs."""

    def cursor(self) -> Cursor:
        """A fresh cursor."""


class Reader:
    """One look at the store; through a file everything is of the same moment.

    `connection` is None for a store that nothing was written to yet. `mark` is the driver's parameter mark.
    """

    def __init__(self, connection: Connection | None, mark: str = "?") -> None:
        self._connection = connection
        self._mark = mark

    def records(self, kind: Kind[R], where: str = "", values: Sequence[object] = ()) -> tuple[R, ...]:
        """The records of one table, in time order; `where` is SQL of ours with a `?` for each value."""
        if self._connection is None:
            return ()
        columns = ", ".join(f'"{name}"' for name in kind.columns)
        order = ", ".join(f'"{name}"' for name in ORDER[kind.table])
        condition = f"WHERE {where} ".replace("?", self._mark) if where else ""
        sql = f'SELECT {columns} FROM "{kind.table}" {condition}ORDER BY {order}'  # noqa: S608 - names of ours, no values
        with closing(self._connection.cursor()) as cursor:
            cursor.execute(sql, values)
            return tuple(kind.read(row) for row in cursor)

    def rows(self, sql: str, values: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        """What a query of ours finds, with a `?` for each value."""
        if self._connection is None:
            return []
        with closing(self._connection.cursor()) as cursor:
            cursor.execute(sql.replace("?", self._mark), values)
            return list(cursor)

    def profile(self) -> Profile:
        """Who the runner is; an empty profile if nothing was told."""
        return next(iter(self.records(PROFILE)), Profile())

    def history(self, since: date | None, until: date | None = None, sessions_since: date | None = None) -> History:
        """Everything known of the runner of these local days, both included; the profile is always whole.

        `sessions_since` reads sessions from an earlier day on: what is usual is told from them.
        """
        where, values = _days(since, until)
        return History(
            profile=self.profile(),
            sessions=self.records(SESSIONS, *_days(sessions_since or since, until)),
            nights=self.records(NIGHTS, where, values),
            check_ins=self.records(CHECK_INS, where, values),
            plan=self.records(PLAN, where, values),
            week=self.week(),
        )

    def week(self) -> WeekSettings:
        """What the runner said of their weeks and agreed to, as it is now."""
        last = self.records(WEEKS, '"instant" = (SELECT MAX("instant") FROM "week_versions")')
        return last[-1].settings if last else WeekSettings()

    def weeks(self) -> tuple[WeekVersion, ...]:
        """The same at every time."""
        return self.records(WEEKS)

    def decisions(self, since: date | None, until: date | None) -> tuple[DecisionRecord, ...]:
        """The decisions of these local days, both included, as they were made."""
        return self.records(DECISIONS, *_days(since, until))

    def forecasts(self, since: date | None, last: int | None = None) -> tuple[Json, ...]:
        """The forecasts of the mornings since that local day, without the decisions that they stand beside."""
        where, values = _days(since, None)
        condition = f" AND {where}" if where else ""
        order = ", ".join(f'"{name}" DESC' for name in ORDER["decisions"])
        limit = "" if last is None else f" LIMIT {last:d}"
        found = self.rows(
            f'SELECT "forecast" FROM "decisions" WHERE "forecast" IS NOT NULL{condition} ORDER BY {order}{limit}',  # noqa: S608 - names of ours and a number
            values,
        )
        try:
            return tuple(json.loads(text) for (text,) in reversed(found))
        except ValueError as error:
            raise UnreadableError(f"decisions: {error}") from error

    def first_day(self) -> date | None:
        """The first local day of which a session, check-in or decision is kept."""
        if self._connection is None:
            return None
        found: list[str] = []
        with closing(self._connection.cursor()) as cursor:
            for kind in (SESSIONS, CHECK_INS, DECISIONS):
                cursor.execute(f'SELECT MIN("day") FROM "{kind.table}"', ())  # noqa: S608 - a name of ours, no value
                found += [str(day) for (day,) in cursor if day]
        return date.fromisoformat(min(found)) if found else None

    def decision(self, decision_id: str) -> DecisionRecord | None:
        """The decision of this id."""
        return next(iter(self.records(DECISIONS, '"id" = ?', [decision_id])), None)

    def latest(self) -> DecisionRecord | None:
        """The last decision that was made."""
        last = self.records(DECISIONS, '"instant" = (SELECT MAX("instant") FROM "decisions")')
        return last[-1] if last else None

    def plans(self) -> tuple[PlanSpan, ...]:
        """The plans that sessions are kept of, in the order in which they begin."""
        found = self.rows(
            'SELECT "plan", MIN("day"), MAX("day"), COUNT(*) FROM "planned_sessions" GROUP BY "plan" ORDER BY 2, 1'
        )
        return tuple(
            PlanSpan(plan=plan, first=date.fromisoformat(first), last=date.fromisoformat(last), number=number)
            for plan, first, last, number in found
        )

    def rulebooks(self, version: str | None) -> tuple[RulebookText, ...]:
        """The rulebook of this version if it was kept, or all of them."""
        return self.records(RULEBOOKS, '"id" = ?' if version else "", [version] if version else [])

    def problems(self) -> tuple[ImportProblem, ...]:
        """What could not be read on import, oldest first."""
        return self.records(PROBLEMS)

    def contents(self) -> frozenset[str]:
        """The marks of what was read before."""
        return frozenset(str(mark) for (mark,) in self.rows('SELECT "id" FROM "contents"'))
