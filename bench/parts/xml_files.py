"""Made GPX and TCX recordings, and an Apple Health export of any size that lies nowhere."""

from __future__ import annotations

import io
import sys
from datetime import date, timedelta
from math import sin
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "tests"))
from importers import xml_writer as w

MEGABYTE = 1_000_000
FIRST_DAY = date(2018, 1, 1)


def made_gpx(seconds: int) -> bytes:
    """A run with a point a second, as a service exports it."""
    points = (w.trkpt(s, 3 * s, 500 + round(20 * sin(s / 300), 1), 140 + s % 9) for s in range(seconds))
    return w.gpx(w.trk(w.segment(*points)))


def made_tcx(seconds: int) -> bytes:
    """The same by a watch, in laps of a kilometre; every third lap indoors."""
    laps = (
        w.lap(
            *(w.trackpoint(s, 3 * s, place=bool(lap % 3)) for s in range(first, min(first + 333, seconds))), start=first
        )
        for lap, first in enumerate(range(0, seconds, 333))
    )
    return w.tcx(w.activity(*laps))


class MadeHealth(io.RawIOBase):
    """An export of a phone, as many megabytes as asked for, that lies nowhere: each day is made when it is read.

    A day has heart rates, steps and energy by the minute, and of what is wanted: one resting heart rate, four values of
    variability, a night of 24 stages, a workout every other day.
    """

    def __init__(self, megabytes: float) -> None:
        self._left = megabytes * MEGABYTE
        self._day = FIRST_DAY
        self._ready = w.HEALTH.encode()
        self._templates = [_day(), _day() + w.workout(w.metadata("HKTimeZone", "Europe/Zurich")).encode()]

    def readable(self) -> bool:
        """It is."""
        return True

    def read(self, size: int = -1) -> bytes:
        """The next bytes; all that is left if no size is given."""
        parts = [self._ready]
        have = len(self._ready)
        while self._left > 0 and (size < 0 or have < size):
            parts.append(self._next())
            have += len(parts[-1])
        whole = b"".join(parts)
        cut = len(whole) if size < 0 else size
        self._ready = whole[cut:]
        return whole[:cut]

    def _next(self) -> bytes:
        self._day += timedelta(days=1)
        template = self._templates[self._day.toordinal() % 2]
        made = template.replace(b"2026-05-28", self._day.isoformat().encode())
        made = made.replace(b"2026-05-27", (self._day - timedelta(days=1)).isoformat().encode())
        self._left -= len(made)
        return made if self._left > 0 else made + b"</HealthData>\n"


def _day() -> bytes:
    """All that a phone and a watch write in a day, about 260 kB."""
    parts = []
    for minute in range(0, 1440, 2):
        at = f"2026-05-28 {minute // 60:02}:{minute % 60:02}:00 +0100"
        parts.append(w.record("QuantityTypeIdentifierHeartRate", at, at, 60 + minute % 90))
        if minute % 4:
            parts.append(w.record("QuantityTypeIdentifierStepCount", at, at, minute, unit="count"))
    parts.append(w.resting("2026-05-28 00:00:00 +0100", 48))
    parts.extend(w.hrv("SDNN", f"2026-05-28 0{hour}:10:00 +0100", 50 + hour) for hour in range(4))
    for stage in range(24):
        start, end = (f"2026-05-28 {q // 4:02}:{q % 4 * 15:02}:00 +0100" for q in (stage, stage + 1))
        kind = ("AsleepCore", "AsleepDeep", "AsleepREM", "Awake")[stage % 4]
        parts.append(w.sleep(kind, start, end, zone="Europe/Zurich"))
    return "".join(parts).encode()
