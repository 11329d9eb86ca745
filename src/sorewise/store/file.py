"""How the store is reached where it usually lies: in a SQLite file of the runner's own."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from sorewise.store import place, version
from sorewise.store.reads import Reader
from sorewise.store.trouble import kind_of, speaking_of, trouble

if TYPE_CHECKING:
    import sqlalchemy


class File:
    """A SQLite file. Reading goes through sqlite3, writing through SQLAlchemy, which is loaded by the first write."""

    def __init__(self, path: Path | None, wait_s: float) -> None:
        self.own_folder = path is None
        self.path = (place.default_path() if path is None else path).absolute()
        self._wait_s = wait_s
        self._made = False
        self._engine: sqlalchemy.Engine | None = None
        with speaking_of(self.path):
            if self.path.is_dir():
                raise trouble("cannot_open", self.path)
            if not place.is_empty(self.path):
                place.tighten(self.path)
                self._bring_up_to_date()

    def __str__(self) -> str:
        return str(self.path)

    @contextmanager
    def reading(self) -> Iterator[Reader]:
        """One snapshot; nothing can be changed through it."""
        with speaking_of(self.path):
            if self.is_empty():
                yield Reader(None)
                return
            with closing(self._connect()) as connection:
                connection.execute("BEGIN")
                yield Reader(connection)

    @contextmanager
    def writing(self) -> Iterator[sqlalchemy.Connection]:
        """One transaction: all of it is kept, or nothing. The first one makes the store."""
        with speaking_of(self.path):
            fresh = self.is_empty()
            if fresh:
                place.prepare(self.path, own_folder=self.own_folder)
            with self._writer().begin() as connection:
                if fresh:
                    from sorewise.store.writer import create_tables

                    create_tables(connection)
                yield connection

    def is_empty(self) -> bool:
        """Nothing was written yet; also true of what is left of a first write that was cut short."""
        with speaking_of(self.path):
            if place.is_empty(self.path):
                self._made = False
            elif not self._made:
                self._made = self._revision() != ""
        return not self._made

    def scrub(self) -> None:
        """Leave no trace of deleted rows: not in free pages, not beside the file, not in the copies."""
        with speaking_of(self.path):
            for copy in place.copies(self.path):
                copy.unlink(missing_ok=True)
            with closing(sqlite3.connect(self.path, timeout=self._wait_s, isolation_level=None)) as connection:
                connection.execute("PRAGMA secure_delete = ON")
                connection.execute("VACUUM")
                (blocked, *_) = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            if blocked:  # a reader still looks at the old pages
                raise trouble("locked", self.path)

    def close(self) -> None:
        """Let go of the file."""
        if self._engine is not None:
            self._engine.dispose()

    def delete(self) -> None:
        """Remove the file, what lies beside it and every copy."""
        self.close()
        with speaking_of(self.path):
            place.delete(self.path)

    def _writer(self) -> sqlalchemy.Engine:
        if self._engine is None:
            from sorewise.store.writer import sqlite_engine

            self._engine = sqlite_engine(self.path, self._wait_s)
        return self._engine

    def _connect(self) -> sqlite3.Connection:
        try:
            return self._look("mode=rw")
        except sqlite3.OperationalError as error:
            # A read-only folder has no room for the files that SQLite shares between readers. If the last writer left
            # nothing behind, the file alone is the whole store.
            if kind_of(error) not in {"cannot_open", "read_only"} or place.has_unmerged_writes(self.path):
                raise
            return self._look("mode=ro&immutable=1")

    def _look(self, how: str) -> sqlite3.Connection:
        connection = sqlite3.connect(
            f"{self.path.as_uri()}?{how}", uri=True, timeout=self._wait_s, isolation_level=None, check_same_thread=False
        )
        try:
            connection.execute("PRAGMA query_only = 1")
            connection.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone()
        except sqlite3.Error:
            connection.close()
            raise
        return connection

    def _revision(self) -> str | None:
        with closing(self._connect()) as connection:
            return version.revision(connection)

    def _bring_up_to_date(self) -> None:
        found = self._revision()
        if found is None:
            raise trouble("foreign", self.path)
        if found not in {"", *version.KNOWN}:
            raise trouble("newer", self.path, revision=found)
        if found not in {"", version.head()}:
            from sorewise.store.migrate import bring_up_to_date

            bring_up_to_date(self.path, found, self._wait_s)
