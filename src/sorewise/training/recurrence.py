"""Whether a place keeps coming back: similar episodes, and earlier injury there."""

from __future__ import annotations

import polars as pl

from sorewise.training.past import Day, Now, aged, span
from sorewise.training.windows import Windows


def similar_episodes(sore: pl.DataFrame, alike: pl.DataFrame, seen: pl.DataFrame, now: Now, w: Windows) -> pl.DataFrame:
    """`similar_episodes_8w` (the most of any place) and `recurs_same_spot`, for each athlete.

    `alike` are the sessions like the last one, `seen` what is known of the days with a check-in.

    Counted are episodes with a pain of `episode_pain` or more within `episode_h` of a session of the same kind as the
    last one, and only those that are not ordinary soreness: one-sided, focal, or of a joint, bone or tendon. Today's
    counts too.
    A pain without a number counts as enough; sessions whose kind nobody told count as alike. Unknown without an earlier
    check-in in the `episode_days`. That a place does not recur is only told after `episode_check_ins` days with one.
    """
    odd = pl.col("one_sided") | pl.col("focal").fill_null(value=False) | pl.col("not_muscle").fill_null(value=False)
    strong = sore.filter(aged(now, 0, w.episode_days) & (pl.col("pain").fill_null(w.episode_pain) >= w.episode_pain))
    after = (
        strong.sort("at")
        .join_asof(alike, left_on="at", right_on="start", by="who", check_sortedness=False)
        .filter((pl.col("at") - pl.col("end")).dt.total_microseconds() <= w.episode_h * 3.6e9)
        .select("place", "episode")
        .unique()
    )
    counts = (
        sore.filter(odd)
        .select("who", "place", "episode")
        .unique()
        .join(after, on=("place", "episode"), how="semi")
        .group_by("who", "place")
        .len("times")
        .group_by("who")
        .agg(pl.col("times").max())
    )
    times = pl.when("earlier").then(pl.col("times").fill_null(0))
    return seen.join(counts, on="who", how="left").select(
        "who",
        similar_episodes_8w=times.cast(pl.Int64),
        recurs_same_spot=pl.when(times >= w.episodes_refer)
        .then(pl.lit(value=True))
        .when((times < w.episodes_refer) & (pl.col("days") >= w.episode_check_ins))
        .then(pl.lit(value=False)),
        **{f"why.similar.{part}": pl.col(f"why.similar.{part}") for part in ("first", "last", "n")},
    )


def days_seen(check_ins: pl.DataFrame, now: Day, w: Windows) -> pl.DataFrame:
    """How many of the last `episode_days` had a check-in, for each athlete, and whether one of them is over."""
    return (
        check_ins.filter(aged(now, 0, w.episode_days))
        .group_by("who")
        .agg(
            days=pl.col("day").n_unique(),
            earlier=(pl.col("day") < now.today).any(),
            **span("similar", pl.lit(value=True)),
        )
    )


def alike_sessions(past: pl.DataFrame) -> pl.DataFrame:
    """Sessions of the same kind as each athlete's last one, by their start: `who`, `start`, `end`."""
    kind = (
        pl.when("legs").then(pl.lit("strength")).otherwise(pl.col("kind").replace({"recovery": "easy", "other": None}))
    )
    loads = past.filter("loads").select("who", "start", "end", "sport", kind=kind)
    last = loads.group_by("who").agg(last_kind=pl.col("kind").last(), last_sport=pl.col("sport").last())
    untold = pl.col("kind").is_null() | pl.col("last_kind").is_null()
    same = (
        pl.when(untold).then(pl.col("sport") == pl.col("last_sport")).otherwise(pl.col("kind") == pl.col("last_kind"))
    )
    return loads.join(last, on="who", maintain_order="left").filter(same).select("who", "start", "end").sort("start")


def prior_injuries(
    asked: pl.DataFrame, told: pl.DataFrame, athletes: pl.DataFrame, now: Day, w: Windows
) -> pl.DataFrame:
    """`prior_injury_here` of today's places, from the profile's list (`calf`, `calf:left`) or an earlier answer.

    False where the profile keeps such a list and the place is not on it; unknown where nothing was ever told.
    """
    answered = (
        told.filter(aged(now, 0, w.injury_remembered_days))
        .group_by("place")
        .agg(answered=pl.col("prior_injury_here").max())
    )
    listed = athletes.select("who", "prior_injuries")
    region, side, injuries = pl.col("region"), pl.col("side"), pl.col("prior_injuries")
    both = (side == "both").fill_null(value=True)
    on_list = (
        injuries.list.contains(region)
        | injuries.list.contains(region + ":" + side.fill_null("both"))
        | injuries.list.contains(region + ":both")
        | (both & (injuries.list.contains(region + ":left") | injuries.list.contains(region + ":right")))
    )
    return (
        asked.filter("given")
        .join(listed, on="who", how="left", maintain_order="left")
        .join(answered, on="place", how="left", maintain_order="left")
        .select("place", prior_injury_here=pl.max_horizontal(on_list, "answered"))
    )
