"""The records of a file as tracks: what is measured where the watch did not write it down."""

from __future__ import annotations

import numpy as np

from sorewise.importers.fit.decode import Columns
from sorewise.importers.track import Floats, Track, track


class Points:
    """The records of a file."""

    def __init__(self, records: Columns) -> None:
        self._times = records.get("timestamp", np.empty(0))
        self._records = records

    def span(self, after: int) -> tuple[int, int] | None:
        """The first and the last time stamp behind that one; None if there is none."""
        times = self._times[self._times > after]
        return (int(times.min()), int(times.max())) if times.size else None

    def between(self, start: object, end: object) -> Track | None:
        """The track from `start` to `end` (time stamps of the file), both included; None without two points."""
        if not isinstance(start, int) or not isinstance(end, int):
            return None
        inside = (self._times >= start) & (self._times <= end)
        columns = {"distance_m": "distance", "altitude_m": self._height(), "heart_rate": "heart_rate"}
        return track(self._times[inside], **{name: self._column(field)[inside] for name, field in columns.items()})

    def _height(self) -> str:
        return "enhanced_altitude" if np.isfinite(self._column("enhanced_altitude")).any() else "altitude"

    def _column(self, name: str) -> Floats:
        column = self._records.get(name)
        return np.full(self._times.shape, np.nan) if column is None else column
