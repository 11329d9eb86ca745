"""The story of the places that are sore today, as far as it needs no more than the day."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import polars as pl

from sorewise.training.aftermath import aftermath
from sorewise.training.now import KEPT, Moment, Now, aged
from sorewise.training.places import asked_places, reports, with_beginnings
from sorewise.training.record import Record
from sorewise.training.recurrence import prior_injuries
from sorewise.training.rows import Reach, Rows, RowsOfEach, RowsOfOne
from sorewise.training.sorer import sorer_than_course
from sorewise.training.view import View
from sorewise.training.windows import Windows


def story(told: Rows, now: Now, w: Windows) -> pl.DataFrame:
    """The reports of the episodes of the last `episode_days`, whole; none is older than `complaint_days`."""
    reach = Reach(
        # Of several reports in a row that a place is not sore, one is enough to end an episode.
        of=pl.col("sore") | (~pl.col("sore") & pl.col("sore").forward_fill().shift(1)),
        days=w.episode_days,
        whole=pl.col("began_at"),
        columns=("at", "sore", "pain", "days_sore", "hours_since_onset", "plain", "odd"),
    )
    return told.look(reach).filter(aged(now, 0, w.complaint_days))


@dataclass(frozen=True, slots=True, kw_only=True)
class OfPlaces:
    """Today's places (`asked`), what check-ins told of them, and what follows for the places that are given."""

    asked: pl.DataFrame
    told: Rows
    aftermath: pl.DataFrame
    injuries: pl.DataFrame
    sorer: pl.DataFrame


def of_places(view: View, today: pl.DataFrame, told_of: Callable[[pl.DataFrame], Rows], w: Windows) -> OfPlaces:
    """Work it out for today's places: `who`, `region`, `side`, `pain`, `n`."""
    asked = asked_places(today, view, w)
    told = told_of(asked)
    return OfPlaces(
        asked=asked,
        told=told,
        aftermath=aftermath(asked, told, view, w),
        injuries=prior_injuries(asked, told, view, w),
        sorer=sorer_than_course(asked, view, w),
    )


def places_of_one(view: View, now: Moment, spots: pl.DataFrame, w: Windows) -> OfPlaces:
    """The same from one moment, for the places of `spots`: `athlete`, `region`, `side`, `pain`, in order."""
    who = view.athletes.select("athlete", "who", KEPT)
    today = spots.with_row_index("n").join(who, on="athlete", maintain_order="left")
    recently, all_rows = aged(now, 0, w.complaint_days), Reach(days=w.complaint_days)

    def told_of(asked: pl.DataFrame) -> Rows:
        check_ins, listed = (rows.look(all_rows).filter(recently) for rows in (view.check_ins, view.places))
        return RowsOfOne(reports(asked, check_ins, listed, w), now)

    return of_places(view, today, told_of, w)


def places_of_each(record: Record, view: View, today: pl.DataFrame, w: Windows) -> OfPlaces:
    """The same from many moments: the story of each place is worked out once an athlete, and then looked back on.

    `today` has `who` (the number of the moment), `region`, `side`, `pain` and `n`.
    """
    owners = view.athletes.select("who", "owner", KEPT)

    def told_of(asked: pl.DataFrame) -> Rows:
        here = asked.select("place", "who", "region", "side").join(owners, on="who", maintain_order="left")
        every = here.select("owner", "region", "side").unique(maintain_order=True).with_row_index("number")
        told = reports(every.select("region", "side", place="number", who="owner"), record.check_ins, record.places, w)
        moments = here.join(every, on=("owner", "region", "side"), nulls_equal=True, maintain_order="left")
        moments = moments.select("place", "who", KEPT, owner="number").sort("owner", maintain_order=True)
        return RowsOfEach(
            table=with_beginnings(told, w).drop("who"),
            moments=moments,
            number="place",
            owner="place",
            time="at",
            answers=True,
        )

    return of_places(view, today.join(owners.drop("owner"), on="who", maintain_order="left"), told_of, w)
