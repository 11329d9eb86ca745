"""Import: FIT, GPX, TCX and Apple Health against their peers, workers, damage, and the same import twice.

    python bench/imports.py [--quick] [FOLDER]

FOLDER holds recordings of any kind: each is read, or listed with the reason why not. Without it, and for what needs
many files, runs of one and two hours are made, a record a second. CPU time, turn by turn with the peer.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "parts"))
import fit_agree
import fit_damage
import fit_files
import fit_peers
import xml_peers

from sorewise.importers.run import read_all
from sorewise.text.problems import problem_said

QUICK = "--quick" in sys.argv
FILES, PEER_FILES, ROUNDS = (40, 2, 3) if QUICK else (500, 12, 5)

FITDECODE_TIMES = 25.0
FITPARSE_TIMES = 50.0
WORKER_MB = 150.0
TWO_WORKERS = 1.7
AGAIN_TIMES = 20.0
KEPT_SHARE = 0.95
IMPORT = """
import sys, time
from sorewise.apps.here import Here, being
from sorewise.apps.taking import taken_in
with being(Here(db=sys.argv[1])) as here, here.store() as store:
    start = time.perf_counter()
    report = taken_in(store, sys.argv[2:])
    print(report.new, time.perf_counter() - start)
"""


def main() -> int:
    """Print each figure; 1 if one falls short."""
    folders = [Path(each) for each in sys.argv[1:] if not each.startswith("--")]
    with tempfile.TemporaryDirectory() as place:
        made = Path(place) / "made"
        made.mkdir()
        files = fit_files.make(made, FILES)
        good = [*peers(files[:PEER_FILES], "made"), *twice(made, Path(place)), *damage(files[0])]
        good += [] if QUICK else workers(made)  # starting them takes longer than so few files
        for folder in folders:
            real = sorted(folder.rglob("*.fit"))
            good += [*peers(real, "real"), *damage(max(real, key=lambda file: file.stat().st_size)), *every(folder)]
        good += agree([*files[:2], *(file for folder in folders for file in folder.rglob("*.fit"))])
    for figure in xml_peers.figures(folders[0] if folders else None, quick=QUICK):
        print(figure, flush=True)
        good.append(figure.good)
    return 0 if all(good) else 1


def peers(files: list[Path], which: str) -> Iterator[bool]:
    """Decode and summary, in the peers' own way, and the memory that takes."""
    mine, fitdecode, fitparse = fit_peers.times(files, ROUNDS)
    rate = f"{sum(file.stat().st_size for file in files) / mine / 1e6:.1f} MB/s"
    yield at_least(f"FIT {which}, times fitdecode", fitdecode / mine, rate, FITDECODE_TIMES)
    yield at_least(f"FIT {which}, times fitparse", fitparse / mine, rate, FITPARSE_TIMES)
    megabytes = fit_peers.worker_megabytes(files)
    yield at_most(f"FIT {which}, MB of a worker", megabytes, "all formats loaded", WORKER_MB)


def workers(folder: Path) -> Iterator[bool]:
    """The same files read by one worker process and by two."""
    turns = [[_seconds(folder, count) for count in (1, 2)] for _ in range(ROUNDS)]
    one, two = (min(column) for column in zip(*turns, strict=True))
    if (os.cpu_count() or 1) > 1:
        yield at_least(f"two workers, times one, {FILES} files", one / two, f"{FILES / two:.0f} files/s", TWO_WORKERS)


def _seconds(folder: Path, count: int) -> float:
    start = time.perf_counter()
    for _ in read_all([folder], workers=count):
        pass
    return time.perf_counter() - start


def twice(folder: Path, place: Path) -> Iterator[bool]:
    """An archive and a folder into the store: the first time, and again, each in a fresh process.

    The start of the command (which is that of `sorewise today`) is left out: it says nothing about imports.
    """
    archive = place / "export.zip"
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as out:
        for file in folder.iterdir():
            out.write(file, f"activities/{file.name}")
    for number, source in enumerate((archive, folder)):
        first, *again = (_imported(source, place / f"{number}.db", expected) for expected in (FILES, 0, 0, 0))
        name = f"the same {'archive' if source is archive else 'folder'} again, times quicker"
        yield at_least(name, first / statistics.median(again), f"first {first:.1f} s", AGAIN_TIMES)


def _imported(source: Path, db: Path, expected: int) -> float:
    command = [sys.executable, "-c", IMPORT, str(db), str(source)]
    new, seconds = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()
    if int(new) != expected:
        raise SystemExit(f"the import of {source} gave {new} sessions instead of {expected}")
    return float(seconds)


def damage(file: Path) -> Iterator[bool]:
    """A hundred damaged copies of one file."""
    flagged, kept, wrong = fit_damage.tried(file.read_bytes())
    yield at_least("damaged copies that are flagged, of 100", flagged, file.name[-40:], 100)
    yield at_least("whole messages kept of copies cut short", kept, "share", KEPT_SHARE)
    yield at_most("records that differ without a flag", wrong, "of 100 copies", 0)


def agree(files: list[Path]) -> Iterator[bool]:
    """Fitfast and fitdecode on every file that both read."""
    found = [fit_agree.compared(file) for file in files]
    for file, both in zip(files, found, strict=True):
        for difference in both.differences if both else ():
            print(f"  {file.name}: {difference}")
    values = sum(both.values for both in found if both)
    different = sum(len(both.differences) for both in found if both)
    yield at_most("values on which two decoders differ", different, f"of {values} values", 0)


def every(folder: Path) -> Iterator[bool]:
    """Each file of a folder: read, or refused with a reason that is printed."""
    found = list(read_all([folder]))
    for one in found:
        for problem in one.problems:
            print(f"  {'kept' if one.records else 'refused'}: {problem_said(problem).removeprefix(str(folder))}")
    silent = [one.path for one in found if not (one.records or one.problems or one.known) and one.format]
    whole = sum(bool(one.records) for one in found)
    yield at_most("files that are neither read nor refused", len(silent), f"{whole} of {len(found)} read", 0)


def at_least(name: str, value: float, peer: str, goal: float) -> bool:
    """Print a figure that should be high."""
    return _say(name, value, peer, f"at least {goal:g}", good=value >= goal)


def at_most(name: str, value: float, peer: str, goal: float) -> bool:
    """Print a figure that should be low."""
    return _say(name, value, peer, f"at most {goal:g}", good=value <= goal)


def _say(name: str, value: float, peer: str, goal: str, *, good: bool) -> bool:
    print(f"{name}: {value:.3g} ({peer}; goal {goal}) {'ok' if good else 'short'}", flush=True)
    return good


if __name__ == "__main__":
    raise SystemExit(main())
