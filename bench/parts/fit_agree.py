"""Two decoders that share nothing, on one FIT file: every value of the fields that we read.

python bench/parts/fit_agree.py FOLDER
"""

from __future__ import annotations

import sys
from dataclasses import dataclass, field
from datetime import datetime
from math import isnan
from pathlib import Path
from typing import Any

import fitdecode

from sorewise.importers.fit.clock import FIRST_DATE
from sorewise.importers.fit.decode import READ, Columns, DecodeFault, decode

CLOSE = 1e-6
EPOCH = 631_065_600
KINDS = ("session", "lap", "record", "set", "monitoring_hr_data", "hrv_status_summary", "sleep_level")


@dataclass
class Compared:
    """How many values both gave, and where they are not the same."""

    values: int = 0
    differences: list[str] = field(default_factory=list)


def compared(path: Path) -> Compared | None:
    """The comparison, or None if one of the two does not read the file."""
    try:
        ours = decode(path.read_bytes())
        with fitdecode.FitReader(path, check_crc=fitdecode.CrcCheck.RAISE) as reader:
            theirs = [frame for frame in reader if frame.frame_type == fitdecode.FIT_FRAME_DATA]
    except (DecodeFault, fitdecode.FitError, ValueError):
        return None
    both = Compared()
    for kind in KINDS:
        mine = _rows(ours.records) if kind == "record" else ours.messages.get(kind, [])
        frames = [frame for frame in theirs if frame.name == kind]
        if len(mine) != len(frames):
            both.differences.append(f"{len(mine)} {kind} messages, fitdecode {len(frames)}")
            continue
        for number, (message, frame) in enumerate(zip(mine, frames, strict=True)):
            _fields(f"{kind}[{number}]", message, frame, both)
    return both


def _rows(columns: Columns) -> list[dict[Any, Any]]:
    """The records one by one, with what each of them tells."""
    rows = zip(*columns.values(), strict=True)
    return [{name: float(value) for name, value in zip(columns, row, strict=True) if not isnan(value)} for row in rows]


def _fields(place: str, message: dict[Any, Any], frame: Any, both: Compared) -> None:
    for name in sorted(READ & {key for key in message if isinstance(key, str)}):
        value, other = message[name], _plain(frame.get_value(name, fallback=None))
        if isinstance(value, (int, float)) and isinstance(other, (int, float)):
            both.values += 1
            if value < FIRST_DATE and other == value - EPOCH:
                continue  # counted from when the watch was switched on: no date for either
            if abs(value - other) > CLOSE * max(1.0, abs(value)):
                both.differences.append(f"{place}.{name}: {value}, fitdecode {other}")


def _plain(value: object) -> object:
    return value.timestamp() if isinstance(value, datetime) else value


if __name__ == "__main__":
    files = sorted(Path(sys.argv[1]).rglob("*.fit"))
    for file in files:
        found = compared(file)
        print(f"{file.name}: {'read by one only' if found is None else f'{found.values} values'}")
        for difference in found.differences if found else ():
            print(f"  {difference}")
