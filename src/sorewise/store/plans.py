"""A plan that is told again: its sessions take the place of those that it had, and nothing else is touched."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date

from sqlalchemy import Connection, select

from sorewise.model.plan import PlannedSession
from sorewise.store.put import Batch
from sorewise.store.rows import PLAN, Row
from sorewise.store.same import Index
from sorewise.store.tables import planned_sessions

OVER = frozenset({"done", "missed"})
"""What happened is history, whatever the plan says now."""


def put_plan(connection: Connection, write: Batch, sessions: Sequence[PlannedSession], plan: str, since: date) -> None:
    """Keep these sessions, and remove what the plan had on or after `since` and does not tell any more."""
    rows = [dict(row) for row in connection.execute(select(planned_sessions)).mappings()]
    theirs = {row["id"] for row in rows if row["plan"] != plan}
    told = [replace(one, id=f"{plan} {one.id}") if one.id in theirs else one for one in sessions]
    if plan:
        write.remove(PLAN.table, _gone(rows, told, plan, since))
    write.put(told, exact=False)


def make_room(connection: Connection, write: Batch, plans: Collection[str], since: date) -> None:
    """Remove what these plans have on or after `since`, unless it is over."""
    rows = [dict(row) for row in connection.execute(select(planned_sessions)).mappings()]
    gone = [row for row in rows if row["plan"] in plans and row["day"] >= since.isoformat()]
    write.remove(PLAN.table, [row for row in gone if row["status"] not in OVER])


def remove_planned(connection: Connection, write: Batch, ids: Collection[str]) -> None:
    """Remove the sessions of these ids."""
    rows = [dict(row) for row in connection.execute(select(planned_sessions)).mappings()]
    write.remove(PLAN.table, [row for row in rows if row["id"] in ids])


def _gone(rows: Sequence[Row], told: Sequence[PlannedSession], plan: str, since: date) -> list[Row]:
    mine = {row["id"]: row for row in rows if row["plan"] == plan}
    index = Index(exact=False)
    for key, row in mine.items():
        index.add(key, PLAN.remade(row))
    still = {index.find(one) for one in told}
    return [
        row
        for key, row in mine.items()
        if key not in still and row["day"] >= since.isoformat() and row["status"] not in OVER
    ]
