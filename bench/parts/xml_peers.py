"""GPX, TCX and Apple Health against their peers: CPU time turn by turn in one process, points counted, peak memory.

    python bench/parts/xml_peers.py [--quick] [FOLDER]

Without a folder the recordings are made. Each side reads whole files and sums them up; gpxpy only has to parse.
"""

from __future__ import annotations

import gc
import io
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import gpxpy
import tcxparser
from lxml import etree
from xml_files import MEGABYTE, MadeHealth, made_gpx, made_tcx

from sorewise.importers import apple_health, gpx, tcx
from sorewise.importers.apple_health import nights, scan, workouts
from sorewise.importers.shared.markup import Document
from sorewise.importers.shared.recordings import Doubts

ROUNDS = 5
GOALS = {"gpx": 3.0, "tcx": 0.8, "apple_health": 5.0}
MOST_MB = 100.0
WANTED = {*scan.TYPES}


class Figure(NamedTuple):
    """One line of a bench."""

    name: str
    value: str
    aside: str
    good: bool

    def __str__(self) -> str:
        return f"{self.name}: {self.value} ({self.aside}) {'ok' if self.good else 'short'}"


def figures(folder: Path | None = None, *, quick: bool = False) -> Iterator[Figure]:
    """Every figure of the XML formats, measured here and now."""
    yield from _recordings("gpx", _files(folder, "gpx") or [made_gpx(3600 if quick else 4 * 3600)], "gpxpy")
    yield from _recordings("tcx", _files(folder, "tcx") or [made_tcx(3600 if quick else 4 * 3600)], "python-tcxparser")
    yield _apple_health(20 if quick else 60)
    yield from _memory((50, 150) if quick else (500, 3000))


def _files(folder: Path | None, suffix: str) -> list[bytes]:
    return [path.read_bytes() for path in sorted(folder.rglob(f"*.{suffix}"))] if folder else []


def _recordings(kind: str, files: list[bytes], peer: str) -> Iterator[Figure]:
    """How much quicker than the peer, and whether a point was lost."""
    format_, tag = {"gpx": (gpx, b"<trkpt"), "tcx": (tcx, b"<Trackpoint")}[kind]
    theirs = {"gpx": _gpxpy, "tcx": _tcxparser}[kind]

    def ours(data: bytes) -> int:
        return sum(1 for _ in format_.read(io.BytesIO(data), ""))

    readable = [data for data in files if _points(theirs, data) is not None]
    ratio = _ratio(
        [lambda data=data: ours(data) for data in readable], [lambda data=data: theirs(data) for data in readable]
    )
    size = sum(map(len, readable)) / MEGABYTE
    goal = GOALS[kind]
    yield Figure(
        f"import_{kind}", f"{ratio:.1f}x", f"{peer}, {len(readable)} files, {size:.1f} MB; goal {goal}x", ratio >= goal
    )
    there = sum(data.count(tag + b">") + data.count(tag + b" ") for data in readable)
    read = sum(len(each.points) for data in readable for each in format_.recordings(Document(io.BytesIO(data))))
    peers = sum(theirs(data) for data in readable)
    yield Figure(f"{kind}_points_lost", str(there - read), f"of {there}; {peer} {there - peers}; goal 0", there == read)


def _points(read: Callable[[bytes], int], data: bytes) -> int | None:
    """What the peer makes of a file; None where it fails."""
    try:
        return read(data)
    except Exception:  # noqa: BLE001 - peers raise what comes up; such a file is left out on both sides
        return None


def _gpxpy(data: bytes) -> int:
    found = gpxpy.parse(data.decode("utf-8-sig"))
    return sum(len(segment.points) for track in found.tracks for segment in track.segments)


def _tcxparser(data: bytes) -> int:
    """The same columns and the same figures as ours."""
    found = tcxparser.TCXParser(io.BytesIO(data))
    _ = found.position_values(), found.altitude_points(), found.distance_values(), found.hr_values()
    _ = found.activity_type, found.started_at, found.distance, found.duration, found.hr_avg
    return len(found.time_objects())


def _apple_health(megabytes: float) -> Figure:
    """The same nights and workouts from the same bytes, found by a parser."""
    data = MadeHealth(megabytes).read()
    same = _health_ours(data) == _health_lxml(data)
    ratio = _ratio([lambda: _health_ours(data)], [lambda: _health_lxml(data)])
    goal = GOALS["apple_health"]
    aside = f"lxml iterparse, {megabytes} MB, {'the same records' if same else 'OTHER RECORDS'}; goal {goal}x"
    return Figure("import_apple_health", f"{ratio:.1f}x", aside, ratio >= goal and same)


def _health_ours(data: bytes) -> list[object]:
    return list(apple_health.read(io.BytesIO(data), ""))


def _health_lxml(data: bytes) -> list[object]:
    doubts = Doubts()
    found = nights.Nights(doubts), workouts.Workouts(doubts)
    events = etree.iterparse(io.BytesIO(data), tag=("Record", "Workout"), resolve_entities=False, load_dtd=False)
    for _, each in events:
        if each.tag == "Workout" or each.get("type") in WANTED:
            inside = b"".join(etree.tostring(child) for child in each)
            found[each.tag == "Workout"].add(scan.Element(each.tag, dict(each.attrib), inside))
        each.clear()
        while each.getprevious() is not None:
            del each.getparent()[0]
    return [*found[0].found(), *found[1].found()]


def _ratio(ours: list[Callable[[], object]], theirs: list[Callable[[], object]]) -> float:
    """How many times the CPU time of ours the peer takes: the median of several turns, each with both."""
    turns = [(_seconds(ours), _seconds(theirs)) for _ in range(ROUNDS)]
    return statistics.median(peer / mine for mine, peer in turns)


def _seconds(work: list[Callable[[], object]]) -> float:
    gc.collect()
    start = time.process_time()
    for one in work:
        one()
    return time.process_time() - start


def _memory(sizes: tuple[int, int]) -> Iterator[Figure]:
    """The peak of a process that reads an export, for a large and a larger one."""
    small, large = (_peak_mb(size) for size in sizes)
    aside = f"{sizes[0]} MB of XML; goal {MOST_MB:.0f} MB"
    yield Figure("apple_health_memory", f"{small:.0f} MB", aside, small <= MOST_MB)
    aside = f"{sizes[1]} MB of XML; only what is taken of it grows; goal {MOST_MB:.0f} MB"
    yield Figure("apple_health_memory_flat", f"{large:.0f} MB", aside, large <= MOST_MB)


def _peak_mb(megabytes: int) -> float:
    script = Path(__file__).with_name("xml_peak.py")
    done = subprocess.run([sys.executable, script, str(megabytes)], check=True, capture_output=True, text=True)
    return float(done.stdout)


def main() -> int:
    """Print the figures; 1 if one falls short."""
    folders = [Path(each) for each in sys.argv[1:] if not each.startswith("--")]
    found = list(figures(folders[0] if folders else None, quick="--quick" in sys.argv))
    print(*found, sep="\n")
    return not all(each.good for each in found)


if __name__ == "__main__":
    raise SystemExit(main())
