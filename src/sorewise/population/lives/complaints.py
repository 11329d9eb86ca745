"""Injuries and niggles: when they begin, where they are, how they hurt from day to day, what they show."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from sorewise.population.draw.chance import Codes, Flags, Floats, Whole, around, by_case, one_of, times
from sorewise.population.draw.days import days_in_a_row, most_before, spells
from sorewise.population.lives.athletes import Athletes
from sorewise.population.lives.training import NONE, Plan
from sorewise.population.parameters import Parameters

LONGEST_DAYS = 30
"""A run is held against the longest of so many days, as e-spike does."""
LONGEST_COMPLAINT = 400


@dataclass(frozen=True, slots=True)
class Complaints:
    """Athletes x days, each morning. `kind` is a number in `complaints.kinds`, -1 while there is none.

    `began` is the day on which it began, `pain` 0-10, `sudden` whether it began at once. `mark` is the same number in
    [0, 1) for all days of a complaint, to draw by what it shows.
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


def complaints(p: Parameters, rng: np.random.Generator, who: Athletes, meant: Plan) -> Complaints:
    """Draw what the meant runs do to them."""
    shape = meant.run.shape
    kinds = p.numbers("complaints.kinds")
    starts = rng.random(shape, dtype=np.float32) < _hazard(p, who, meant)
    small = p.numbers("complaints.niggles")
    niggle = rng.random(shape, dtype=np.float32) < small["times"] / (1 + small["times"])
    kind = one_of(rng, kinds, shape)
    lengths = by_case(kind, p.numbers("complaints.days"), kinds) * times(rng, shape, p.number("complaints.days_spread"))
    lengths *= np.where(niggle, small["days"], 1)
    whole = np.clip(np.rint(lengths), 2, LONGEST_COMPLAINT).astype(np.int32)
    there, began = spells(_next_morning(starts), _next_morning(whole))
    first = np.maximum(began, 0)

    def of_it(drawn: np.ndarray) -> np.ndarray:
        return np.take_along_axis(_next_morning(drawn), first, axis=1)

    sudden = rng.random(shape, dtype=np.float32) < by_case(kind, p.numbers("complaints.sudden"), kinds)
    peak = by_case(kind, p.numbers("complaints.peak"), kinds) * times(rng, shape, p.number("complaints.peak_spread"))
    peak *= np.where(niggle, small["pain"], 1)
    limps = rng.random(shape, dtype=np.float32) < by_case(kind, p.numbers("complaints.gait"), kinds)
    since = np.arange(shape[1]) - began
    course = _course(since, of_it(whole), of_it(sudden), p.number("complaints.rise_days"))
    pain = of_it(peak) * course + around(rng, shape, p.number("complaints.noise"))
    pain = np.where(there, np.clip(np.rint(pain * 2) / 2, 0, 10), 0).astype(np.float32)
    return Complaints(
        kind=np.where(there, of_it(kind), np.int8(-1)),
        began=began,
        pain=pain,
        sudden=of_it(sudden) & there,
        limp=of_it(limps) & (pain >= p.number("complaints.limp_from")),
        niggle=of_it(niggle) & there,
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


def _next_morning(evening: np.ndarray) -> np.ndarray:
    """What a day brought, seen on the next morning."""
    return np.concatenate([np.zeros_like(evening[:, :1]), evening[:, :-1]], axis=1)


def _course(since: Whole, lasts: Whole, sudden: Flags, rise_days: float) -> Floats:
    """The share of the worst on each day: at once or after a rise, then evenly down to nothing."""
    rise = np.where(sudden, 0, np.minimum(rise_days, lasts / 3))
    rising = 0.4 + 0.6 * since / np.maximum(rise, 1)
    falling = 1 - (since - rise) / np.maximum(lasts - rise, 1)
    return np.clip(np.where(since < rise, rising, falling), 0, 1).astype(np.float32)
