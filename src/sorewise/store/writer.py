"""Engines and tables: the part of the store that needs SQLAlchemy."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from sqlalchemy import URL, Connection, Engine, NullPool, QueuePool, create_engine, event, make_url, text
from sqlalchemy.exc import ArgumentError

from sorewise.store import version
from sorewise.store.tables import metadata
from sorewise.store.trouble import trouble


def sqlite_engine(path: Path, wait_s: float, *, foreign_keys: bool = True, stays: bool = False) -> Engine:
    """An engine for writing: each transaction takes the write lock when it begins, so that it cannot fail half-way.

    Deleted rows are overwritten with zeros (`secure_delete`); whoever waits longer than `wait_s` is told so. One that
    `stays` keeps its connections for the next write.
    """
    url = URL.create("sqlite", database=str(path))
    pool = QueuePool if stays else NullPool
    engine = create_engine(url, connect_args={"timeout": wait_s, "check_same_thread": False}, poolclass=pool)

    @event.listens_for(engine, "connect")
    def _prepare(connection: sqlite3.Connection, _record: object) -> None:
        connection.isolation_level = None  # sqlite3 shall not begin or end transactions by itself
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA secure_delete = ON")
        connection.execute(f"PRAGMA foreign_keys = {int(foreign_keys)}")

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    return engine


def server_engine(url: str) -> tuple[Engine, str]:
    """An engine for a database server, and its name without the password."""
    name = url.partition("://")[0] + "://..."
    try:
        parsed = make_url(url)
        name = parsed.render_as_string(hide_password=True)
        return create_engine(parsed), name
    except (ArgumentError, ImportError, ValueError) as error:
        raise trouble("url", name) from error


def create_tables(connection: Connection) -> None:
    """The tables of today, marked as such: a fresh store needs no migration."""
    metadata.create_all(connection)
    connection.execute(
        text("CREATE TABLE IF NOT EXISTS alembic_version (version_num VARCHAR(32) NOT NULL PRIMARY KEY)")
    )
    if connection.execute(text("SELECT COUNT(*) FROM alembic_version")).scalar() == 0:
        connection.execute(text("INSERT INTO alembic_version VALUES (:head)"), {"head": version.head()})


def drop_tables(connection: Connection) -> None:
    """The opposite."""
    metadata.drop_all(connection)
    connection.execute(text("DROP TABLE IF EXISTS alembic_version"))
