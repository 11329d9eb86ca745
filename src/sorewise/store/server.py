"""How the store is reached on a database server, by URL."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import cast

import sqlalchemy

from sorewise.store.migrate import bring_server_up_to_date
from sorewise.store.reads import Connection, Reader
from sorewise.store.trouble import speaking_of
from sorewise.store.writer import drop_tables, server_engine


class Server:
    """A database by URL, such as `postgresql+psycopg://host/name`; its own tools make its copies."""

    def __init__(self, url: str) -> None:
        self._engine, self._name = server_engine(url)
        self._stays = False
        try:
            with speaking_of(self._name):
                bring_server_up_to_date(self._engine, self._name)
        except BaseException:
            self.close()
            raise

    def __str__(self) -> str:
        return self._name

    @contextmanager
    def reading(self) -> Iterator[Reader]:
        """One connection of the driver."""
        with speaking_of(self._name), closing(self._engine.raw_connection()) as connection:
            yield Reader(cast("Connection", connection), self._mark)

    @property
    def _mark(self) -> str:
        return "?" if self._engine.dialect.paramstyle == "qmark" else "%s"

    @contextmanager
    def writing(self, *, record: bool = True) -> Iterator[sqlalchemy.Connection]:  # noqa: ARG002 - a file tells its changes by it
        """One transaction: all of it is kept, or nothing."""
        with speaking_of(self._name), self._engine.begin() as connection:
            yield connection

    def is_empty(self) -> bool:
        """A server's tables are made when it is opened."""
        return False

    def mark(self) -> str | None:
        """None: a server tells no one state from another."""
        return None

    def stay(self) -> None:
        """Keep the connections when it is closed, until `let_go`."""
        self._stays = True

    def scrub(self) -> None:
        """What a server keeps of deleted rows is for its own tools."""

    def close(self) -> None:
        """Let go of the connections, unless they are to stay."""
        if not self._stays:
            self.let_go()

    def let_go(self) -> None:
        """Let go of the connections."""
        self._engine.dispose()

    def delete(self) -> None:
        """Remove our tables with all they hold."""
        with self.writing() as connection:
            drop_tables(connection)
        self.let_go()
