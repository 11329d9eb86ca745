"""Records as rows of days: what was told on each morning, and what was trained on each day.

A row is the legs of one runner, which means their worst place, or one of their places. Of several morning check-ins of
a day the last one counts. A check-in that lists other places, or says that the legs are fresh, says none of a place;
silence says nothing. A half goes up to the sorer answer.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import NamedTuple

import numpy as np
import polars as pl

from sorewise.model.forecast import ANSWERS, Scale
from sorewise.training.course import Course
from sorewise.training.doses import daily_doses
from sorewise.training.forecast.state import Floats, Whole
from sorewise.training.kinds import with_kinds
from sorewise.training.load import session_loads
from sorewise.training.nights import past_nights
from sorewise.training.now import Moment
from sorewise.training.past import clean_check_ins, clean_places, number_athletes, past_sessions, up_to
from sorewise.training.tables import Frames
from sorewise.training.windows import Windows

MOST_DAYS = 1096
"""Three years are walked through, no more: of what is older hardly anything is left in any memory."""
MOST_REGIONS = 60
"""More places than any rulebook has: whatever text an import brought, what it costs is bounded."""
DAYS_BEFORE = 180
"""So long before the first report training tells what is usual."""


class Row(NamedTuple):
    """Whose row, by number, and of which region; None is the worst place."""

    who: int
    region: str | None


@dataclass(frozen=True, slots=True)
class Series:
    """R rows of A runners over D days up to today.

    `told` [R, D] are answers counted from 0 (none), NaN where nothing was told; `loads` and `eccentric` [A, D] are in
    units of RPE x minutes, 0 on a day off.
    """

    today: date
    rows: tuple[Row, ...]
    told: Floats
    loads: Floats
    eccentric: Floats

    @property
    def first_weekday(self) -> int:
        """0 is a Monday."""
        return (self.today - timedelta(days=self.told.shape[1] - 1)).weekday()

    def at_least(self, worst: float) -> Series:
        """The same with this pain (0-10) today as the worst place, where no more was told."""
        told = self.told.copy()
        for number, row in enumerate(self.rows):
            if row.region is None:
                told[number, -1] = np.fmax(told[number, -1], np.floor(worst + 0.5))
        return replace(self, told=told)

    @property
    def who(self) -> Whole:
        """The runner of each row [R]."""
        return np.array([row.who for row in self.rows], dtype=np.int64)


def series_of(frames: Frames, now: Moment, course: Course, w: Windows, *, scale: Scale = "pain") -> Series:
    """Put the records of any number of runners in rows, as they are known at `now`.

    Of `pain` there is one row a runner and one for each region they ever listed; of a rating one row a runner.
    """
    athletes, keyed = number_athletes(frames.conform())
    told = pains(keyed, now, w) if scale == "pain" else ratings(keyed, now, scale)
    sessions = past_sessions(keyed.sessions, now, w)
    loads = session_loads(with_kinds(sessions, athletes, w), athletes, past_nights(keyed.nights, now), now, w)
    doses = daily_doses(loads, course)
    worst = told.filter(pl.col("region").is_null()).group_by("who").agg(first=pl.col("day").min())
    doses = doses.join(worst, on="who").filter(pl.col("day") >= pl.col("first") - pl.duration(days=DAYS_BEFORE))
    return _filled(told, doses, athletes.height, now.date)


def pains(keyed: Frames, now: Moment, w: Windows) -> pl.DataFrame:
    """`who`, `region` (null: the worst place), `day`, `answer` 0-10: what the last check-in of each morning told."""
    check_ins = up_to(clean_check_ins(keyed.check_ins), now).filter(pl.col("phase") == "morning")
    last = check_ins.unique(("who", "day"), keep="last", maintain_order=True)
    listed = up_to(clean_places(keyed.places), now).filter(pl.col("region").is_not_null())
    places = listed.group_by("who", "check_in", "region").agg(_all_known(pl.col("pain")).alias("pain"))
    lists = places.group_by("who", "check_in").agg(pl.col("pain").max(), lists=pl.lit(value=True))
    asked = last.select("who", "day", "legs", all_pain="pain", check_in="id").join(
        lists, on=("who", "check_in"), how="left", maintain_order="left"
    )
    fresh = (pl.col("legs") == "fresh") & pl.col("lists").is_null()
    worst = pl.coalesce(pl.max_horizontal("pain", "all_pain"), pl.when(fresh).then(0.0))
    nothing = pl.col("lists").fill_null(value=False) | fresh | (pl.col("all_pain") < w.sore_from).fill_null(value=False)
    every = _regions(listed)
    each = (
        asked.filter(nothing)
        .select("who", "day", "check_in")
        .join(every, on="who")
        .join(places.with_columns(here=pl.lit(value=True)), on=("who", "check_in", "region"), how="left")
        .select("who", "region", "day", answer=pl.when("here").then("pain").otherwise(0.0))
    )
    legs = asked.select("who", "day", region=pl.lit(None, pl.String), answer=worst)
    found = pl.concat([legs.select("who", "region", "day", "answer"), each]).drop_nulls("answer")
    return found.with_columns((pl.col("answer") + 0.5).floor().clip(0, ANSWERS["pain"] - 1))


def _regions(listed: pl.DataFrame) -> pl.DataFrame:
    """`who`, `region`: those that were listed, of each runner the last `MOST_REGIONS`."""
    last = listed.group_by("who", "region").agg(pl.col("day").max()).sort("who", "day", "region", descending=True)
    return last.group_by("who", maintain_order=True).head(MOST_REGIONS).select("who", "region")


def _all_known(pain: pl.Expr) -> pl.Expr:
    """The worst, unknown if one place of several was told without a number."""
    return pl.when(pain.null_count() == 0).then(pain.max())


def ratings(keyed: Frames, now: Moment, scale: Scale) -> pl.DataFrame:
    """The same of soreness ratings that came with nights: 1-5 with 5 good, or 1-4 with 1 good."""
    most = ANSWERS[scale]
    nights = keyed.nights.filter((pl.col("scale") == scale) & (pl.col("day") <= now.date))
    rating = pl.col("soreness").filter(pl.col("soreness").is_between(1, most)).last()
    days = nights.group_by("who", "day", maintain_order=True).agg(rating=rating).drop_nulls("rating")
    answer = most - pl.col("rating") if scale == "pmsys" else pl.col("rating") - 1
    return days.select("who", "day", region=pl.lit(None, pl.String), answer=(answer + 0.5).floor()).select(
        "who", "region", "day", "answer"
    )


def _filled(told: pl.DataFrame, doses: pl.DataFrame, athletes: int, today: date) -> Series:
    """Tables as arrays; the first day is that of the first report or load, but not longer ago than `MOST_DAYS`."""
    start = today - timedelta(days=MOST_DAYS - 1)
    told, doses = (table.filter(pl.col("day").is_between(start, today)) for table in (told, doses))
    days = [day for table in (told, doses) if isinstance(day := table["day"].min(), date)]
    first = min(days, default=today)
    count = (today - first).days + 1
    keys = told.select("who", "region").unique().sort("who", "region", nulls_last=False).with_row_index("row")
    at_row = told.join(keys, on=("who", "region"), nulls_equal=True, how="left", maintain_order="left")["row"]
    answers = np.full((keys.height, count), np.nan)
    answers[at_row.to_numpy().astype(np.int64), _at(told, first)] = told["answer"].to_numpy()
    rows = tuple(Row(who, region) for who, region in keys.select("who", "region").iter_rows())
    loads, eccentric = np.zeros((athletes, count)), np.zeros((athletes, count))
    who, at = doses["who"].to_numpy().astype(np.int64), _at(doses, first)
    loads[who, at], eccentric[who, at] = doses["load"].to_numpy(), doses["eccentric"].to_numpy()
    return Series(today=today, rows=rows, told=answers, loads=loads, eccentric=eccentric)


def _at(table: pl.DataFrame, first: date) -> Whole:
    """Days counted from the first."""
    return (table["day"] - first).dt.total_days().to_numpy().astype(np.int64)
