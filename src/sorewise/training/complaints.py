"""The three clocks of a sore place: days sore, hours since it began, hours since the session to blame."""

from __future__ import annotations

import polars as pl

from sorewise.training.now import KEPT, Now, days_ago, hours_since
from sorewise.training.past import LONGEST_S
from sorewise.training.rows import Reach
from sorewise.training.view import View
from sorewise.training.windows import Windows


def clocks(asked: pl.DataFrame, sore: pl.DataFrame, view: View, w: Windows) -> pl.DataFrame:
    """`days_sore`, `trigger_hours` and `hours_since_onset` of today's places; `sore` comes from `episodes`.

    Soreness on both sides that was last called diffuse and muscular, and that a hard session explains, counts from
    the last such session; everything else from the first day of the complaint, or earlier if the runner said so. The
    session to blame is the one that explains it, otherwise the last before it began that loads the legs. A hard session
    explains soreness from `doms_from_h` after its end, if the complaint had begun within `fresh_load_h` of it.
    """
    now = view.now
    current = asked.filter("given").join(_current(sore, now), on="place", maintain_order="left")
    # The last but those that ended just now: of the longest that there can be, and one before them.
    fresh_days = LONGEST_S // 86400 + int(w.doms_from_h // 24) + 2
    reach = Reach(of=pl.col("hard"), days=fresh_days, last=True, columns=("id", "end", "end_day", "offset_s"))
    hard = view.only(current["who"]).sessions.look(reach).filter(hours_since("end", now) >= w.doms_from_h)
    hard = hard.group_by("who").agg(
        hard_day=pl.col("end_day").last(), hard_end=pl.col("end").last(), hard_id=pl.col("id").last()
    )
    loads = Reach(of=pl.col("loads"), columns=("start", "end", "id", "day"))
    blamed = view.sessions.before(current.select("place", "who", "onset", KEPT), "onset", loads).select(
        "place", blamed_end="end", blamed_id="id", blamed_day="day"
    )
    before_onset_h = (pl.col("onset") - pl.col("hard_end")).dt.total_microseconds() / 3.6e9
    explained = ((pl.col("side") == "both") & pl.col("plain") & (before_onset_h <= w.fresh_load_h)).fill_null(
        value=False
    )
    from_session = days_ago(now, "hard_day").clip(lower_bound=1)
    trigger = pl.when("explained").then("hard_end").otherwise("blamed_end")
    return (
        current.join(hard, on="who", how="left", maintain_order="left")
        .join(blamed, on="place", how="left", maintain_order="left")
        .with_columns(explained=explained)
        .select(
            "place",
            days_sore=pl.when("explained").then(from_session).otherwise("days_told"),
            trigger_hours=((now.moment - trigger).dt.total_microseconds() / 3.6e9).clip(lower_bound=0),
            hours_since_onset=pl.when("earlier").then(hours_since("onset", now)),
            **{
                "why.complaint.first": pl.col("first_day"),
                "why.complaint.last": now.today,
                "why.complaint.n": pl.col("reports"),
                "why.trigger.id": pl.when("explained").then("hard_id").otherwise("blamed_id"),
                "why.trigger.day": pl.when("explained").then("hard_day").otherwise("blamed_day"),
            },
        )
    )


def _current(sore: pl.DataFrame, now: Now) -> pl.DataFrame:
    """The episode of today of each place: when it began, how long it was said to have lasted, of what kind it is."""
    stored = ~pl.col("asked_now")
    return (
        sore.filter(pl.col("episode") == pl.col("episode").max().over("place"))
        .group_by("place", maintain_order=True)
        .agg(
            onset=began().min(),
            first_day=pl.col("day").min(),
            days_told=(days_ago(now) + pl.max_horizontal(pl.col("days_sore"), pl.lit(1))).max().round().cast(pl.Int64),
            plain=pl.col("plain").filter(stored & pl.col("plain").is_not_null()).last(),
            reports=stored.sum(),
            earlier=(stored & (pl.col("at") < now.moment)).any(),
        )
    )


def began() -> pl.Expr:
    """When a report says that its complaint began: at the report, or earlier if the runner said so."""
    return pl.min_horizontal(
        pl.col("at"),
        pl.col("at") - pl.duration(seconds=pl.col("hours_since_onset") * 3600),
        pl.col("at") - pl.duration(seconds=(pl.col("days_sore") - 1).clip(lower_bound=0) * 86400),
    )
