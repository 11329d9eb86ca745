"""Bringing an older store to the form of today; Alembic is loaded here and only here, when there is something to do."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Connection, Engine, inspect, text

from sorewise.store import place, version
from sorewise.store.trouble import trouble
from sorewise.store.writer import create_tables, sqlite_engine

SCRIPTS = Path(__file__).with_name("migrations")


def bring_up_to_date(path: Path, found: str, wait_s: float) -> None:
    """Copy the store, then run what is due in one transaction: it never stays between two forms."""
    copy(path, found)
    # A migration may make a table anew; with foreign keys on, dropping the old one would take what refers to it along.
    engine = sqlite_engine(path, wait_s, foreign_keys=False)
    with engine.begin() as connection:
        upgrade(connection)
        if connection.exec_driver_sql("PRAGMA foreign_key_check").first():
            raise trouble("damaged", path)
    engine.dispose()


def bring_server_up_to_date(engine: Engine, name: str) -> None:
    """The same for a database server; its copies are made by its own tools."""
    with engine.begin() as connection:
        tables = set(inspect(connection).get_table_names())
        if "alembic_version" not in tables:
            create_tables(connection)
            return
        found = str(connection.execute(text("SELECT version_num FROM alembic_version")).scalar())
        if found not in version.KNOWN:
            raise trouble("newer", name, revision=found)
        if found != version.head():
            upgrade(connection)


def upgrade(connection: Connection, revision: str = "head") -> None:
    """Run the migrations that are due on this connection; the transaction is the caller's."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(SCRIPTS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    command.upgrade(config, revision)


def copy(path: Path, found: str) -> Path:
    """A copy of the whole store beside it, made by SQLite's own backup; the last three are kept.

    It gets its name only when it is whole, and only its owner can read it.
    """
    stamp = f"{datetime.now(UTC):%Y%m%dT%H%M%S%f}-{found}"
    whole = place.new_copy(path, stamp)
    part = path.with_name(f"{path.name}.part-{stamp}")
    try:
        place.touch_private(part)
        with closing(sqlite3.connect(path)) as source, closing(sqlite3.connect(part)) as target:
            source.backup(target)
        part.replace(whole)
    finally:
        part.unlink(missing_ok=True)
    place.drop_old_copies(path)
    return whole
