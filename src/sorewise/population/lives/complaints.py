"""Injuries and niggles: when they begin, where they are, how they hurt from day to day, what they show."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from sorewise.population.draw.chance import Codes, Flags, Floats, Whole, around, by_case, one_of, times, yes
from sorewise.population.draw.days import days_in_a_row, most_before, spells
from sorewise.population.lives.athletes import Athletes
from sorewise.population.lives.training import NONE, Plan
from sorewise.population.parameters import Parameters

if TYPE_CHECKING:
    from numpy.typing import NDArray

LONGEST_DAYS = 30
"""A run is held against the longest of so many days, as e-spike does."""
LASTS = 2, 400
"""A complaint is no shorter and no longer, in days."""


@dataclass(frozen=True, slots=True)
class Complaints:
    """Athletes x days, each morning. `kind` is a number in `complaints.kinds`, -1 while there is none.

    `began` is the first morning of it, `pain` 0-10, `sudden` whether it began at once.
    """

    kind: Codes
    began: Whole
    pain: Floats
    sudden: Flags
    limp: Flags
    niggle: Flags

    @property
    def limp_days(self) -> Whole:
        """Days in a row with a limp."""
        return days_in_a_row(self.limp)


@dataclass(frozen=True, slots=True)
class _Drawn:
    """What a complaint would be that began on each day: its kind, how many days it lasts, how it goes."""

    kind: Codes
    days: Whole
    peak: Floats
    sudden: Flags
    limps: Flags
    niggle: Flags


def complaints(p: Parameters, rng: np.random.Generator, who: Athletes, meant: Plan) -> Complaints:
    """Draw what the meant runs do to them."""
    shape = meant.run.shape
    starts = yes(rng, _hazard(p, who, meant), shape)
    would = _drawn(p, rng, shape)
    there, began = spells(_next_morning(starts), _next_morning(would.days))
    first = np.maximum(began, 0)

    def of_it(drawn: NDArray[Any]) -> NDArray[Any]:
        """What was drawn for the day on which the complaint of each morning began."""
        return np.take_along_axis(_next_morning(drawn), first, axis=1)

    since = np.arange(shape[1]) - began
    course = _course(since, of_it(would.days), of_it(would.sudden), p.numbers("complaints.rise"))
    pain = of_it(would.peak) * course + around(rng, shape, p.number("complaints.noise"))
    pain = np.where(there, np.clip(np.rint(pain * 2) / 2, 0, 10), 0).astype(np.float32)
    return Complaints(
        kind=np.where(there, of_it(would.kind), np.int8(-1)),
        began=began,
        pain=pain,
        sudden=of_it(would.sudden) & there,
        limp=of_it(would.limps) & (pain >= p.number("complaints.limp_from")),
        niggle=of_it(would.niggle) & there,
    )


def _drawn(p: Parameters, rng: np.random.Generator, shape: tuple[int, int]) -> _Drawn:
    """Draw one for every day, whether it begins or not."""
    kinds, small = p.numbers("complaints.kinds"), p.numbers("complaints.niggles")
    kind = one_of(rng, kinds, shape)
    niggle = yes(rng, small["times"] / (1 + small["times"]), shape)
    days = by_case(kind, p.numbers("complaints.days"), kinds) * times(rng, shape, p.number("complaints.days_spread"))
    peak = by_case(kind, p.numbers("complaints.peak"), kinds) * times(rng, shape, p.number("complaints.peak_spread"))
    return _Drawn(
        kind=kind,
        days=np.clip(np.rint(days * np.where(niggle, small["days"], 1)), *LASTS).astype(np.int32),
        peak=(peak * np.where(niggle, small["pain"], 1)).astype(np.float32),
        sudden=yes(rng, by_case(kind, p.numbers("complaints.sudden"), kinds), shape),
        limps=yes(rng, by_case(kind, p.numbers("complaints.gait"), kinds), shape),
        niggle=niggle,
    )


def _hazard(p: Parameters, who: Athletes, meant: Plan) -> Floats:
    """The chance that the run of each day brings a complaint."""
    an_hour = p.numbers("complaints.injuries_1000_h")
    rate = np.where(who.novice, an_hour["novice"], an_hour["other"]) / 1000 * who.frailty
    hours = np.where(meant.run != NONE, meant.km * who.pace[:, None] / 60, 0)
    beyond = (meant.km / np.maximum(most_before(meant.km * (meant.run != NONE), LONGEST_DAYS), 1) - 1) * 100
    jump = np.ones_like(beyond)
    for per_cent, factor in p.numbers("complaints.after_jump").items():
        jump = np.where(beyond > float(per_cent), factor, jump)
    many = 1 + p.numbers("complaints.niggles")["times"]
    return (rate[:, None] * hours * jump * many).astype(np.float32)


def _next_morning(evening: NDArray[Any]) -> NDArray[Any]:
    """What a day brought, seen on the next morning."""
    return np.concatenate([np.zeros_like(evening[:, :1]), evening[:, :-1]], axis=1)


def _course(since: Whole, lasts: Whole, sudden: Flags, of: Mapping[str, float]) -> Floats:
    """The share of the worst on each day: at once or after a rise, then evenly down to nothing."""
    rise = np.where(sudden, 0, np.minimum(of["days"], lasts * of["most"]))
    rising = of["first"] + (1 - of["first"]) * since / np.maximum(rise, 1)
    falling = 1 - (since - rise) / np.maximum(lasts - rise, 1)
    return np.clip(np.where(since < rise, rising, falling), 0, 1).astype(np.float32)
