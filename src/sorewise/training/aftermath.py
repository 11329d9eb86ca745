"""How a place took the last run: against yesterday, against before the run, over the weeks."""

from __future__ import annotations

import polars as pl

from sorewise.training.now import KEPT, aged, days_ago
from sorewise.training.past import LONGEST_S
from sorewise.training.rows import Reach, Rows
from sorewise.training.view import View
from sorewise.training.windows import Windows

TOLD = ("at", "phase", "sore", "listed", "lists", "pain", "pain_start", "pain_now")
"""What it reads of the story of a place."""


def aftermath(asked: pl.DataFrame, told: Rows, view: View, w: Windows) -> pl.DataFrame:
    """`trend`, `next_am_vs_before`, `settled_next_am`, `week_trend` and `run_worse` of today's places.

    A change counts from `pain_step` on. `trend` compares with yesterday's number and is unknown where the place was not
    listed yesterday: a new complaint has no trend. The morning before the run is the last morning check-in within
    `before_run_h` of its start, where a check-in that says the place is not sore counts as 0.
    """
    today = asked.filter("given").select("place", "who", "today_pain", KEPT)
    now = view.now
    # So far back a run still has an answer, and the morning before it.
    far = max(
        2 * w.week_trend_days,
        w.run_answer_days + LONGEST_S // 86400 + int(w.before_run_h // 24) + 2,
        w.run_worse_days + 1,
    )
    heard = told.only(today["place"]).look(Reach(days=far, columns=TOLD)).drop(KEPT, "who")
    outing = _last_outing(view.only(today["who"]), w)
    heard = today.join(heard, on="place", maintain_order="left_right").join(outing, on="who", how="left")
    pain = pl.when("listed").then("pain").when(~pl.col("sore")).then(0.0)
    calm = pl.col("phase") != "in_run"
    am = pl.col("phase") == "morning"
    ahead_h = (pl.col("run_start") - pl.col("at")).dt.total_microseconds() / 3.6e9
    next_day = (pl.col("day") - pl.col("run_day")).dt.total_days() == 1
    in_run = (pl.col("phase") != "morning") & (pl.col("listed") | pl.col("lists").is_null())
    ran = pl.coalesce("pain_now", "pain").filter(in_run)
    this_week, week_before = (
        aged(now, 0, w.week_trend_days - 1),
        aged(now, w.week_trend_days, 2 * w.week_trend_days - 1),
    )
    on_run = in_run & pl.col("pain_now").is_not_null() & pl.col("pain_start").is_not_null()
    on_run &= aged(now, 0, w.run_worse_days) & (pl.col("day") >= pl.col("any_run_day")).fill_null(value=True)
    rise = (pl.col("pain_now") - pl.col("pain_start")).filter(on_run).last()
    facts = heard.group_by("place", "who", "today_pain", "run_day", maintain_order=True).agg(
        KEPT.first(),
        now_pain=pl.col("pain").filter(calm & pl.col("listed") & aged(now, 0, 0)).last(),
        yesterday=pl.coalesce(
            pl.col("pain").filter(am & pl.col("listed") & aged(now, 1, 1)).last(),
            pl.col("pain").filter(calm & pl.col("listed") & aged(now, 1, 1)).last(),
        ),
        before=pain.filter(am & ahead_h.is_between(0, w.before_run_h) & pl.col("sore").is_not_null()).last(),
        after=pain.filter(am & next_day & pl.col("sore").is_not_null()).first(),
        this=_enough(ran.filter(this_week.filter(in_run)), w.week_trend_values),
        last=_enough(ran.filter(week_before.filter(in_run)), w.week_trend_values),
        rise=rise,
    )
    now_pain = pl.coalesce("today_pain", "now_pain")
    yesterday_ran = days_ago(now, "run_day") == 1
    next_am = pl.when(yesterday_ran).then(now_pain).otherwise("after")
    settled = (next_am - pl.col("before")) < w.pain_step
    return facts.select(
        "place",
        trend=_change(now_pain - pl.col("yesterday"), w, ("better", "same", "worse")),
        next_am_vs_before=pl.when(yesterday_ran).then(
            _change(now_pain - pl.col("before"), w, ("lower", "same", "higher"))
        ),
        settled_next_am=pl.when(days_ago(now, "run_day") <= w.run_answer_days).then(settled),
        week_trend=_change(pl.col("this") - pl.col("last"), w, ("better", "same", "worse")),
        run_worse=pl.when(pl.col("rise") >= w.pain_step)
        .then(pl.lit(value=True))
        .when(pl.col("rise") <= 0)
        .then(pl.lit(value=False)),
        **{"why.run.day": "run_day"},
    )


def _last_outing(view: View, w: Windows) -> pl.DataFrame:
    """The last day before today with a run: `run_day`, and `run_start` of its first run; `any_run_day` may be today."""
    reach = Reach(
        of=pl.col("run"),
        days=max(w.run_answer_days, w.run_worse_days) + LONGEST_S // 86400 + 2,
        columns=("start", "end", "end_day", "offset_s"),
    )
    before = pl.col("end_day") < view.now.today
    run_day = pl.col("end_day").filter(before).max()
    return (
        view.sessions.look(reach)
        .group_by("who")
        .agg(
            run_day=run_day,
            run_start=pl.col("start").filter(pl.col("end_day") == run_day).min(),
            any_run_day=pl.col("end_day").max(),
        )
    )


def _enough(values: pl.Expr, least: int) -> pl.Expr:
    return pl.when(values.count() >= least).then(values.mean())


def _change(difference: pl.Expr, w: Windows, words: tuple[str, str, str]) -> pl.Expr:
    """The word for a fall, no change or a rise of at least one step; unknown stays unknown."""
    fall, same, rise = (pl.lit(word) for word in words)
    return (
        pl.when(difference <= -w.pain_step)
        .then(fall)
        .when(difference >= w.pain_step)
        .then(rise)
        .when(difference.is_not_null())
        .then(same)
    )
