"""What a run changes in the answers: those given in it, and those given after it."""

from __future__ import annotations

import numpy as np

from sorewise.population.answers.cells import AFTER_RUN, IN_RUN, Cells
from sorewise.population.draw.chance import Whole, around, yes
from sorewise.population.draw.columns import Columns, Words, numbers, only_where, told, words
from sorewise.population.lives.people import People
from sorewise.population.lives.training import RACE
from sorewise.population.parameters import Parameters

AT_ONCE_H = 0.5
"""So soon after a run somebody checks in, in hours."""


def in_run(p: Parameters, rng: np.random.Generator, cells: Cells, place_of: Whole, places: Columns) -> Columns:
    """What is told while a run goes on: its minutes, and how the worst pain has changed."""
    count, of, minutes = len(cells), p.numbers("answers.in_run"), p.numbers("answers.run_minutes")
    start, hurt = np.zeros(count, np.float32), np.zeros(count, np.bool_)
    np.maximum.at(start, place_of, np.nan_to_num(numbers(places["pain"])))
    hurt[place_of[numbers(places["run_worse"]) == 1]] = True
    change = np.where(hurt, of["complaint_change"], of["sore_change"]) + around(rng, count, of["spread"])
    now = np.clip(np.rint(2 * (start + np.where(start > 0, change, 0))) / 2, 0, 10).astype(np.float32)
    lasted = minutes["least"] + (minutes["most"] - minutes["least"]) * rng.random(count, dtype=np.float32)
    running: Columns = {
        "pain_now": now,
        "pain_change": now - start,
        "minutes": np.rint(lasted),
        "exhausted": told(yes(rng, of["exhausted"], count)),
    }
    return {name: only_where(cells.phase == IN_RUN, column) for name, column in running.items()}


def after_run(them: People, cells: Cells, facts: Columns) -> Columns:
    """The facts of the last session once it was just now."""
    just = cells.phase == AFTER_RUN
    last, race = words(facts["last_session_type"]), words(facts["race_type"])
    run, raced = cells.of(them.trained.run), cells.of(them.trained.run) == RACE
    known = just & (last.codes >= 0)
    return {
        "last_session_type": Words(np.where(known, run, last.codes), last.of),
        "race_type": Words(np.where(known & raced, cells.of(them.trained.race), race.codes), race.of),
        **{
            name: np.where(known & when, np.float32(value), numbers(facts[name]))
            for name, when, value in (
                ("last_session_hours_ago", just, AT_ONCE_H),
                ("days_off_running", just, 0),
                ("days_since_race", raced, 0),
            )
        },
    }
