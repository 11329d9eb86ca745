"""The points of one activity, and what is measured from them: moving time, height up and down, mean heart rate.

What a point does not say is NaN; what no point says is None.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Values = Sequence[float | None] | Floats

DAY_S = 86_400.0
LONGEST_S = 30 * DAY_S
FURTHEST_M = 5_000_000.0
# What lies outside was mis-measured, or is a device's code for "no value".
HEART_RATES = (25.0, 250.0)
ALTITUDES_M = (-1_000.0, 9_500.0)

GRID_S = 5.0
"""Points come every second or every ten: everything that is about change is measured on an even grid of time."""
STANDING_M_S = 0.5
"""Slower than this is standing: a stroll has 1 m/s, and a watch that lies on a wall drifts by a few tenths."""
FASTEST_M_S = 45.0
SMOOTH_ALTITUDE_S = 20.0
NOISE_M = 3.0
"""A height is not gained before it is this much: satellites alone make a flat hour climb 200 m."""
EARTH_M = 6_371_008.8
POLE, DATE_LINE = 90.0, 180.0


@dataclass(frozen=True, eq=False)
class Track:
    """The points of one activity in the order of time; make one with `track`.

    `seconds` from the first point, rising; `distance_m` from the start, never falling; `altitude_m`; `heart_rate` per
    minute. Each as long as `seconds`.
    """

    seconds: Floats
    distance_m: Floats | None = None
    altitude_m: Floats | None = None
    heart_rate: Floats | None = None

    @property
    def duration_s(self) -> float:
        """From the first point to the last."""
        return float(self.seconds[-1])

    @property
    def length_m(self) -> float | None:
        """The way from the first point to the last that knows it."""
        return _end(self.distance_m)

    @cached_property
    def grid_s(self) -> Floats:
        """The even grid of time."""
        return np.arange(0.0, self.duration_s + GRID_S, GRID_S)

    @cached_property
    def speed_m_s(self) -> Floats | None:
        """The speed in each cell of the grid (one value less than `grid_s`); None where distance is not known."""
        way = self.on_grid(self.distance_m)
        return None if way is None else np.minimum(np.diff(way) / GRID_S, FASTEST_M_S)

    @cached_property
    def height_m(self) -> Floats | None:
        """The altitude at each point of the grid, without its noise."""
        found = self.on_grid(self.altitude_m)
        return None if found is None else smooth(found, SMOOTH_ALTITUDE_S)

    @property
    def moving_s(self) -> float | None:
        """The time in motion; None where distance is not known."""
        speed = self.speed_m_s
        if speed is None:
            return None
        return min(self.duration_s, GRID_S * int(np.count_nonzero(speed >= STANDING_M_S)))

    @property
    def ascent_m(self) -> float | None:
        """The height climbed."""
        return None if self.height_m is None else sum(max(0.0, change) for change in self.height_changes)

    @property
    def descent_m(self) -> float | None:
        """The height lost, as a positive number."""
        return None if self.height_m is None else sum(max(0.0, -change) for change in self.height_changes)

    @cached_property
    def height_changes(self) -> tuple[float, ...]:
        """The metres between one turn of the profile and the next, up positive; what is noise makes no turn."""
        if self.height_m is None:
            return ()
        turns = turning_points(self.height_m, NOISE_M)
        return tuple(np.diff(self.height_m[turns]).tolist())

    @property
    def mean_heart_rate(self) -> float | None:
        """The mean of what was measured, per minute to one decimal."""
        return None if self.heart_rate is None else round(float(np.nanmean(self.heart_rate)), 1)

    def on_grid(self, values: Floats | None) -> Floats | None:
        """The values at the points of the grid: between two points in proportion, beyond the ends the nearest."""
        if values is None:
            return None
        known = np.isfinite(values)
        return np.interp(self.grid_s, self.seconds[known], values[known])


def track(
    seconds: Values,
    *,
    distance_m: Values | None = None,
    altitude_m: Values | None = None,
    heart_rate: Values | None = None,
) -> Track | None:
    """The track of these points, whatever they are; None without two points at different times.

    `seconds` may count from anywhere. Points without a time, or more than 30 days after the first, are left out, and
    so are single values that cannot be. Raises ValueError if the columns differ in length.
    """
    time = _floats(seconds)
    columns = [_column(values, len(time)) for values in (distance_m, altitude_m, heart_rate)]
    order = np.argsort(time, kind="stable")
    order = order[np.isfinite(time[order])]
    time = time[order] - time[order[:1]].sum()
    order, time = order[time <= LONGEST_S], time[time <= LONGEST_S]
    if not len(time) or time[-1] <= 0:
        return None
    way, height, rate = (None if column is None else column[order] for column in columns)
    return Track(
        seconds=time,
        distance_m=_forward(_within(way, 0.0, FURTHEST_M)),
        altitude_m=_within(height, *ALTITUDES_M),
        heart_rate=_within(rate, *HEART_RATES),
    )


def along(latitude: Values, longitude: Values) -> Floats:
    """Metres along these places (degrees), from the first; a point without a place is NaN and costs no way."""
    degrees = np.stack([_floats(latitude), _floats(longitude)])
    known = (np.abs(degrees) <= [[POLE], [DATE_LINE]]).all(axis=0)  # what is no number is no place either
    lat, lon = np.radians(degrees[:, known])
    half = np.sin(np.diff(lat) / 2) ** 2 + np.cos(lat[1:]) * np.cos(lat[:-1]) * np.sin(np.diff(lon) / 2) ** 2
    steps = 2 * EARTH_M * np.arcsin(np.sqrt(np.clip(half, 0.0, 1.0)))
    way = np.full(degrees.shape[1], np.nan)
    if len(lat):
        way[known] = np.concatenate([[0.0], np.cumsum(steps)])
    return way


def smooth(values: Floats, seconds: float) -> Floats:
    """The moving mean over about this time on the grid; at the ends over what there is of it."""
    half = max(1, round(seconds / GRID_S / 2))
    sums = np.concatenate([[0.0], np.cumsum(values)])
    at = np.arange(len(values))
    low, high = np.maximum(at - half, 0), np.minimum(at + half + 1, len(values))
    return np.asarray((sums[high] - sums[low]) / (high - low))


def turning_points(values: Floats, least: float) -> list[int]:
    """The places between which a profile rises or falls by `least` or more, in turn; [] where it never does."""
    heights = values.tolist()
    turns: list[int] = []
    top = dip = rising = 0
    for at, height in enumerate(heights):
        top = at if height > heights[top] else top
        dip = at if height < heights[dip] else dip
        if rising <= 0 and height - heights[dip] >= least:
            turns.append(dip)
            rising, top = 1, at
        elif rising >= 0 and heights[top] - height >= least:
            turns.append(top)
            rising, dip = -1, at
    if rising:
        turns.append(top if rising > 0 else dip)
    return turns


def _end(values: Floats | None) -> float | None:
    return None if values is None else float(np.nanmax(values) - np.nanmin(values))


def _floats(values: Values) -> Floats:
    """Numbers as an array, None as NaN."""
    return np.asarray(values, dtype=np.float64).reshape(-1)


def _column(values: Values | None, length: int) -> Floats | None:
    if values is None:
        return None
    if len(values) != length:
        raise ValueError(f"{len(values)} values for {length} points")
    return _floats(values)


def _within(values: Floats | None, least: float, most: float) -> Floats | None:
    """What lies outside is NaN; None if nothing is left."""
    if values is None:
        return None
    good: Any = (values >= least) & (values <= most)
    return np.where(good, values, np.nan) if good.any() else None


def _forward(way: Floats | None) -> Floats | None:
    """A way from the first point that knows it, which never falls; None if it never grows.

    A counter that jumps back stands still; one that stays at zero has no sensor.
    """
    if way is None:
        return None
    known = np.isfinite(way)
    way[known] = np.maximum.accumulate(way[known]) - way[known][0]
    return way if np.nanmax(way) > 0 else None
