"""The record put in order once, whatever the moment that it is looked back from."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

import polars as pl

from sorewise.training.check_ins import with_states
from sorewise.training.kinds import with_kinds
from sorewise.training.nights import clean_nights, measured
from sorewise.training.now import Each, Moment
from sorewise.training.past import begun, clean_check_ins, clean_places, clean_sessions, number_athletes, up_to
from sorewise.training.rows import RowsOfEach, RowsOfOne
from sorewise.training.tables import Frames
from sorewise.training.view import View
from sorewise.training.windows import Windows


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What is known of each athlete (`who`), in time order: what is in it does not depend on when it is asked.

    `sessions` have their kinds, `days` is one row a day of what the nights measured, `nights` one row a night.
    """

    athletes: pl.DataFrame
    sessions: pl.DataFrame
    nights: pl.DataFrame
    days: pl.DataFrame
    check_ins: pl.DataFrame
    places: pl.DataFrame
    plan: pl.DataFrame

    def at(self, now: Moment) -> View:
        """Everybody, seen from one moment."""
        of_today, rows = pl.col("day") <= now.today, partial(RowsOfOne, now=now)
        return View(
            now=now,
            athletes=self.athletes,
            sessions=rows(begun(self.sessions, now)),
            nights=rows(self.nights.filter(of_today)),
            days=rows(self.days.filter(of_today)),
            check_ins=rows(up_to(self.check_ins, now)),
            places=rows(up_to(self.places, now)),
            plan=rows(self.plan),
        )

    def at_each(self, moments: pl.DataFrame) -> View:
        """Each of the `moments` (`who`, `owner`, `now.today`, `now.at`) as if it were an athlete of its own.

        `owner` is the athlete's number here; the moments come in that order.
        """
        known, rows = self.athletes.rename({"who": "owner"}), partial(RowsOfEach, moments=moments)
        return View(
            now=Each(),
            athletes=moments.join(known, on="owner", maintain_order="left"),
            sessions=rows(table=self.sessions, time="start"),
            nights=rows(table=self.nights),
            days=rows(table=self.days),
            check_ins=rows(table=self.check_ins, time="at", answers=True),
            places=rows(table=self.places, time="at", answers=True),
            plan=rows(table=self.plan),
        )


def record_of(tables: Frames, w: Windows) -> Record:
    """Put it in order. Raises ValueError if a table lacks a time, an offset or a day."""
    athletes, keyed = number_athletes(tables.conform())
    nights = clean_nights(keyed.nights).sort("who", "day", maintain_order=True)
    return Record(
        athletes=athletes,
        sessions=with_kinds(clean_sessions(keyed.sessions, w), athletes, w),
        nights=nights,
        days=measured(nights),
        check_ins=with_states(clean_check_ins(keyed.check_ins), w),
        places=clean_places(keyed.places),
        plan=keyed.plan.sort("who", "day", maintain_order=True),
    )
