"""The sessions that were done, as the planner of a week needs them: their kinds in the words of a plan."""

from __future__ import annotations

from datetime import datetime
from typing import Any, cast

import polars as pl

from sorewise.model.plan import PlanKind
from sorewise.model.records import History
from sorewise.model.week import Done
from sorewise.training.kinds import with_kinds
from sorewise.training.now import Moment, aged
from sorewise.training.past import number_athletes, past_sessions
from sorewise.training.tables import frames
from sorewise.training.windows import DEFAULT, Windows

RUN_KINDS = frozenset({"easy", "recovery", "long", "tempo", "intervals", "hills", "race"})
NO_TRAINING: PlanKind = "mobility"


def done_sessions(history: History, now: datetime, *, days: int, windows: Windows = DEFAULT) -> tuple[Done, ...]:
    """The sessions of the last `days` days and of today up to `now` (aware), in time order.

    `start` is the wall clock of where it was done. Raises ValueError for a time without an offset.
    """
    moment = Moment.at(now)
    athletes, keyed = number_athletes(frames({"": history}).conform())
    told = with_kinds(past_sessions(keyed.sessions, moment, windows), athletes, windows)
    wall_clock = pl.col("start") + pl.duration(seconds=pl.col("offset_s"))
    rows = (
        told.filter(aged(moment, 0, days))
        .sort("start", "id")
        .select("id", "day", "sport", "kind", "legs", "race", "km", "minutes", start=wall_clock.dt.time())
    )
    return tuple(_done(row) for row in rows.iter_rows(named=True))


def _done(row: dict[str, Any]) -> Done:
    told = {name: row[name] for name in ("id", "day", "start", "km", "minutes", "race")}
    return Done(kind=_kind(row["sport"], row["kind"], legs=row["legs"]), **told)


def _kind(sport: str, kind: str | None, *, legs: bool) -> PlanKind | None:
    """The kind in the words of a plan. A walk is no training, so that a dog's daily one leaves a day free."""
    match sport:
        case "strength":
            return "strength_leg" if legs else "strength_other"
        case "walk":
            return NO_TRAINING
        case "run":
            return cast("PlanKind", kind) if kind in RUN_KINDS else None
    return "strength_leg" if legs else "xt"
