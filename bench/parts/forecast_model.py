"""The forecast of `sorewise` on a team: fitted to some mornings or persons, asked about others, day by day."""

from collections.abc import Collection
from copy import deepcopy
from typing import NamedTuple

import numpy as np
from parts.forecast_data import ANSWERS, Bools, Floats, Ints, Rows, Team, rows, seen
from parts.forecast_peers import averages

from sorewise.training.forecast.fit import fit
from sorewise.training.forecast.inputs import Horizon
from sorewise.training.forecast.parameters import ScaleParameters
from sorewise.training.forecast.state import State
from sorewise.training.forecast.walk import chances, planned, walk

TOMORROW = Horizon(1)
OPEN = tuple(Horizon(ahead) for ahead in (2, 3, 4, 5))
PLANNED = tuple(Horizon(ahead, plan=True) for ahead in (2, 3, 4, 5))
BREAKFAST = (Horizon(1, morning=True), Horizon(1, plan=True, morning=True))
"""The next day from the morning of this one: without what will be trained, and with it."""
MONDAY, WEEK = 0, 7
RESTART_DAYS = 28
"""From one start of a history that is hidden before it to the next one."""


class Asked(NamedTuple):
    """Rows that were not fitted to, and the chances [N, C] of each answer."""

    rows: Rows
    chances: Floats


class Cold(NamedTuple):
    """Mornings after everything before some day, the start, was hidden.

    [N] each: the person, the start, the evening, how many reports were left by it, the answer that came. The chances
    are [N, C], and the averages of the same reports [N, gains].
    """

    who: Ints
    start: Ints
    at: Ints
    known: Ints
    told: Ints
    chances: Floats
    average: Floats


def predicted(
    answers: Floats, loads: Floats, fitted: ScaleParameters, horizons: Collection[Horizon]
) -> dict[Horizon, Floats]:
    """Chances [P, D, C] as of the evening of each day, or its morning; what was done stands for the plan."""
    found = {horizon: np.full((*answers.shape, len(fitted.start)), np.nan) for horizon in horizons}
    dawn = State.new(len(answers), fitted.start, fitted.load)
    for day, state in walk(answers, loads, MONDAY, fitted):
        dawn.step(answers[:, day], np.zeros(len(answers)), (MONDAY + day) % WEEK)  # as if nothing were trained yet
        for horizon, table in found.items():
            plan = planned(loads, day, horizon) if horizon.plan else None
            known = dawn if horizon.morning else state
            table[:, day] = chances(known, fitted, horizon, (MONDAY + day + horizon.ahead) % WEEK, plan)
        dawn = deepcopy(state)
    return found


def of_time(team: Team, horizons: Collection[Horizon]) -> dict[Horizon, Asked]:
    """Fit to the first rows of each person, ask about the late ones."""
    told: dict[Horizon, Asked] = {}
    for ahead in sorted({horizon.ahead for horizon in horizons}):
        these = [horizon for horizon in horizons if horizon.ahead == ahead]
        found = rows(team, ahead)
        early = np.zeros(team.answers.shape)
        early[found.who[~found.late], found.at[~found.late] + ahead] = 1
        fitted = fit(team.answers, team.loads, MONDAY, answers=ANSWERS, learn=early, horizons=these)
        late = only(found, found.late)
        asked = predicted(team.answers, team.loads, fitted, these)
        told |= {horizon: Asked(late, table[late.who, late.at]) for horizon, table in asked.items()}
    return told


def left_out(team: Team, who: Ints) -> tuple[Asked, Cold]:
    """Fit to all but some persons, ask about each morning of theirs, and again with their past hidden."""
    others = np.setdiff1d(np.arange(len(team.answers)), who)
    fitted = fit(team.answers[others], team.loads[others], MONDAY, answers=ANSWERS, horizons=[TOMORROW])
    found = rows(team, TOMORROW.ahead)
    mine = only(found, np.isin(found.who, who))
    table = predicted(team.answers, team.loads, fitted, [TOMORROW])[TOMORROW]
    return Asked(mine, table[mine.who, mine.at]), cold(team, who, fitted)


def cold(team: Team, who: Ints, fitted: ScaleParameters) -> Cold:
    """The mornings of some persons after each start."""
    begins = [(person, day) for person in who for day in range(team.first[person], team.last[person], RESTART_DAYS)]
    person, start = np.array(begins).T
    hidden = np.arange(team.answers.shape[1]) < start[:, None]
    answers, loads = np.where(hidden, np.nan, team.answers[person]), np.where(hidden, 0, team.loads[person])
    table = predicted(answers, loads, fitted, [TOMORROW])[TOMORROW]
    known, _ = seen(answers)
    row, at = np.nonzero(~np.isnan(answers[:, 1:]) & (known[:, :-1] > 0))
    return Cold(
        who=person[row],
        start=start[row],
        at=at,
        known=known[row, at],
        told=answers[row, at + 1].astype(np.int64),
        chances=table[row, at],
        average=averages(answers)[row, at],
    )


def only(found: Rows, which: Bools) -> Rows:
    """Some of the rows."""
    return Rows(found.ahead, found.who[which], found.at[which], found.told[which], found.late[which])
