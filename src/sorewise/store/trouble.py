"""What a database says when it cannot, as a sentence a runner can act on."""

from __future__ import annotations

import errno
import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sorewise.model.errors import StoreError

SENTENCES = {
    "full": "There is no room left on the disk for {place}. Nothing was written; free some space and do it again.",
    "locked": "{place} is in use by another program. Nothing was written; close that program or try again in a moment.",
    "read_only": "{place} cannot be written: the file or its folder is read-only. Nothing was changed; "
    "give yourself the right to write there, or name another file with --db.",
    "damaged": "{place} is damaged or is not a sorewise store. It was left as it is; "
    "put a copy or an export in its place, or name another file with --db.",
    "foreign": "{place} is a database of another program. It was left as it is; name another file with --db.",
    "newer": "{place} was written by a newer sorewise. It was left as it is; upgrade sorewise to read it.",
    "cannot_open": "{place} cannot be opened. Check that it is a file, and that you may read and write there.",
    "disk": "The disk under {place} failed while reading or writing. Nothing new was kept; check the disk.",
    "record": "{place} refused a record that does not fit the others. Nothing was written.",
    "url": "{place} is no address of a database that can be used here. Write it like "
    "postgresql+psycopg://name@host/database, and install the driver that it names.",
    "unreachable": "The database {place} does not answer as it should. Nothing was written; check that it runs.",
}
"""One sentence a kind: the `kind` in a StoreError's values is one of these."""

_SQLITE = {
    sqlite3.SQLITE_FULL: "full",
    sqlite3.SQLITE_BUSY: "locked",
    sqlite3.SQLITE_LOCKED: "locked",
    sqlite3.SQLITE_READONLY: "read_only",
    sqlite3.SQLITE_PERM: "read_only",
    sqlite3.SQLITE_CORRUPT: "damaged",
    sqlite3.SQLITE_NOTADB: "damaged",
    sqlite3.SQLITE_FORMAT: "damaged",
    sqlite3.SQLITE_ERROR: "damaged",  # a table or column of ours is missing
    sqlite3.SQLITE_CANTOPEN: "cannot_open",
    sqlite3.SQLITE_IOERR: "disk",
    sqlite3.SQLITE_CONSTRAINT: "record",
}
_PLAIN_CODE = 0xFF  # SQLite's extended codes carry the plain one in their lowest byte

_DRIVERS = {
    "OperationalError": "unreachable",
    "InterfaceError": "unreachable",
    "IntegrityError": "record",
    "DataError": "record",
}
"""Other drivers' errors, by the names that the DB-API gives them."""

_SYSTEM = {
    errno.ENOSPC: "full",
    errno.EDQUOT: "full",
    errno.EROFS: "read_only",
    errno.EACCES: "read_only",
    errno.EPERM: "read_only",
    errno.EIO: "disk",
}


def trouble(kind: str, place: object, **values: object) -> StoreError:
    """The error of this kind; `values` gets kind and place too."""
    return StoreError(SENTENCES[kind].format(place=place), kind=kind, place=str(place), **values)


class UnreadableError(ValueError):
    """A row holds what no store of ours writes."""


@contextmanager
def speaking_of(place: Path | str) -> Iterator[None]:
    """Turn what sqlite3, SQLAlchemy, the driver or the system raise inside into a StoreError; other errors pass."""
    try:
        yield
    except Exception as error:
        kind = kind_of(error)
        if kind is None:
            raise
        if (
            kind == "cannot_open"
            and isinstance(place, Path)
            and place.exists()
            and not os.access(place.parent, os.W_OK)
        ):
            kind = "read_only"  # SQLite could not make the files that it keeps beside the store
        raise trouble(kind, place) from error


def _writable(folder: Path) -> bool:
    return os.access(folder, os.W_OK, effective_ids=os.access in os.supports_effective_ids)


def kind_of(error: Exception) -> str | None:
    """Which kind of trouble this is; None if it is none that a runner can mend."""
    cause = getattr(error, "orig", None) or error  # SQLAlchemy wraps the driver's error
    if isinstance(cause, sqlite3.Error):
        return _SQLITE.get(getattr(cause, "sqlite_errorcode", 0) & _PLAIN_CODE)
    if isinstance(error, OSError):
        return _SYSTEM.get(error.errno or 0, "cannot_open")
    if isinstance(error, UnreadableError):
        return "damaged"
    return "record" if isinstance(error, UnicodeEncodeError) else _DRIVERS.get(type(error).__name__)
