"""Taking the last write back, in one transaction: what it added goes, what it changed becomes what it was."""

from __future__ import annotations

import json
from datetime import datetime
from itertools import groupby

from sqlalchemy import Connection, bindparam, delete, insert, select

from sorewise.model.records import CheckIn
from sorewise.store.put import keyed, rewriting
from sorewise.store.records import Undone
from sorewise.store.rows import CHECK_INS, KINDS, Row
from sorewise.store.tables import batches, contents, metadata, replaced

RECORDS = tuple(kind.table for kind in KINDS)


def undo_last(connection: Connection) -> Undone | None:
    """Take back the last check-in, import or change of a plan; None if there is none."""
    batch = connection.execute(select(batches).order_by(batches.c.id.desc()).limit(1)).mappings().first()
    if batch is None:
        return None
    check_in = _check_in_of(connection, batch["id"]) if batch["what"] == "check_in" else None
    restored = _put_back(connection, batch["id"])  # first, so that a row that was only changed keeps what refers to it
    removed = _removed(connection, batch["id"])
    counts = {}
    for name in reversed(RECORDS):
        table = metadata.tables[name]
        gone = connection.execute(delete(table).where(table.c.batch == batch["id"])).rowcount
        if gone:
            counts[name] = gone
    connection.execute(delete(batches).where(batches.c.id == batch["id"]))
    if batch["what"] == "import":
        connection.execute(delete(contents))  # whatever was read may be missing now: it has to be read again
    restored += _bring_back(connection, removed)
    return Undone(
        what=batch["what"],
        source=batch["source"],
        at=datetime.fromisoformat(batch["at"]),
        counts=dict(sorted(counts.items())),
        restored=restored,
        check_in=check_in,
    )


def _put_back(connection: Connection, number: int) -> int:
    """What the write changed becomes what it was, unless it was written over since; answers how many records."""
    mine = replaced.c.batch == number, ~replaced.c.removed
    before = connection.execute(select(replaced).where(*mine).order_by(replaced.c.id.desc()))
    rows = [(kept.kind, json.loads(kept.row)) for kept in before]
    back = 0
    for (name, _), some in groupby(rows, key=lambda one: (one[0], tuple(one[1]))):  # rows of earlier forms have less
        those = [row for _, row in some]
        rewrite = rewriting(name, those[0]).where(metadata.tables[name].c.batch == bindparam("the_batch"))
        changed = connection.execute(rewrite, [{**row, "the_batch": number} for row in keyed(those)]).rowcount
        back += changed if name in RECORDS else 0
    return back


def _removed(connection: Connection, number: int) -> list[tuple[str, Row]]:
    """What the write removed: table and row."""
    gone = connection.execute(select(replaced).where(replaced.c.batch == number, replaced.c.removed))
    return [(kept.kind, json.loads(kept.row)) for kept in gone]


def _bring_back(connection: Connection, removed: list[tuple[str, Row]]) -> int:
    """What was removed is there again, unless something else has its id by now; answers how many records."""
    back = 0
    for name, row in removed:
        table = metadata.tables[name]
        if connection.execute(select(table.c.id).where(table.c.id == row["id"])).first() is None:
            connection.execute(insert(table), row)
            back += 1
    return back


def _check_in_of(connection: Connection, number: int) -> CheckIn | None:
    table = metadata.tables[CHECK_INS.table]
    columns = [table.c[name] for name in CHECK_INS.columns]
    row = connection.execute(select(*columns).where(table.c.batch == number)).first()
    return CHECK_INS.read(tuple(row)) if row else None
