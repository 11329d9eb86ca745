"""Who they are: experience, age, habits, and what they would tell in a profile."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from sorewise.population.draw.chance import Codes, Flags, Floats, Whole, one_of, times, within, yes
from sorewise.population.parameters import Parameters

YEAR = 365
CHILDHOOD = 10
"""Nobody has run regularly before this age."""
REGULAR = 1.0
"""Years of regular running from which nobody is new to it."""


@dataclass(frozen=True, slots=True)
class Athletes:
    """One value an athlete; words are numbers in the order of their parameter.

    `experience_years` and `age` are those of the first day, in years; `runs` and `leg_days` days a week; `usual_km` km;
    `pace` min/km; `frailty` is a factor with mean 1; `races_a_year` is a mean.
    `has` is what is known of them beside their answers: sessions, heart, sleep, plan.
    """

    experience_years: Floats
    age: Floats
    woman: Flags
    runs: Whole
    leg_days: Whole
    usual_km: Floats
    pace: Floats
    races_a_year: Floats
    goal: Codes
    frailty: Floats
    prior_injury: Flags
    has: Mapping[str, Flags]

    def __len__(self) -> int:
        return len(self.age)

    @property
    def novice(self) -> Flags:
        """Whether they are new to running on the first day."""
        return self.experience_years < REGULAR


def athletes(p: Parameters, rng: np.random.Generator, count: int) -> Athletes:
    """Draw so many."""
    novice = yes(rng, p.number("athletes.novice_share"), count)
    years, km = p.numbers("athletes.experience_years"), p.numbers("athletes.usual_km")
    races, runs = p.numbers("athletes.races_a_year"), p.numbers("athletes.runs_a_week")
    long_ago = REGULAR + years["median"] * times(rng, count, years["spread"])
    age = within(rng, p.numbers("athletes.age"), count)
    grown_up = np.minimum(long_ago, np.maximum(age - CHILDHOOD, REGULAR))
    a_week = np.where(novice, runs["novice"], runs["other"]) * times(rng, count, runs["spread"])
    shape = p.number("athletes.frailty_shape")
    return Athletes(
        experience_years=np.where(novice, rng.random(count), np.minimum(grown_up, years["most"])).astype(np.float32),
        age=age,
        woman=yes(rng, p.number("athletes.woman_share"), count),
        runs=np.clip(np.rint(a_week), 1, 7).astype(np.int32),
        leg_days=one_of(rng, p.numbers("athletes.leg_days_a_week"), count).astype(np.int32),
        usual_km=(np.where(novice, km["novice"], km["other"]) * times(rng, count, km["spread"])).astype(np.float32),
        pace=within(rng, p.numbers("athletes.pace_min_km"), count),
        races_a_year=np.where(novice, races["novice"], races["other"]).astype(np.float32),
        goal=one_of(rng, p.numbers("athletes.goal"), count),
        frailty=rng.gamma(shape, 1 / shape, count).astype(np.float32),
        prior_injury=yes(rng, p.number("athletes.prior_injury"), count),
        has={part: yes(rng, share, count) for part, share in p.numbers("athletes.known").items()},
    )
