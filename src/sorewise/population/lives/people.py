"""One block of made people: every part of their days, each drawn from a chance of its own."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from sorewise.population.lives.athletes import Athletes, athletes
from sorewise.population.lives.complaints import Complaints, complaints
from sorewise.population.lives.soreness import Soreness, soreness
from sorewise.population.lives.training import Training, done, plan
from sorewise.population.lives.wellbeing import WELL, Illness, Wellbeing, illness, wellbeing
from sorewise.population.parameters import Parameters

BLOCK = 256
"""Athletes that are drawn together. Who they are depends on the seed and the number of the block alone."""
BEFORE = 63
"""Days before the first one told, so that it has a past: a multiple of seven."""


@dataclass(frozen=True, slots=True)
class People:
    """The days of a block; the first `BEFORE` days are not told. `rng` is the chance of what they answer."""

    who: Athletes
    sick: Illness
    hurt: Complaints
    trained: Training
    sore: Soreness
    being: Wellbeing
    rng: np.random.Generator

    @property
    def shape(self) -> tuple[int, int]:
        """Athletes and days."""
        athletes_, days = self.trained.run.shape
        return athletes_, days


def people(p: Parameters, seed: int, block: int, days: int) -> People:
    """Draw a block for so many days after those before."""
    parts = np.random.SeedSequence(seed, spawn_key=(block,)).spawn(8)
    chance = [np.random.Generator(np.random.PCG64(part)) for part in parts]
    whole = BEFORE + days
    who = athletes(p, chance[0], BLOCK)
    sick = illness(p, chance[1], (BLOCK, whole))
    meant = plan(p, chance[2], who, whole)
    hurt = complaints(p, chance[3], who, meant)
    prevented = (sick.kind != WELL) | (hurt.pain >= p.number("complaints.no_run_from"))
    trained = done(p, chance[4], who, meant, prevented)
    return People(
        who=who,
        sick=sick,
        hurt=hurt,
        trained=trained,
        sore=soreness(p, chance[5], trained),
        being=wellbeing(p, chance[6], sick, trained.load),
        rng=chance[7],
    )
