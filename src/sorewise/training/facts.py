"""Every derived fact of a view, in two steps: what holds all day, and what the hour adds."""

from __future__ import annotations

from collections.abc import Callable
from functools import reduce
from typing import TYPE_CHECKING

from sorewise.training import (
    check_ins,
    complaints,
    load,
    nights,
    places,
    plan,
    profile,
    recurrence,
    sessions,
)
from sorewise.training.limits import within_limits
from sorewise.training.now import KEPT
from sorewise.training.of_places import OfPlaces, story
from sorewise.training.view import View
from sorewise.training.windows import Windows

if TYPE_CHECKING:
    import polars as pl


def day_facts(view: View, w: Windows) -> pl.DataFrame:
    """The facts of the morning that need no more than the day, one row for each `who`."""
    return joined(
        view.athletes.select("who", "athlete", KEPT),
        "who",
        profile.profile_facts(view, w),
        sessions.last_session(view),
        sessions.last_run(view, w),
        sessions.last_downhill(view),
        sessions.leg_strength(view, w),
        sessions.last_race(view, w),
        load.week_facts(view, w),
        plan.plan_facts(view),
        nights.night_facts(view, w),
        nights.sleep_quality(view),
        nights.wellness(view, w),
        check_ins.streaks(view, w),
        check_ins.last_fever(view),
        check_ins.usual_eases(view, w),
        recurrence.days_seen(view, w),
    )


def hour_facts(
    view: View, day: pl.DataFrame, here: OfPlaces, alike: Callable[[pl.Series], pl.DataFrame], w: Windows
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """All facts: of the morning, one row for each `who`, and of its places, one row a place in the order given.

    `day` is from `day_facts`; `alike` gives the sessions like the last one, of these athletes.
    """
    now = view.now
    sore = places.episodes(here.asked, story(here.told, now, w), now, w)
    morning = recurrence.similar_episodes(sessions.hours_since_ends(day, now), sore, alike, now, w)
    spots = joined(
        here.asked.filter("given").join(view.athletes.select("who", "athlete"), on="who", maintain_order="left"),
        "place",
        complaints.clocks(here.asked, sore, view, w),
        here.aftermath,
        here.injuries,
        here.sorer,
    )
    return within_limits(morning), within_limits(spots.sort("n"))


def joined(first: pl.DataFrame, key: str, *themes: pl.DataFrame) -> pl.DataFrame:
    """Every column of the themes beside the first table's, where the key is the same."""
    return reduce(lambda left, right: left.join(right, on=key, how="left", maintain_order="left"), themes, first)
