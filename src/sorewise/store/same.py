"""When two records are the same thing told twice, and what of each is kept then."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from dataclasses import fields, replace
from datetime import UTC
from typing import Any

from sorewise.model.plan import PlannedSession
from sorewise.model.records import CheckIn, Night, Profile, Session, Why
from sorewise.store.combine import combined, is_gap, origins_of
from sorewise.store.records import Record
from sorewise.store.rows import BY_RECORD, instant

Same = Callable[[Session, Session], bool]
START_WITHIN_S = 60
LENGTH_WITHIN = 0.02
OF_ONE_FILE = frozenset({"fit", "tcx", "gpx", "strava"})
"""Whose `path` is that of one recording: its own, or the one that a row of Strava's table names."""
CLOCK_ONLY = frozenset({"intervals.icu"})
"""Whose tables tell what the runner's clock showed and no zone: their starts stand as UTC."""


class Index:
    """Finds the id under which a record is kept already.

    By its own id; unless `exact`, a session also by its file, by the watch's mark of the recording, by (source, source
    id), and by being alike (`alike`); a planned session by (plan, source, uid).
    """

    def __init__(self, *, exact: bool) -> None:
        self._exact = exact
        self._ids: set[str] = set()
        self._by_name: dict[Hashable, str] = {}
        self._around: dict[Hashable, set[str]] = {}
        self._sessions: dict[str, Session] = {}

    def add(self, key: str, record: Record) -> None:
        """Remember a record as kept under this id."""
        self._ids.add(key)
        if self._exact:
            return
        for name in _names(record):
            self._by_name.setdefault(name, key)
        if isinstance(record, Session):
            self._sessions[key] = record
            # By minute too: one file may hold the sessions of years.
            for minute in _minutes(record):
                for mark in (*_marks(record), record.sport):
                    self._around.setdefault((mark, minute), set()).add(key)

    def find(self, record: Record) -> str | None:
        """The id, or None if the record is new."""
        own = BY_RECORD[type(record)].id_of(record)
        if own in self._ids or self._exact:
            return own if own in self._ids else None
        if isinstance(record, Session):
            recorded = self._nearest(record, _marks(record), same_recording)
            if recorded is not None:
                return recorded
        named = next((self._by_name[name] for name in _names(record) if name in self._by_name), None)
        if named is None and isinstance(record, Session):
            return self._nearest(record, [record.sport], alike)
        return named

    def _nearest(self, session: Session, marks: Iterable[Hashable], same: Same) -> str | None:
        """Of the sessions under these marks around its start that are the `same` the one that starts nearest."""
        minutes = {minute + step for minute in _minutes(session) for step in (-1, 0, 1)}
        near = set().union(*(self._around.get((mark, minute), ()) for mark in marks for minute in minutes))
        keys = [key for key in near if same(session, self._sessions[key])]
        return min(keys, key=lambda key: (_apart_s(session, self._sessions[key]), key), default=None)


def _minutes(session: Session) -> set[int]:
    """The minute of its start, and the one that the runner's clock showed then."""
    starts = (session.start, session.start.replace(tzinfo=UTC))
    return {instant(start) // (START_WITHIN_S * 1_000_000) for start in starts}


def _names(record: Record) -> list[tuple[str, str]]:
    """What sources call it."""
    if isinstance(record, Session):
        return [(place.source, place.source_id) for place in origins_of(record) if place.source_id]
    if isinstance(record, PlannedSession) and record.source_uid:
        return [(f"{record.plan} {record.source}", record.source_uid)]  # one calendar may be read as two plans
    return []


def _marks(session: Session) -> list[tuple[str, str]]:
    """What names a recording, perhaps of several sessions: the file's content, its path, the watch's own mark."""
    places = origins_of(session)
    files = [("file", place.file_sha256) for place in places if place.file_sha256]
    paths = [("path", place.path) for place in places if place.source in OF_ONE_FILE and not _is_table(place.path)]
    return [*files, *paths, *(("watch", place.device_id) for place in places if place.device_id)]


def _is_table(path: str) -> bool:
    """A table tells of many sessions; also true of no path."""
    return not path or path.lower().endswith(".csv")


def same_recording(one: Session, other: Session) -> bool:
    """Of one file or one recording of a watch, and the same part of it: a triathlon's file holds several sessions."""
    return bool(
        set(_marks(one)) & set(_marks(other))
        and (one.sport == other.sport or "other" in {one.sport, other.sport})
        and _apart_s(one, other) <= START_WITHIN_S
        and not _told_apart(one, other)
    )


def alike(one: Session, other: Session) -> bool:
    """Two recordings of the same activity: same sport, start, duration and distance as far as devices agree.

    Sprints that are recorded one by one start within a minute of each other too, but do not overlap.
    """
    lasted = min(_length(one), _length(other))
    return (
        one.sport == other.sport
        and _apart_s(one, other) <= min(START_WITHIN_S, lasted / 2)
        and (_close(one.duration_s, other.duration_s) or _close(one.moving_s, other.moving_s))
        and ((not one.distance_m and not other.distance_m) or _close(one.distance_m, other.distance_m))
    )


def why_same(kept: Session, new: Session) -> Why:
    """How `new` is known to be `kept`."""
    shared = set(_marks(kept)) & set(_marks(new))
    if any(kind in {"file", "path"} for kind, _ in shared):
        return "same_file"
    if shared:
        return "same_watch"
    return "same_id" if kept.id == new.id or set(_names(kept)) & set(_names(new)) else "alike"


def _apart_s(one: Session, other: Session) -> float:
    apart = abs((one.start - other.start).total_seconds())
    if not _clock_only(one) and not _clock_only(other):
        return apart
    shown = one.start.replace(tzinfo=None) - other.start.replace(tzinfo=None)
    return min(apart, abs(shown.total_seconds()))


def _clock_only(session: Session) -> bool:
    return session.source in CLOCK_ONLY and not session.start.utcoffset()


def _length(session: Session) -> float:
    return session.duration_s or session.moving_s or 0.0


def _close(one: float | None, other: float | None) -> bool:
    return one is not None and other is not None and abs(one - other) <= LENGTH_WITHIN * max(one, other)


def _told_apart(one: Session, other: Session) -> bool:
    """A source has names for both, and they share none."""
    mine, its = set(_names(one)), set(_names(other))
    return bool({source for source, _ in mine} & {source for source, _ in its}) and not mine & its


def merge(kept: Record, new: Record) -> Record:
    """What is kept when `new` tells of `kept` again; equal to `kept` if it adds nothing.

    A check-in and the profile are replaced. A night and a planned session take what is newly known. A session keeps
    each field from the place that knows it best (`combine`). A decision stands.
    """
    if isinstance(new, CheckIn | Profile) or new == kept:
        return new
    if isinstance(new, Night) and isinstance(kept, Night):
        return _filled(new, kept)
    if isinstance(new, PlannedSession) and isinstance(kept, PlannedSession):
        return replace(new, id=kept.id, status=kept.status if new.status == "planned" else new.status)
    if isinstance(new, Session) and isinstance(kept, Session):
        return combined(kept, new, why_same(kept, new))
    return kept


def _filled(new: Night, kept: Night) -> Night:
    """`new`, with its gaps filled from `kept`: what is unknown never hides what is known."""
    gaps: dict[str, Any] = {
        part.name: getattr(kept, part.name) for part in fields(new) if is_gap(getattr(new, part.name))
    }
    return replace(new, **gaps)
