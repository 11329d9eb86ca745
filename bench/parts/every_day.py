"""Every fact of made athletes on every day, from Parquet to Parquet, in processes of their own.

    python bench/parts/every_day.py FOLDER CHUNK

prints, of one process: CPU seconds, athlete-days, and the most memory that it had (MB).
"""

import re
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, timedelta
from pathlib import Path
from typing import NamedTuple

import polars as pl

from sorewise.apps.bulk.history import CHUNK, write_history
from sorewise.engine.rules import load
from sorewise.population import histories
from sorewise.training.derive import derive_many
from sorewise.training.tables import Frames

NS = 100_000.0
TIMES = 100.0
MB = 600.0
FLAT = 1.2
GROWTH = 1.5
STATUS = Path("/proc/self/status")
ROW_GROUP = 20_000
SOME, FEW = 100, 25
"""Chunks of athletes whose memory is told."""


class Run(NamedTuple):
    """What one process took."""

    cpu_s: float
    days: float
    mb: float

    @property
    def ns(self) -> float:
        """CPU an athlete-day."""
        return self.cpu_s / self.days * 1e9


def every_day(*, quick: bool) -> Iterator[bool]:
    """Print each figure; whether it reaches its goal."""
    athletes, turns, times = (60, 3, 2) if quick else (400, 5, 5)
    with tempfile.TemporaryDirectory() as place:
        year, more = Path(place) / "year", Path(place) / "more"
        made(athletes, 365, year)
        runs = [alone(year, CHUNK) for _ in range(turns)]
        ns = statistics.median(run.ns for run in runs)
        peer = one_after_another(year)
        days = f"{athletes} athletes with a year each"
        yield said(f"every fact of every day, {days}, ns an athlete-day", ns, f"one by one {peer:.3g}", NS)
        yield said("every fact of every day, times faster", peer / ns, "one morning after the other", TIMES, least=True)
        some, few = alone(year, SOME), alone(year, FEW)
        made(athletes * times, 365, more)
        flat = alone(more, FEW)
        yield said(f"memory at {SOME} athletes a chunk, MB", some.mb, f"at {FEW} {few.mb:.0f}", 2 * MB)
        yield said(f"memory at {FEW} athletes a chunk, MB", few.mb, f"at {SOME} {some.mb:.0f}", MB)
        yield said(f"memory, {times} times the athletes", flat.mb / few.mb, f"{flat.mb:.0f} and {few.mb:.0f} MB", FLAT)
        yield grows((1_000, 2_000, 3_000) if quick else (2_000, 20_000, 100_000), Path(place))


def grows(sizes: tuple[int, ...], place: Path) -> bool:
    """The time an athlete-day of the most athletes against the fewest, with a week each."""
    ns = {}
    for athletes in sizes:
        made(athletes, 7, place / str(athletes))
        ns[athletes] = alone(place / str(athletes), 1000).ns
    told = ", ".join(f"{athletes} athletes {each:.0f} ns" for athletes, each in ns.items())
    return said("every fact, the most athletes against the fewest", ns[sizes[-1]] / ns[sizes[0]], told, GROWTH)


def said(name: str, value: float, peer: str, goal: float, *, least: bool = False) -> bool:
    """One line of the report, and whether the figure reaches its goal."""
    good = value >= goal if least else value <= goal
    print(f"{name}: {value:.3g} ({peer}, goal {'>=' if least else '<='} {goal:g}) {'ok' if good else 'short'}")
    return good


def made(athletes: int, days: int, folder: Path) -> None:
    """Their tables in a folder."""
    facts = {name: fact for name, fact in load().facts.items() if not fact.door}
    parts = list(histories(athletes, days, 1, facts))
    folder.mkdir()
    for name in parts[0]._fields:
        pl.concat([getattr(part, name) for part in parts]).write_parquet(
            folder / f"{name}.parquet", row_group_size=ROW_GROUP
        )


def alone(folder: Path, chunk: int) -> Run:
    """One process over a folder."""
    command = [sys.executable, __file__, str(folder), str(chunk)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    return Run(*map(float, done.stdout.split()))


def one_after_another(folder: Path) -> float:
    """CPU nanoseconds of one morning that is asked for alone, the median of some."""
    tables = {path.stem: pl.read_parquet(path) for path in folder.glob("*.parquet")}
    turns = []
    for name in tables["athletes"]["athlete"].head(5):
        mine = Frames(**{table: rows.filter(pl.col("athlete") == name) for table, rows in tables.items()})
        for at in mine.sessions["start"].gather_every(60):
            start = time.process_time()
            derive_many(mine, at.astimezone(UTC) + timedelta(hours=12))
            turns.append(time.process_time() - start)
    return statistics.median(turns) * 1e9


def main(folder: Path, chunk: int) -> None:
    """Write the table of a folder into a place that is gone afterwards."""
    book, start = load(), time.process_time()
    with tempfile.TemporaryDirectory() as place:
        written = write_history(folder, Path(place) / "out.parquet", book, chunk=chunk)
    print(time.process_time() - start, written.mornings, peak_mb())


def peak_mb() -> float:
    """The most memory so far; the kernel's own count, as that of the resource module knows the parent's too."""
    if STATUS.exists():
        return int(re.search(r"VmHWM:\s+(\d+)", STATUS.read_text())[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
