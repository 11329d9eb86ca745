"""What earlier check-ins say of the whole runner: streaks of tired, ill and limping days, the last fever."""

from __future__ import annotations

import polars as pl

from sorewise.training.past import Day, aged, by_day, days_ago, span
from sorewise.training.windows import Windows


def check_in_facts(check_ins: pl.DataFrame, now: Day, w: Windows) -> pl.DataFrame:
    """`fatigue_days_high`, `illness_days`, `limp_days` and `days_since_fever`, from `past_check_ins`.

    A day counts as its worst answer. Days of illness and limp run up to today, because they only matter to somebody who
    is still ill or limping; days of fatigue to the last one told. Up to `streak_gap_days` between two answers a streak
    goes on in silence; after that it is unknown. `days_since_fever` is unknown where no fever was ever told.
    """
    fever = pl.col("fever").fill_null(value=False) | (pl.col("temp_c") >= w.fever_c).fill_null(value=False)
    ill = pl.when(fever).then(pl.lit(value=True)).otherwise(pl.col("illness").is_in(["above_neck", "below_neck"]))
    told = check_ins.select(
        "who",
        "day",
        tired=pl.col("fatigue") >= w.tired,
        ill=ill,
        limping=pl.col("gait") == "changed",
        fever=fever,
        # The runner's own count, carried on to today.
        ill_days=pl.when(ill).then(days_ago(now) + pl.col("illness_days")).cast(pl.Int64),
    )
    days = by_day(told, pl.col("tired", "ill", "limping", "ill_days").max())
    tired, sick, limp = (_streak(days, state, now, w) for state in ("tired", "ill", "limping"))
    fevers = told.filter("fever").group_by("who").agg(days_since_fever=days_ago(now).min(), day=pl.col("day").max())
    everyone = told.select("who").unique(maintain_order=True)
    for frame in (
        tired.rename({"to_last": "fatigue_days_high", **_evidence("tired")}).drop("to_today", "ill_days"),
        sick.with_columns(illness_days=pl.max_horizontal("to_today", "ill_days"))
        .rename(_evidence("ill"))
        .drop("to_last", "to_today", "ill_days"),
        limp.rename({"to_today": "limp_days", **_evidence("limp")}).drop("to_last", "ill_days"),
        fevers.rename({"day": "why.fever.day"}),
    ):
        everyone = everyone.join(frame, on="who", how="left", maintain_order="left")
    return everyone


def _evidence(name: str) -> dict[str, str]:
    return {part: f"why.{name}.{part}" for part in ("first", "last", "n")}


def _streak(days: pl.DataFrame, state: str, now: Day, w: Windows) -> pl.DataFrame:
    """The streak of a state that is still alive, for each athlete with an answer about it not too long ago.

    `to_last` and `to_today` are its days up to the last answer and up to today, 0 if the last answer ended it; `first`,
    `last` and `n` say which days it was told on, `ill_days` the most that was told.
    """
    known = days.drop_nulls(state)
    before = (pl.col("who") == pl.col("who").shift(1)) & pl.col(state).shift(1)
    silent = pl.col("day").diff().dt.total_days() > w.streak_gap_days
    goes_on = (pl.col(state) & before & ~silent).fill_null(value=False)
    streaks = known.with_columns(streak=(~goes_on).cum_sum())
    latest = streaks.group_by("who", maintain_order=True).agg(pl.col("streak").max())
    day, none = pl.col("day"), pl.lit(0, pl.Int64)
    length, since = (day.max() - day.min()).dt.total_days() + 1, days_ago(now).max() + 1
    return (
        streaks.join(latest, on="streak", how="semi")
        .group_by("who", maintain_order=True)
        .agg(
            holds=pl.col(state).last(),
            fresh=days_ago(now).min() <= w.streak_gap_days,
            to_last=length,
            to_today=since,
            ill_days=pl.col("ill_days").max(),
            first=day.min(),
            last=day.max(),
            n=pl.len(),
        )
        .filter("fresh")
        .select(
            "who",
            pl.when("holds").then(pl.col("to_last", "to_today")).otherwise(none),
            pl.when("holds").then(pl.col("ill_days", "first", "last", "n")),
        )
    )


def usual_eases(check_ins: pl.DataFrame, now: Day, w: Windows) -> pl.DataFrame:
    """`usual_eases`: true where running eased the soreness in most in-run checks that began sore, else unknown."""
    eased = pl.col("pain_now") <= pl.col("pain_start") - w.pain_step
    sore = check_ins.filter(
        (pl.col("phase") == "in_run") & (pl.col("pain_start") >= w.sore_from) & aged(now, 0, w.eases_days)
    ).drop_nulls("pain_now")
    mostly = (pl.len() >= w.eases_values) & (eased.mean() >= w.eases_share)
    return sore.group_by("who").agg(
        usual_eases=pl.when(mostly).then(pl.lit(value=True)), **span("eases", pl.lit(value=True))
    )
