"""What they told of themselves: facts of the profile, the same on every morning."""

from __future__ import annotations

import numpy as np

from sorewise.population.draw.chance import Flags, Whole, one_of, yes
from sorewise.population.draw.columns import Columns, Words, numbers, only_where, take, told
from sorewise.population.lives.athletes import YEAR, Athletes
from sorewise.population.parameters import Parameters

PRIVATE = (
    "vte_weak",
    "pregnant",
    "weeks_since_birth",
    "clinician_cleared",
    "pelvic_symptoms",
    "tendon_meds",
    "blood_thinner",
    "statin",
    "reds_flags",
    "periods_missed_months",
)
"""Asked only of those who have switched private questions on."""
FIRST_WEEKS = 14 / YEAR
"""The first two weeks, in years."""
TWO_YEARS_IN_WEEKS = 104
MOST_MONTHS = 12


def profiles(p: Parameters, rng: np.random.Generator, who: Athletes) -> Columns:
    """One value an athlete; what they leave open is unknown."""
    count = len(who)
    facts: Columns = {
        "experience_years": who.experience_years,
        "first_weeks": told(who.experience_years < FIRST_WEEKS),
        "age": np.floor(who.age),
        "goal": Words(who.goal, tuple(p.numbers("athletes.goal"))),
        **{name: told(yes(rng, share, count)) for name, share in p.numbers("athletes.profile").items()},
        "statin": told(_statin(p, rng, who)),
        "reds_flags": one_of(rng, p.numbers("athletes.reds_flags"), count).astype(np.float32),
        **_women(p, rng, who),
    }
    private = yes(rng, p.number("answers.private_on"), count)
    for name in PRIVATE:
        facts[name] = only_where(private, facts[name])
    untold = p.numbers("answers.untold")
    return {name: only_where(~yes(rng, untold.get(name, 0), count), column) for name, column in facts.items()}


def _statin(p: Parameters, rng: np.random.Generator, who: Athletes) -> Flags:
    of = p.numbers("athletes.statin")
    return yes(rng, of["share"], len(who)) & (who.age >= of["from_age"])


def _women(p: Parameters, rng: np.random.Generator, who: Athletes) -> Columns:
    """What is asked of women: of men it is no, or not asked."""
    of, count = p.numbers("athletes.women"), len(who)
    young = who.woman & (who.age < of["to_age"])
    birth = yes(rng, of["birth"], count) & young
    weeks = np.floor(rng.random(count) * TWO_YEARS_IN_WEEKS)
    missed = yes(rng, of["period_missed"], count) & young
    months = np.where(missed, rng.integers(1, MOST_MONTHS, count), 0)
    return {
        "vte_weak": told(yes(rng, of["pill"], count) & young),
        "pregnant": told(yes(rng, of["pregnant"], count) & young & ~birth),
        "weeks_since_birth": np.where(birth, weeks, np.nan).astype(np.float32),
        "clinician_cleared": told(birth & (weeks > of["cleared_weeks"])),
        "pelvic_symptoms": told(birth & yes(rng, of["pelvic"], count)),
        "periods_missed_months": np.where(who.woman, months, np.nan).astype(np.float32),
    }


def on_day(told_once: Columns, athlete: Whole, day: Whole) -> Columns:
    """What the profile says on a day, counted from the first: experience grows."""
    facts = take(told_once, athlete)
    years = numbers(facts["experience_years"]) + day.astype(np.float32) / YEAR
    began = numbers(facts["first_weeks"])
    new = np.where(np.isnan(began), began, told(years < FIRST_WEEKS))
    return facts | {"experience_years": np.round(years, 2), "first_weeks": new}
