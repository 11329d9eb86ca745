"""On how many days each place was sore: of the weeks up to any day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sorewise.model.verdict import Place
from sorewise.training.look_back.ground import WEEKS, WINDOW
from sorewise.training.look_back.soreness import Story

WHOLE = ""
"""Stands for all the map keys of a region, where none was told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Warmth:
    """How often one place was sore in a window: on `sore` of the `told` days that were spoken of.

    `worst` is the worst pain told. `keys` counts the sore days of each finer place of the map (`WHOLE`: the region).
    """

    place: Place
    sore: int
    told: int
    worst: float | None
    keys: Mapping[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Heat:
    """The body in the window of days that ends with `last`; only places that were sore in it."""

    first: date
    last: date
    places: tuple[Warmth, ...]


def heat(told: Sequence[Story], last: date, *, days: int = WINDOW) -> Heat:
    """The window that ends with a day, the place that was sore most often first."""
    first = last - timedelta(days=days - 1)
    found = [warmth for story in told if (warmth := _warmth(story, first, last)).sore]
    return Heat(first=first, last=last, places=tuple(sorted(found, key=lambda one: (-one.sore, -(one.worst or 0)))))


def weekly(told: Sequence[Story], today: date, *, weeks: int = WEEKS, days: int = WINDOW) -> tuple[Heat, ...]:
    """One picture a week, the oldest first; the last one ends today."""
    return tuple(heat(told, today - timedelta(weeks=ago), days=days) for ago in reversed(range(weeks)))


def _warmth(story: Story, first: date, last: date) -> Warmth:
    days = story.between(first, last)
    sore = [one for one in days if one.sore]
    keys: dict[str, int] = {}
    for one in sore:
        for key in one.keys or {WHOLE}:
            keys[key] = keys.get(key, 0) + 1
    pains = [one.pain for one in sore if one.pain is not None]
    return Warmth(place=story.place, sore=len(sore), told=len(days), worst=max(pains, default=None), keys=keys)
