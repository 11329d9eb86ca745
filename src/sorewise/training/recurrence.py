"""Whether a place keeps coming back: similar episodes, and earlier injury there."""

from __future__ import annotations

from collections.abc import Callable

import polars as pl

from sorewise.training.now import Now, aged
from sorewise.training.past import LONGEST_S, span
from sorewise.training.rows import Reach, Rows
from sorewise.training.view import View
from sorewise.training.windows import Windows


def similar_episodes(
    morning: pl.DataFrame, sore: pl.DataFrame, alike: Callable[[pl.Series], pl.DataFrame], now: Now, w: Windows
) -> pl.DataFrame:
    """`morning` with `similar_episodes_8w` (the most of any place) and `recurs_same_spot`, for what `days_seen` says.

    `alike` gives the sessions like the last one, of these athletes.

    Counted are episodes with a pain of `episode_pain` or more within `episode_h` of a session of the same kind as the
    last one, and only those that are not ordinary soreness: one-sided, focal, or of a joint, bone or tendon. Today's
    counts too.
    A pain without a number counts as enough; sessions whose kind nobody told count as alike. Unknown without an earlier
    check-in in the `episode_days`. That a place does not recur is only told after `episode_check_ins` days with one.
    """
    counted = sore.filter("odd").select("who", "place", "episode").unique("episode")
    strong = aged(now, 0, w.episode_days) & (pl.col("pain").fill_null(w.episode_pain) >= w.episode_pain)
    reports = sore.filter(strong).select("who", "episode", "at").join(counted, on="episode", how="semi")
    after = (
        reports.sort("at")
        .join_asof(alike(reports["who"].unique()), left_on="at", right_on="start", by="who", check_sortedness=False)
        .filter((pl.col("at") - pl.col("end")).dt.total_microseconds() <= w.episode_h * 3.6e9)
        .select("episode")
        .unique()
    )
    counts = (
        counted.join(after, on="episode", how="semi")
        .group_by("who", "place")
        .len("times")
        .group_by("who")
        .agg(pl.col("times").max())
    )
    times = pl.when("seen_before").then(pl.col("times").fill_null(0))
    return morning.join(counts, on="who", how="left", maintain_order="left").with_columns(
        similar_episodes_8w=times.cast(pl.Int64),
        recurs_same_spot=pl.when(times >= w.episodes_refer)
        .then(pl.lit(value=True))
        .when((times < w.episodes_refer) & (pl.col("seen_days") >= w.episode_check_ins))
        .then(pl.lit(value=False)),
    )


def days_seen(view: View, w: Windows) -> pl.DataFrame:
    """How many of the last `episode_days` had a check-in, for each athlete, and whether one of them is over."""
    now = view.now
    check_ins = view.check_ins.look(Reach(days=w.episode_days)).filter(aged(now, 0, w.episode_days))
    return check_ins.group_by("who").agg(
        seen_days=pl.col("day").n_unique(),
        seen_before=(pl.col("day") < now.today).any(),
        **span(now, "similar", pl.lit(value=True)),
    )


def alike_sessions(view: View, w: Windows) -> pl.DataFrame:
    """Sessions of the same kind as each athlete's last one, by their start: `who`, `start`, `end`."""
    kind = (
        pl.when("legs").then(pl.lit("strength")).otherwise(pl.col("kind").replace({"recovery": "easy", "other": None}))
    )
    far = w.episode_days + int(w.episode_h // 24) + 1 + LONGEST_S // 86400
    columns = ("start", "end", "sport", "kind", "legs")
    loads, last = (
        view.sessions.look(Reach(of=pl.col("loads"), days=days, last=True, columns=columns)).select(
            "who", "start", "end", "sport", kind=kind
        )
        for days in (far, None)
    )
    last = last.group_by("who").agg(last_kind=pl.col("kind").last(), last_sport=pl.col("sport").last())
    untold = pl.col("kind").is_null() | pl.col("last_kind").is_null()
    same = (
        pl.when(untold).then(pl.col("sport") == pl.col("last_sport")).otherwise(pl.col("kind") == pl.col("last_kind"))
    )
    return (
        loads.join(last, on="who", maintain_order="left")
        .filter(same)
        .select("who", "start", "end")
        .sort("start", maintain_order=True)
    )


def prior_injuries(asked: pl.DataFrame, told: Rows, view: View, w: Windows) -> pl.DataFrame:
    """`prior_injury_here` of today's places, from the profile's list (`calf`, `calf:left`) or an earlier answer.

    False where the profile keeps such a list and the place is not on it; unknown where nothing was ever told.
    """
    days = min(w.injury_remembered_days, w.complaint_days)
    spoken = Reach(of=pl.col("prior_injury_here").is_not_null(), days=days, columns=("prior_injury_here",))
    answered = (
        told.look(spoken)
        .filter(aged(view.now, 0, days))
        .group_by("place")
        .agg(answered=pl.col("prior_injury_here").max())
    )
    listed = view.athletes.select("who", "prior_injuries")
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
