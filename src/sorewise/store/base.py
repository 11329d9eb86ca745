"""How the store is reached: a SQLite file of the runner's own, or a database server by URL."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from sorewise.store import place, version
from sorewise.store.reads import Connection, Reader
from sorewise.store.trouble import speaking_of, trouble

if TYPE_CHECKING:
    import sqlalchemy


class File:
    """A SQLite file. Reading goes through sqlite3, writing through SQLAlchemy, which is loaded by the first write."""

    def __init__(self, path: Path | None, wait_s: float) -> None:
        self.own_folder = path is None
        self.path = (place.default_path() if path is None else path).absolute()
        self._wait_s = wait_s
        self._engine: sqlalchemy.Engine | None = None
        with speaking_of(self.path):
            if not place.is_empty(self.path):
                place.tighten(self.path)
                self._check_version()

    def __str__(self) -> str:
        return str(self.path)

    @contextmanager
    def reading(self) -> Iterator[Reader]:
        """One snapshot; nothing can be changed through it."""
        with speaking_of(self.path):
            if place.is_empty(self.path):
                yield Reader(None)
                return
            with closing(self._connect()) as connection:
                connection.execute("BEGIN")
                yield Reader(connection)

    @contextmanager
    def writing(self) -> Iterator[sqlalchemy.Connection]:
        """One transaction: all of it is kept, or nothing. The first one makes the store."""
        with speaking_of(self.path):
            engine = self._writer()
            fresh = place.is_empty(self.path)
            if fresh:
                place.prepare(self.path, own_folder=self.own_folder)
            with engine.begin() as connection:
                if fresh:
                    from sorewise.store.writer import create_tables

                    create_tables(connection)
                yield connection

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
        except sqlite3.OperationalError:
            # A read-only folder has no room for the files that SQLite shares between readers; the last writer having
            # left nothing behind, the file alone is the whole store.
            wal = self.path.with_name(self.path.name + "-wal")
            if wal.exists() and wal.stat().st_size:
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

    def _check_version(self) -> None:
        with closing(self._connect()) as connection:
            found = version.revision(connection)
        if found is None:
            raise trouble("foreign", self.path)
        if found not in {"", *version.KNOWN}:
            raise trouble("newer", self.path, revision=found)
        if found != version.head():
            from sorewise.store.migrate import bring_up_to_date

            bring_up_to_date(self._writer(), self.path, found)


class Server:
    """A database by URL, such as `postgresql+psycopg://host/name`; its own tools make its copies."""

    def __init__(self, url: str) -> None:
        from sorewise.store.writer import server_engine

        self._engine, self._name = server_engine(url)
        with speaking_of(self._name):
            from sorewise.store.migrate import bring_server_up_to_date

            bring_server_up_to_date(self._engine, self._name)

    def __str__(self) -> str:
        return self._name

    @contextmanager
    def reading(self) -> Iterator[Reader]:
        """One connection of the driver."""
        with speaking_of(self._name), closing(self._engine.raw_connection()) as connection:
            yield Reader(cast("Connection", connection), self._mark)

    @property
    def _mark(self) -> str:
        style: Any = self._engine.dialect.paramstyle
        return "?" if style == "qmark" else "%s"

    @contextmanager
    def writing(self) -> Iterator[sqlalchemy.Connection]:
        """One transaction: all of it is kept, or nothing."""
        with speaking_of(self._name), self._engine.begin() as connection:
            yield connection

    def close(self) -> None:
        """Let go of the connections."""
        self._engine.dispose()

    def delete(self) -> None:
        """Remove our tables with all they hold."""
        from sorewise.store.writer import drop_tables

        with self.writing() as connection:
            drop_tables(connection)
