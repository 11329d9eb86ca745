"""Which form of the tables this program knows, and which one a store has."""

from __future__ import annotations

import sqlite3

KNOWN = ("0001", "0002", "0003", "0004", "0005")
"""Every revision of `migrations/versions`, oldest first; the last is the form of today."""


def head() -> str:
    """The revision that a fresh store is born with."""
    return KNOWN[-1]


def revision(connection: sqlite3.Connection) -> str | None:
    """The store's revision: "" if it has no tables yet, None if its tables are not ours."""
    names = {row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    if not names:
        return ""
    if "alembic_version" not in names:
        return None
    row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    return str(row[0]) if row else None
