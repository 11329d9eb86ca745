"""The rulebook over ten million mornings: against summing the same bytes, reading the same file, and DuckDB.

    python bench/bulk.py [--quick]

Each figure is taken in a process of its own, the peer and we in turns on the same data, median of five. The mornings
are made ones, a row each, with questions left open. DuckDB runs our own SELECT, table to table, with as many threads.
"""

import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

QUICK = "--quick" in sys.argv
ROUNDS = 5
ROWS = 300_000 if QUICK else 10_000_000
SQL_ROWS = 60_000 if QUICK else 1_000_000
MANY = 2 if QUICK else 5  # times the rows for the peak that has to stay flat

TIMES_SUM = 25.0
TIMES_DUCKDB = 5.0
TIMES_READ = 1.3
PEAK_MB = 500.0
FLAT = 1.15


def main() -> int:
    """Make the mornings, then print each figure; 1 if one falls short."""
    with tempfile.TemporaryDirectory(dir=os.environ.get("TMPDIR")) as folder:
        one, many, few = (Path(folder) / f"{name}.parquet" for name in ("one", "many", "few"))
        run("make", one, ROWS)
        run("make", few, SQL_ROWS)
        print(f"{ROWS} made mornings, {one.stat().st_size / ROWS:.0f} bytes each as Parquet")
        good = [in_memory(one), against_duckdb(few), through_files(one), *peaks(one, many)]
    return 0 if all(good) else 1


def in_memory(table: Path) -> bool:
    """Floor and ceiling of the whole rulebook against one sum over every column."""
    ours, peer = turns(table, "bounds", "sum")
    return said("bulk_bounds_in_memory", ours, f"the sum of the same bytes {peer:.2f} s", ours / peer, TIMES_SUM)


def against_duckdb(table: Path) -> bool:
    """Verdict, floor, ceiling and every rule that counts, from a table in memory to another."""
    ours, peer = turns(table, "full", "duckdb")
    print(f"bulk_full_output_s: {ours:.2f} (DuckDB on our SELECT {peer:.2f})")
    return said("bulk_full_output", ours, f"DuckDB {peer:.2f} s", peer / ours, TIMES_DUCKDB, at_least=True)


def through_files(table: Path) -> bool:
    """Parquet to verdicts to Parquet against reading the file."""
    ours, peer = turns(table, "verdicts", "read")
    good = said("bulk_through_files", ours, f"reading the file {peer:.2f} s", ours / peer, TIMES_READ)
    for name in ("limits", "settled", "everything"):
        seconds = statistics.median(run(name, table)[0] for _ in range(1 if QUICK else 3))
        print(f"bulk_through_files, with {name}: {seconds / peer:.2f}x ({seconds:.2f} s, no goal)")
    return good


def peaks(table: Path, many: Path) -> list[bool]:
    """The peak of the streaming run at ten million rows, and at fifty."""
    run("repeat", table, MANY, many)
    once = statistics.median(run("verdicts", table)[1] for _ in range(1 if QUICK else 3))
    often = run("verdicts", many)[1]
    small = said("bulk_peak_mb", once, f"{ROWS} rows", once, PEAK_MB)
    return [small, said("bulk_peak_flat", often, f"{MANY} times the rows {often:.0f} MB", often / once, FLAT)]


def turns(table: Path, ours: str, peer: str) -> tuple[float, float]:
    """Seconds of ours and of the peer, medians of turns."""
    pairs = [(run(ours, table)[0], run(peer, table)[0]) for _ in range(ROUNDS)]
    first, second = zip(*pairs, strict=True)
    return statistics.median(first), statistics.median(second)


def run(name: str, *arguments: object) -> tuple[float, float]:
    """One work in a process of its own: its seconds, and the peak of its memory in MB."""
    script = Path(__file__).with_name("parts") / "bulk_works.py"
    done = subprocess.run(
        [sys.executable, str(script), name, *map(str, arguments)], capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise SystemExit(done.stderr)
    seconds, peak = map(float, done.stdout.split()[-2:])
    return seconds, peak


def said(name: str, value: float, beside: str, ratio: float, goal: float, *, at_least: bool = False) -> bool:
    """Print a figure and its ratio to the peer, or itself where the goal is absolute."""
    good = ratio >= goal if at_least else ratio <= goal
    shown = f"{ratio:.0f}" if ratio == value else f"{ratio:.2f}x, {value:.2f}"
    print(f"{name}: {shown} ({beside}, goal {'>=' if at_least else '<='} {goal:g}) {'ok' if good else 'short'}")
    return good


if __name__ == "__main__":
    raise SystemExit(main())
