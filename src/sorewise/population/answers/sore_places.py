"""What is told of ordinary soreness."""

from __future__ import annotations

import numpy as np

from sorewise.population.answers.cells import AFTER_RUN, Cells, against_before
from sorewise.population.answers.past import hours_since
from sorewise.population.answers.regions import SIDES, regions
from sorewise.population.draw.chance import Codes, Whole, one_of, yes
from sorewise.population.draw.columns import Columns, Words, below, only_where, take, told
from sorewise.population.draw.days import NEVER, day_before, days_in_a_row, last_day
from sorewise.population.lives.people import People
from sorewise.population.parameters import Parameters

WEEK = 7


def sore_places(p: Parameters, rng: np.random.Generator, them: People, cells: Cells) -> tuple[Whole, Columns]:
    """The check-in of each sore place, and what is told of it."""
    found = []
    morning, evening = (felt[:, cells.athlete, cells.day] for felt in (them.sore.morning, them.sore.evening))
    felt = np.where(cells.phase == AFTER_RUN, evening, morning)
    telling = (felt >= p.number("soreness.told_from")) & yes(rng, p.number("soreness.second_place"), felt.shape)
    worst = felt.argmax(axis=0)
    telling[worst, np.arange(len(cells))] = felt.max(axis=0) >= p.number("soreness.told_from")
    hard = day_before(last_day(them.sore.hard))
    blamed_h = hours_since(them.trained.end_h, hard, p.number("answers.check_in_h"))
    for number, region in enumerate(p.numbers("soreness.rise")):
        rows = np.flatnonzero(telling[number]).astype(np.int32)
        pain = them.sore.morning[number]
        in_a_row = cells.of(days_in_a_row(pain >= p.number("soreness.told_from")), rows)
        from_session = cells.day[rows] - cells.of(hard, rows)
        side = _side(p, rng, them, cells, rows)
        explained = (side == 0) & (cells.of(hard, rows) != NEVER)
        code = np.full(len(rows), regions(p).index(region), dtype=np.int8)
        facts: Columns = {
            "region": Words(code, regions(p)),
            "side": Words(side, SIDES),
            "pain": felt[number, rows],
            "days_sore": np.where(explained, from_session, np.maximum(in_a_row, 1)).astype(np.float32),
            "trigger_hours": cells.of(blamed_h, rows),
            **against_before(pain, cells, rows, them.trained.ran),
        }
        found.append((rows, facts))
    rows = np.concatenate([rows for rows, _ in found])
    order = np.argsort(rows, kind="stable")
    facts = take(below(facts for _, facts in found), order)
    return rows[order], facts | _told(p, rng, len(rows))


def _side(p: Parameters, rng: np.random.Generator, them: People, cells: Cells, rows: Whole) -> Codes:
    """Both, or one side for a whole week."""
    athletes, days = them.shape
    weekly = rng.random((athletes, days // WEEK + 1), dtype=np.float32)
    mark = weekly[cells.athlete[rows], cells.day[rows] // WEEK]
    one = p.number("soreness.one_side")
    return np.where(mark < one / 2, 1, np.where(mark < one, 2, 0)).astype(np.int8)


def _told(p: Parameters, rng: np.random.Generator, count: int) -> Columns:
    """How it feels: what speaks against ordinary soreness is told now and then of ordinary soreness too."""
    flags: Columns = {name: told(yes(rng, share, count)) for name, share in p.numbers("soreness.shows").items()}
    words = {
        name: Words(one_of(rng, weights, count), tuple(weights)) for name, weights in p.tables("soreness.words").items()
    }
    sudden = words["onset"].is_("sudden_during_run")
    since = rng.integers(1, 72, count).astype(np.float32)
    return flags | words | {"hours_since_onset": only_where(sudden, since)}
