"""Forgetting one private group for good: in every record, and in what `undo` would put back."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection

from sqlalchemy import Connection, delete, select, update

from sorewise.store.nested import dumps
from sorewise.store.private import check_in_without, decision_without, profile_without
from sorewise.store.rows import CHECK_INS, DECISIONS, PROFILE, Kind, R, Row
from sorewise.store.tables import drafts, metadata, replaced

MAY_HOLD_PRIVATE_FACTS = (PROFILE.table, CHECK_INS.table, DECISIONS.table)


def forget(connection: Connection, facts: Collection[str], groups: Collection[str]) -> int:
    """Leave these facts out of everything kept; answers how many records held one."""
    changed = 0
    for name in MAY_HOLD_PRIVATE_FACTS:
        table = metadata.tables[name]
        for old in connection.execute(select(table)).mappings().all():
            row = _cleared(name, dict(old), facts, groups)
            if row != old:
                connection.execute(update(table).where(table.c.id == row["id"]).values(row))
                changed += 1
    may_hold = replaced.c.kind.in_(MAY_HOLD_PRIVATE_FACTS)
    for number, name, text in connection.execute(
        select(replaced.c.id, replaced.c.kind, replaced.c.row).where(may_hold)
    ).all():
        before = json.loads(text)
        after = _cleared(name, before, facts, groups)
        if after != before:
            connection.execute(update(replaced).where(replaced.c.id == number).values(row=dumps(after)))
    connection.execute(delete(drafts))  # answers under way: asked again rather than searched through
    return changed


def _cleared(table: str, row: Row, facts: Collection[str], groups: Collection[str]) -> Row:
    if table == PROFILE.table:
        return _changed(PROFILE, row, lambda profile: profile_without(profile, facts, groups))
    if table == CHECK_INS.table:
        return _changed(CHECK_INS, row, lambda check_in: check_in_without(check_in, facts))
    if table == DECISIONS.table:
        return _changed(DECISIONS, row, lambda decision: decision_without(decision, facts))
    return row


def _changed(kind: Kind[R], row: Row, change: Callable[[R], R]) -> Row:
    record = kind.remade(row)
    kept = change(record)
    return row if kept == record else {**row, **kind.row(kept)}
