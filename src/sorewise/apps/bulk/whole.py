"""Whole or not at all: what is being written has another name until it is finished."""

from __future__ import annotations

import errno
import os
import re
import shutil
import signal
import tempfile
import threading
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path

from sorewise.model.errors import InputError
from sorewise.text import bulk as said
from sorewise.text import commands

ENDING = (signal.SIGTERM, *([signal.SIGHUP] if hasattr(signal, "SIGHUP") else []))
"""How a scheduler or a closed terminal ends a program: time enough to tidy up."""


@contextmanager
def whole(
    path: Path, *, force: bool = False, made_of: Collection[Path] = (), holds: Collection[str] | None = None
) -> Iterator[Path]:
    """Give a place beside `path` for a file, or for a folder that `holds` files of these names.

    It takes the name at the end, and is gone after any error. Raises InputError where something would be written over:
    without `force` anything, with it what the output is made of, and whatever is not of its own kind; and where there
    is no folder to write in. Raises OSError that names `path`.
    """
    _refuse(path, force=force, made_of=made_of, holds=holds)
    part = Path(tempfile.mkdtemp(prefix=f"{path.name}.", suffix=".part", dir=path.parent))
    within = part / path.name
    try:
        with _ended_kindly():
            yield within
            if path.is_dir():
                shutil.rmtree(path)
            within.replace(path)
    except OSError as error:  # a full disk names no file of itself, and Polars tells the system's number in words
        told = re.search(r"\(os error (\d+)\)", str(error))
        number = error.errno or (int(told[1]) if told else errno.EIO)
        raise OSError(number, os.strerror(number), str(path)) from error
    finally:
        shutil.rmtree(part, ignore_errors=True)


def _refuse(path: Path, *, force: bool, made_of: Collection[Path], holds: Collection[str] | None) -> None:
    if not path.parent.is_dir():
        raise InputError(said.no_folder(str(path.parent)), given=str(path))
    if not path.exists():
        return
    if any(one.exists() and path.samefile(one) for one in made_of):
        raise InputError(said.over_its_input(str(path)), given=str(path))
    if not force:
        raise InputError(commands.file_exists(str(path)), given=str(path))
    if path.is_dir() is (holds is None) or any(one.name not in (holds or ()) for one in _inside(path)):
        raise InputError(said.of_another_kind(str(path)), given=str(path))


def _inside(path: Path) -> Iterator[Path]:
    return path.iterdir() if path.is_dir() else iter(())


@contextmanager
def _ended_kindly() -> Iterator[None]:
    """Let whoever ends the program be heard as one who presses Ctrl-C."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = {one: signal.signal(one, signal.default_int_handler) for one in ENDING}
    try:
        yield
    finally:
        for one, handler in before.items():
            signal.signal(one, handler)
