"""What the system says where it refuses to write, told by Polars in words only."""

from __future__ import annotations

import errno
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from shutil import disk_usage

from polars.exceptions import PolarsError

LITTLE = 1 << 20
"""A disk with less room than this, in bytes, is full."""
NUMBER = re.compile(r"\(os error (\d+)\)")
UNTOLD = "transport error"
"""So Polars ends where the last bytes of a file, which say what is in it, could not be written; it does not say why."""


@contextmanager
def written_by_polars(part: Path) -> Iterator[None]:
    """Raise OSError where the system refused to write at this place, for a full disk say."""
    try:
        yield
    except PolarsError as error:
        said = str(error)
        if told := NUMBER.search(said):
            raise OSError(int(told[1]), said) from error
        if UNTOLD in said:
            raise OSError(errno.ENOSPC if disk_usage(part.parent).free < LITTLE else errno.EIO, said) from error
        raise
