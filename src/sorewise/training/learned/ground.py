"""What is known: how sore each place was on the mornings that were told, and on which days training would be seen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

import polars as pl

from sorewise.training.look_back.doings import LEG_DAY, Doings
from sorewise.training.look_back.ground import Look

LEAST = 8
"""Cases below which nothing is said."""
YEAR = 365
"""Days that are learned from: long enough for a season, short enough that it is still the same body."""
SILENCE = 14
"""After so many days without a session nobody can tell whether there was none or none was kept."""
KINDS = ("hills", "long", "intervals", "tempo", "race", LEG_DAY)
"""What asks much of the legs."""
HURTS_MOST = 10.0


@dataclass(frozen=True, slots=True)
class Morning:
    """What was told of a place on one morning: whether it was sore, and its pain in whole answers 0-10.

    `pain` is None where it was sore and no number was told.
    """

    sore: bool
    pain: int | None


Mornings = Mapping[str | None, Mapping[date, Morning]]
"""Region (None: the worst place) -> day -> what was told; a day that is not there was not told."""


def mornings(look: Look) -> Mornings:
    """Every morning that was told of, each region by its worse side; of several check-ins of a day the worst counts.

    A check-in that lists other places, or says that the legs are fresh, says 0 of a place. Halves are rounded up.
    """
    found: dict[str | None, dict[date, Morning]] = {None: {}}
    for rows in (_places(look), _worst(look)):
        by_day = rows.group_by("region", "day", maintain_order=True).agg(pl.col("sore").any(), pl.col("pain").max())
        for region, day, sore, pain in by_day.sort("day").iter_rows():
            whole = None if pain is None else int(pain + 0.5)
            found.setdefault(region, {})[day] = Morning(sore, whole if sore or whole is not None else 0)
    return found


def _places(look: Look) -> pl.DataFrame:
    """A row a place and check-in that spoke of it; pain only of a place that was listed."""
    regions = look.places.select("place", "region")
    told = look.told.filter(pl.col("phase") == "morning").drop_nulls("sore")
    return told.join(regions, on="place", maintain_order="left").select(
        "region", "day", "sore", pain=pl.when("listed").then(_possible("pain"))
    )


def _worst(look: Look) -> pl.DataFrame:
    """A row a check-in that told how sore the worst place is."""
    sore_from = look.windows.sore_from
    worst = look.listed.group_by(check_in="check_in").agg(
        worst=_possible("pain").max(), unsaid=_possible("pain").is_null().any()
    )
    pain = pl.max_horizontal("worst", _possible("pain"))
    fresh = (pl.col("legs") == "fresh") & pl.col("unsaid").is_null()
    told = (
        look.check_ins.filter(pl.col("phase") == "morning")
        .join(worst, left_on="id", right_on="check_in", how="left", maintain_order="left")
        .with_columns(told=pl.when(pain.is_null() & fresh).then(0.0).otherwise(pain))
        .with_columns(sore=pl.when("unsaid").then(pl.lit(value=True)).otherwise(pl.col("told") >= sore_from))
        .drop_nulls("sore")
    )
    return told.select("day", "sore", region=pl.lit(None, pl.String), pain="told").select(
        "region", "day", "sore", "pain"
    )


def _possible(name: str) -> pl.Expr:
    return pl.when(pl.col(name).is_between(0, HURTS_MOST)).then(pl.col(name))


def known_days(done: Doings) -> frozenset[date]:
    """The days of the record on which a session would have been kept: one was in the two weeks up to each of them."""
    near = (day + timedelta(days=n) for day in done.by_day for n in range(SILENCE + 1))
    return frozenset(day for day in near if day <= done.today)
