"""Where the store lies, and that nobody but its owner reads it: the file, the folder and the copies."""

from __future__ import annotations

import os
from pathlib import Path

NAME = "sorewise.db"
PRIVATE_FILE = 0o600
PRIVATE_FOLDER = 0o700
BESIDE = ("", "-wal", "-shm", "-journal")
COPIES_KEPT = 3


def default_path() -> Path:
    """`sorewise.db` in the platform's folder for a person's data."""
    from platformdirs import user_data_path

    return user_data_path("sorewise", appauthor=False) / NAME


def is_empty(path: Path) -> bool:
    """No file yet, or one of no bytes: nothing to read, and free to be filled."""
    return not path.exists() or path.stat().st_size == 0


def prepare(path: Path, *, own_folder: bool) -> None:
    """Make the folder and an empty file that only the owner can read, before anything is written into it.

    A folder that we make is private; one that the person chose is left as it is, unless it is our `own_folder`.
    """
    missing = [folder for folder in path.parents if not folder.exists()]
    for folder in reversed(missing):
        folder.mkdir(mode=PRIVATE_FOLDER, exist_ok=True)
    if own_folder:
        path.parent.chmod(PRIVATE_FOLDER)
    touch_private(path)


def has_unmerged_writes(path: Path) -> bool:
    """A writer was cut off: its last transactions lie beside the file until somebody who may write opens it."""
    wal = path.with_name(path.name + "-wal")
    return wal.exists() and wal.stat().st_size > 0


def touch_private(path: Path) -> None:
    """Create the file if it is not there: from its first moment readable by its owner only."""
    os.close(os.open(path, os.O_CREAT | os.O_RDWR, PRIVATE_FILE))


def tighten(path: Path) -> None:
    """Take other people's right to read from the file and from what SQLite keeps beside it."""
    for suffix in BESIDE:
        file = path.with_name(path.name + suffix)
        try:
            if file.stat().st_mode & 0o077:
                file.chmod(PRIVATE_FILE)
        except (FileNotFoundError, PermissionError):
            continue  # gone meanwhile, or somebody else's file: reading it is what matters now


def copies(path: Path) -> list[Path]:
    """The copies made before migrations, oldest first."""
    return sorted(path.parent.glob(f"{path.name}.copy-*"))


def new_copy(path: Path, stamp: str) -> Path:
    """Where the next copy goes; names sort by time."""
    return path.with_name(f"{path.name}.copy-{stamp}")


def drop_old_copies(path: Path) -> None:
    """Keep the last three."""
    for old in copies(path)[:-COPIES_KEPT]:
        old.unlink(missing_ok=True)


def delete(path: Path) -> None:
    """Remove the copies, what lies beside the file, and the file itself, last."""
    cut_off = path.parent.glob(f"{path.name}.part-*")
    for file in [*copies(path), *cut_off, *(path.with_name(path.name + suffix) for suffix in reversed(BESIDE))]:
        file.unlink(missing_ok=True)
