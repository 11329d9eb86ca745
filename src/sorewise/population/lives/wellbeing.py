"""How they are beside their legs: illness, sleep, the resting heart, tiredness."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from sorewise.population.draw.chance import Codes, Flags, Floats, Whole, around, times, yes
from sorewise.population.draw.days import spells, sum_before
from sorewise.population.lives.athletes import YEAR
from sorewise.population.parameters import Parameters

WELL, ABOVE_NECK, BELOW_NECK = range(3)
ILLNESS = ("none", "above_neck", "below_neck")
WEEK = 7


@dataclass(frozen=True, slots=True)
class Illness:
    """Athletes x days: what kind of illness (ILLNESS), for how many days (0 well), and whether with fever."""

    kind: Codes
    days: Whole
    fever: Flags


@dataclass(frozen=True, slots=True)
class Wellbeing:
    """Athletes x days, each morning: hours and quality (1-5) of sleep, fatigue 0-10, resting heart rate, ln rMSSD.

    `worn` are the nights on which a watch was worn by those who have one.
    """

    sleep_h: Floats
    sleep_quality: Floats
    fatigue: Floats
    resting_hr: Floats
    ln_rmssd: Floats
    worn: Flags


def illness(p: Parameters, rng: np.random.Generator, shape: tuple[int, int]) -> Illness:
    """Draw who is ill when."""
    lengths, fever = p.numbers("wellbeing.ill_days"), p.numbers("wellbeing.fever")
    starts = yes(rng, p.number("wellbeing.colds_a_year") / YEAR, shape)
    days = np.maximum(np.rint(lengths["median"] * times(rng, shape, lengths["spread"])), 1).astype(np.int32)
    ill, began = spells(starts, days)
    first = np.maximum(began, 0)
    low = np.take_along_axis(yes(rng, p.number("wellbeing.below_neck"), shape), first, axis=1)
    chance = np.take_along_axis(rng.random(shape, dtype=np.float32), first, axis=1)
    since = np.where(ill, np.arange(shape[1], dtype=np.int32) - began + 1, 0)
    feverish = (chance < np.where(low, fever["below_neck"], fever["above_neck"])) & (since <= fever["days"])
    kind = np.where(ill, np.where(low, np.int8(BELOW_NECK), np.int8(ABOVE_NECK)), np.int8(WELL))
    return Illness(kind, since.astype(np.int32), ill & feverish)


def wellbeing(p: Parameters, rng: np.random.Generator, sick: Illness, load: Floats) -> Wellbeing:
    """How each morning is, by last night, yesterday's load (in usual runs), the week's, and illness."""
    shape, ill = load.shape, sick.kind != WELL
    yesterday = np.minimum(sum_before(load, 1), 6)
    week = sum_before(load, WEEK) / WEEK
    usual = np.maximum(load.mean(axis=1, keepdims=True), 0.1)
    slept = p.numbers("wellbeing.sleep_h")
    longer = around(rng, shape, slept["night"])
    sleep_h = np.clip(slept["mean"] + around(rng, (len(load), 1), slept["person"]) + longer, 2, 12)
    felt = p.numbers("wellbeing.sleep_quality")
    quality = felt["mean"] + felt["of_hour"] * longer + around(rng, shape, felt["spread"]) + felt["ill"] * ill
    tired = p.numbers("wellbeing.fatigue")
    fatigue = tired["mean"] + around(rng, (len(load), 1), tired["person"]) + around(rng, shape, tired["spread"])
    fatigue += tired["of_load"] * yesterday + tired["of_week"] * (week / usual - 1)
    fatigue += tired["of_sleep"] * longer + tired["ill"] * ill
    return Wellbeing(
        sleep_h=np.round(sleep_h, 1).astype(np.float32),
        sleep_quality=np.clip(np.rint(quality), 1, 5).astype(np.float32),
        fatigue=np.abs(np.clip(np.rint(fatigue), 0, 10)).astype(np.float32),
        resting_hr=np.rint(_measured(p.numbers("wellbeing.resting_hr"), rng, ill, yesterday)),
        ln_rmssd=_measured(p.numbers("wellbeing.ln_rmssd"), rng, ill, yesterday),
        worn=yes(rng, p.number("wellbeing.nights_worn"), shape),
    )


def _measured(of: Mapping[str, float], rng: np.random.Generator, ill: Flags, load: Floats) -> Floats:
    person = of["mean"] + around(rng, (len(ill), 1), of["person"])
    found = person + around(rng, ill.shape, of["day"]) + of["ill"] * ill + of["of_load"] * load
    return np.asarray(found, dtype=np.float32)
