"""When two records are the same thing told twice, and what of each is kept then."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any, TypeVar

from sorewise.model.records import CheckIn, Night, PlannedSession, Profile, Session
from sorewise.store.records import Record
from sorewise.store.rows import BY_RECORD, instant

R = TypeVar("R", Night, Session)
START_WITHIN_S = 60
LENGTH_WITHIN = 0.02
BY_HAND = "hand"
TOLD = ("rpe", "feel", "kind", "race", "name", "legs")
"""What only the runner knows of a session: their word stands against a device's."""
ORIGIN = ("source", "source_id", "file_sha256", "quality", "device")


class Index:
    """Finds the id under which a record is kept already.

    By its own id; unless `exact`, a session also by (source, source id), by file and start, and by being alike (the
    same sport, starting within 60 s, duration and distance within 2 %), a planned session by (source, uid).
    """

    def __init__(self, *, exact: bool) -> None:
        self._exact = exact
        self._ids: set[str] = set()
        self._by_key: dict[object, str] = {}
        self._near: dict[tuple[str, int], list[tuple[str, Session]]] = {}

    def add(self, key: str, record: Record) -> None:
        """Remember a record as kept under this id."""
        self._ids.add(key)
        for name in _names(record):
            self._by_key.setdefault(name, key)
        if isinstance(record, Session):
            self._near.setdefault((record.sport, _minute(record)), []).append((key, record))

    def find(self, record: Record) -> str | None:
        """The id, or None if the record is new."""
        own = BY_RECORD[type(record)].id_of(record)
        if own in self._ids or self._exact:
            return own if own in self._ids else None
        known = next((self._by_key[name] for name in _names(record) if name in self._by_key), None)
        if known is None and isinstance(record, Session):
            known = self._alike(record)
        return known

    def _alike(self, session: Session) -> str | None:
        for step in (0, -1, 1):
            for key, other in self._near.get((session.sport, _minute(session) + step), ()):
                if alike(session, other):
                    return key
        return None


def _minute(session: Session) -> int:
    return instant(session.start) // (START_WITHIN_S * 1_000_000)


def _names(record: Record) -> list[object]:
    names: list[object] = []
    if isinstance(record, Session):
        if record.source_id:
            names.append(("id", record.source, record.source_id))
        if record.file_sha256:
            names.append(("file", record.file_sha256, instant(record.start)))
    elif isinstance(record, PlannedSession) and record.source_uid:
        names.append(("uid", record.source, record.source_uid))
    return names


def alike(one: Session, other: Session) -> bool:
    """Two recordings of the same activity: same sport, start, duration and distance as far as devices agree."""
    return (
        one.sport == other.sport
        and abs((one.start - other.start).total_seconds()) <= START_WITHIN_S
        and one.duration_s is not None
        and _close(one.duration_s, other.duration_s)
        and (one.distance_m is other.distance_m is None or _close(one.distance_m, other.distance_m))
    )


def _close(one: float | None, other: float | None) -> bool:
    return one is not None and other is not None and abs(one - other) <= LENGTH_WITHIN * max(one, other)


def merge(kept: Record, new: Record) -> Record:
    """What is kept when `new` tells of `kept` again; equal to `kept` if it adds nothing.

    A check-in and the profile are replaced. A night and a planned session take what is newly known. A session keeps
    what a device measured, fills what was unknown, and takes the runner's own word for what only they know. A decision
    stands.
    """
    if isinstance(new, CheckIn | Profile):
        return new
    if isinstance(new, Night) and isinstance(kept, Night):
        return _filled(new, kept)
    if isinstance(new, PlannedSession) and isinstance(kept, PlannedSession):
        return replace(new, id=kept.id, status=kept.status if new.status == "planned" else new.status)
    if isinstance(new, Session) and isinstance(kept, Session):
        return _merge_sessions(kept, new)
    return kept


def _merge_sessions(kept: Session, new: Session) -> Session:
    better, other = (new, kept) if kept.source == BY_HAND else (kept, new)
    merged = replace(_filled(better, other, leave=ORIGIN), id=kept.id)
    teller = next((one for one in (new, kept) if one.source == BY_HAND), None)
    told: dict[str, Any] = {name: getattr(teller, name) for name in TOLD if not _gap(getattr(teller, name, None))}
    return replace(merged, **told)


def _gap(value: object) -> bool:
    return value is None or value is False or value in {"", ()}


def _filled(better: R, other: R, leave: tuple[str, ...] = ()) -> R:
    """`better`, with its gaps filled from `other`: what is unknown never hides what is known."""
    gaps: dict[str, Any] = {
        part.name: getattr(other, part.name)
        for part in fields(better)
        if part.name not in leave and _gap(getattr(better, part.name))
    }
    return replace(better, **gaps)
