"""What a record of the days before would say on each morning: the derived facts, straight from the made days.

The same facts come out of `training/` when it is given the tables; here they are worked out only roughly alike, since
no rule is tried by how they are derived.
"""

from __future__ import annotations

import numpy as np

from sorewise.population.draw.chance import Codes, Floats, Whole
from sorewise.population.draw.columns import Columns, Words
from sorewise.population.draw.days import NEVER, at, day_before, days_in_a_row, last_day, most_before, sum_before
from sorewise.population.lives.people import People
from sorewise.population.lives.training import NONE, RACE, RUNS, Training
from sorewise.population.lives.wellbeing import WELL
from sorewise.population.parameters import Parameters

WEEK, MONTH = 7, 28
LONGEST_DAYS = 30
HABIT_WEEKS, HABIT_DAYS = 4, 2
MOST_MONOTONY = 10
TINY = 1e-9
SESSIONS = (*RUNS, "strength", "new_exercise")
STRENGTH, NEW = len(RUNS), len(RUNS) + 1
PLANNED = (*RUNS[1:], "rest", "xt", "strength_leg")
REST, CROSS, LEG = len(RUNS) - 1, len(RUNS), len(RUNS) + 1


def of_sessions(p: Parameters, them: People) -> Columns:
    """Athletes x days: what the sessions before each morning say."""
    trained, morning_h = them.trained, p.number("answers.check_in_h")
    legs = trained.legs | trained.new
    last = day_before(last_day(trained.ran | legs))
    last_run, last_legs = day_before(last_day(trained.ran)), day_before(last_day(trained.legs))
    kind = np.where(trained.new, np.int8(NEW), np.where(trained.legs, np.int8(STRENGTH), np.int8(NONE)))
    kind = np.where(trained.ran, trained.run, kind)
    race = day_before(last_day(trained.run == RACE))
    habit = [
        sum_before(trained.legs.astype(np.float32), WEEK, WEEK * week) >= HABIT_DAYS for week in range(HABIT_WEEKS)
    ]
    races = tuple(p.numbers("athletes.races"))
    off = _since(last_run) - 1
    usual = (LONGEST_DAYS + 1) / (sum_before(trained.ran.astype(np.float32), LONGEST_DAYS) + 1)
    return {
        "last_session_type": Words(_coded(kind, last), SESSIONS),
        "last_session_hours_ago": hours_since(trained.end_h, last, morning_h),
        "last_spike_pct": last_spike(trained),
        "last_downhill": at(trained.plan.downhill.astype(np.float32), last_run),
        "hours_since_leg_strength": hours_since(trained.legs_end_h, last_legs, morning_h),
        "leg_strength_habitual": np.logical_and.reduce(habit).astype(np.float32),
        "days_since_race": _since(race),
        "race_type": Words(_coded(trained.race, race), races),
        "days_off_running": off,
        "break_is_usual": (off <= p.number("past.usual_break") * usual).astype(np.float32),
        "monotony": monotony(trained.load),
    }


def of_plan(them: People) -> Columns:
    """Athletes x days: what is planned for each day, and how much further than lately."""
    plan = them.trained.plan
    beside = np.where(plan.other, np.int8(CROSS), np.int8(REST))
    kind = np.where(plan.run != NONE, plan.run - np.int8(1), np.where(plan.legs, np.int8(LEG), beside))
    longest = most_before(them.trained.km, LONGEST_DAYS)
    further = (plan.km / np.where(longest > 0, longest, np.nan) - 1) * 100
    return {
        "planned_type": Words(kind.astype(np.int8), PLANNED),
        "planned_spike_pct": np.where(plan.run != NONE, further, np.nan).astype(np.float32),
    }


def of_hearts(them: People) -> Columns:
    """Athletes x days: the resting heart rate and its variability against the days before."""
    rest = them.being.resting_hr
    return {
        "rhr_delta": rest - np.rint(sum_before(rest, MONTH) / np.float32(MONTH)),
        "hrv_z": _week_z(them.being.ln_rmssd),
    }


def of_sleep(them: People) -> Columns:
    """Athletes x days: the hours of last night, and their mean of a week."""
    slept, worn = them.being.sleep_h, them.being.worn.astype(np.float32)
    measured = slept * worn
    week = (sum_before(measured, WEEK - 1) + measured) / np.maximum(sum_before(worn, WEEK - 1) + worn, 1)
    return {"sleep_h": slept, "sleep_avg7_h": np.round(week, 1)}


def of_answers(p: Parameters, them: People) -> Columns:
    """Athletes x days: what earlier check-ins say of tiredness, limping, fever and complaints."""
    being, hurt = them.being, them.hurt
    begins = (hurt.kind >= 0) & (hurt.began == np.arange(hurt.kind.shape[1]))
    substantial = (hurt.kind >= 0) & ~hurt.niggle
    worst = them.sore.morning.max(axis=0)
    return {
        "wellness_z": _own_z(being.sleep_quality / 5 - being.fatigue / 10 - worst / 10),
        "fatigue_days_high": days_in_a_row(being.fatigue >= p.number("past.tired")).astype(np.float32),
        "limp_days": hurt.limp_days.astype(np.float32),
        "days_since_fever": _since(day_before(last_day(them.sick.fever))),
        "similar_episodes_8w": sum_before(begins.astype(np.float32), 2 * MONTH) + begins,
        "ostrc_substantial_weeks": (days_in_a_row(substantial) // WEEK).astype(np.float32),
        "illness_days": np.where(them.sick.kind != WELL, them.sick.days, np.nan).astype(np.float32),
    }


def last_spike(trained: Training) -> Floats:
    """The last run before each morning against the longest of 30 days before it, in per cent."""
    longest = most_before(trained.km, LONGEST_DAYS)
    spike = (trained.km / np.where(longest > 0, longest, np.nan) - 1) * 100
    return at(spike.astype(np.float32), day_before(last_day(trained.ran)))


def hours_since(end_h: Floats, day: Whole, morning_h: float) -> Floats:
    """Hours from the end of a session on these days to each morning."""
    return np.round(_since(day) * 24 + morning_h - at(end_h, day), 1).astype(np.float32)


def monotony(load: Floats) -> Floats:
    """Mean over spread of the load of the seven days before."""
    mean = sum_before(load, WEEK) / WEEK
    spread = np.sqrt(np.maximum(sum_before(load**2, WEEK) / WEEK - mean**2, 0))
    least = np.maximum(mean / MOST_MONOTONY, TINY)
    return np.where(mean > 0, np.round(mean / np.maximum(spread, least), 2), np.nan).astype(np.float32)


def _since(day: Whole) -> Floats:
    """Days from these to each morning; unknown for NEVER."""
    days = np.arange(day.shape[1])
    return np.where(day == NEVER, np.nan, days - day).astype(np.float32)


def _coded(codes: Codes, day: Whole) -> Codes:
    found = np.take_along_axis(codes, np.maximum(day, 0), axis=1)
    return np.where(day == NEVER, np.int8(-1), found).astype(np.int8)


def _week_z(values: Floats) -> Floats:
    """The mean of this week against the 28 days before it, in their standard deviations."""
    week = (sum_before(values, WEEK - 1) + values) / WEEK
    mean = sum_before(values, MONTH, WEEK - 1) / MONTH
    spread = np.sqrt(np.maximum(sum_before(values**2, MONTH, WEEK - 1) / MONTH - mean**2, 1e-6))
    return np.clip(np.round((week - mean) / spread, 2), -50, 50).astype(np.float32)


def _own_z(values: Floats) -> Floats:
    """Today against the 28 days before it, in their standard deviations."""
    mean = sum_before(values, MONTH) / MONTH
    spread = np.sqrt(np.maximum(sum_before(values**2, MONTH) / MONTH - mean**2, 1e-4))
    return np.clip(np.round((values - mean) / spread, 2), -10, 10).astype(np.float32)
