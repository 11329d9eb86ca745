"""Where both ladders stand on each row: what is certain, what is possible, and what counts at stop."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import polars as pl

from sorewise.engine.bulk.conditions import any_of, with_conditions
from sorewise.engine.bulk.rows import OPEN, PHASE
from sorewise.engine.columns import PLACE, Judged, Plan
from sorewise.model.verdict import ACTIVITY, Rungs

LADDERS = ("activity", "referral")
EVERYWHERE = pl.lit(value=True)


def judged(frame: pl.LazyFrame, plan: Plan) -> pl.LazyFrame:
    """Add a column for each rule as told, and one at stop where that reads other columns."""
    conditions = {}
    for number, one in enumerate(plan.rules):
        if one.told is not None and one.at_stop is not None:
            conditions[told_column(number)] = one.told
            conditions[_stop(number, one)] = one.at_stop
    return with_conditions(frame, conditions)


def told(number: int, one: Judged) -> pl.Expr:
    """A rule as told: true, false or unknown; what explains an assumption speaks at stop only."""
    if one.stands_for:
        return pl.lit(value=False)
    column = pl.col(told_column(number))
    if one.certain:  # true though no place is named: there it is only possible
        return pl.when(pl.col(PLACE)).then(column).otherwise(pl.when(column.is_not_null()).then(pl.lit(value=False)))
    return column


def at_stop(number: int, one: Judged) -> pl.Expr:
    """A rule at stop: true, false or unknown; an assumption is explained where the fact is unknown."""
    return pl.col(one.stands_for).is_null() if one.stands_for else pl.col(_stop(number, one))


def told_column(number: int) -> str:
    """The column of a rule as told."""
    return f"told__{number}"


def _stop(number: int, one: Judged) -> str:
    return told_column(number) if one.at_stop == one.told else f"stop__{number}"


@dataclass(frozen=True, slots=True)
class Group:
    """Rules that raise the day alike and are judged alike, joined by `or`: one column speaks for all of them."""

    rungs: Rungs
    spot: bool
    phases: tuple[bool, bool]
    hold: bool
    at_stop: bool

    @classmethod
    def of(cls, one: Judged, *, stop: bool) -> Group:
        """The group of a rule; whether it holds matters at stop only."""
        return cls(one.rule.rungs, one.spot, one.phases, one.rule.hold and stop, stop)

    @property
    def column(self) -> str:
        """The name of its column."""
        kind = f"{'hold' if self.hold else 'skip'}{self.phases[0]:d}{self.phases[1]:d}{self.spot:d}"
        return f"{'stop' if self.at_stop else 'told'}_{self.rungs.activity}_{self.rungs.referral}_{kind}"

    def counts(self, *, unknown: bool, on_place: pl.Expr = EVERYWHERE) -> pl.Expr:
        """Whether one of them counts where it is judged; `unknown` says whether one that is open does."""
        column = pl.col(self.column).fill_null(value=unknown)
        return column & judged_where(spot=self.spot, phases=self.phases, on_place=on_place)


def judged_where(*, spot: bool, phases: tuple[bool, bool], on_place: pl.Expr) -> pl.Expr:
    """Where rules of this kind are judged: on places, and in some phases only."""
    day = pl.col(PHASE) != "in_run"
    where = {(True, True): EVERYWHERE, (True, False): day, (False, True): ~day}[phases]
    return where & on_place if spot else where


def with_groups(frame: pl.LazyFrame, plan: Plan) -> tuple[pl.LazyFrame, tuple[Group, ...]]:
    """Add the groups of the rules as told and of the rules at stop."""
    members: dict[Group, list[pl.Expr]] = {}
    for number, one in enumerate(plan.rules):
        if one.rule.rungs != Rungs(0, 0):
            members.setdefault(Group.of(one, stop=False), []).append(told(number, one))
            members.setdefault(Group.of(one, stop=True), []).append(at_stop(number, one))
    groups = tuple(members)
    return frame.with_columns(any_of(rules).alias(group.column) for group, rules in members.items()), groups


def where_it_stands(groups: Iterable[Group]) -> dict[str, pl.Expr]:
    """Floor, ceiling and verdict of a row on each ladder, as rungs from 0."""
    place, possible = pl.col(PLACE), pl.col(PLACE) | pl.col(OPEN)
    as_told = [group for group in groups if not group.at_stop]
    views = {
        "floor_": [(group.rungs, group.counts(unknown=False, on_place=place)) for group in as_told],
        "ceiling_": [(group.rungs, group.counts(unknown=True, on_place=possible)) for group in as_told],
        "": [(group.rungs, group.counts(unknown=group.hold, on_place=place)) for group in groups if group.at_stop],
    }
    return {
        f"{view}{name}": highest(counts, ladder)
        for view, counts in views.items()
        for ladder, name in enumerate(LADDERS)
    }


def highest(counts: Iterable[tuple[Rungs, pl.Expr]], ladder: int) -> pl.Expr:
    """The highest rung of what counts on a row."""
    counts = list(counts)
    found = pl.lit(0, pl.UInt8)
    for rung in range(1, len(ACTIVITY)):
        reached = any_of(one for rungs, one in counts if rungs[ladder] == rung)
        found = pl.when(reached).then(pl.lit(rung, pl.UInt8)).otherwise(found)
    return found
