"""Whole or not at all: what is being written has another name until it is finished."""

from __future__ import annotations

import errno
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
    except OSError as error:  # a full disk names no file of itself, and Polars tells the system's number in words
        told = re.search(r"\(os error (\d+)\)", str(error))
        number = error.errno or (int(told[1]) if told else errno.EIO)
        raise OSError(number, os.strerror(number), str(path)) from error
    finally:
        _remove(part)


def _remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)
