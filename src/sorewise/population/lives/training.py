"""What they mean to do each day: runs by kind and length, leg days, races, breaks; and what it would weigh."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from sorewise.population.draw.chance import Codes, Flags, Floats, Whole, around, by_case, one_of, times, within, yes
from sorewise.population.draw.days import last_day, spells
from sorewise.population.lives.athletes import YEAR, Athletes
from sorewise.population.parameters import Parameters

RUNS = ("none", "easy", "recovery", "long", "tempo", "intervals", "hills", "race")
"""What a day's run may be; none is no run."""
NONE, EASY, RECOVERY, LONG, TEMPO, INTERVALS, HILLS, RACE = range(8)
WEEK = 7
BESIDE_H = 2
"""On a day with a run, other sessions begin so much earlier."""
USUAL_KIND = "easy"


@dataclass(frozen=True, slots=True)
class Plan:
    """Athletes x days. `run` is one of RUNS, `race` a number in `athletes.races` (-1 none), `km` of the run.

    `legs`, `new` and `other` are sessions beside it: leg strength, work that the legs are not used to, another sport.
    `start_h` is the hour at which the day's session begins. `usual_load` is the session-RPE load of a usual easy run,
    one an athlete.
    """

    run: Codes
    race: Codes
    km: Floats
    downhill: Flags
    legs: Flags
    new: Flags
    other: Flags
    start_h: Floats
    usual_load: Floats


@dataclass(frozen=True, slots=True)
class Training:
    """What was done of a plan. `minutes` and `effort` (0-10) are of the run; `load` is the day's, in usual runs.

    `end_h` is the hour at which the last session that loads the legs ends, `legs_end_h` that of leg strength.
    """

    plan: Plan
    run: Codes
    km: Floats
    minutes: Floats
    effort: Floats
    legs: Flags
    new: Flags
    other: Flags
    load: Floats
    end_h: Floats
    legs_end_h: Floats

    @property
    def ran(self) -> Flags:
        """Days with a run."""
        return np.not_equal(self.run, NONE)

    @property
    def race(self) -> Codes:
        """The race of the day, -1 where there was none."""
        return np.where(self.run == RACE, self.plan.race, np.int8(-1))


def plan(p: Parameters, rng: np.random.Generator, who: Athletes, days: int) -> Plan:
    """Draw the plan of so many days, the first of them a Monday."""
    shape = (len(who), days)
    weekday = np.arange(days) % WEEK
    order = rng.permuted(np.tile(np.arange(WEEK), (len(who), 1)), axis=1)[:, weekday]
    run = np.where(order < who.runs[:, None], _kinds(p, rng, who, order), np.int8(NONE))
    legs = order >= WEEK - who.leg_days[:, None]
    races = yes(rng, (who.races_a_year / (YEAR / WEEK))[:, None], shape) & (weekday == WEEK - 1)
    race = np.where(races, one_of(rng, p.numbers("athletes.races"), shape), np.int8(-1))
    run = np.where(races, np.int8(RACE), run)
    free = _rests(p, race) | _breaks(p, rng, shape)
    run = np.where(free & ~races, np.int8(NONE), run)
    usual_minutes = who.usual_km * who.pace
    return Plan(
        run=run,
        race=race,
        km=_lengths(p, rng, who, run, race),
        downhill=yes(rng, p.number("training.downhill_share"), shape) & (run != NONE),
        legs=legs & ~free & ~races,
        new=yes(rng, p.number("training.new_exercise_share"), shape),
        other=yes(rng, p.number("training.other_share"), shape),
        start_h=within(rng, p.numbers("training.start_h"), shape),
        usual_load=(usual_minutes * p.numbers("training.effort")[USUAL_KIND]).astype(np.float32),
    )


def done(p: Parameters, rng: np.random.Generator, who: Athletes, meant: Plan, prevented: Flags) -> Training:
    """What was done of it by who was not prevented."""
    shape = meant.run.shape
    kept = yes(rng, p.number("training.kept"), shape) | (meant.run == RACE)
    can = kept & ~prevented
    run = np.where(can, meant.run, np.int8(NONE))
    km = np.where(run != NONE, meant.km, np.float32(0))
    legs, new, other = meant.legs & can, meant.new & ~prevented, meant.other & ~prevented
    effort = p.numbers("training.effort")
    felt = by_case(run, effort, dict.fromkeys(RUNS, 0)) + around(rng, shape, p.number("training.effort_spread"))
    felt = np.where(run != NONE, np.clip(np.rint(felt), 1, 10), np.float32(0)).astype(np.float32)
    minutes = (km * who.pace[:, None]).astype(np.float32)
    load = minutes * felt
    for name, sessions in {"strength": legs, "new_exercise": new, "other": other}.items():
        load += sessions * np.float32(p.numbers("training.minutes")[name] * effort[name])
    load /= meant.usual_load[:, None]
    ends = _ends(p, meant, minutes, legs)
    return Training(meant, run, km, minutes, felt, legs, new, other, load, *ends)


def _ends(p: Parameters, meant: Plan, minutes: Floats, legs: Flags) -> tuple[Floats, Floats]:
    """When the last session of each day ends, and the leg strength: beside a run it comes before it."""
    lasts = p.numbers("training.minutes")
    alone = np.where(legs, lasts["strength"], lasts["new_exercise"])
    end = meant.start_h + np.where(minutes > 0, minutes, alone) / 60
    legs_end = meant.start_h - BESIDE_H * (minutes > 0) + lasts["strength"] / 60
    return end.astype(np.float32), legs_end.astype(np.float32)


def _kinds(p: Parameters, rng: np.random.Generator, who: Athletes, order: Whole) -> Codes:
    """The kind of each run: one a week may be long, some of the others are fast."""
    fast, shares = p.numbers("training.fast"), p.numbers("training.quality")
    names = [RUNS.index(name) for name in fast]
    kinds = np.array(names, dtype=np.int8)[one_of(rng, fast, order.shape)]
    quality = yes(rng, np.where(who.novice, shares["novice"], shares["other"])[:, None], order.shape)
    slow = np.where(yes(rng, p.number("training.recovery_share"), order.shape), np.int8(RECOVERY), np.int8(EASY))
    with_long = yes(rng, p.number("training.long_share"), len(who)) & (who.runs > 1)
    return np.where(with_long[:, None] & (order == 0), np.int8(LONG), np.where(quality, kinds, slow))


def _rests(p: Parameters, race: Codes) -> Flags:
    """Days on which nobody runs since a race."""
    rest = by_case(race, p.numbers("training.rest_after"), p.numbers("athletes.races"))
    last = last_day(race >= 0)
    since = np.arange(race.shape[1]) - last
    return (last >= 0) & (since > 0) & (since <= np.take_along_axis(rest, np.maximum(last, 0), axis=1))


def _breaks(p: Parameters, rng: np.random.Generator, shape: tuple[int, int]) -> Flags:
    """Days of a break without a reason that matters here."""
    of = p.numbers("training.breaks")
    starts = yes(rng, of["a_year"] / YEAR, shape)
    lengths = np.rint(of["median"] * times(rng, shape, of["spread"])).astype(np.int32)
    return spells(starts, lengths)[0]


def _lengths(p: Parameters, rng: np.random.Generator, who: Athletes, run: Codes, race: Codes) -> Floats:
    """Kilometres of each run: by kind, by the week of the block, by chance, and with jumps."""
    shape = run.shape
    week = np.arange(shape[1]) // WEEK
    block = np.array(p.series("training.weeks"), dtype=np.float32)
    begins = rng.integers(len(block), size=(len(who), 1))
    of_kind = by_case(run, p.numbers("training.length"), dict.fromkeys(RUNS, 0))
    jump = p.numbers("training.jump")
    far = yes(rng, jump["share"], shape)
    by_far = np.where(far, jump["least"] + (jump["most"] - jump["least"]) * rng.random(shape, dtype=np.float32), 1)
    km = who.usual_km[:, None] * of_kind * block[(week + begins) % len(block)] * by_far
    km *= times(rng, shape, p.number("training.length_spread"))
    raced = by_case(race, p.numbers("training.race_km"), p.numbers("athletes.races"))
    return np.where(race >= 0, raced, km).astype(np.float32)
