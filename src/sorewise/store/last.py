"""The last write, looked at before it is taken back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sorewise.store.reads import Reader
from sorewise.store.rows import KINDS


@dataclass(frozen=True, slots=True, kw_only=True)
class Write:
    """A check-in or an import: `number` names it, `counts` is how many records of each table are its own.

    `changed` counts those that it changed, and that `undo` would put back.
    """

    number: int
    what: str
    source: str
    at: datetime
    counts: Mapping[str, int]
    changed: int = 0


def last_write(reader: Reader, without: str) -> Write | None:
    """What was written last, by another source than this one; None if nothing can be taken back."""
    found = reader.rows(
        'SELECT "id", "what", "source", "at" FROM "batches" WHERE "source" <> ? ORDER BY "id" DESC LIMIT 1', [without]
    )
    if not found:
        return None
    number, what, source, at = found[0]
    counts = {kind.table: _count(reader, kind.table, number) for kind in KINDS}
    return Write(
        number=number,
        what=what,
        source=source,
        at=datetime.fromisoformat(at),
        counts={table: count for table, count in sorted(counts.items()) if count},
        changed=_count(reader, "replaced", number),
    )


def _count(reader: Reader, table: str, number: int) -> int:
    ((count,),) = reader.rows(f'SELECT COUNT(*) FROM "{table}" WHERE "batch" = ?', [number])  # noqa: S608 - a name of ours
    return int(count)
