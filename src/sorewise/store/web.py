"""What the web app keeps beside the record: answers under way, and what was ticked off of a recovery plan.

It is not the runner's history: it is not exported, and `undo` leaves it alone.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

from sorewise.store.nested import dumps

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from sorewise.store.file import File
    from sorewise.store.server import Server

BY_ID = "SELECT id, day, at, body, updated FROM drafts WHERE id = ?"
BY_DAY = "SELECT id, day, at, body, updated FROM drafts WHERE day = ? ORDER BY updated DESC, id DESC"


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A check-in whose verdict has not been reached: `body` is plain JSON data, `updated` when it was last changed."""

    id: str
    day: date
    at: datetime
    body: Mapping[str, Any] = field(default_factory=dict)
    updated: datetime


class Drafts:
    """Check-ins under way. Each method is one transaction, and may raise StoreError."""

    def __init__(self, base: File | Server) -> None:
        self._base = base

    def get(self, draft_id: str) -> Draft | None:
        """The draft of this id."""
        return self._first(BY_ID, draft_id)

    def latest(self, day: date) -> Draft | None:
        """The draft of that local day that was changed last."""
        return self._first(BY_DAY, day.isoformat())

    def put(self, draft: Draft) -> None:
        """Keep it, in the place of an earlier state of the same draft."""
        from sqlalchemy import delete, insert

        from sorewise.store.tables import drafts

        row = {"id": draft.id, "at": draft.at.isoformat(), **_changing(draft)}
        with self._base.writing(record=False) as connection:
            connection.execute(delete(drafts).where(drafts.c.id == draft.id))
            connection.execute(insert(drafts), row)

    def change(self, draft: Draft) -> bool:
        """Keep what is new of a draft, `at` as it was; False if it was let go of in the meantime, and stays so."""
        from sqlalchemy import update

        from sorewise.store.tables import drafts

        if self._base.is_empty():
            return False
        with self._base.writing(record=False) as connection:
            changed = connection.execute(update(drafts).where(drafts.c.id == draft.id).values(_changing(draft)))
            return changed.rowcount > 0

    def drop(self, draft_id: str) -> None:
        """Let go of one draft, if it is there."""
        if not self._base.is_empty():
            with self._base.writing(record=False) as connection:
                drop(connection, draft_id)

    def drop_older(self, day: date) -> bool:
        """Let go of the drafts of the days before this one; answers whether there were any."""
        with self._base.reading() as reader:
            if not any(True for _ in reader.rows("SELECT id FROM drafts WHERE day < ? LIMIT 1", [day.isoformat()])):
                return False
        from sqlalchemy import delete

        from sorewise.store.tables import drafts

        with self._base.writing(record=False) as connection:
            connection.execute(delete(drafts).where(drafts.c.day < day.isoformat()))
        return True

    def _first(self, sql: str, value: str) -> Draft | None:
        with self._base.reading() as reader:
            for key, day, at, body, updated in reader.rows(sql, [value]):
                return Draft(
                    id=key,
                    day=date.fromisoformat(day),
                    at=datetime.fromisoformat(at),
                    body=json.loads(body),
                    updated=datetime.fromisoformat(updated),
                )
        return None


def drop(connection: Connection, draft_id: str) -> None:
    """Let go of one draft as part of another write."""
    from sqlalchemy import delete

    from sorewise.store.tables import drafts

    connection.execute(delete(drafts).where(drafts.c.id == draft_id))


def _changing(draft: Draft) -> dict[str, str]:
    """The columns that every answer changes; `updated` of one form, so that it sorts."""
    updated = draft.updated.astimezone(UTC).isoformat(timespec="microseconds")
    return {"day": draft.day.isoformat(), "body": dumps(draft.body), "updated": updated}


class Ticks:
    """What the runner ticked off of a recovery plan, by decision. May raise StoreError."""

    def __init__(self, base: File | Server) -> None:
        self._base = base

    def of(self, decision_id: str) -> frozenset[str]:
        """The items that are ticked off."""
        with self._base.reading() as reader:
            return frozenset(
                str(item) for (item,) in reader.rows("SELECT item FROM ticks WHERE decision_id = ?", [decision_id])
            )

    def set(self, decision_id: str, item: str, *, on: bool, at: datetime) -> None:
        """Tick an item off, or take the tick away; doing it twice is as once."""
        from sqlalchemy import delete, insert

        from sorewise.store.tables import ticks

        with self._base.writing(record=False) as connection:
            connection.execute(delete(ticks).where(ticks.c.decision_id == decision_id, ticks.c.item == item))
            if on:
                connection.execute(insert(ticks), {"decision_id": decision_id, "item": item, "at": at.isoformat()})
