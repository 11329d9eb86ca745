"""What a forecast is made from: the state looked at for one coming morning."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from sorewise.training.forecast.state import BORROWED, LEVEL, REPEATS, SHORT, WEEK, Floats, State

if TYPE_CHECKING:
    from numpy.typing import NDArray

MOST_LOAD = 4.0
"""A day above so many usual training days counts as so many."""
FORGETS_A_DAY = 0.3
"""The last answer weighs exp(-.3) less with each day since."""
LONGEST_GAP = 6.0
LAST_DAYS, MONTH = 4, 28
STEADY = 0.25
"""Answers that hardly vary are taken to vary so much."""
WEEKDAYS = ("tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
AHEAD = (1, 2, 3, 4, 5)


@dataclass(frozen=True, slots=True)
class Horizon:
    """Which morning, and what is known of the days up to it.

    `ahead` 1-5. `plan`: the loads of the days until then are known. `morning`: today's training is still to come;
    otherwise the day is over.
    """

    ahead: int
    plan: bool = False
    morning: bool = False

    @property
    def days(self) -> int:
        """How many days of load lie between what is known and that morning."""
        return self.ahead if self.morning else self.ahead - 1

    @property
    def name(self) -> str:
        """As it is called in a file: "2-evening-plan"."""
        return f"{self.ahead}-{'morning' if self.morning else 'evening'}-{'plan' if self.plan else 'open'}"


HORIZONS = tuple(
    horizon
    for ahead in AHEAD
    for morning in (False, True)
    for plan in (False, True)
    if (horizon := Horizon(ahead, plan, morning)).days or not plan
)
"""All that coefficients are fitted for."""


@dataclass(frozen=True, slots=True)
class Inputs:
    """Of P rows: `histograms` [P, 6, C], the `last` answer [P] with its `weight` [P], and `numbers` [P, F] by name.

    `repeat` [P] is how much likelier than usual this runner gives the same answer again.
    """

    histograms: Floats
    last: Floats
    weight: Floats
    repeat: Floats
    numbers: Floats

    def of(self, rows: NDArray[Any]) -> Inputs:
        """Some of the rows."""
        return Inputs(*(getattr(self, part)[rows] for part in self.__slots__))


def names(horizon: Horizon, *, loads: bool = True) -> tuple[str, ...]:
    """What the numbers of a horizon are called, in their order; without `loads` those that know of no training."""
    trained = (
        *(f"load_{ago}" for ago in range(LAST_DAYS)),
        *(f"plan_{before}" for before in range(horizon.days if horizon.plan else 0)),
        *("unaccustomed", "load_by_level", "load_by_spread", "week", "month"),
    )
    return (*(trained if loads else ()), "off", "rising", "drifting", "gap", "rate", "weekday", *WEEKDAYS)


def look(state: State, horizon: Horizon, weekday: int, plan: Floats | None = None, *, loads: bool = True) -> Inputs:
    """Look at the state for the morning `horizon.ahead` days on, a `weekday` (0: Monday).

    `plan` [P, horizon.days] are the loads until then, the latest first, where the horizon has them.
    """
    level = state.memories @ state.answers
    spread = np.sqrt(np.maximum(state.memories[:, LEVEL] @ state.answers**2 - level[:, LEVEL] ** 2, 0))
    known = plan if horizon.plan and horizon.days else None
    weekly = _shrunk(state.weekdays[:, weekday], state.weekday_count[:, weekday], state)
    after = weekly if horizon.days and known is None else _after(state, known)
    own = (
        np.tanh((state.last - level[:, LEVEL]) / np.maximum(spread, STEADY)),
        level[:, SHORT] - level[:, LEVEL],
        level[:, LEVEL] - level[:, 0],
        np.minimum(state.gap, LONGEST_GAP),
        state.rate,
        state.drift[:, weekday],
        *np.broadcast_to(np.eye(WEEK)[weekday, 1:, None], (WEEK - 1, len(level))),
    )
    trained = _trained(state, horizon, known, level[:, LEVEL], spread) if loads else ()
    return Inputs(
        histograms=np.concatenate([state.memories, after[:, None], weekly[:, None]], axis=1),
        last=state.last.copy(),
        weight=np.exp(-FORGETS_A_DAY * state.gap),
        repeat=state.repeat - REPEATS if horizon.ahead == 1 else np.zeros(len(level)),
        numbers=np.stack([*trained, *own], axis=1),
    )


def _shrunk(histogram: Floats, count: Floats, state: State) -> Floats:
    """A histogram of few answers, filled up with the own average."""
    found: Floats = (count[:, None] * histogram + BORROWED * state.memories[:, LEVEL]) / (count[:, None] + BORROWED)
    return found


def _after(state: State, known: Floats | None) -> Floats:
    """What was told after loads like that of the day before the morning looked at."""
    rows = np.arange(len(state.reports))
    bins = state.bins(state.back(1)[:, 0] if known is None else known[:, 0])
    return _shrunk(state.after[rows, bins], state.after_count[rows, bins], state)


def _trained(state: State, horizon: Horizon, known: Floats | None, level: Floats, spread: Floats) -> tuple[Floats, ...]:
    since = 1 if horizon.morning else 0
    last = np.minimum(state.own(state.back(LAST_DAYS, since)), MOST_LOAD)
    ahead = np.zeros((len(level), 0)) if known is None else np.minimum(state.own(known), MOST_LOAD)
    newest = ahead[:, 0] if known is not None else last[:, 0]
    week = state.own(state.back(WEEK, since)).sum(axis=1) / LAST_DAYS
    month = state.own(state.back(MONTH - since, since)).sum(axis=1) / (LAST_DAYS * LAST_DAYS)
    unaccustomed = newest * (1 - np.minimum(month, 2))
    usual = float(state.start @ state.answers)
    return (*last.T, *ahead.T, unaccustomed, newest * (level - usual), newest * spread, week, month)
