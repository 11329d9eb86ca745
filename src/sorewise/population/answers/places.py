"""The sore places of each check-in: ordinary soreness, complaints, and places that show a sign."""

from __future__ import annotations

import numpy as np

from sorewise.population.answers.cells import Cells
from sorewise.population.answers.course import sorer_than_course
from sorewise.population.answers.hurt_places import hurt_places
from sorewise.population.answers.regions import SIDES, regions
from sorewise.population.answers.signs import Signs
from sorewise.population.answers.sore_places import sore_places
from sorewise.population.draw.chance import Whole, drawn
from sorewise.population.draw.columns import Columns, Words, below, take, told, words
from sorewise.population.lives.people import People
from sorewise.population.parameters import Parameters


def places(p: Parameters, rng: np.random.Generator, them: People, cells: Cells, seen: Signs) -> tuple[Whole, Columns]:
    """The check-in of each place, ascending, and what is told of it. No check-in tells of one region twice."""
    parts = [_sign_places(p, rng, seen), hurt_places(p, rng, them, cells), sore_places(p, rng, them, cells)]
    rows = np.concatenate([rows for rows, _ in parts])
    facts = below(facts for _, facts in parts)
    region = words(facts["region"])
    order = np.unique(rows * len(region.of) + region.codes, return_index=True)[1]
    rows, facts = rows[order], take(facts, order)
    return rows, facts | {"sorer_than_course": sorer_than_course(p, them, cells, rows, facts)}


def _sign_places(p: Parameters, rng: np.random.Generator, seen: Signs) -> tuple[Whole, Columns]:
    """The places of the signs that belong to one, with these signs."""
    names, where = list(p.tables("signs.shows")), p.tables("signs.where")
    found, codes = [], []
    for group, weights in where.items():
        rows = np.flatnonzero(seen.group == names.index(group)).astype(np.int32)
        numbers = np.array([regions(p).index(region) for region in weights], dtype=np.int8)
        found.append(rows)
        codes.append(numbers[drawn(rng.random(len(rows), dtype=np.float32), weights)])
    rows = np.concatenate(found)
    pain, count = p.numbers("signs.pain"), len(rows)
    strong = pain["least"] + (pain["most"] - pain["least"]) * rng.random(count, dtype=np.float32)
    return rows, {
        "region": Words(np.concatenate(codes), regions(p)),
        "side": Words(rng.integers(1, len(SIDES), count).astype(np.int8), SIDES),
        "pain": np.rint(strong).astype(np.float32),
        **{name: told(shown[rows]) for name, shown in seen.of_place.items()},
    }
