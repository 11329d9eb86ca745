"""What earlier check-ins say of the whole runner: streaks of tired, ill and limping days, the last fever."""

from __future__ import annotations

import polars as pl
import polars.selectors as cs

from sorewise.training.now import Day, aged, days_ago
from sorewise.training.past import by_day, span
from sorewise.training.rows import Reach
from sorewise.training.view import View
from sorewise.training.windows import Windows

STATES = ("tired", "ill", "limping")


def with_states(check_ins: pl.DataFrame, w: Windows) -> pl.DataFrame:
    """Check-ins with what they say of the whole runner: `tired`, `ill`, `limping` and `fever`."""
    fever = pl.col("fever").fill_null(value=False) | (pl.col("temp_c") >= w.fever_c).fill_null(value=False)
    ill = pl.when(fever).then(pl.lit(value=True)).otherwise(pl.col("illness").is_in(["above_neck", "below_neck"]))
    return check_ins.with_columns(
        tired=pl.col("fatigue") >= w.tired, ill=ill, limping=pl.col("gait") == "changed", fever=fever
    )


def streaks_since(check_ins: pl.DataFrame, w: Windows) -> pl.DataFrame:
    """`with_states` with the column `streaks_since`: no streak told after this check-in began before that moment.

    It is the first day of the streak that the last tired (ill, limping) check-in up to here belongs to, while that is
    not long over. Where the local days of an athlete go back, which travel can do, it is the beginning of all.
    """
    days = by_day(check_ins, pl.col(*STATES).max())
    since = [pl.col("day")]
    for state in STATES:
        first = _numbered(days, state, w).select(
            "who", "day", pl.col("day").min().over("streak").alias(state + ".first")
        )
        check_ins = check_ins.join(first, on=("who", "day"), how="left", maintain_order="left")
        last, began = (pl.when(state).then(value).forward_fill().over("who") for value in ("day", state + ".first"))
        alive = (pl.col("day") - last).dt.total_days() <= w.streak_gap_days
        since.append(pl.when(alive).then(began))
    back = (pl.col("day") < pl.col("day").shift(1)).fill_null(value=False).any().over("who")
    begin = pl.when(back).then(pl.date(1, 1, 1)).otherwise(pl.min_horizontal(since)).cast(pl.Datetime("us", "UTC"))
    return check_ins.with_columns(streaks_since=begin - pl.duration(days=1)).drop(f"{state}.first" for state in STATES)


def last_fever(view: View) -> pl.DataFrame:
    """`days_since_fever`, unknown where no fever was ever told; from `with_states`."""
    last = {"why.fever.day": pl.col("day").max()}
    fevers = view.check_ins.look(Reach(of=pl.col("fever"), since=pl.col("at") - pl.duration(days=2)))
    return fevers.group_by("who").agg(days_since_fever=days_ago(view.now).min(), **last)


def streaks(view: View, w: Windows) -> pl.DataFrame:
    """`fatigue_days_high`, `illness_days` and `limp_days`, from `with_states`.

    A day counts as its worst answer. Days of illness and limp run up to today, because they only matter to somebody who
    is still ill or limping; days of fatigue to the last one told. Up to `streak_gap_days` between two answers a streak
    goes on in silence; after that it is unknown.
    """
    now = view.now
    reach = Reach(days=w.streak_gap_days, since=pl.col("streaks_since"), columns=(*STATES, "illness_days"))
    check_ins = view.check_ins.look(reach)
    # The runner's own count, carried on to today.
    ill_days = pl.when("ill").then(days_ago(now) + pl.col("illness_days")).cast(pl.Int64)
    days = by_day(check_ins.with_columns(ill_days=ill_days), pl.col(*STATES, "ill_days").max())
    tired, ill, limping = (_streak(days, state, now, w) for state in STATES)
    everyone = check_ins.select("who").unique(maintain_order=True)
    for streak in (
        tired.drop("to_today", "ill_days").rename({"to_last": "fatigue_days_high"}),
        ill.select(
            cs.exclude("to_last", "to_today", "ill_days"), illness_days=pl.max_horizontal("to_today", "ill_days")
        ),
        limping.drop("to_last", "ill_days").rename({"to_today": "limp_days"}),
    ):
        everyone = everyone.join(streak, on="who", how="left", maintain_order="left")
    return everyone


def _streak(days: pl.DataFrame, state: str, now: Day, w: Windows) -> pl.DataFrame:
    """The streak of a state that is still alive, for each athlete with an answer about it not too long ago.

    `to_last` and `to_today` are its days up to the last answer and up to today, 0 if the last answer ended it;
    `ill_days` the most that was told; columns `why.*` say which days it was told on.
    """
    numbered = _numbered(days, state, w)
    latest = numbered.group_by("who", maintain_order=True).agg(pl.col("streak").max())
    day, none = pl.col("day"), pl.lit(0, pl.Int64)
    length, since = (day.max() - day.min()).dt.total_days() + 1, days_ago(now).max() + 1
    return (
        numbered.join(latest, on="streak", how="semi")
        .group_by("who", maintain_order=True)
        .agg(
            holds=pl.col(state).last(),
            fresh=days_ago(now).min() <= w.streak_gap_days,
            to_last=length,
            to_today=since,
            ill_days=pl.col("ill_days").max(),
            **span(now, state, pl.lit(value=True)),
        )
        .filter("fresh")
        .select(
            "who",
            pl.when("holds").then(pl.col("to_last", "to_today")).otherwise(none),
            pl.when("holds").then(pl.col("ill_days")),
            pl.when("holds").then(cs.starts_with("why.")),
        )
    )


def _numbered(days: pl.DataFrame, state: str, w: Windows) -> pl.DataFrame:
    """The days with an answer about a state, each with the number of its `streak`."""
    known = days.drop_nulls(state)
    before = (pl.col("who") == pl.col("who").shift(1)) & pl.col(state).shift(1)
    silent = pl.col("day").diff().dt.total_days() > w.streak_gap_days
    goes_on = (pl.col(state) & before & ~silent).fill_null(value=False)
    return known.with_columns(streak=(~goes_on).cum_sum())


def usual_eases(view: View, w: Windows) -> pl.DataFrame:
    """`usual_eases`: true where running eased the soreness in most in-run checks that began sore, else unknown."""
    eased = pl.col("pain_now") <= pl.col("pain_start") - w.pain_step
    now = view.now
    sore_run = (pl.col("phase") == "in_run") & (pl.col("pain_start") >= w.sore_from) & pl.col("pain_now").is_not_null()
    reach = Reach(of=sore_run, days=w.eases_days, columns=("pain_start", "pain_now"))
    sore = view.check_ins.look(reach).filter(aged(now, 0, w.eases_days))
    mostly = (pl.len() >= w.eases_values) & (eased.mean() >= w.eases_share)
    return sore.group_by("who").agg(
        usual_eases=pl.when(mostly).then(pl.lit(value=True)), **span(now, "eases", pl.lit(value=True))
    )
