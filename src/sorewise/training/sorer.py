"""Whether a place is sorer than places like it usually are so many days after such a load.

Told from the known loads alone. A session of unknown load can only raise the course: without it "not above" stands and
"above" is unknown.
"""

from __future__ import annotations

import numpy as np
import polars as pl

from sorewise.training.course import NEW_DAYS, Course, Floats
from sorewise.training.doses import is_eccentric
from sorewise.training.load import recent_loads
from sorewise.training.now import days_ago
from sorewise.training.rows import Reach
from sorewise.training.view import View
from sorewise.training.windows import Windows

TRACE = 1e-6


def sorer_than_course(asked: pl.DataFrame, view: View, w: Windows) -> pl.DataFrame:
    """`sorer_than_course` of today's places; a row only where their region has a course and their pain is told.

    Yes: the answer, as a whole number, lies above the upper end of the course's range, the load that explains most of
    the course is `sorer_day` to `sorer_days` days ago, and no load of these days is unknown. A day explains soreness
    if it asked more than `sorer_load` usual days. No: the answer is not above, or so large a load was later. Unknown
    where nothing was done in these days, or nothing of it explains an answer above. Sessions of today count as
    yesterday's: on the morning after them the course begins.
    """
    course = w.course
    known = [region for region in asked["region"].unique().drop_nulls().to_list() if course.knows(region)]
    numbers = pl.DataFrame(
        {
            "region": known,
            "rest": [course.rest_of(region) for region in known],
            "rise": [course.rise_of(region) for region in known],
        },
        schema={"region": pl.String, "rest": pl.Float64, "rise": pl.Float64},
    )
    here = asked.filter("given").drop_nulls("today_pain").join(numbers, on="region", maintain_order="left")
    here = here.join(_explained(view.only(here["who"].unique()), w), on="who", maintain_order="left")
    upper = course.upper((here["rest"] + here["rise"] * here["added"].fill_null(0.0)).to_numpy())
    trained = pl.col("added").is_not_null()
    above = pl.when(trained).then((pl.col("today_pain") + 0.5).floor() > upper)
    return here.with_columns(above=above).select(
        "place",
        sorer_than_course=pl.when(~pl.col("above"))
        .then(pl.lit(value=False))
        .when(~pl.col("unknown"))
        .then(pl.col("ago") >= course.sorer_day),
        **{"why.course.day": "last"},
    )


def _explained(view: View, w: Windows) -> pl.DataFrame:
    """What the last days left, one row for each `who` that trained in them.

    `added` is what the known loads left as a share of the rise after a marathon, `ago` how many days ago the load that
    explains most of it was (null: none does), `last` the day of the last session, `unknown` whether the load of any of
    these sessions is.
    """
    course = w.course
    recent = max(course.usual_days, course.sorer_days, len(course.kernel))
    size = max(recent, NEW_DAYS + int(course.unprotected_days))
    ago = days_ago(view.now).clip(lower_bound=1)
    done = recent_loads(view, recent, w, ("kind", "legs", "steep_down"))
    done = done.select("who", "day", "load", eccentric=is_eccentric(), ago=ago).filter(pl.col("ago") <= recent)
    who = (
        done.filter(pl.col("ago") <= course.sorer_days)
        .group_by("who", maintain_order=True)
        .agg(pl.col("load").is_null().any().alias("unknown"), last=pl.col("day").max())
        .with_row_index("row")
    )
    rows = done.drop_nulls("load").join(who.select("who", "row"), on="who")
    shape = (who.height, size)
    loads, eccentric = _by_day(rows, shape), _by_day(rows.filter("eccentric"), shape)
    usual = _usual(loads[:, size - course.usual_days :], course)
    protecting = _by_day(_protecting(view, done, size, course).join(who.select("who", "row"), on="who"), shape)
    shares = course.shares((loads + protecting) / usual, (eccentric + protecting) / usual)
    explains = np.where(loads > course.sorer_load * usual, shares, 0.0)[:, size - course.sorer_days :]
    found = explains.max(axis=1, initial=0.0) > 0
    latest = pl.Series("ago", course.sorer_days - explains.argmax(axis=1), pl.Int64)
    return who.with_columns(added=shares.sum(axis=1), ago=latest.set(pl.Series(~found), None))


def _protecting(view: View, done: pl.DataFrame, days: int, course: Course) -> pl.DataFrame:
    """Eccentric work that was `done` before the days that explain, at next to no load: it protects, whatever it was."""
    reach = Reach(of=is_eccentric(), days=days, columns=("legs",))
    ago = days_ago(view.now)
    older = view.only(done["who"].unique()).sessions.look(reach).select("who", ago=ago, load=pl.lit(TRACE))
    return older.filter(pl.col("ago").is_between(course.sorer_days + 1, days))


def _usual(loads: Floats, course: Course) -> Floats:
    """[..., 1] The middle of the days of training; the start load where there are fewer than `start_sessions`."""
    days = (loads > 0).sum(axis=1, keepdims=True)
    in_order = np.sort(np.where(loads > 0, loads, np.inf), axis=1)
    low, high = (np.take_along_axis(in_order, np.maximum(at, 0), axis=1) for at in ((days - 1) // 2, days // 2))
    enough = days >= course.start_sessions
    return np.where(enough, (low + np.where(enough, high, low)) / 2, course.start_load)


def _by_day(rows: pl.DataFrame, shape: tuple[int, int]) -> Floats:
    """The loads of each `row` on each day of the past, yesterday last."""
    place = rows["row"].to_numpy().astype(np.int64) * shape[1] + shape[1] - rows["ago"].to_numpy()
    weights = rows["load"].to_numpy().astype(np.float64)
    total: Floats = np.bincount(place, weights=weights, minlength=shape[0] * shape[1]).astype(np.float64)
    return total.reshape(shape)
