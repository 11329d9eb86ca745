"""The story of each sore place: what every check-in said of it, and since when it has been sore without a break.

A `place` is a region and side that is asked about. A record of the same region belongs to it unless the sides exclude
each other (left and right); a side that was not told excludes nothing.
"""

from __future__ import annotations

import polars as pl

from sorewise.training.now import KEPT, Now, aged
from sorewise.training.rows import Reach
from sorewise.training.view import View
from sorewise.training.windows import Windows

ONE_SIDE = ("left", "right")


def asked_places(spots: pl.DataFrame, view: View, w: Windows) -> pl.DataFrame:
    """Today's places (`given`), and for athletes without any those of the last `episode_days`, numbered `place`.

    `spots` has `who`, `region`, `side`, `pain` and `n` (its row in the caller's order).
    """
    none_today = view.athletes.join(spots, on="who", how="anti", maintain_order="left")["who"]
    known = (
        view.only(none_today)
        .places.look(Reach(days=w.episode_days, columns=("region", "side")))
        .join(spots, on="who", how="anti")
        .filter(aged(view.now, 0, w.episode_days))
        .select("who", "region", "side", KEPT)
        .unique(("who", "region", "side"), maintain_order=True)
    )
    return (
        pl.concat([spots, known], how="diagonal")
        .select("who", "region", "side", "n", KEPT, today_pain="pain", given=pl.col("n").is_not_null())
        .with_row_index("place")
    )


def reports(asked: pl.DataFrame, check_ins: pl.DataFrame, places: pl.DataFrame, w: Windows) -> pl.DataFrame:
    """One row a place and check-in, in time order, with what it said of the place.

    `sore` is true or false, or null where the check-in did not speak of it: a check-in that lists other places, or says
    that the legs are fresh or the pain below `sore_from`, says no to this one, unless it is from within a run. A listed
    place without a number is sore. `odd` is soreness that is not ordinary: one-sided, focal, or not of a muscle.
    `plain` is all of it diffuse and muscular.
    """
    sides_meet = (
        pl.col("side_told").is_null()
        | pl.col("side").is_null()
        | (pl.col("side") == pl.col("side_told"))
        | (pl.col("side") == "both")
        | (pl.col("side_told") == "both")
    )
    not_muscle = pl.col("tissue").is_in(["joint", "bone", "tendon"])
    told = (
        places.rename({"side": "side_told"})
        .join(asked.select("place", "who", "region", "side"), on=("who", "region"))
        .filter(sides_meet)
        .group_by("place", "check_in", maintain_order=True)
        .agg(
            pl.col("pain", "days_sore", "hours_since_onset").max(),
            pl.col("prior_injury_here").max(),
            plain=((pl.col("spread") == "diffuse") & (pl.col("tissue") == "muscle")).all(ignore_nulls=False),
            odd=(pl.col("side_told").is_in(ONE_SIDE) | (pl.col("spread") == "focal") | not_muscle).any(),
            listed=pl.lit(value=True),
        )
    )
    lists = places.select("who", check_in="check_in", lists=pl.lit(value=True)).unique()
    every = check_ins.select(
        "who", "at", "day", "phase", "legs", "pain_start", "pain_now", check_in="id", all_pain="pain"
    ).join(lists, on=("who", "check_in"), how="left", maintain_order="left")
    listed, pain = pl.col("listed").fill_null(value=False), pl.col("pain")
    # In a run only what is said of the place counts: it may be warm now and sore tomorrow.
    calm = pl.col("phase") != "in_run"
    no = pl.col("lists") | (pl.col("legs") == "fresh") | (pl.col("all_pain") < w.sore_from)
    hurts = (pain >= w.sore_from).fill_null(value=True)
    return (
        asked.select("place", "who")
        .join(every, on="who", maintain_order="left_right")
        .join(told, on=("place", "check_in"), how="left", maintain_order="left")
        .with_columns(
            listed=listed,
            sore=pl.when(listed & (calm | hurts)).then(hurts).when(~listed & calm & no).then(pl.lit(value=False)),
        )
    )


def with_beginnings(told: pl.DataFrame, w: Windows) -> pl.DataFrame:
    """`reports` with `began_at`: no episode that a report belongs to began before, whenever it is looked at."""
    known = pl.col("sore").is_not_null()
    before = {name: pl.when(known).then(name).forward_fill().shift() for name in ("place", "day", "sore")}
    # A day more than the silence that ends an episode: seen from further west its days may be nearer to each other.
    near = (pl.col("day") - before["day"]).dt.total_days() <= w.complaint_gap_days + 1
    goes_on = (before["place"] == pl.col("place")) & before["sore"] & near
    begins = pl.col("sore") & ~goes_on.fill_null(value=False)
    first = pl.when(begins).then("at").forward_fill()
    return told.with_columns(began_at=pl.when("sore").then(first).otherwise("at"))


def episodes(asked: pl.DataFrame, told: pl.DataFrame, now: Now, w: Windows) -> pl.DataFrame:
    """The reports that found a place sore, today's places added, each with the number of its `episode`.

    A report that the place is not sore ends an episode, and so does a silence of more than `complaint_gap_days`.
    """
    today = asked.filter("given").select(
        "place",
        "who",
        KEPT,
        at=now.moment,
        day=now.today,
        pain="today_pain",
        sore=pl.lit(value=True),
        odd=pl.col("side").is_in(ONE_SIDE).fill_null(value=False),
        asked_now=pl.lit(value=True),
    )
    rows = (
        pl.concat([told.drop_nulls("sore"), today], how="diagonal")
        .with_columns(pl.col("asked_now").fill_null(value=False))
        .sort("place", maintain_order=True)  # those of today, which are the last, stand behind the others already
    )
    same = pl.col("place") == pl.col("place").shift(1)
    quiet = pl.col("day").diff().dt.total_days() > w.complaint_gap_days
    begins = pl.col("sore") & ~(same & pl.col("sore").shift(1) & ~quiet).fill_null(value=False)
    return rows.with_columns(episode=begins.cum_sum()).filter("sore")
