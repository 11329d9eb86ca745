"""Records as rows and back. Standard library only: reading a decision must not wait for SQLAlchemy.

A row holds one column a field. Times are ISO text with the record's own offset, dates ISO text, anything nested is JSON
text. Columns are added where they apply: `day` (local) to select by, `instant` (UTC microseconds) to sort by, an id.
"""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, Generic, TypeVar

from sorewise.model.errors import StoreError
from sorewise.model.plan import PlannedSession
from sorewise.model.records import CheckIn, ImportProblem, Night, Profile, Session
from sorewise.store.nested import (
    dumps,
    read_answers,
    read_origins,
    read_shape,
    read_spots,
    read_steps,
    read_tuple,
    read_week,
    write_origins,
    write_week,
)
from sorewise.store.records import DecisionRecord, Record, RulebookText, WeekVersion
from sorewise.store.trouble import UnreadableError

Row = dict[str, Any]
R = TypeVar("R", bound=Record | ImportProblem)
Parse = Mapping[str, Callable[[Any], object]]
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Kind(Generic[R]):
    """How one class of records is kept: its table, and how to read the columns that are not plain values.

    `keys` gives the columns beyond the fields: what the row is known by, selected by and sorted by; `write` makes the
    columns that hold more than plain data.
    """

    table: str
    record: type[R]
    columns: tuple[str, ...]
    parse: Parse
    keys: Callable[[R], Row]
    write: Mapping[str, Callable[[Any], str]]

    def id_of(self, record: R) -> str:
        """What the record's row is known by."""
        return str(self.keys(record).get("id") or getattr(record, "id", ""))

    def row(self, record: R) -> Row:
        """The record as a row; StoreError (kind "record") for a number that is not finite or a time without offset."""
        try:
            return {name: self._out(name, getattr(record, name)) for name in self.columns} | self.keys(record)
        except (TypeError, ValueError) as error:
            name = type(record).__name__
            raise StoreError(f"This {name} cannot be kept: {error}.", kind="record", record=name) from error

    def read(self, row: Sequence[object]) -> R:
        """The record that was kept; `row` holds `columns` in their order. UnreadableError if we never wrote it."""
        return self.remade(dict(zip(self.columns, row, strict=True)))

    def remade(self, row: Row) -> R:
        """The same from a row by name, perhaps of an earlier form: what it lacks is as if it had never been told."""
        values = {name: row[name] for name in self.columns if name in row}
        try:
            for name, parse in self.parse.items():
                if values.get(name) is not None:
                    values[name] = parse(values[name])
        except (TypeError, ValueError, KeyError, AttributeError) as error:
            raise UnreadableError(f"{self.table}: {error}") from error
        return self.record(**values)

    def _out(self, name: str, value: object) -> object:
        return self.write[name](value) if name in self.write else _out(value)


def _out(value: object) -> object:
    if isinstance(value, float) and not math.isfinite(value):
        raise ValueError("a number is not finite (unknown is None)")
    if value is None or isinstance(value, str | int | float):
        return value
    if isinstance(value, datetime) and value.utcoffset() is None:
        raise ValueError("a time has no offset from UTC")
    if isinstance(value, date | time):
        return value.isoformat()
    return dumps(value)


def instant(moment: datetime) -> int:
    """Microseconds since 1970 in UTC: exact, and sorts whatever the offsets."""
    return (moment - EPOCH) // timedelta(microseconds=1)


def _kind(
    table: str,
    record: type[R],
    parse: Parse,
    keys: Callable[[R], Row] = lambda _: {},
    write: Mapping[str, Callable[[Any], str]] | None = None,
) -> Kind[R]:
    return Kind(table, record, tuple(part.name for part in fields(record)), parse, keys, write or {})


PROFILE = _kind(
    "profile",
    Profile,
    {"answers": read_answers, "switched_on": read_tuple, "parent_agreed": bool},
    lambda _: {"id": "runner"},
)
SESSIONS = _kind(
    "sessions",
    Session,
    {
        "start": datetime.fromisoformat,
        "hr_zone_s": read_tuple,
        "legs": bool,
        "origins": read_origins,
        "shape": read_shape,
        "developer": read_answers,
    },
    lambda session: {"day": session.day.isoformat(), "instant": instant(session.start)},
    write={"origins": write_origins},
)
NIGHTS = _kind("nights", Night, {"day": date.fromisoformat}, lambda night: {"id": f"{night.day} {night.source}"})
CHECK_INS = _kind(
    "check_ins",
    CheckIn,
    {"at": datetime.fromisoformat, "answers": read_answers, "spots": read_spots, "safety": read_tuple},
    lambda check_in: {"day": check_in.day.isoformat(), "instant": instant(check_in.at)},
)
PLAN = _kind(
    "planned_sessions",
    PlannedSession,
    {"day": date.fromisoformat, "start": time.fromisoformat, "steps": read_steps, "key": bool, "assumed": read_tuple},
)
RULEBOOKS = _kind("rulebooks", RulebookText, {"files": json.loads}, lambda kept: {"id": kept.version})
DECISIONS = _kind(
    "decisions",
    DecisionRecord,
    {
        "day": date.fromisoformat,
        "at": datetime.fromisoformat,
        "answers": json.loads,
        "history": json.loads,
        "safety": read_tuple,
        "overlay": json.loads,
        "decision": json.loads,
        "planned": json.loads,
        "forecast": json.loads,
    },
    lambda decision: {"instant": instant(decision.at)},
)
WEEKS = _kind(
    "week_versions",
    WeekVersion,
    {"at": datetime.fromisoformat, "settings": read_week},
    lambda version: {"instant": instant(version.at)},
    write={"settings": write_week},
)


def _held(records: tuple[Session | Night, ...]) -> str:
    """Records that wait, as the rows they would be."""
    return dumps([{"table": BY_RECORD[type(one)].table, **BY_RECORD[type(one)].row(one)} for one in records])


def _read_held(text: str) -> tuple[Session | Night, ...]:
    kinds: dict[str, Kind[Any]] = {kind.table: kind for kind in (SESSIONS, NIGHTS)}
    return tuple(kinds[row["table"]].remade(row) for row in json.loads(text)) if text != "[]" else ()


PROBLEMS = _kind(
    "problems",
    ImportProblem,
    {"values": read_answers, "held": _read_held, "accepted": bool},
    write={"held": _held},
)

KINDS: tuple[Kind[Any], ...] = (PROFILE, SESSIONS, NIGHTS, CHECK_INS, PLAN, RULEBOOKS, DECISIONS, WEEKS)
"""In the order in which rows must be written: what is referred to comes first."""

BY_RECORD: dict[type, Kind[Any]] = {kind.record: kind for kind in KINDS}
