"""Ordinary soreness of six places, each morning, from the loads of the days before."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from sorewise.population.draw.chance import Flags, Floats, around, times
from sorewise.population.draw.days import NEVER, day_before, last_day
from sorewise.population.lives.training import Training
from sorewise.population.parameters import Parameters


@dataclass(frozen=True, slots=True)
class Soreness:
    """Places of `soreness.rise` x athletes x days: 0-10 in steps of a half.

    `morning` is felt when getting up, `level` is the same without the chance of the day. `hard` are the days whose
    training is blamed for sore legs.
    """

    level: Floats
    morning: Floats
    hard: Flags


def soreness(p: Parameters, rng: np.random.Generator, trained: Training) -> Soreness:
    """What the training does to them."""
    run, new = _loads(p, trained)
    rise = np.array(list(p.numbers("soreness.rise").values()), dtype=np.float32)[:, None, None]
    shared = course(_answer(p, run), p.series("soreness.course"))
    shared += course(_answer(p, new) * strangeness(p, new > 0), p.series("soreness.new_course"))
    person, count = p.numbers("soreness.person"), len(shared)
    rise = rise * times(rng, (count, 1), person["everywhere"]) * times(rng, (len(rise), count, 1), person["place"])
    level = np.clip(p.number("soreness.at_rest") + rise * shared, 0, 10).astype(np.float32)
    spread = p.numbers("soreness.spread")
    felt = level + around(rng, shared.shape) * np.maximum(spread["least"], spread["of_level"] * level)
    hard = np.maximum(run, new) >= p.number("soreness.hard_from")
    return Soreness(level, np.clip(np.rint(felt * 2) / 2, 0, 10).astype(np.float32), hard)


def course(answer: Floats, by_day: list[float]) -> Floats:
    """Each morning's sum of what the days before left; `by_day` begins with the evening of the day itself."""
    felt = np.zeros_like(answer)
    for day, share in enumerate(by_day[1:], start=1):
        felt[:, day:] += np.float32(share) * answer[:, :-day]
    return felt


def strangeness(p: Parameters, bout: Flags) -> Floats:
    """How many times as sore a bout makes: most for the first one, less within weeks of a like one."""
    of = p.numbers("soreness.protection")
    last = day_before(last_day(bout))
    since = np.arange(bout.shape[1]) - last
    left = np.clip((of["gone_days"] - since) / (of["gone_days"] - of["whole_days"]), 0, 1)
    protected = 1 - of["share"] * np.where(last == NEVER, 0, left)
    return (p.number("soreness.first_bout") * protected).astype(np.float32)


def _loads(p: Parameters, trained: Training) -> tuple[Floats, Floats]:
    """The load of each day's run, and of what the legs answer later to, in usual runs."""
    counts = p.numbers("training.legs_as_load")
    run = trained.minutes * trained.effort / trained.plan.usual_load[:, None]
    downhill = trained.plan.downhill & trained.ran
    new = np.where(trained.legs, np.float32(counts["strength"]), np.float32(0))
    new = np.maximum(new, np.where(trained.new, np.float32(counts["new_exercise"]), np.float32(0)))
    new = np.maximum(new, np.where(downhill, run * np.float32(counts["downhill"]), np.float32(0)))
    return run.astype(np.float32), new.astype(np.float32)


def _answer(p: Parameters, load: Floats) -> Floats:
    """The answer to a load, as a share of that to a marathon."""
    most = np.minimum(load, p.number("soreness.most_load"))
    return ((most / p.number("soreness.marathon_load")) ** p.number("soreness.power")).astype(np.float32)
