"""How long the forecast takes, and that one runner gets what a column of runners gets."""

import statistics
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from functools import partial

import numpy as np
from parts.forecast_data import ANSWERS, Floats, Team
from parts.forecast_said import said

from sorewise.engine.rules import load
from sorewise.model.records import CheckIn, History, Session, Spot
from sorewise.planning.ahead import forecast_of
from sorewise.training.forecast.fit import fit
from sorewise.training.forecast.inputs import AHEAD, HORIZONS, Horizon
from sorewise.training.forecast.parameters import ScaleParameters
from sorewise.training.forecast.state import State
from sorewise.training.forecast.walk import chances, walk

ONE_S, MILLION_S, FIT_S, EQUAL = 1.0, 120.0, 5.0, 1e-9
TEN_YEARS, MILLION, CHUNK = 3650, 1_000_000, 10_000
MONDAY, WEEK = 0, 7
PLACES = ("calf", "quad")
PLAN = tuple(Horizon(ahead, plan=ahead > 1) for ahead in AHEAD)
"""Five mornings with the loads up to them, which is the most work."""


def time_figures(team: Team | None, *, quick: bool) -> Iterator[bool]:
    """All of them, fitted to the team or, without one, to made persons; whether each reaches its goal."""
    answers, loads = (team.answers, team.loads) if team else made(30, 420)
    yield from refit(answers, loads, "the team" if team else "made persons", quick=quick)
    fitted = fit(answers, loads, MONDAY, answers=ANSWERS, horizons=PLAN)
    yield one_runner(fitted, quick=quick)
    yield from_records(quick=quick)
    yield many(fitted)
    yield alike(fitted, answers, loads)


def refit(answers: Floats, loads: Floats, whose: str, *, quick: bool) -> Iterator[bool]:
    """Coefficients of one horizon, and of all."""
    reports = int((~np.isnan(answers)).sum())
    for name, horizons in (("one set", HORIZONS[:1]), (f"all {len(HORIZONS)} sets", HORIZONS)):
        work = partial(fit, answers, loads, MONDAY, answers=ANSWERS, horizons=horizons)
        s = cpu(work, 1 if quick else 3)
        yield said(f"refit of a population, {name}, s", s, f"{whose}, {reports} reports", most=FIT_S)


def one_runner(fitted: ScaleParameters, *, quick: bool) -> bool:
    """Ten years of one runner from arrays to five mornings."""
    answers, loads = made(1, TEN_YEARS)
    s = cpu(lambda: five(last(answers, loads, fitted), fitted, TEN_YEARS), 1 if quick else 5)
    return said("ten years of one runner, arrays to five mornings, s", s, f"{TEN_YEARS} days", most=ONE_S)


def from_records(*, quick: bool) -> bool:
    """The same as the app makes it: from the records, with what is shipped."""
    book, now = load(), datetime(2026, 11, 22, 12, tzinfo=UTC)
    history = ten_years(now)
    s = cpu(lambda: forecast_of(book, history, now), 1 if quick else 5)
    made_of = forecast_of(book, history, now)
    if made_of.legs is None or not made_of.places:
        raise SystemExit(f"ten years, and no forecast: {made_of.not_yet}")
    beside = f"{TEN_YEARS} check-ins and sessions, the legs and {len(made_of.places)} places"
    return said("ten years of one runner, records to forecast, s", s, beside, most=ONE_S)


def ten_years(now: datetime) -> History:
    """A run and a check-in every day, some with two sore places."""
    return History(
        sessions=tuple(
            Session(
                id=f"s{ago}",
                start=now - timedelta(days=ago, hours=-5),
                kind=("easy", "long", "hills", None)[ago % 4],
                duration_s=3600.0 + ago % 1800,
                distance_m=10000.0 + ago % 7000,
                rpe=float(3 + ago % 5) if ago % 3 else None,
            )
            for ago in range(TEN_YEARS, 0, -1)
        ),
        check_ins=tuple(
            CheckIn(
                id=f"c{ago}",
                at=now - timedelta(days=ago, hours=5),
                answers={"pain": (ago * ago) % 5},
                spots=tuple(
                    Spot(region=region, side="left", answers={"pain": 1 + ago % 4}) for region in PLACES[ago % 3 :]
                ),
            )
            for ago in range(TEN_YEARS, -1, -1)
        ),
    )


def many(fitted: ScaleParameters) -> bool:
    """A day and five mornings of very many runners, chunk by chunk; their states are in memory already."""
    answers, loads = made(CHUNK, WEEK + 1)
    state = State.new(CHUNK, fitted.start, fitted.load)
    for day in range(WEEK):
        state.step(answers[:, day], loads[:, day], day)
    start = time.process_time()
    for _ in range(MILLION // CHUNK):
        state.step(answers[:, WEEK], loads[:, WEEK], MONDAY)
        five(state, fitted, WEEK + 1)
    s = time.process_time() - start
    beside = f"chunks of {CHUNK}, {state.nbytes / CHUNK / 1000:.2f} kB of state each"
    return said("a million runners, one day and five mornings, s", s, beside, most=MILLION_S)


def alike(fitted: ScaleParameters, answers: Floats, loads: Floats) -> bool:
    """Each person walked through alone and all of them as columns; the largest difference of any chance."""
    together = last(answers, loads, fitted)
    columns = np.stack(five(together, fitted, answers.shape[1]))
    alone = [last(answers[[who]], loads[[who]], fitted) for who in range(len(answers))]
    rows = np.concatenate([np.stack(five(state, fitted, answers.shape[1])) for state in alone], 1)
    away = float(np.abs(columns - rows).max())
    return said(
        "one runner and columns of runners, largest difference",
        away,
        f"{len(answers)} persons, {answers.shape[1]} days, any chance of five mornings",
        most=EQUAL,
    )


def last(answers: Floats, loads: Floats, fitted: ScaleParameters) -> State:
    """The state after the last day."""
    *_, (_, state) = walk(answers, loads, MONDAY, fitted)
    return state


def five(state: State, fitted: ScaleParameters, day: int) -> list[Floats]:
    """Five mornings from the evening before `day`, a usual training day on each before."""
    usual = np.full((len(state.last), PLAN[-1].days), fitted.load)
    return [
        chances(state, fitted, horizon, (MONDAY + day + horizon.ahead - 1) % WEEK, usual[:, : horizon.days])
        for horizon in PLAN
    ]


def made(persons: int, days: int) -> tuple[Floats, Floats]:
    """Answers 0 to 4 and loads [P, D] by chance with a seed; a hard day is followed by a sorer morning."""
    chance = np.random.default_rng(1)
    loads = chance.gamma(2, 240, (persons, days)) * (chance.random((persons, days)) < 0.6)
    before = np.pad(loads, ((0, 0), (1, 0)))[:, :-1] / 480
    sore = chance.normal(1.5, 0.5, (persons, 1)) + 0.4 * before + chance.normal(0, 0.5, (persons, days))
    answers = np.clip(np.rint(sore), 0, ANSWERS - 1)
    return np.where(chance.random((persons, days)) < 0.15, np.nan, answers), loads


def cpu(work: Callable[[], object], rounds: int) -> float:
    """The median of its CPU seconds."""
    times = []
    for _ in range(rounds):
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return statistics.median(times)
