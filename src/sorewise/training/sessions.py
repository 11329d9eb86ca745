"""What the sessions say: the last one, the last leg strength, races, breaks and habits."""

from __future__ import annotations

import polars as pl

from sorewise.training.past import Day, Now, aged, by_day, days_ago, hours_since, record, span
from sorewise.training.windows import Windows


def last_session(past: pl.DataFrame) -> pl.DataFrame:
    """`last_session_type` of the last session that loads the legs, and its end for `hours_since_ends`.

    A swim after yesterday's hills does not hide them. A session whose kind nobody told is "other".
    """
    kind = pl.when(pl.col("legs")).then(pl.lit("strength")).otherwise(pl.col("kind").fill_null("other"))
    return (
        past.filter("loads")
        .group_by("who")
        .agg(
            last_session_type=kind.last(),
            last_session_end=pl.col("end").last(),
            **record("last_session"),
        )
    )


def last_run(past: pl.DataFrame, now: Day, w: Windows) -> pl.DataFrame:
    """`days_off_running`, `usual_gap_days`, `longest_run_30d_km` and `last_spike_pct`.

    Days off are whole days between the last run and today. Where a watch cut one outing into several files, the longest
    piece of the last day of running is the last run; the days before that day are what it is compared with.
    """
    runs = past.filter("run")
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
        **record("last_run"),
        **record("last_outing", of=outing == outing.max()),
        **record("longest_run", of=longest == longest.max()),
    )
    return facts.join(_usual_gap(runs, now, w), on="who", how="left", maintain_order="left")


def _usual_gap(runs: pl.DataFrame, now: Day, w: Windows) -> pl.DataFrame:
    """`usual_gap_days`: the median days between days with a run, if there are `gap_values` of them."""
    days = by_day(runs.filter(aged(now, 0, w.gap_days)))
    gap = pl.col("day").diff().dt.total_days().drop_nulls()
    return days.group_by("who", maintain_order=True).agg(
        usual_gap_days=pl.when(gap.len() >= w.gap_values).then(gap.median()), **span("gaps", pl.lit(value=True))
    )


def last_downhill(past: pl.DataFrame) -> pl.DataFrame:
    """`last_downhill`: whether the last session on foot lost much more height than the runner's own usual run.

    Unknown without its descent, or with fewer than `downhill_values` runs of known descent before it.
    """
    foot = past.filter(pl.col("loads") & pl.col("sport").is_in(["run", "walk"]))
    return foot.group_by("who").agg(last_downhill=pl.col("steep_down").last(), **record("last_foot"))


def leg_strength(past: pl.DataFrame, now: Day, w: Windows) -> pl.DataFrame:
    """`leg_strength_habitual`: enough days of it in each of the last `leg_weeks` weeks; and its end.

    A week is seven local days, the first of them ending today. Whether the loads were the same is not known.
    """
    days = [pl.col("day").filter(aged(now, 7 * week, 7 * week + 6)).n_unique() for week in range(w.leg_weeks)]
    return (
        past.filter("legs")
        .group_by("who")
        .agg(
            leg_strength_end=pl.col("end").last(),
            leg_strength_habitual=pl.min_horizontal(days) >= w.leg_sessions_a_week,
            **record("leg_strength"),
        )
    )


def hours_since_ends(morning: pl.DataFrame, now: Now) -> pl.DataFrame:
    """`last_session_hours_ago` and `hours_since_leg_strength`, from the ends of these sessions."""
    return morning.with_columns(
        last_session_hours_ago=hours_since("last_session_end", now),
        hours_since_leg_strength=hours_since("leg_strength_end", now),
    ).drop("last_session_end", "leg_strength_end")


def last_race(past: pl.DataFrame, now: Day, w: Windows) -> pl.DataFrame:
    """`race_type` and `days_since_race`, counted from the local day on which the race ended.

    After several races the one that still has most of its recovery before it is told (a 10 km race does not hide last
    week's marathon); when all are over, the last one.
    """
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
    races = past.filter((pl.col("kind") == "race") & ~short_other).with_columns(
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
            **{"why.race.id": pl.col("id").first(), "why.race.day": pl.col("end_day").first()},
        )
    )
