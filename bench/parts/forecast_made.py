"""Pain from 0 to 10 on made runners, as no open data have it: whether the form holds together, not whether it is true.

The runners are those of `sorewise.population`. What is fitted to some of them is asked about the others, whose chances
come from the same program: so the figures say that 11 answers are handled right, and nothing of people. The spread of
the typical course is that between people of a marathon, wider than that of the made ones: with it the sets over-cover.
"""

import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from datetime import time as clock

import numpy as np
from parts import forecast_figures as figures
from parts.forecast_data import Floats, Ints
from parts.forecast_figures import by_person, figure
from parts.forecast_model import TOMORROW, predicted
from parts.forecast_peers import averages
from parts.forecast_said import said

from sorewise.engine.rules import load
from sorewise.model.forecast import ANSWERS
from sorewise.population import made_history
from sorewise.population.tables.history import FIRST
from sorewise.training.course import Course
from sorewise.training.forecast.fit import fit
from sorewise.training.forecast.gather import LEAST_REPORTS
from sorewise.training.forecast.parameters import ScaleParameters
from sorewise.training.forecast.runner import Walked
from sorewise.training.forecast.series import Row, Series, series_of
from sorewise.training.forecast.tilt import smallest_runs
from sorewise.training.now import Moment
from sorewise.training.tables import Frames
from sorewise.training.windows import Windows

PAIN = ANSWERS["pain"]
DAYS, SEED, LEVEL = 364, 20261129, 0.8
FIT_S, EQUAL = 5.0, 1e-9


def made_figures(*, quick: bool) -> Iterator[bool]:
    """Two thirds of the runners are fitted to, the rest is asked about."""
    runners, apart = (60, 15) if quick else (120, 3)
    series = made_series(runners)
    known = 2 * runners // 3
    start = time.process_time()
    fitted = fit(
        series.told[:known],
        series.loads[:known],
        series.first_weekday,
        answers=PAIN,
        use_loads=False,
        horizons=[TOMORROW],
    )
    took = time.process_time() - start
    reports = int((~np.isnan(series.told[:known])).sum())
    yield said("made runners, pain 0-10, fit of one set, s", took, f"{known} runners, {reports} reports", most=FIT_S)
    rest = some(series, np.arange(known, runners))
    yield alike(rest, fitted)
    yield from held("own word alone", rest, *own(rest, fitted))
    yield from held(
        "own word and typical course (over-covers: made runners differ less)", rest, *with_course(rest, fitted, apart)
    )


def made_series(runners: int) -> Series:
    """The worst place of so many made runners."""
    book = load()
    tables = made_history(runners, DAYS, SEED, {name: fact for name, fact in book.facts.items() if not fact.door})
    evening = datetime.combine(FIRST + timedelta(days=DAYS - 1), clock(23, 59), UTC)
    course, windows = Course.from_thresholds(book.numbers), Windows.from_thresholds(book.numbers)
    series = series_of(Frames(**tables._asdict()), Moment.at(evening), course, windows)
    worst = [number for number, row in enumerate(series.rows) if row.region is None]
    return some(series, np.array(worst))


def some(series: Series, rows: Ints) -> Series:
    """Some of the rows, each a runner of its own."""
    who = series.who[rows]
    return replace(
        series,
        rows=tuple(Row(number, None) for number in range(len(rows))),
        told=series.told[rows],
        loads=series.loads[who],
        eccentric=series.eccentric[who],
    )


def own(series: Series, fitted: ScaleParameters) -> tuple[Floats, Ints, Ints]:
    """The next mornings: chances [N, 11], the runners and the evenings [N]."""
    table = predicted(series.told, series.loads, fitted, [TOMORROW])[TOMORROW]
    who, at = mornings(series, 1)
    return table[who, at], who, at


def with_course(series: Series, fitted: ScaleParameters, apart: int) -> tuple[Floats, Ints, Ints]:
    """The same as a runner gets it, of every so many days: each time from the records up to that evening."""
    course, table = Course.from_thresholds(load().numbers), np.full((*series.told.shape, PAIN), np.nan)
    who, at = mornings(series, apart)
    for day in np.unique(at):
        until = replace(
            series,
            today=series.today - timedelta(days=series.told.shape[1] - 1 - int(day)),
            told=series.told[:, : day + 1],
            loads=series.loads[:, : day + 1],
            eccentric=series.eccentric[:, : day + 1],
        )
        table[:, day] = Walked(until, fitted, course, trained=True).coming(TOMORROW.ahead, None).chances
    return table[who, at], who, at


def alike(series: Series, fitted: ScaleParameters) -> bool:
    """What one runner gets alone, and among others; the largest difference of any chance."""
    course = Course.from_thresholds(load().numbers)
    together = Walked(series, fitted, course, trained=True).coming(TOMORROW.ahead, None).chances
    ones = (some(series, np.array([number])) for number in range(len(series.told)))
    alone = [Walked(one, fitted, course, trained=True).coming(TOMORROW.ahead, None).chances for one in ones]
    away = float(np.abs(together - np.concatenate(alone)).max())
    beside = f"{len(alone)} runners, own word and typical course"
    return said("made runners, pain 0-10, one alone and among others, largest difference", away, beside, most=EQUAL)


def mornings(series: Series, apart: int) -> tuple[Ints, Ints]:
    """Runners and evenings before a morning that told something, after enough that did."""
    known = (~np.isnan(series.told)).cumsum(1)
    every = np.arange(series.told.shape[1] - 1) % apart == 0
    who, at = np.nonzero(~np.isnan(series.told[:, 1:]) & (known[:, :-1] >= LEAST_REPORTS) & every)
    return who, at


def held(name: str, series: Series, chances: Floats, who: Ints, at: Ints) -> Iterator[bool]:
    """Sets of 80 % and the error against the average that is best in hindsight."""
    told, persons = series.told[who, at + 1].astype(np.int64), len(series.told)
    drawn = figures.draws(persons, 200)
    low, high, _ = smallest_runs(chances, LEVEL)
    sets = figures.sets(chances, low.astype(np.int64), high.astype(np.int64), told)
    hit, promised, width = (figures.mean(by_person(each, who, persons), drawn) for each in sets)
    beside = f"true {hit[0]:.3f}, promised {promised[0]:.3f}, {width[0]:.2f} answers wide, {persons} left out"
    yield said(f"made runners, pain 0-10, {name}, sets, true less promised", figure(hit - promised), beside)
    expected = np.concatenate([(chances @ np.arange(PAIN))[:, None], averages(series.told)[who, at]], 1)
    ours, *theirs = (
        figures.root(by_person((each - told) ** 2, who, persons), drawn) for each in np.moveaxis(expected, 1, 0)
    )
    best = min(theirs, key=lambda each: each[0])
    beside = f"rms {ours[0]:.3f} and {best[0]:.3f}, {len(told)} mornings; made"
    yield said(f"made runners, pain 0-10, {name}, rms to the average", figure(ours / best), beside)
