"""What the sessions say: the last one, the last leg strength, races, breaks and habits."""

from __future__ import annotations

import polars as pl

from sorewise.training.now import Now, aged, days_ago, hours_since
from sorewise.training.past import LONGEST_S, each_day, record, span
from sorewise.training.rows import Reach
from sorewise.training.view import View
from sorewise.training.windows import Windows


def last_session(view: View) -> pl.DataFrame:
    """`last_session_type` of the last session that loads the legs, and its end for `hours_since_ends`.

    A swim after yesterday's hills does not hide them. A session whose kind nobody told is "other".
    """
    kind = pl.when(pl.col("legs")).then(pl.lit("strength")).otherwise(pl.col("kind").fill_null("other"))
    last = view.sessions.look(Reach(of=pl.col("loads"), last=True, columns=("kind", "legs", "end")))
    return last.group_by("who").agg(
        last_session_type=kind.last(), last_session_end=pl.col("end").last(), **record(view.now, "last_session")
    )


def last_run(view: View, w: Windows) -> pl.DataFrame:
    """`days_off_running`, `usual_gap_days`, `longest_run_30d_km` and `last_spike_pct`.

    Days off are whole days between the last run and today. Where a watch cut one outing into several files, the longest
    piece of the last day of running is the last run; the days before that day are what it is compared with.
    """
    now = view.now
    # Three days more than enough: local days, and travel.
    since = pl.col("start") - pl.duration(days=w.longest_run_days + 3)
    reach = Reach(of=pl.col("run"), since=since, columns=("km", "end", "end_day", "offset_s"))
    runs = view.sessions.look(reach)
    last = runs.group_by("who", maintain_order=True).agg(last=pl.col("day").max())
    back = (pl.col("last") - pl.col("day")).dt.total_days()
    recent, km = aged(now, 0, w.longest_run_days), pl.col("km")
    compared = (
        runs.join(last, on="who", maintain_order="left")
        .filter((back <= w.longest_run_days) | recent)
        .with_columns(
            outing=pl.when(back == 0).then(km),
            before=pl.when(back.is_between(1, w.longest_run_days)).then(km),
            recent=pl.when(recent).then(km),
        )
    )
    outing, longest = pl.col("outing"), pl.col("recent")
    facts = compared.group_by("who", maintain_order=True).agg(
        days_off_running=(days_ago(now, "end_day").min() - 1).clip(lower_bound=0),
        longest_run_30d_km=longest.max(),
        last_spike_pct=(outing.max() / pl.col("before").max() - 1) * 100,
        **record(now, "last_run"),
        **record(now, "last_outing", of=outing == outing.max()),
        **record(now, "longest_run", of=longest == longest.max()),
    )
    return facts.join(_usual_gap(view, w), on="who", how="left", maintain_order="left")


def _usual_gap(view: View, w: Windows) -> pl.DataFrame:
    """`usual_gap_days`: the median days between days with a run, if there are `gap_values` of them."""
    now = view.now
    days = each_day(view.sessions.look(Reach(of=pl.col("run"), days=w.gap_days)).filter(aged(now, 0, w.gap_days)))
    same = pl.col("who") == pl.col("who").shift()
    days = days.with_columns(gap=pl.when(same).then(pl.col("day").diff().dt.total_days()))
    gap = pl.col("gap")
    return days.group_by("who", maintain_order=True).agg(
        usual_gap_days=pl.when(gap.count() >= w.gap_values).then(gap.median()), **span(now, "gaps", pl.lit(value=True))
    )


def last_downhill(view: View) -> pl.DataFrame:
    """`last_downhill`: whether the last session on foot lost much more height than the runner's own usual run.

    Unknown without its descent, or with fewer than `downhill_values` runs of known descent before it.
    """
    on_foot = pl.col("loads") & pl.col("sport").is_in(["run", "walk"])
    last = view.sessions.look(Reach(of=on_foot, last=True, columns=("steep_down",)))
    return last.group_by("who").agg(last_downhill=pl.col("steep_down").last(), **record(view.now, "last_foot"))


def leg_strength(view: View, w: Windows) -> pl.DataFrame:
    """`leg_strength_habitual`: enough days of it in each of the last `leg_weeks` weeks; and its end.

    A week is seven local days, the first of them ending today. Whether the loads were the same is not known.
    """
    now = view.now
    days = [pl.col("day").filter(aged(now, 7 * week, 7 * week + 6)).n_unique() for week in range(w.leg_weeks)]
    trained = view.sessions.look(Reach(of=pl.col("legs"), days=7 * w.leg_weeks, last=True, columns=("end",)))
    return trained.group_by("who").agg(
        leg_strength_end=pl.col("end").last(),
        leg_strength_habitual=pl.min_horizontal(days) >= w.leg_sessions_a_week,
        **record(now, "leg_strength"),
    )


def hours_since_ends(morning: pl.DataFrame, now: Now) -> pl.DataFrame:
    """`last_session_hours_ago` and `hours_since_leg_strength`, from the ends of these sessions."""
    return morning.with_columns(
        last_session_hours_ago=hours_since("last_session_end", now),
        hours_since_leg_strength=hours_since("leg_strength_end", now),
    ).drop("last_session_end", "leg_strength_end")


def last_race(view: View, w: Windows) -> pl.DataFrame:
    """`race_type` and `days_since_race`, counted from the local day on which the race ended.

    After several races the one that still has most of its recovery before it is told (a 10 km race does not hide last
    week's marathon); when all are over, the last one.
    """
    now = view.now
    km, running = pl.col("km"), pl.col("run")
    by_length = (
        pl.when(~running | km.is_null())
        .then(pl.lit("long_other"))
        .when(km <= w.race_5k_max_km)
        .then(pl.lit("5k"))
        .when(km <= w.race_10k_max_km)
        .then(pl.lit("10k"))
        .when(km <= w.race_half_max_km)
        .then(pl.lit("half"))
        .when(km <= w.race_marathon_max_km)
        .then(pl.lit("marathon"))
        .otherwise(pl.lit("ultra"))
    )
    spans = {
        "half": w.half_easy_days,
        "marathon": w.marathon_easy_days,
        "ultra": w.ultra_easy_days,
        "long_other": w.long_other_days,
    }
    short_other = ~running & pl.col("race").is_null() & (pl.col("minutes") < w.race_long_min).fill_null(value=False)
    # A race may be two weeks long.
    longest = LONGEST_S // 86400 + 3
    reach = Reach(
        of=(pl.col("kind") == "race") & ~short_other,
        days=max(spans.values()) + longest,
        since=pl.col("start") - pl.duration(days=longest),
        columns=("race", "km", "run", "end", "end_day", "offset_s"),
    )
    races = view.sessions.look(reach).with_columns(
        race_type=pl.coalesce("race", by_length), since=days_ago(now, "end_day")
    )
    through = pl.col("since") / pl.col("race_type").replace_strict(spans, default=None)
    return (
        races.with_columns(through=pl.when(through <= 1).then(through))
        .sort("who", "through", "since", nulls_last=True, maintain_order=True)
        .group_by("who")
        .agg(
            race_type=pl.col("race_type").first(),
            days_since_race=pl.col("since").first(),
            **record(now, "race", of=pl.int_range(pl.len()) == 0, day="end_day"),
        )
    )
