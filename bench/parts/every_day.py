"""Every fact of made athletes on every day, in a process of its own.

    python bench/parts/every_day.py FOLDER CHUNK

Prints CPU seconds, athlete-days, and the most memory that the process had (MB) when it began and when it was done.
"""

import resource
import sys
import tempfile
import time
from pathlib import Path

from sorewise.apps.bulk.history import write_history
from sorewise.engine.rules import load


def main(folder: Path, chunk: int) -> None:
    """Write the table of a folder into a place that is gone afterwards."""
    book = load()
    before, start = peak_mb(), time.process_time()
    with tempfile.TemporaryDirectory() as place:
        written = write_history(folder, Path(place) / "out.parquet", book, chunk=chunk)
    print(time.process_time() - start, written.mornings, before, peak_mb())


def peak_mb() -> float:
    """The most memory so far."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
