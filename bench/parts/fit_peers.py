"""FIT against fitdecode and fitparse: the same files, all messages, CPU time turn by turn; memory of a worker."""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
import warnings
from collections.abc import Callable, Sequence
from pathlib import Path

import fitdecode
import fitparse

from sorewise.importers import fit
from sorewise.model.records import Session

ROUNDS = 5
MEGABYTE = 1024 * 1024
READ_ALL = """
import resource, sys
from pathlib import Path
from sorewise.importers import IMPORTERS
from sorewise.importers.archives import Archives
from sorewise.importers.run.inventory import entries
from sorewise.importers.run.reading import read
from sorewise.importers.run.source import Source
with Archives() as opened:
    for entry in entries([Path(place) for place in sys.argv[1:]]):
        if isinstance(entry, Source):
            read(entry, IMPORTERS, opened, int)
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""


def ours(files: Sequence[Path]) -> int:
    """Decode and summary: sessions found."""
    found = 0
    for path in files:
        with path.open("rb") as file:
            found += sum(isinstance(item, Session) for item in fit.read(file, path.name))
    return found


def by_fitdecode(files: Sequence[Path]) -> int:
    """Session messages; a file it refuses counts none."""
    return sum(_fitdecode(path) for path in files)


def _fitdecode(path: Path) -> int:
    try:
        with fitdecode.FitReader(path, check_crc=fitdecode.CrcCheck.RAISE) as reader:
            return sum(frame.frame_type == fitdecode.FIT_FRAME_DATA and frame.name == "session" for frame in reader)
    except (fitdecode.FitError, ValueError):
        return 0


def by_fitparse(files: Sequence[Path]) -> int:
    """Session messages; a file it refuses counts none."""
    return sum(_fitparse(path) for path in files)


def _fitparse(path: Path) -> int:
    try:
        return sum(message.name == "session" for message in fitparse.FitFile(str(path)).get_messages())
    except Exception:  # noqa: BLE001 - it raises many kinds for files that it does not know
        return 0


def times(files: Sequence[Path], rounds: int = ROUNDS) -> tuple[float, float, float]:
    """CPU seconds of ours, fitdecode and fitparse: the median of some turns of each."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        ours(files)  # what is loaded by the first file is not its own
        turns = [[_cpu(work, files) for work in (ours, by_fitdecode, by_fitparse)] for _ in range(rounds)]
    mine, first, second = (statistics.median(column) for column in zip(*turns, strict=True))
    return mine, first, second


def _cpu(work: Callable[[Sequence[Path]], int], files: Sequence[Path]) -> float:
    start = time.process_time()
    work(files)
    return time.process_time() - start


def worker_megabytes(places: Sequence[Path]) -> float:
    """The most memory that one process held while it read these places, all formats loaded."""
    command = [sys.executable, "-c", READ_ALL, *map(str, places)]
    said = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    return int(said) / (1024 if sys.platform != "darwin" else MEGABYTE)
