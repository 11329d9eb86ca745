"""Everything that is kept, as one JSON document that can be read back without loss (`importers/own_json.py`).

`{"sorewise": {"format": 1}, "profile": {...}, "sessions": [...], "nights": [...], "check_ins": [...], "plan": [...],
"decisions": [...], "rulebooks": [...], "weeks": [...]}`. Each record holds every field of its class in
`model/records.py` and `store/records.py` under its name; times are ISO 8601 with the record's own offset. The order is
fixed and each record stands on a line of its own, so that the same records always give the same bytes and two exports
can be compared.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime, time
from typing import Protocol

from sorewise.model.plain import as_plain
from sorewise.model.plan import PlannedSession
from sorewise.model.records import History

FORMAT = 1


class Dated(Protocol):
    """A decision or a version of the week as the store keeps it; any dataclass with this."""

    @property
    def at(self) -> datetime:
        """When it was made."""


class Versioned(Protocol):
    """A rulebook's text as the store keeps it; any dataclass with this."""

    @property
    def version(self) -> str:
        """What it is known by."""


def document(
    history: History,
    decisions: Iterable[Dated] = (),
    rulebooks: Iterable[Versioned] = (),
    weeks: Iterable[Dated] = (),
) -> str:
    """The document as text, to be written as UTF-8.

    Everything is put into time order; check-ins and decisions of one moment stay in the order in which they are given.
    `weeks` are all versions of what was said and agreed of weeks; `history.week` is the last of them.
    What shall not be in it is left out before: see `Store.everything(without=...)`. Raises ValueError for a number that
    is not finite.
    """
    lists = (
        ("sessions", map(_line, sorted(history.sessions, key=lambda session: (session.start, session.id)))),
        ("nights", map(_line, sorted(history.nights, key=lambda night: (night.day, night.source)))),
        ("check_ins", map(_line, sorted(history.check_ins, key=lambda check_in: check_in.at))),
        ("plan", map(_line, sorted(history.plan, key=_when_planned))),
        ("decisions", map(_line, sorted(decisions, key=lambda decision: decision.at))),
        ("rulebooks", map(_line, sorted(rulebooks, key=lambda rulebook: rulebook.version))),
        ("weeks", map(_line, map(as_plain, sorted(weeks, key=lambda version: version.at)))),
    )
    parts = [f'"sorewise": {_line({"format": FORMAT})}', f'"profile": {_line(history.profile)}']
    parts += [_list(name, lines) for name, lines in lists]
    return "{\n" + ",\n".join(parts) + "\n}\n"


def _list(name: str, lines: Iterable[str]) -> str:
    inside = ",\n".join(lines)
    return f'"{name}": [\n{inside}\n]' if inside else f'"{name}": []'


def _when_planned(session: PlannedSession) -> tuple[date, str, str]:
    return session.day, "" if session.start is None else session.start.isoformat(), session.id


def _line(record: object) -> str:
    return json.dumps(record, default=_plain, ensure_ascii=False, allow_nan=False, separators=(", ", ": "))


def _plain(value: object) -> object:
    """What JSON does not know of itself: records, times, and mappings that are no dicts."""
    if is_dataclass(value):
        return {part.name: getattr(value, part.name) for part in fields(value)}
    if isinstance(value, Mapping):
        return dict(value)
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} is no plain data")
