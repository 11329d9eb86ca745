"""Signs that come before any question about running: at stated rates, in groups that belong together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from sorewise.model.facts import Fact
from sorewise.population.answers.cells import Cells
from sorewise.population.draw.chance import Codes, Flags, yes
from sorewise.population.lives.people import People
from sorewise.population.parameters import Parameters

MILLION = 1_000_000
NO_GROUP = -1
BIG = ("half", "marathon", "ultra")


@dataclass(frozen=True, slots=True)
class Signs:
    """One value a check-in. `group` is a number in `signs.shows`, -1 for no sign.

    `of_body` are the signs of the whole body by fact, `of_place` those of the place that the group belongs to.
    """

    group: Codes
    of_body: Mapping[str, Flags]
    of_place: Mapping[str, Flags]


def signs(p: Parameters, rng: np.random.Generator, them: People, cells: Cells, facts: Mapping[str, Fact]) -> Signs:
    """Draw them for every check-in, by what was done the day before."""
    after_hard = cells.days_ago(them.sore.hard, 1)
    after_race = cells.days_ago(big_races(p, them), 1)
    group = _groups(p, rng, after_hard, after_race)
    shown: dict[str, Flags] = {}
    for number, shares in enumerate(p.tables("signs.shows").values()):
        rows = np.flatnonzero(group == number)
        drawn_ = {name: yes(rng, share, len(rows)) for name, share in shares.items()}
        nothing = ~np.logical_or.reduce(list(drawn_.values()))
        for place, (name, shows) in enumerate(drawn_.items()):
            shown.setdefault(name, np.zeros(len(group), dtype=np.bool_))[rows] = shows | (nothing & (place == 0))
    of_place = {name: shows for name, shows in shown.items() if facts[name].scope == "spot"}
    return Signs(group, {name: shows for name, shows in shown.items() if name not in of_place}, of_place)


def big_races(p: Parameters, them: People) -> Flags:
    """Days with a race of a half-marathon or longer."""
    names = list(p.numbers("athletes.races"))
    return np.isin(them.trained.race, [names.index(name) for name in BIG])


def _groups(p: Parameters, rng: np.random.Generator, after_hard: Flags, after_race: Flags) -> Codes:
    """The group of each check-in: rates add up, and no check-in has two groups."""
    names = list(p.tables("signs.shows"))
    uniform = rng.random(len(after_hard)) * MILLION
    rates = {
        "signs.per_million": np.ones(len(after_hard), dtype=np.bool_),
        "signs.per_million_after_hard": after_hard,
        "signs.per_million_after_race": after_race,
    }
    group = np.full(len(after_hard), NO_GROUP, dtype=np.int8)
    start = np.zeros(len(after_hard))
    for parameter, where in rates.items():
        for name, rate in p.numbers(parameter).items():
            end = start + rate * where
            group[(uniform >= start) & (uniform < end)] = names.index(name)
            start = end
    return group
