"""Made FIT files as a watch writes them: a run with a record a second, nine fields each."""

from __future__ import annotations

import struct
import sys
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "tests"))
from importers import fit_writer as w
from sorewise.importers.fit.frame import crc16

DAY_S = 86_400
FIELDS = (
    ("timestamp", 253, "<u4", 0x86),
    ("latitude", 0, "<i4", 0x85),
    ("longitude", 1, "<i4", 0x85),
    ("altitude", 2, "<u2", 0x84),
    ("heart_rate", 3, "u1", 0x02),
    ("cadence", 4, "u1", 0x02),
    ("distance", 5, "<u4", 0x86),
    ("speed", 6, "<u2", 0x84),
    ("temperature", 13, "i1", 0x01),
)
RECORD, LOCAL = 20, 1
SHAPE = np.dtype([("head", "u1"), *((name, kind) for name, _, kind, _ in FIELDS)])


def make(folder: Path, files: int, minutes: int = 60) -> list[Path]:
    """As many runs, one a day, of `minutes` and of twice as long in turn."""
    made = []
    for number in range(files):
        path = folder / f"{number:05}.fit"
        path.write_bytes(run(number, 60 * minutes * (1 + number % 2)))
        made.append(path)
    return made


def run(number: int, seconds: int) -> bytes:
    """The run of one day."""
    start = w.START - number * DAY_S
    metres = seconds * 3
    body = b"".join((
        w.file_id(created=start),
        records(start, seconds, number),
        w.session(start=start, seconds=seconds, metres=metres),
        w.activity(end=start + seconds),
    ))  # fmt: skip
    head = struct.pack("<BBHI4s", 12, 0x20, 2188, len(body), b".FIT")
    return head + body + struct.pack("<H", crc16(head + body))


def records(start: int, seconds: int, number: int) -> bytes:
    """A definition, then a record for each second: uneven enough to be nobody's straight line."""
    at = np.arange(seconds)
    made = np.zeros(seconds, SHAPE)
    wave = np.sin(at / 300.0 + number)
    made["head"] = LOCAL
    made["timestamp"] = start + at
    made["latitude"] = 623_000_000 + at * 30
    made["longitude"] = 127_000_000 + at * 10
    made["altitude"] = 2500 + 5 * (100 + 40 * wave)
    made["heart_rate"] = 140 + 20 * wave
    made["cadence"] = 85
    made["distance"] = 300 * at
    made["speed"] = 3000 + 200 * wave
    made["temperature"] = 12
    shape = b"".join(struct.pack("<BBB", field, np.dtype(kind).itemsize, base) for _, field, kind, base in FIELDS)
    return struct.pack("<BBBHB", 0x40 | LOCAL, 0, 0, RECORD, len(FIELDS)) + shape + made.tobytes()
