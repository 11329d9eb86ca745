"""The typical course of soreness after a load: what legs usually say on the mornings after it, 0 to 10.

A prior, not a measurement of this runner: the rises are fitted to eleven marathon runners (Takayama 2017), the shape of
new eccentric work follows bench-steppers (Vickers 2001), the rest is chosen. Every number is in `thresholds.toml`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from functools import cached_property
from math import ceil, erf, inf, isfinite, log
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sorewise.model.errors import RulebookError

Floats = NDArray[np.float64]
PREFIX = "course_"
ANSWERS = 11
"""The answers 0 to 10."""
NEW_DAYS = 7
LEAST_LEFT = 1e-4
"""A share of the rise that nobody feels: the kernel ends there."""

MOST = 1e6
"""No number of the course is above it, and none that has to be above 0 is below its inverse: nothing overflows."""
MOST_RPE, MOST_POWER, MOST_DAYS = 10.0, 10.0, 366
"""How hard a session can be, the steepest curve, and the longest time that anything is looked back on."""
OF_DAYS = ("protected_days", "unprotected_days", "usual_days", "sorer_day", "sorer_days")
MAY_BE_ZERO = frozenset({"rest", "rest_other", "protection", *(f"new_{day}" for day in range(1, NEW_DAYS + 1))})
LEGS = frozenset({"quad", "hamstring", "calf", "hip_outer", "buttock"})
WORST = "quad"
"""The region whose numbers stand for the worst place."""


@dataclass(frozen=True, kw_only=True)
class Course:
    """The numbers of the course; `thresholds.toml` may replace each of them under its name with `course_` before it.

    Rises are points of 0-10 on the morning after a marathon (a load of `marathon` usual training days); `rest` is the
    ordinary level of legs and hips, `rest_other` that of other places. Loads are counted in usual training days and
    never above `most`. A spread is the standard deviation between runners.
    """

    rest: float = 0.9
    rest_other: float = 0.45
    rise_quad: float = 5.3
    rise_hamstring: float = 4.3
    rise_calf: float = 3.9
    rise_hip_outer: float = 3.0
    rise_buttock: float = 3.0
    rise_lower_back: float = 2.1
    rise_upper_back_neck: float = 1.6
    scale: float = 1.92
    shape: float = 1.47
    power: float = 1.2
    marathon: float = 9.0
    most: float = 12.0
    spread: float = 0.6
    spread_more: float = 0.45
    spread_max: float = 2.3

    # Eccentric work: what of the rise is there on each day after it, and how much a like session before it saves.
    new_1: float = 0.85
    new_2: float = 1.0
    new_3: float = 0.6
    new_4: float = 0.3
    new_5: float = 0.1
    new_6: float = 0.0
    new_7: float = 0.0
    protection: float = 0.4
    protected_days: float = 42.0
    unprotected_days: float = 63.0

    # A usual training day, and how hard a session of each kind is where nobody rated it.
    start_load: float = 240.0
    start_sessions: int = 3
    usual_days: int = 42
    pace_min_km: float = 6.0
    unknown_min: float = 60.0
    rpe_recovery: float = 2.0
    rpe_easy: float = 3.0
    rpe_long: float = 4.0
    rpe_tempo: float = 6.0
    rpe_intervals: float = 7.0
    rpe_hills: float = 7.0
    rpe_test: float = 8.0
    rpe_race: float = 9.0
    rpe_xt: float = 4.0
    rpe_strength_leg: float = 6.0
    rpe_strength_other: float = 4.0
    rpe_mobility: float = 1.0
    rpe_walk: float = 2.0
    rpe_new_exercise: float = 5.0
    rpe_unknown: float = 4.0

    # What is shown of it, and when a report is sorer than it.
    contrast: float = 0.87
    beyond: float = 3.0
    weight: float = 10.0
    level: float = 0.8
    sorer_day: int = 3
    sorer_days: int = 7
    sorer_load: float = 1.0

    @classmethod
    def from_thresholds(cls, values: Mapping[str, float]) -> Course:
        """The defaults, replaced by those of `values` whose names are known here; other names are somebody else's.

        Raises RulebookError for a number that the course cannot count with.
        """
        known: dict[str, Any] = {}
        for name in NAMES:
            if (value := values.get(PREFIX + name)) is not None:
                known[name] = int(value) if isinstance(getattr(DEFAULT, name), int) and isfinite(value) else value
        course = replace(DEFAULT, **known)
        if wrong := [f"thresholds.toml, {PREFIX}{name}, value: {why}" for name, why in course.mistakes().items()]:
            raise RulebookError(wrong)
        return course

    def mistakes(self) -> dict[str, str]:
        """Name of a number -> why nothing can be counted with it."""
        wrong: dict[str, str] = {}
        for name in NAMES:
            value = getattr(self, name)
            if not (value >= 1 / MOST or (value == 0 and name in MAY_BE_ZERO)):
                wrong[name] = "it has to be " + ("0 or more" if name in MAY_BE_ZERO else "more than 0")
            elif not value <= (most := _most(name)):
                wrong[name] = f"it has to be {most:g} or less"
        if not wrong and self.unprotected_days <= self.protected_days:
            wrong["unprotected_days"] = "it has to be more than course_protected_days"
        if not wrong and not self._lasts() <= MOST_DAYS:
            wrong["shape" if self.shape < 1 else "scale"] = f"soreness would last for more than {MOST_DAYS} days"
        return wrong

    def _lasts(self) -> float:
        """Days after which nothing is left of a rise; infinite where that cannot be counted."""
        try:
            return float(self.scale * log(1 / LEAST_LEFT) ** (1 / self.shape))
        except OverflowError:
            return inf

    def knows(self, region: str | None) -> bool:
        """Whether there is a course of this region; None is the worst place, which takes the front of the thigh's."""
        return region is None or region in self._rises

    def rest_of(self, region: str | None) -> float:
        """The ordinary level of a region that is known."""
        return self.rest if region is None or region in LEGS else self.rest_other

    def rise_of(self, region: str | None) -> float:
        """Points that a marathon adds on the day after it. Raises KeyError for a region that has no course."""
        return self._rises[region or WORST]

    def rises(self, region: str | None, load: Floats) -> Floats:
        """Points that a load (usual training days) adds on the day of its peak, before any protection; same shape."""
        return self.rise_of(region) * self._size(load)

    def levels(self, region: str | None, loads: Floats, eccentric: Floats) -> Floats:
        """The expected pain (0-10) on the morning of each day, from the loads of earlier days alone.

        `loads` and `eccentric` are [..., D] in usual training days, known and not negative; `eccentric` is the part of
        `loads` that was leg strength, clearly downhill or new to the legs. The result is [..., D]. Raises KeyError for
        a region that has no course.
        """
        plain = self.rises(region, loads - eccentric)
        added = self._after(plain, self.kernel)
        if np.any(eccentric > 0):
            sparing = 1 - self.protection * self.protected(eccentric)
            added += self._after(self.rises(region, eccentric) * sparing, self.new_kernel)
        return np.minimum(self.rest_of(region) + added, ANSWERS - 1.0)

    def shares(self, loads: Floats, eccentric: Floats) -> Floats:
        """What each day still adds on the morning after the last of them, as a share of the rise after a marathon.

        [..., D] as in `levels`, and the same shape: their sum times `rise_of` a region is what `levels` adds.
        """
        left = self._size(loads - eccentric) * _backwards(self.kernel, loads.shape[-1])
        if np.any(eccentric > 0):
            sparing = 1 - self.protection * self.protected(eccentric)
            left += self._size(eccentric) * sparing * _backwards(self.new_kernel, loads.shape[-1])
        return left

    def protected(self, eccentric: Floats) -> Floats:
        """How far each day is protected by the last eccentric work before it, 1 to 0; [..., D] as given.

        Whole for `protected_days` after it, then falling evenly to nothing at `unprotected_days`.
        """
        days = np.arange(eccentric.shape[-1])
        did = np.where(eccentric > 0, days, -np.inf)
        last = np.full_like(did, -np.inf)
        last[..., 1:] = np.maximum.accumulate(did, axis=-1)[..., :-1]
        fading = (self.unprotected_days - (days - last)) / (self.unprotected_days - self.protected_days)
        return np.clip(fading, 0.0, 1.0)

    def chances(self, level: Floats) -> Floats:
        """[...] -> [..., 11]: how likely each answer 0 to 10 is among runners whose expected pain is this.

        A normal spread cut at whole answers; what lies beyond the scale counts for its ends.
        """
        level = np.asarray(level, dtype=np.float64)[..., None]
        spread = np.minimum(self.spread + self.spread_more * level, self.spread_max)
        below = _normal((np.arange(ANSWERS - 1) + 0.5 - level) / spread)
        return np.diff(below, axis=-1, prepend=0.0, append=1.0)

    def upper(self, level: Floats) -> Floats:
        """[...] -> [...]: the upper end of the shortest run of neighbouring answers that holds `level` of the chances.

        Of several as short the likeliest, as in `model.forecast.smallest_run`.
        """
        sums = np.concatenate([np.zeros((*np.shape(level), 1)), self.chances(level).cumsum(axis=-1)], axis=-1)
        found = np.full(np.shape(level), ANSWERS - 1.0)
        open_ = np.ones(np.shape(level), dtype=np.bool_)
        for width in range(1, ANSWERS):
            held = sums[..., width:] - sums[..., :-width]
            enough = open_ & (held.max(axis=-1) >= self.level - 1e-9)
            found = np.where(enough, held.argmax(axis=-1) + width - 1.0, found)
            open_ &= ~enough
        return found

    @cached_property
    def kernel(self) -> Floats:
        """What is left of a rise 1, 2, ... days after the load."""
        days = 1 + ceil(self._lasts())
        left: Floats = np.exp(-((np.arange(days) / self.scale) ** self.shape))
        return left

    @cached_property
    def new_kernel(self) -> Floats:
        """The same of eccentric work."""
        return np.array([getattr(self, f"new_{day}") for day in range(1, NEW_DAYS + 1)])

    @cached_property
    def rpe(self) -> Mapping[str, float]:
        """Kind of session -> the RPE that it is given where nobody rated it; rest is no session."""
        return {"rest": 0.0} | {name.removeprefix("rpe_"): getattr(self, name) for name in NAMES if name[:4] == "rpe_"}

    @cached_property
    def _rises(self) -> Mapping[str, float]:
        return {name.removeprefix("rise_"): getattr(self, name) for name in NAMES if name[:5] == "rise_"}

    def _size(self, load: Floats) -> Floats:
        size: Floats = (np.clip(load, 0.0, self.most) / self.marathon) ** self.power
        return size

    @staticmethod
    def _after(rise: Floats, kernel: Floats) -> Floats:
        """The sum on each day of what is left of the rises of the days before it."""
        total = np.zeros(rise.shape)
        for days, left in enumerate(kernel[: rise.shape[-1] - 1], start=1):
            total[..., days:] += left * rise[..., :-days]
        return total


def _most(name: str) -> float:
    """The largest value that a number may have."""
    if name in {"protection", "level", "contrast"}:
        return 1.0
    if name in OF_DAYS:
        return MOST_DAYS
    return MOST_RPE if name.startswith("rpe_") else MOST_POWER if name in {"power", "shape"} else MOST


def _backwards(kernel: Floats, days: int) -> Floats:
    """The kernel for days in time order, the last of them yesterday."""
    left = np.zeros(days)
    count = min(days, len(kernel))
    left[days - count :] = kernel[:count][::-1]
    return left


_GRID = np.linspace(-8.0, 8.0, 16001)
_BELOW = np.array([(1 + erf(z / 2**0.5)) / 2 for z in _GRID.tolist()])


def _normal(z: Floats) -> Floats:
    """The standard normal distribution function, to 1e-7: numpy has none, and a table is quicker than the formula."""
    below: Floats = np.interp(z, _GRID, _BELOW, left=0.0, right=1.0)
    return below


NAMES = tuple(field.name for field in fields(Course))
DEFAULT = Course()
