"""Cleaning: what of the record is past, which local day it belongs to, what a session was."""

from __future__ import annotations

import polars as pl

from sorewise.training.now import KEPT, Day, Now
from sorewise.training.tables import Frames
from sorewise.training.windows import Windows

MORE_THAN_DAYS = 10**7
LONGEST_S, FURTHEST_M, DEEPEST_M = 14 * 86400, 500_000, 30_000
"""The most that one session can have been; more is a slip of a device."""
HARD = ("long", "tempo", "intervals", "hills", "race", "new_exercise")
"""Kinds of session that explain sore legs; leg strength does too."""


def clean_check_ins(check_ins: pl.DataFrame) -> pl.DataFrame:
    """Check-ins each once, in time order for each athlete, with the local `day`."""
    known = check_ins.with_columns(pl.col("phase").fill_null("morning"), day=local_day("at"))
    return _once(_in_order(known, "at", "id"), "who", "at", "id")


def clean_places(places: pl.DataFrame) -> pl.DataFrame:
    """The sore places of check-ins, in time order for each athlete, with the local `day`."""
    return _in_order(places.with_columns(day=local_day("at")), "at", "check_in")


def up_to(told: pl.DataFrame, now: Now) -> pl.DataFrame:
    """The clean check-ins or places up to now."""
    return as_known(told.filter(pl.col("at") <= now.moment), now)


def _in_order(frame: pl.DataFrame, time: str, *ties: str) -> pl.DataFrame:
    """Sorted by athlete and time; only where two rows share both are the other columns compared, which costs more."""
    ordered = frame.sort("who", time)
    tied = ordered.select(_like_next("who", time).any()).item()
    return ordered.sort("who", time, *ties, nulls_last=True) if tied else ordered


def _once(ordered: pl.DataFrame, *columns: str) -> pl.DataFrame:
    """The last of neighbouring rows that agree in these columns."""
    return ordered.filter(~_like_next(*columns))


def _like_next(*columns: str) -> pl.Expr:
    same = [pl.col(column).eq_missing(pl.col(column).shift(-1)) for column in columns]
    # The last row has no next: a null there would look like a missing value that agrees.
    return pl.all_horizontal(same) & (pl.int_range(pl.len()) < pl.len() - 1)


def local_day(time: str) -> pl.Expr:
    """The date of a moment in its record's own offset."""
    return (pl.col(time).dt.replace_time_zone(None) + pl.duration(seconds=pl.col("offset_s"))).dt.date()


def number_athletes(frames: Frames) -> tuple[pl.DataFrame, Frames]:
    """The athletes with a number `who` each, and every table keyed by it: numbers group faster than names.

    Rows of somebody who is not in `athletes` are left out.
    """
    athletes = frames.athletes.unique("athlete", keep="first", maintain_order=True).with_row_index("who")
    key = athletes.select("athlete", "who")

    def keyed(frame: pl.DataFrame) -> pl.DataFrame:
        if key.height == 1:  # one runner: a filter is ten times quicker than a join
            return frame.filter(pl.col("athlete") == key["athlete"][0]).with_columns(who=pl.lit(0, pl.UInt32))
        return frame.join(key, on="athlete")

    return athletes, Frames(
        athletes=athletes,
        sessions=keyed(frames.sessions),
        nights=keyed(frames.nights),
        check_ins=keyed(frames.check_ins),
        places=keyed(frames.places),
        plan=keyed(frames.plan),
    )


def past_sessions(sessions: pl.DataFrame, now: Now, w: Windows) -> pl.DataFrame:
    """The clean sessions that have begun."""
    return begun(clean_sessions(sessions, w), now)


def clean_sessions(sessions: pl.DataFrame, w: Windows) -> pl.DataFrame:
    """Sessions each once, in time order for each athlete.

    Adds `day`, `first_day` (the earliest so far), `end`, `end_day`, `minutes`, `km`, and the flags `run`, `legs` (leg
    strength), `loads` (it loads the legs) and `hard` (it explains sore legs).
    """
    seconds = pl.coalesce(possible("duration_s", LONGEST_S), possible("moving_s", LONGEST_S))
    kind = pl.when(pl.col("race").is_not_null()).then(pl.lit("race")).otherwise(pl.col("kind"))
    run, legs = pl.col("sport") == "run", pl.col("legs").fill_null(value=False)
    known = sessions.with_columns(
        end=pl.col("start") + pl.duration(seconds=seconds.fill_null(0)),
        minutes=seconds / 60,
        km=possible("distance_m", FURTHEST_M) / 1000,
        descent_m=pl.when(pl.col("descent_m").is_between(0, DEEPEST_M)).then(pl.col("descent_m")),
        kind=kind,
        run=run.fill_null(value=False),
        legs=legs,
    ).with_columns(**burdens(w), day=local_day("start"), end_day=local_day("end"))
    ordered = _once(_in_order(known, "start", "sport", "end", "id"), "who", "start", "sport")
    return ordered.with_columns(first_day=pl.col("day").cum_min().over("who"))


def begun(clean: pl.DataFrame, now: Now) -> pl.DataFrame:
    """The clean sessions that have begun by now."""
    return as_known(clean.filter(pl.col("start") <= now.moment), now)


def as_known(rows: pl.DataFrame, now: Now) -> pl.DataFrame:
    """Rows of the past as they are known now: a session under way ends now, and no day is after today.

    Travel westwards could make it so: it is yesterday again.
    """
    if "end" in rows.columns:
        rows = rows.with_columns(end=_until("end", now.moment))
    if "end_day" in rows.columns:
        rows = rows.with_columns(end_day=local_day("end"))
    days = [name for name in ("day", "end_day", "first_day") if name in rows.columns]
    return rows.with_columns(_until(name, now.today).alias(name) for name in days)


def _until(name: str, most: pl.Expr) -> pl.Expr:
    return pl.when(pl.col(name) > most).then(most).otherwise(pl.col(name))


def burdens(w: Windows) -> dict[str, pl.Expr]:
    """`hard` (it explains sore legs) and `loads` (it loads the legs) of a session of known kind, sport and descent."""
    hard = pl.col("kind").is_in(HARD).fill_null(value=False) & pl.col("sport").ne_missing("swim")
    steep_walk = (pl.col("sport") == "walk") & (pl.col("descent_m") >= w.downhill_from_m)
    return {
        "hard": hard | pl.col("legs"),
        "loads": pl.col("run") | pl.col("legs") | hard | steep_walk.fill_null(value=False),
    }


def highest_heart_rate(day: pl.Expr, w: Windows) -> pl.Expr:
    """The highest heart rate of an athlete on a day: as told, else by age."""
    age = pl.coalesce(day.dt.year() - pl.col("birth_year"), pl.col("age"))
    return pl.coalesce(pl.col("hr_max"), w.hr_max_at_birth - w.hr_max_per_year * age)


def by_day(frame: pl.DataFrame, *values: pl.Expr) -> pl.DataFrame:
    """One row for each athlete and day, in order, with these aggregations.

    One sorted whole number for both groups six times quicker than the two columns.
    """
    day = pl.col("day").to_physical().cast(pl.Int64)
    keyed = frame.with_columns(key=pl.col("who").cast(pl.Int64) * MORE_THAN_DAYS + day)
    if not keyed["key"].is_sorted():
        keyed = keyed.sort("key", maintain_order=True)
    return (
        keyed.with_columns(pl.col("key").set_sorted())
        .group_by("key", maintain_order=True)
        .agg(pl.col("who", "day").first(), KEPT.first(), *values)
        .drop("key")
    )


def each_day(frame: pl.DataFrame) -> pl.DataFrame:
    """`who` and `day`, in order, each day once."""
    day = pl.col("day").to_physical().cast(pl.Int64)
    keyed = frame.select("who", "day", key=pl.col("who").cast(pl.Int64) * MORE_THAN_DAYS + day)
    if not keyed["key"].is_sorted():
        keyed = keyed.sort("key")
    return keyed.filter(pl.col("key").ne_missing(pl.col("key").shift())).drop("key")


def midway(*names: str) -> pl.Expr:
    """Halfway between the least and the most of a day: the mean of two devices, whatever is written down twice."""
    columns = pl.col(*names)
    return (columns.min() + columns.max()) / 2


def possible(name: str, most: float) -> pl.Expr:
    """The column where it is above zero and not beyond belief: a distance or duration of nothing was not measured."""
    return pl.when((pl.col(name) > 0) & (pl.col(name) <= most)).then(pl.col(name))


def record(now: Day, name: str, *, of: pl.Expr | None = None, day: str = "day") -> dict[str, pl.Expr]:
    """Evidence columns of an aggregation: id and day of the last row, or of the last one for which `of` holds."""
    if not now.says_why:
        return {}
    found = [pl.col(column) if of is None else pl.col(column).filter(of) for column in ("id", day)]
    return {f"why.{name}.id": found[0].last(), f"why.{name}.day": found[1].last()}


def span(now: Day, name: str, used: pl.Expr) -> dict[str, pl.Expr]:
    """Evidence columns of an aggregation over the rows for which `used` holds: from when to when, and how many."""
    if not now.says_why:
        return {}
    day = pl.col("day").filter(used)
    return {f"why.{name}.first": day.min(), f"why.{name}.last": day.max(), f"why.{name}.n": day.len()}
