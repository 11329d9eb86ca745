"""What the records up to a moment say, whatever hurts today: the same all day, or until one more of them counts."""

from __future__ import annotations

from dataclasses import dataclass
from functools import reduce

import polars as pl

from sorewise.training import (
    aftermath,
    check_ins,
    load,
    nights,
    places,
    plan,
    profile,
    recurrence,
    sessions,
)
from sorewise.training.kinds import with_kinds
from sorewise.training.past import Day, Now, number_athletes, past_check_ins, past_places, past_sessions
from sorewise.training.tables import Frames
from sorewise.training.windows import Windows


@dataclass(frozen=True, slots=True, kw_only=True)
class SoFar:
    """The cleaned past, and the facts in `morning` that need no more than the day.

    `alike` are the sessions like the last one, `seen` what is known of the days with a check-in.

    `since` is the moment it was worked out at, `until` the microseconds from which on another record counts, or one
    that is under way is longer; None if there is no such.
    """

    since: Now
    until: int | None
    athletes: pl.DataFrame
    sessions: pl.DataFrame
    check_ins: pl.DataFrame
    places: pl.DataFrame
    alike: pl.DataFrame
    seen: pl.DataFrame
    morning: pl.DataFrame

    def holds_at(self, now: Now) -> bool:
        """Whether it is the same at another moment."""
        before = self.until is None or now.micros < self.until
        return now == self.since or (now.today == self.since.today and self.since.micros <= now.micros and before)


def so_far(tables: Frames, now: Now, w: Windows) -> SoFar:
    """Work it out. Raises ValueError if a table lacks a time, an offset or a day."""
    athletes, keyed = number_athletes(tables.conform())
    past = with_kinds(past_sessions(keyed.sessions, now, w), athletes, now, w)
    asked_before = past_check_ins(keyed.check_ins, now)
    slept = nights.past_nights(keyed.nights, now)
    morning = joined(
        athletes.select("who", "athlete"),
        "who",
        profile.profile_facts(athletes, past, now, w),
        sessions.last_session(past),
        sessions.last_run(past, now, w),
        sessions.last_downhill(past),
        sessions.leg_strength(past, now, w),
        sessions.last_race(past, now, w),
        load.week_facts(load.session_loads(past, athletes, slept, now, w), now, w),
        plan.plan_facts(keyed.plan, now.today),
        nights.night_facts(slept, now, w),
        nights.sleep_quality(slept, now),
        nights.wellness(slept, asked_before, now, w),
        check_ins.check_in_facts(asked_before, now, w),
        check_ins.usual_eases(asked_before, now, w),
    )
    return SoFar(
        since=now,
        until=_until(keyed, past, now),
        athletes=athletes,
        sessions=past,
        check_ins=asked_before,
        places=past_places(keyed.places, now),
        alike=recurrence.alike_sessions(past),
        seen=recurrence.days_seen(asked_before, now, w),
        morning=morning,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class OfPlaces:
    """The story of the places that are sore today, as far as it needs no more than the day."""

    asked: pl.DataFrame
    reports: pl.DataFrame
    aftermath: pl.DataFrame
    injuries: pl.DataFrame


def of_places(known: SoFar, today: pl.DataFrame, now: Day, w: Windows) -> OfPlaces:
    """Work it out for today's places: `athlete`, `region`, `side`, `pain`."""
    today = today.with_row_index("n").join(known.athletes.select("athlete", "who"), on="athlete", maintain_order="left")
    asked = places.asked_places(today, known.places, now, w)
    told = places.reports(asked, known.check_ins, known.places, now, w)
    return OfPlaces(
        asked=asked,
        reports=told,
        aftermath=aftermath.aftermath(asked, told, known.sessions, now, w),
        injuries=recurrence.prior_injuries(asked, told, known.athletes, now, w),
    )


def _until(keyed: Frames, past: pl.DataFrame, now: Now) -> int | None:
    """When the next record begins to count; at once where a session is under way."""
    if past.select((pl.col("end") >= now.moment).any()).item():
        return now.micros
    times = (keyed.sessions["start"], keyed.check_ins["at"], keyed.places["at"])
    ahead = (micros.filter(micros > now.micros).min() for micros in (time.to_physical() for time in times))
    return min((first for first in ahead if isinstance(first, int)), default=None)


def joined(first: pl.DataFrame, key: str, *themes: pl.DataFrame) -> pl.DataFrame:
    """Every column of the themes beside the first table's, where the key is the same."""
    return reduce(lambda left, right: left.join(right, on=key, how="left", maintain_order="left"), themes, first)
