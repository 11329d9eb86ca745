"""The records of a file as tracks: what is measured where the watch did not write it down."""

from __future__ import annotations

from functools import cached_property

import numpy as np

from sorewise.importers.fit.decode import Message
from sorewise.importers.track import Floats, Track, track


class Points:
    """The records of a file as columns, gone through once and only if somebody asks."""

    def __init__(self, records: list[Message]) -> None:
        self._records = records

    @cached_property
    def _times(self) -> Floats:
        return self._column("timestamp")

    @cached_property
    def _columns(self) -> dict[str, Floats]:
        height = self._column("enhanced_altitude")
        if not np.isfinite(height).any():
            height = self._column("altitude")
        return {
            "distance_m": self._column("distance"),
            "altitude_m": height,
            "heart_rate": self._column("heart_rate"),
        }

    def between(self, start: object, end: object) -> Track | None:
        """The track from `start` to `end` (time stamps of the file), both included; None without two points."""
        if not isinstance(start, int) or not isinstance(end, int):
            return None
        inside = (self._times >= start) & (self._times <= end)
        return track(self._times[inside], **{name: column[inside] for name, column in self._columns.items()})

    def _column(self, name: str) -> Floats:
        """One field of all records; what is no number is NaN."""
        values = [record.get(name) for record in self._records]
        try:
            column = np.asarray(values, dtype=np.float64)
        except (TypeError, ValueError):
            column = np.empty(())
        # A field may hold a list or a text where its neighbours hold a number.
        return column if column.shape == (len(values),) else np.asarray(list(map(_number, values)))


def _number(value: object) -> float:
    return float(value) if isinstance(value, (int, float)) else np.nan
