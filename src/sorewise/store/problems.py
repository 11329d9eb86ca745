"""What could not be read on import: noted once, forgotten when its file is read again, accepted by the runner."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import islice

from sqlalchemy import Connection, delete, insert, select

from sorewise.model.records import ImportProblem
from sorewise.store.put import AT_ONCE, Batch
from sorewise.store.rows import PROBLEMS, Row
from sorewise.store.tables import problems

Key = tuple[str, ...]


def note(connection: Connection, found: Sequence[ImportProblem], paths: Iterable[str], batch: int | None) -> None:
    """Keep what could not be read, each problem once.

    `paths` are those of all files that were read: what was wrong with them before and is not any more goes.
    """
    wanted: dict[Key, ImportProblem] = {_key(PROBLEMS.row(one)): one for one in found}
    read = set(paths)
    known = {_key(row): row for row in _of(connection, read | {one.path for one in found})}
    gone = [row["id"] for key, row in known.items() if key not in wanted and row["path"] in read]
    for number in gone:
        connection.execute(delete(problems).where(problems.c.id == number))
    rows = [{**PROBLEMS.row(one), "batch": batch} for key, one in wanted.items() if key not in known]
    if rows:
        connection.execute(insert(problems), rows)


def accept(connection: Connection, which: Callable[[ImportProblem], bool], write: Batch) -> int:
    """Keep what the chosen problems hold, and note them as accepted; answers how many they were."""
    chosen = 0
    for row in connection.execute(select(problems).order_by(problems.c.id)).mappings().all():
        problem = PROBLEMS.remade(dict(row))
        if problem.held and not problem.accepted and which(problem):
            write.put(problem.held, exact=False)
            write.change(PROBLEMS.table, dict(row), {"accepted": True})
            chosen += 1
    return chosen


def _key(row: Row) -> Key:
    return tuple(row[name] for name in ("path", "code", "place", "values", "file_sha256"))


def _of(connection: Connection, paths: Iterable[str]) -> Iterable[Row]:
    """The problems of these files."""
    some = iter(paths)
    while first := list(islice(some, AT_ONCE)):
        chosen = select(problems).where(problems.c.path.in_(first))
        yield from (dict(row) for row in connection.execute(chosen).mappings())
