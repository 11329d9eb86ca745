"""What the records up to a moment say, whatever hurts today: the same all day, or until one more of them counts."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from sorewise.training.facts import day_facts
from sorewise.training.now import Moment
from sorewise.training.record import Record
from sorewise.training.recurrence import alike_sessions
from sorewise.training.rows import Reach
from sorewise.training.view import View
from sorewise.training.windows import Windows


@dataclass(frozen=True, slots=True, kw_only=True)
class SoFar:
    """The past as it is seen from the moment `since`, and the facts in `morning` that need no more than the day.

    `alike` are the sessions like the last one.

    `until` are the microseconds from which on another record counts, or one that is under way is longer; None if there
    is no such.
    """

    since: Moment
    until: int | None
    view: View
    morning: pl.DataFrame
    alike: pl.DataFrame

    @property
    def sessions(self) -> pl.DataFrame:
        """The sessions up to the moment."""
        return self.view.sessions.look(Reach())

    def holds_at(self, now: Moment) -> bool:
        """Whether it is the same at another moment."""
        before = self.until is None or now.micros < self.until
        return now == self.since or (now.date == self.since.date and self.since.micros <= now.micros and before)


def so_far(record: Record, now: Moment, w: Windows) -> SoFar:
    """Work it out."""
    view = record.at(now)
    return SoFar(
        since=now,
        until=_until(record, now),
        view=view,
        morning=day_facts(view, w),
        alike=alike_sessions(view, w),
    )


def _until(record: Record, now: Moment) -> int | None:
    """When the next record begins to count; at once where a session is under way."""
    under_way = (pl.col("start") <= now.moment) & (pl.col("end") >= now.moment)
    if record.sessions.select(under_way.any()).item():
        return now.micros
    times = (record.sessions["start"], record.check_ins["at"], record.places["at"])
    ahead = (micros.filter(micros > now.micros).min() for micros in (time.to_physical() for time in times))
    return min((first for first in ahead if isinstance(first, int)), default=None)
