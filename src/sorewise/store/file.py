"""How the store is reached where it usually lies: in a SQLite file of the runner's own."""

from __future__ import annotations

import sqlite3
from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from secrets import randbits
from typing import TYPE_CHECKING, Any, NamedTuple

from sorewise.store import place, version
from sorewise.store.reads import Reader
from sorewise.store.trouble import kind_of, speaking_of, trouble

if TYPE_CHECKING:
    import sqlalchemy


MARK_BITS = 31
"""As much as SQLite keeps for an application in the head of its file."""
FORM = "SELECT version_num FROM alembic_version"


class _Look(NamedTuple):
    """A connection that reads, and the number of the file that it reads."""

    inode: int
    connection: sqlite3.Connection


class File:
    """A SQLite file. Reading goes through sqlite3, writing through SQLAlchemy, which is loaded by the first write."""

    def __init__(self, path: Path | None, wait_s: float) -> None:
        self.own_folder = path is None
        self.path = (place.default_path() if path is None else path).absolute()
        self._wait_s = wait_s
        self._made = False
        self._engine: sqlalchemy.Engine | None = None
        self._stays = self._blind = False
        self._idle: deque[_Look] = deque()
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
            look = self._borrowed()
            try:
                look.connection.execute("BEGIN")
                self._mind_form(look.connection.execute(FORM).fetchone() if self._stays else None)
                yield Reader(look.connection)
                look.connection.rollback()
            except BaseException:
                look.connection.close()
                raise
            self._give_back(look)

    @contextmanager
    def writing(self, *, record: bool = True) -> Iterator[sqlalchemy.Connection]:
        """One transaction: all of it is kept, or nothing. The first one makes the store.

        `record` says that it is the runner's record that may change, which `mark` then tells.
        """
        with speaking_of(self.path):
            fresh = self.is_empty()
            if fresh:
                place.prepare(self.path, own_folder=self.own_folder)
            with self._writer().begin() as connection:
                if fresh:
                    from sorewise.store.writer import create_tables

                    create_tables(connection)
                self._mind_form(connection.exec_driver_sql(FORM).fetchone() if self._stays else None)
                yield connection
                if record:
                    connection.exec_driver_sql(f"PRAGMA user_version = {randbits(MARK_BITS)}")

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

    def mark(self) -> str | None:
        """What is another after each change of the record, drawn by chance so that no two states share it."""
        with speaking_of(self.path):
            if self.is_empty():
                return ""
            inode = self.path.stat().st_ino
            with self.reading() as reader:
                ((number,),) = reader.rows("PRAGMA user_version")
            return f"{inode} {number}"

    def stay(self) -> None:
        """Stay open when it is closed, until `let_go`: a connection costs more than what is read through it."""
        self._stays = True

    def close(self) -> None:
        """Let go of the file, unless it stays open."""
        if not self._stays:
            self.let_go()

    def let_go(self) -> None:
        """Let go of the file."""
        while self._idle:
            self._idle.pop().connection.close()
        if self._engine is not None:
            self._engine.dispose()

    def delete(self) -> None:
        """Remove the file, what lies beside it and every copy."""
        self.let_go()
        with speaking_of(self.path):
            place.delete(self.path)

    def _writer(self) -> sqlalchemy.Engine:
        if self._engine is None:
            from sorewise.store.writer import sqlite_engine

            self._engine = sqlite_engine(self.path, self._wait_s, stays=self._stays)
        return self._engine

    def _borrowed(self) -> _Look:
        """A connection to the file that lies there now: one that waits, or a new one."""
        inode = self.path.stat().st_ino
        while self._idle:
            look = self._idle.pop()
            if look.inode == inode:  # no other file has its number while the connection holds it
                return look
            look.connection.close()
        return _Look(inode, self._connect())

    def _give_back(self, look: _Look) -> None:
        if self._stays and not self._blind and self.path.exists() and self.path.stat().st_ino == look.inode:
            self._idle.append(look)
        else:
            look.connection.close()

    def _connect(self) -> sqlite3.Connection:
        try:
            return self._look("mode=rw")
        except sqlite3.OperationalError as error:
            # A read-only folder has no room for the files that SQLite shares between readers. If the last writer left
            # nothing behind, the file alone is the whole store.
            if kind_of(error) not in {"cannot_open", "read_only"} or place.has_unmerged_writes(self.path):
                raise
            self._blind = True  # such a connection does not see what others write later
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

    def _mind_form(self, found: Sequence[Any] | None) -> None:
        """A store that stays open may be brought to a newer form by another program meanwhile."""
        if found is not None and found[0] not in version.KNOWN:
            raise trouble("newer", self.path, revision=found[0])

    def _bring_up_to_date(self) -> None:
        found = self._revision()
        if found is None:
            raise trouble("foreign", self.path)
        if found not in {"", *version.KNOWN}:
            raise trouble("newer", self.path, revision=found)
        if found not in {"", version.head()}:
            from sorewise.store.migrate import bring_up_to_date

            bring_up_to_date(self.path, found, self._wait_s)
