"""Taking the last write back, in one transaction: what it added goes, what it changed becomes what it was."""

from __future__ import annotations

import json
from datetime import datetime

from sqlalchemy import Connection, delete, select, update

from sorewise.model.records import CheckIn
from sorewise.store.records import Undone
from sorewise.store.rows import CHECK_INS, KINDS
from sorewise.store.tables import batches, contents, metadata

RECORDS = tuple(kind.table for kind in KINDS)


def undo_last(connection: Connection) -> Undone | None:
    """Take back the last check-in or import; None if there is none."""
    batch = connection.execute(select(batches).order_by(batches.c.id.desc()).limit(1)).mappings().first()
    if batch is None:
        return None
    check_in = _check_in_of(connection, batch["id"]) if batch["what"] == "check_in" else None
    replaced = json.loads(batch["replaced"])
    # First back to what was, so that a row that was only changed keeps what refers to it.
    restored = 0
    for name, row in reversed(replaced):
        table = metadata.tables[name]
        mine = table.c.batch == batch["id"]  # the runner may have written over it since
        back = connection.execute(update(table).where(table.c.id == row["id"], mine).values(row)).rowcount
        restored += back if name in RECORDS else 0
    counts = {}
    for name in reversed(RECORDS):
        table = metadata.tables[name]
        gone = connection.execute(delete(table).where(table.c.batch == batch["id"])).rowcount
        if gone:
            counts[name] = gone
    connection.execute(delete(batches).where(batches.c.id == batch["id"]))
    if batch["what"] == "import":
        connection.execute(delete(contents))  # whatever was read may be missing now: it has to be read again
    return Undone(
        what=batch["what"],
        source=batch["source"],
        at=datetime.fromisoformat(batch["at"]),
        counts=dict(sorted(counts.items())),
        restored=restored,
        check_in=check_in,
    )


def _check_in_of(connection: Connection, number: int) -> CheckIn | None:
    table = metadata.tables[CHECK_INS.table]
    columns = [table.c[name] for name in CHECK_INS.columns]
    row = connection.execute(select(*columns).where(table.c.batch == number)).first()
    return CHECK_INS.read(tuple(row)) if row else None
