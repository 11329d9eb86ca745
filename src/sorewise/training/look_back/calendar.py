"""The days of a month: the verdict that held, where it hurt and how much, what was done."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

import polars as pl

from sorewise.model.verdict import Place
from sorewise.training.look_back.ground import Look

NOWHERE = "unplaced"
"""Pain that no place was told of."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """One session of a day: its kind (None: unknown), sport, whether it trained the legs, km and minutes."""

    id: str
    kind: str | None
    sport: str
    legs: bool
    km: float | None
    minutes: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarDay:
    """One local day. `verdict` is the headline code that held, None without a verdict.

    `spots` are the places that were listed, each with its worst pain of the day (None: no number), the worst first.
    `checked` tells whether there was a check-in: a day without one is unknown, not free of pain.
    """

    day: date
    verdict: str | None
    checked: bool
    spots: tuple[tuple[Place, float | None], ...]
    sessions: tuple[Done, ...]

    @property
    def worst(self) -> float | None:
        """The worst pain that was told."""
        return max((pain for _, pain in self.spots if pain is not None), default=None)


def calendar(look: Look, held: Mapping[date, str], first: date, last: date) -> list[CalendarDay]:
    """Every day from `first` to `last`; `held` maps a day to the headline code of the verdict that held."""
    within = pl.col("day").is_between(first, last)
    check_ins = look.check_ins.filter(within)
    spots, checked, done = _spots(look, check_ins), set(check_ins["day"]), _done(look.sessions.filter(within))
    return [
        CalendarDay(
            day=day,
            verdict=held.get(day),
            checked=day in checked or day in held,
            spots=spots.get(day, ()),
            sessions=done.get(day, ()),
        )
        for day in (first + timedelta(days=n) for n in range((last - first).days + 1))
    ]


def _spots(look: Look, check_ins: pl.DataFrame) -> dict[date, tuple[tuple[Place, float | None], ...]]:
    """The places listed, and pain that no place was told of; in a run it may hurt more than the morning told."""
    run = pl.when(pl.col("phase") != "morning").then("pain_now")
    asked = check_ins.select("who", "day", check_in="id", in_run=run, all_pain=pl.max_horizontal("pain", run))
    listed = asked.join(look.listed.drop("day"), on=("who", "check_in"), maintain_order="left")
    bare = asked.join(look.listed, on=("who", "check_in"), how="anti", maintain_order="left")
    rows = (
        pl.concat(
            [
                listed.select("day", "region", "side", pain=pl.max_horizontal("pain", "in_run")),
                bare.filter(pl.col("all_pain") > 0).select("day", region=pl.lit(NOWHERE), pain="all_pain"),
            ],
            how="diagonal",
        )
        .drop_nulls("region")
        .group_by("day", "region", "side", maintain_order=True)
        .agg(pl.col("pain").max())
        .sort("pain", descending=True, nulls_last=True, maintain_order=True)
    )
    found: dict[date, tuple[tuple[Place, float | None], ...]] = {}
    for row in rows.iter_rows(named=True):
        found[row["day"]] = (*found.get(row["day"], ()), (Place(row["region"], row["side"]), row["pain"]))
    return found


def _done(past: pl.DataFrame) -> dict[date, tuple[Done, ...]]:
    found: dict[date, tuple[Done, ...]] = {}
    for row in past.select("day", "id", "kind", "sport", "legs", "km", "minutes").iter_rows(named=True):
        day = row.pop("day")
        found[day] = (*found.get(day, ()), Done(**{**row, "sport": row["sport"] or "other"}))
    return found
