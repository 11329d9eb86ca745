"""Each sore place over time: what every day said of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

import polars as pl

from sorewise.model.verdict import Place
from sorewise.training.look_back.ground import Keys, Look


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceDay:
    """What one day's check-ins said of a place.

    `pain` is the worst of the day, 0-10: 0 only where it was said that nothing is sore there, None where it was sore
    and no number was told. `keys` are the finer places of the map, empty where only the region was told.
    """

    day: date
    sore: bool
    pain: float | None
    keys: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """One place with the days that a check-in spoke of it, oldest first; a day that is not there is unknown."""

    place: Place
    days: tuple[PlaceDay, ...]

    def between(self, first: date, last: date) -> tuple[PlaceDay, ...]:
        """Its days from `first` to `last`, both included."""
        return tuple(one for one in self.days if first <= one.day <= last)

    @property
    def sore_days(self) -> int:
        """On how many days it was sore."""
        return sum(one.sore for one in self.days)


def stories(look: Look) -> tuple[Story, ...]:
    """Every place that was listed, the one that was sore on most days first."""
    named = {row["place"]: Place(row["region"], row["side"]) for row in look.places.iter_rows(named=True)}
    days: dict[int, list[PlaceDay]] = {number: [] for number in named}
    for row in _days(look.told).iter_rows(named=True):
        days[row["place"]].append(_day(row, named[row["place"]], look.keys))
    found = [Story(place=named[number], days=tuple(of)) for number, of in days.items()]
    return tuple(sorted(found, key=lambda story: (-story.sore_days, story.place.region, story.place.side or "")))


def _days(told: pl.DataFrame) -> pl.DataFrame:
    """One row a place and day on which it was spoken of; in a run it may hurt more than the morning told."""
    in_run = pl.when((pl.col("phase") != "morning") & pl.col("listed")).then("pain_now")
    hurt = pl.col("sore").any()
    worst = pl.max_horizontal("pain", in_run).filter(pl.col("listed")).max()
    return (
        told.drop_nulls("sore")
        .group_by("place", "day", maintain_order=True)
        .agg(
            sore=hurt,
            pain=pl.when(hurt).then(worst).otherwise(worst.fill_null(0.0)),
            check_ins=pl.col("check_in").filter(pl.col("listed")),
        )
        .sort("place", "day")
    )


def _day(row: dict[str, Any], place: Place, keys: Keys) -> PlaceDay:
    told: Iterable[frozenset[str]] = (keys.get((id_, place.region), frozenset()) for id_ in row["check_ins"])
    return PlaceDay(day=row["day"], sore=row["sore"], pain=row["pain"], keys=frozenset().union(*told))
