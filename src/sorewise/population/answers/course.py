"""Whether a place is sorer than usual so many days after a load, as a record of the days before would tell."""

from __future__ import annotations

import numpy as np

from sorewise.population.answers.cells import Cells
from sorewise.population.draw.chance import Floats, Whole
from sorewise.population.draw.columns import Column, Columns, numbers, words
from sorewise.population.lives.people import People
from sorewise.population.lives.soreness import answers_to, course
from sorewise.population.parameters import Parameters

USUAL = 1.0
"""The load of a usual day; only a larger one explains soreness."""


def sorer_than_course(p: Parameters, them: People, cells: Cells, rows: Whole, facts: Columns) -> Column:
    """Of each place with a usual course, roughly as `training/` derives it; unknown where no larger load explains it.

    `rows` are the check-ins of the places, `facts` what is told of them.
    """
    of, rises = p.numbers("past.sorer"), p.numbers("soreness.rise")
    added, ago = _left(p, them)
    region = words(facts["region"])
    rise = np.array([rises.get(name, np.nan) for name in region.of], dtype=np.float32)[region.codes]
    level = of["rest"] + rise * cells.of(added, rows)
    spread = np.minimum(of["spread"] + of["spread_more"] * level, of["spread_most"])
    above = numbers(facts["pain"]) > level + of["deviations"] * spread
    since = cells.of(ago, rows)
    told: Floats = np.where(above, np.where(since > 0, since >= of["from_day"], np.nan), 0).astype(np.float32)
    return np.where(np.isnan(level), np.float32(np.nan), told)


def _left(p: Parameters, them: People) -> tuple[Floats, Floats]:
    """Athletes x days: what the loads before left, as a share of the rise after a marathon; days since the main one."""
    added, most = np.zeros(them.shape, dtype=np.float32), np.zeros(them.shape, dtype=np.float32)
    ago = np.zeros(them.shape, dtype=np.float32)
    parts = answers_to(p, them.trained)
    for answer, by_day in parts:
        added += course(answer, by_day)
    larger = them.trained.load > USUAL
    for day in range(1, len(parts[0][1])):
        left = sum(np.where(larger, answer * np.float32(by_day[day]), 0)[:, :-day] for answer, by_day in parts)
        main = left > most[:, day:]
        most[:, day:] = np.where(main, left, most[:, day:])
        ago[:, day:] = np.where(main, np.float32(day), ago[:, day:])
    return added, ago
