"""Rules judged column by column, and where both ladders stand on each row: floor, ceiling, and at stop."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import groupby

import polars as pl

from sorewise.engine.bulk.conditions import any_of, with_conditions
from sorewise.engine.bulk.rows import OPEN, PHASE
from sorewise.engine.columns import PLACE, Judged, Plan

RUNGS = 5
LADDERS = ("activity", "referral")
Truth = Callable[[int, Judged], pl.Expr]
"""A rule, by its number, as a column."""


def told(number: int, one: Judged) -> pl.Expr:
    """A rule as told: true, false or unknown; what explains an assumption speaks at stop only."""
    if one.stands_for:
        return pl.lit(value=False)
    column = pl.col(f"told__{number}")
    if one.certain:  # true though no place is named: only possible there
        return pl.when(pl.col(PLACE)).then(column).otherwise(pl.when(column.is_not_null()).then(pl.lit(value=False)))
    return column


def at_stop(number: int, one: Judged) -> pl.Expr:
    """Whether a rule counts at stop: true, or unknown and it holds."""
    if one.stands_for:
        return pl.col(one.stands_for).is_null()
    column = pl.col(f"{'told' if one.at_stop == one.told else 'stop'}__{number}")
    return column.fill_null(value=one.rule.hold)


def judged(frame: pl.LazyFrame, plan: Plan) -> pl.LazyFrame:
    """Add a column for each rule as told, and one at stop where that reads other columns."""
    conditions = {}
    for number, one in enumerate(plan.rules):
        if one.told is not None:
            conditions[f"told__{number}"] = one.told
        if one.at_stop is not None and one.at_stop != one.told:
            conditions[f"stop__{number}"] = one.at_stop
    return with_conditions(frame, conditions)


def where_it_stands(plan: Plan) -> dict[str, pl.Expr]:
    """Floor, ceiling and verdict of a row on each ladder, as rungs from 0."""
    found = {}
    for ladder, name in enumerate(LADDERS):
        found[f"floor_{name}"] = _stands(plan, ladder, lambda n, one: told(n, one).fill_null(value=False), pl.col(PLACE))
        found[f"ceiling_{name}"] = _stands(
            plan, ladder, lambda n, one: told(n, one).fill_null(value=True), pl.col(PLACE) | pl.col(OPEN)
        )
        found[name] = _stands(plan, ladder, at_stop, pl.col(PLACE))
    return found


def _stands(plan: Plan, ladder: int, truth: Truth, on_place: pl.Expr) -> pl.Expr:
    """The highest rung of the rules that count: how many of the four steps are reached."""
    reached = pl.lit(value=False)
    steps = []
    for rung in range(RUNGS - 1, 0, -1):
        reached = reached | _speaks(plan, ladder, rung, truth, on_place)
        steps.append(reached.cast(pl.UInt8))
    return steps[0] + steps[1] + steps[2] + steps[3]


def _speaks(plan: Plan, ladder: int, rung: int, truth: Truth, on_place: pl.Expr) -> pl.Expr:
    """Whether a rule of just this rung counts; what all rules of a phase or of places have in common is asked once."""
    here = [(n, one) for n, one in enumerate(plan.rules) if one.rule.rungs[ladder] == rung]
    groups = groupby(sorted(here, key=lambda pair: (pair[1].spot, pair[1].phases)), key=lambda p: (p[1].spot, p[1].phases))
    return any_of(
        any_of(truth(n, one) for n, one in rules) & place_and_phase(spot, phases, on_place)
        for (spot, phases), rules in groups
    )


def place_and_phase(spot: bool, phases: tuple[bool, bool], on_place: pl.Expr) -> pl.Expr:  # noqa: FBT001 - one of a key
    """Where rules of this kind are judged."""
    day = pl.col(PHASE) != "in_run"
    where = {(True, True): pl.lit(value=True), (True, False): day, (False, True): ~day}[phases]
    return where & on_place if spot else where


def numbered(plan: Plan) -> Iterator[tuple[int, Judged]]:
    """The rules with their numbers."""
    yield from enumerate(plan.rules)
