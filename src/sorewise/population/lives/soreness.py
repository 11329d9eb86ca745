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

    `morning` is felt when getting up, `evening` after the day's training. `hard` are the days whose training is blamed
    for sore legs.
    """

    morning: Floats
    evening: Floats
    hard: Flags


def soreness(p: Parameters, rng: np.random.Generator, trained: Training) -> Soreness:
    """What the training does to them."""
    run, new = _loads(p, trained)
    rise = np.array(list(p.numbers("soreness.rise").values()), dtype=np.float32)[:, None, None]
    answers = answers_to(p, trained)
    before = np.sum([course(answer, by_day) for answer, by_day in answers], axis=0)
    today = np.sum([answer * np.float32(by_day[0]) for answer, by_day in answers], axis=0)
    person, count = p.numbers("soreness.person"), len(before)
    rise = rise * times(rng, (count, 1), person["everywhere"]) * times(rng, (len(rise), count, 1), person["place"])
    chance = around(rng, before.shape)
    return Soreness(
        morning=_felt(p, rise * before, chance),
        evening=_felt(p, rise * (before + today), chance),
        hard=np.maximum(run, new) >= p.number("soreness.hard_from"),
    )


def answers_to(p: Parameters, trained: Training) -> tuple[tuple[Floats, list[float]], ...]:
    """The answer to each day's run and to its new work (as a share of that to a marathon), each with its course."""
    run, new = _loads(p, trained)
    strange = _answer(p, new) * strangeness(p, new > 0)
    return (_answer(p, run), p.series("soreness.course")), (strange, p.series("soreness.new_course"))


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


def _felt(p: Parameters, level: Floats, chance: Floats) -> Floats:
    """What is told of a level, with the chance of the day, in steps of a half."""
    spread = p.numbers("soreness.spread")
    felt = level + chance * np.maximum(spread["least"], spread["of_level"] * level)
    told: Floats = np.clip(np.rint(felt * 2) / 2, 0, 10).astype(np.float32)
    return told


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
