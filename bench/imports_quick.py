"""FIT import against fitdecode: the same folder, the same sessions, CPU time, median of five, turn by turn.

    python bench/imports_quick.py [--quick] [FOLDER]

Without a folder it makes one: runs of one to two hours, a record a second. Both check the checksums.
"""

import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import fitdecode

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))
from importers import fit_writer as w
from sorewise.importers import read_path
from sorewise.model.records import Session

GOAL = 25.0
ROUNDS = 5


def make(folder: Path, files: int) -> None:
    """Whole runs with heart rate and distance each second."""
    for number in range(files):
        seconds = 3600 * (1 + number % 2)
        records = [w.record(at, at * 3, 130 + at % 40) for at in range(seconds)]
        end = w.START + seconds
        data = w.fit(w.file_id(created=w.START + number), *records, w.session(seconds=seconds), w.activity(end=end))
        (folder / f"{number:03}.fit").write_bytes(data)


def ours(files: list[Path]) -> int:
    """Sessions found by the product, file by file."""
    found = [each for file in files for each in read_path(file)]
    return sum(isinstance(record, Session) for each in found for record in each.records)


def peer(files: list[Path]) -> int:
    """Session messages found by fitdecode; a file it refuses counts none."""
    return sum(_messages(file) for file in files)


def _messages(file: Path) -> int:
    try:
        with fitdecode.FitReader(file, check_crc=fitdecode.CrcCheck.RAISE) as reader:
            return sum(frame.frame_type == fitdecode.FIT_FRAME_DATA and frame.name == "session" for frame in reader)
    except (fitdecode.FitError, ValueError):
        return 0


def seconds(work: Callable[[list[Path]], int], files: list[Path]) -> float:
    """CPU seconds of one turn."""
    start = time.process_time()
    work(files)
    return time.process_time() - start


def main() -> int:
    """Print the figure; 1 if it falls short of its goal."""
    folders = [each for each in sys.argv[1:] if not each.startswith("--")]
    with tempfile.TemporaryDirectory() as made:
        if not folders:
            make(Path(made), 2 if "--quick" in sys.argv else 8)
        files = sorted(Path(folders[0] if folders else made).rglob("*.fit"))
        print(f"{len(files)} files, {ours(files)} sessions (fitdecode {peer(files)})")
        turns = [(seconds(ours, files), seconds(peer, files)) for _ in range(ROUNDS)]
    mine, theirs = (statistics.median(column) for column in zip(*turns, strict=True))
    ratio = theirs / mine
    rates = f"{len(files) / mine:.1f} files/s, fitdecode {len(files) / theirs:.2f}"
    print(f"import_fit: {ratio:.1f}x ({rates}; goal {GOAL:.0f}x) {'ok' if ratio >= GOAL else 'short'}")
    return ratio < GOAL


if __name__ == "__main__":
    raise SystemExit(main())
