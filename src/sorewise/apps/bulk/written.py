"""What the system says where it refuses to write, told by Polars in words only."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

from polars.exceptions import PolarsError


@contextmanager
def written_by_polars() -> Iterator[None]:
    """Raise OSError where the system refused to write, a full disk say: Polars tells its number in words only."""
    try:
        yield
    except PolarsError as error:
        if (told := re.search(r"\(os error (\d+)\)", str(error))) is None:
            raise
        raise OSError(int(told[1]), str(error)) from error
