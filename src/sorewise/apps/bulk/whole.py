"""Whole or not at all: what is being written has another name until it is finished."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sorewise.model.errors import InputError
from sorewise.text import commands as said


@contextmanager
def whole(path: Path, *, force: bool = False) -> Iterator[Path]:
    """Give a place beside `path` for a file or a folder; it takes the name at the end, and is gone after any error.

    Raises InputError where something would be written over and `force` is not set, and OSError that names `path`.
    """
    if path.exists() and not force:
        raise InputError(said.file_exists(str(path)))
    part = path.with_name(f"{path.name}.part")
    _remove(part)
    try:
        yield part
        if path.is_dir():
            _remove(path)
        part.replace(path)
    except Exception as error:
        if (system := refusal_of_the_system(error)) is None:
            raise
        raise OSError(system, os.strerror(system), str(path)) from error  # a full disk names no file of itself
    finally:
        _remove(part)


def refusal_of_the_system(error: Exception) -> int | None:
    """The system's number for what it refused; Polars tells it in words only, in errors of several kinds."""
    if isinstance(error, OSError) and error.errno is not None:
        return error.errno
    told = re.search(r"\(os error (\d+)\)", str(error))
    return int(told[1]) if told else None


def _remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)
