"""The two ladders, adjustments and places."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields
from typing import NamedTuple

ACTIVITY = ("run_as_planned", "run_easy", "run_reduced", "cross_train", "rest")
IN_RUN = ("carry_on", "keep_easy", "shorten", "walk_home", "stop")
REFERRAL = ("none", "routine", "prompt", "same_day", "emergency")
SCALES = (*ACTIVITY, *REFERRAL)
ROUTINE, PROMPT, SAME_DAY = 1, 2, 3
CROSS_TRAIN, REST = 3, 4

INTENSITY = ("very_easy", "easy", "no_sprint")  # strictest first
TERRAIN = ("flat",)
MODALITY = ("none", "no_impact", "low_impact", "run_walk")  # strictest first


class Rungs(NamedTuple):
    """A place on both ladders; the higher of each wins."""

    activity: int
    referral: int

    def join(self, other: Rungs) -> Rungs:
        """Return the stricter of both, ladder by ladder."""
        return Rungs(max(self.activity, other.activity), max(self.referral, other.referral))

    def as_words(self) -> dict[str, str]:
        """Name both rungs."""
        return {"activity": ACTIVITY[self.activity], "referral": REFERRAL[self.referral]}


@dataclass(frozen=True, slots=True, kw_only=True)
class Adjustment:
    """How today's session changes; None leaves a part as planned.

    Combining takes the stricter value of each part, whatever the order: a product of total orders.
    """

    duration_factor: float | None = None
    duration_min: float | None = None
    distance_km: float | None = None
    intensity: str | None = None
    terrain: str | None = None
    modality: str | None = None

    def combine(self, other: Adjustment) -> Adjustment:
        """Return the stricter of both in every part."""
        return Adjustment(
            duration_factor=_smaller(self.duration_factor, other.duration_factor),
            duration_min=_smaller(self.duration_min, other.duration_min),
            distance_km=_smaller(self.distance_km, other.distance_km),
            intensity=_stricter(self.intensity, other.intensity, INTENSITY),
            terrain=_stricter(self.terrain, other.terrain, TERRAIN),
            modality=_stricter(self.modality, other.modality, MODALITY),
        )

    @classmethod
    def all_of(cls, adjustments: Iterable[Adjustment]) -> Adjustment:
        """Combine any number, none included."""
        result = cls()
        for adjustment in adjustments:
            result = result.combine(adjustment)
        return result

    def as_json(self) -> dict[str, float | str | None]:
        """Every part by name."""
        return {part.name: getattr(self, part.name) for part in fields(self)}


def _smaller(a: float | None, b: float | None) -> float | None:
    return b if a is None else a if b is None else min(a, b)


def _stricter(a: str | None, b: str | None, order: tuple[str, ...]) -> str | None:
    return b if a is None else a if b is None else min(a, b, key=order.index)


class Place(NamedTuple):
    """Where a spot is."""

    region: str
    side: str | None
    key: str | None = None

    def as_json(self) -> dict[str, str | None]:
        """Region, side and map key."""
        return self._asdict()
