"""Putting records into the tables so that each is kept once, and noting what was there before, for `undo`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from itertools import islice
from typing import Any

from sqlalchemy import Connection, Table, Update, bindparam, delete, func, insert, select, update

from sorewise.model.records import Profile, Session
from sorewise.store.nested import dumps
from sorewise.store.records import Added, Json, Record, RulebookText
from sorewise.store.rows import BY_RECORD, DECISIONS, KINDS, PLAN, PROFILE, RULEBOOKS, SESSIONS, Kind, Row
from sorewise.store.same import Index, merge
from sorewise.store.tables import batches, contents, metadata, replaced

AROUND = (timedelta(days=-1), timedelta(0), timedelta(days=1))  # a session's local day may differ from place to place
AT_ONCE = 500  # ids in one query; old SQLites take 999


class Batch:
    """One write, as `undo` will take it back. Its row is made only when something is new or changed."""

    def __init__(self, connection: Connection, what: str, source: str, at: datetime, number: int | None = None) -> None:
        self._connection = connection
        self._row = {"what": what, "source": source, "at": at.isoformat()}
        self._number = number
        self._new = self._known = self._changed = self._removed = 0

    def put(self, records: Sequence[Record], *, exact: bool) -> None:
        """Write the records, table by table; `exact` knows a record again by its own id only."""
        for kind in KINDS:
            mine = [record for record in records if BY_RECORD[type(record)] is kind]
            if mine:
                self._put(kind, mine, exact=exact)

    def _put(self, kind: Kind[Any], records: list[Record], *, exact: bool) -> None:
        before = {row["id"]: row for row in _kept(self._connection, kind, records, exact=exact)}
        now: dict[str, Record] = {key: kind.read([row[name] for name in kind.columns]) for key, row in before.items()}
        told = set[str]()
        index = Index(exact=exact)
        for key, record in now.items():
            index.add(key, record)
        for record in records:
            key = index.find(record) or kind.id_of(record)
            known = now.get(key)
            now[key] = merge(known, record) if known is not None else record
            if now[key] == known:
                self._known += 1
                continue
            index.add(key, now[key])
            self._changed += known is not None
            told.add(key)
        self._insert(kind, [now[key] for key in now if key not in before])
        self._update(kind, {key: now[key] for key in told if key in before}, before)

    def _insert(self, kind: Kind[Any], records: list[Record]) -> None:
        if records:
            table = metadata.tables[kind.table]
            rows = [{**kind.row(record), "batch": self._open()} for record in records]
            if "written" in table.c:
                last = self._connection.execute(select(func.max(table.c.written))).scalar() or 0
                rows = [{**row, "written": number} for number, row in enumerate(rows, last + 1)]
            self._connection.execute(insert(table), rows)
            self._new += len(rows)

    def _update(self, kind: Kind[Any], records: Mapping[str, Record], before: Mapping[str, Row]) -> None:
        if records:
            rows = [{**kind.row(record), "batch": self._open()} for record in records.values()]
            self._connection.execute(rewriting(kind.table, rows[0]), keyed(rows))
        # What this very write made or changed before needs no second note of how it was.
        self._note_before(kind.table, [before[key] for key in records if before[key]["batch"] != self._number])

    def change(self, table: str, before: Row, changes: Row) -> None:
        """Change a row that is no record of the runner's."""
        row = {**before, **changes, "batch": self._open()}
        self._connection.execute(rewriting(table, row), keyed([row]))
        self._note_before(table, [before])

    def remove(self, table: str, rows: Sequence[Row]) -> None:
        """Remove rows, and note them whole so that `undo` can bring them back."""
        for row in rows:
            chosen = metadata.tables[table]
            self._connection.execute(delete(chosen).where(chosen.c.id == row["id"]))
        self._note_before(table, rows, removed=True)
        self._removed += len(rows)

    def remember(self, marks: Iterable[str]) -> None:
        """Note what was read, so that it need not be read again."""
        fresh = list(dict.fromkeys(marks))
        for first in range(0, len(fresh), AT_ONCE):
            some = fresh[first : first + AT_ONCE]
            known = {mark for (mark,) in self._connection.execute(select(contents.c.id).where(contents.c.id.in_(some)))}
            rows = [{"id": mark} for mark in some if mark not in known]
            if rows:
                self._connection.execute(insert(contents), rows)

    def added(self) -> Added:
        """What this write did so far."""
        return Added(
            new=self._new,
            known=self._known,
            changed=self._changed,
            removed=self._removed,
            batch=self._number,
        )

    def _open(self) -> int:
        if self._number is None:
            made = self._connection.execute(insert(batches), self._row)
            (self._number,) = made.inserted_primary_key or (0,)
        return self._number

    def _note_before(self, table: str, rows: Iterable[Row], *, removed: bool = False) -> None:
        """Note how rows were before this write changed or removed them."""
        noted = [{"batch": self._open(), "kind": table, "row": dumps(row), "removed": removed} for row in rows]
        if noted:
            self._connection.execute(insert(replaced), noted)


def rewriting(table: str, row: Row) -> Update:
    """A statement that writes rows of these columns over those of the same id, for `keyed` rows."""
    chosen = metadata.tables[table]
    return update(chosen).where(chosen.c.id == bindparam("the_id")).values({name: bindparam(name) for name in row})


def keyed(rows: Iterable[Row]) -> list[Row]:
    """The rows as values of a `rewriting`."""
    return [{**row, "the_id": row["id"]} for row in rows]


def put_profile(connection: Connection, profile: Profile) -> None:
    """Keep who the runner is, in the place of what was kept; no undo of an earlier import touches it any more."""
    table = metadata.tables[PROFILE.table]
    connection.execute(delete(table))
    connection.execute(insert(table), PROFILE.row(profile))


def put_rulebook(connection: Connection, rulebook: RulebookText) -> None:
    """Keep the files of this version, if they are not kept already; no undo touches them."""
    table = metadata.tables[RULEBOOKS.table]
    if connection.execute(select(table.c.id).where(table.c.id == rulebook.version)).first() is None:
        connection.execute(insert(table), RULEBOOKS.row(rulebook))


def put_forecast(connection: Connection, decision_id: str, forecast: Json) -> None:
    """Keep what was forecast beside its decision, which stays a part of the write that it came with.

    What was said once stands: it is measured against what came.
    """
    table = metadata.tables[DECISIONS.table]
    mine = table.c.id == decision_id, table.c.forecast.is_(None)
    connection.execute(update(table).where(*mine).values(forecast=dumps(forecast)))


def _kept(connection: Connection, kind: Kind[Any], records: list[Record], *, exact: bool) -> Iterator[dict[str, Any]]:
    """The rows that may be the same: those of these ids, and where more than the id tells, of these days or all."""
    table = metadata.tables[kind.table]
    wanted = {"id": {kind.id_of(record) for record in records}}
    if kind is PLAN and not exact:
        yield from (dict(row) for row in connection.execute(select(table)).mappings())
        return
    if kind is SESSIONS and not exact:
        wanted["day"] = {(one.day + step).isoformat() for one in records for step in AROUND if isinstance(one, Session)}
    yield from _chosen(connection, table, wanted)


def _chosen(connection: Connection, table: Table, wanted: Mapping[str, Iterable[str]]) -> Iterator[dict[str, Any]]:
    """Each row once that has one of the wanted values in one of these columns."""
    met = set[str]()
    for column, values in wanted.items():
        some = iter(values)
        while first := list(islice(some, AT_ONCE)):
            for row in connection.execute(select(table).where(table.c[column].in_(first))).mappings():
                if row["id"] not in met:
                    met.add(row["id"])
                    yield dict(row)
