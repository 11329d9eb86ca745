"""What a forecast of tomorrow's soreness is measured against: an average that forgets, a ridge, gradient boosting.

The same inputs, settings and inner validation as the public baselines of these data: all seven answers of the morning
with their lags and averages, the loads, the weekday. The days are walked once, and a row is taken from what stands on
its evening, so nothing of a later day can come in.
"""

from typing import NamedTuple

import lightgbm
import numpy as np
from parts.forecast_data import ANSWERS, Floats, Rows, Team
from scipy.special import ndtr
from sklearn.impute import SimpleImputer
from sklearn.linear_model import Ridge
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

GAINS = (0.1, 0.2, 0.3, 0.5, 0.7)
LAGS, BACK, WEEK, MONTH = 7, 4, 7, 28
OTHER_GAIN = 0.3
RIDGE = 30.0
INNER = 0.55
"""Of each person's rows, those before are fitted to while the number of trees is chosen."""
MOST_TREES, PATIENCE, MORE, FEWEST_TREES = 1000, 50, 1.1, 20
TREES = {
    "objective": "l2",
    "learning_rate": 0.03,
    "num_leaves": 15,
    "min_data_in_leaf": 40,
    "feature_fraction": 0.5,
    "bagging_fraction": 0.8,
    "bagging_freq": 1,
    "lambda_l2": 5,
    "verbose": -1,
    "seed": 1,
    "num_threads": 1,
}


class Peers(NamedTuple):
    """Expected answers [N] of the rows, 0 to 4; `gain` is that of the average which did best on the fitted part.

    `ewma_chances` [N, 5] is the average with a normal error as wide as that person's was in the fitted part.
    """

    gain: float
    ewma: Floats
    ridge: Floats
    trees: Floats
    blend: Floats
    ewma_chances: Floats


class Averages:
    """Of several series [P]: the averages that weigh the newest report by `gain`, and the plain one with its spread."""

    def __init__(self, persons: int, gains: tuple[float, ...]) -> None:
        self.gains = np.array(gains)
        self.sums, self.weights = np.zeros((persons, len(gains))), np.zeros((persons, len(gains)))
        self.count, self.total, self.squares = np.zeros(persons), np.zeros(persons), np.zeros(persons)

    def add(self, values: Floats) -> None:
        """One morning; nan is silence."""
        told = ~np.isnan(values)
        value = np.where(told, values, 0.0)
        kept = np.where(told[:, None], 1 - self.gains, 1.0)
        self.sums, self.weights = self.sums * kept + value[:, None], self.weights * kept + told[:, None]
        self.count, self.total, self.squares = self.count + told, self.total + value, self.squares + value**2

    @property
    def newest(self) -> Floats:
        """[P, gains]."""
        with np.errstate(invalid="ignore"):
            return self.sums / self.weights

    @property
    def mean(self) -> Floats:
        """[P] of all reports so far."""
        with np.errstate(invalid="ignore"):
            return self.total / self.count

    @property
    def spread(self) -> Floats:
        """[P] standard deviation of all reports so far, as of a sample."""
        with np.errstate(invalid="ignore", divide="ignore"):
            return np.sqrt(np.maximum(self.squares - self.total**2 / self.count, 0) / (self.count - 1))


def inputs(team: Team, found: Rows) -> Floats:
    """The inputs [N, F] of the rows; answers are 1 to 5 as in the file."""
    persons, days, questions = team.asked.shape
    kept = [Averages(persons, GAINS if q == 0 else (OTHER_GAIN,)) for q in range(questions)]
    last = np.full((persons, questions), np.nan)
    every: list[Floats] = []
    counted, since = np.zeros(persons), np.full(persons, np.nan)
    for day in range(days):
        told = ~np.isnan(team.asked[:, day])
        last = np.where(told, team.asked[:, day], last)
        counted, since = counted + told[:, 0], np.where(told[:, 0], 0, since + 1)
        for q, average in enumerate(kept):
            average.add(team.asked[:, day, q])
        columns = [column for q in range(questions) for column in answers_of(team, day, q, last[:, q], kept[q])]
        columns += [*loads_of(team, day), since + found.ahead, counted]
        every.append(np.stack(columns, 1))
    known = np.stack(every, 1)[found.who, found.at]
    weekday = np.eye(7)[(found.at + found.ahead) % 7]
    return np.concatenate([known, weekday], 1)


def answers_of(team: Team, day: int, question: int, last: Floats, average: Averages) -> list[Floats]:
    """One question on one evening: the last answer, its lags or average, how far it is from the usual one."""
    columns = [last]
    if question == 0:
        columns += [back(team.asked[:, :, 0], day, lag, np.nan) for lag in range(LAGS)]
        columns += [*average.newest.T, average.mean, average.spread]
    else:
        columns += [average.newest[:, 0]]
    return [*columns, last - average.mean]


def loads_of(team: Team, day: int) -> list[Floats]:
    """The last four days, the week, the month's mean week and the ratio of both."""
    loads = team.loads
    week = loads[:, max(0, day - WEEK + 1) : day + 1].sum(1)
    month = loads[:, max(0, day - MONTH + 1) : day + 1].sum(1) / 4
    return [*(back(loads, day, lag, 0.0) for lag in range(BACK)), week, month, week / (month + 1)]


def back(values: Floats, day: int, lag: int, before: float) -> Floats:
    """The column of a day so many days ago, or what stands for the time before the first."""
    return values[:, day - lag] if day >= lag else np.full(len(values), before)


def peers(team: Team, found: Rows) -> Peers:
    """Fit all of them to the rows that are not late, and ask them about all."""
    features = inputs(team, found)
    told, early = ANSWERS - found.told.astype(float), ~found.late
    gain, average = ewma(team, found)
    linear = make_pipeline(SimpleImputer(), StandardScaler(), Ridge(alpha=RIDGE))
    linear.fit(features[early], told[early])
    ridge, trees = linear.predict(features), boosted(features, told, found)
    return Peers(
        gain=gain,
        ewma=average,
        ridge=coded(ridge),
        trees=coded(trees),
        blend=coded((ridge + trees) / 2),
        ewma_chances=with_own_error(average, found),
    )


def boosted(features: Floats, told: Floats, found: Rows) -> Floats:
    """Gradient boosting; the number of trees is that which did best on the last rows of the fitted part."""
    rank, count = places(found)
    inner = ~found.late & (rank / count < INNER)
    checked = ~found.late & ~inner
    stop = lightgbm.early_stopping(PATIENCE, verbose=False)
    held = lightgbm.Dataset(features[checked], told[checked])
    tried = lightgbm.train(
        TREES, lightgbm.Dataset(features[inner], told[inner]), MOST_TREES, valid_sets=[held], callbacks=[stop]
    )
    trees = max(FEWEST_TREES, int(tried.best_iteration * MORE))
    early = ~found.late
    whole = lightgbm.train(TREES, lightgbm.Dataset(features[early], told[early]), trees)
    return np.asarray(whole.predict(features), dtype=float)


def places(found: Rows) -> tuple[Floats, Floats]:
    """Which row of its person each is, from 0, and of how many."""
    _, begins, counts = np.unique(found.who, return_index=True, return_counts=True)
    rank = np.arange(len(found.who)) - np.repeat(begins, counts)
    return rank.astype(float), np.repeat(counts, counts).astype(float)


def averages(answers: Floats, gains: tuple[float, ...] = GAINS) -> Floats:
    """The averages that forget [P, D, gains], as of each evening, of answers [P, D]; nothing else is looked at."""
    kept, found = Averages(len(answers), gains), []
    for day in range(answers.shape[1]):
        kept.add(answers[:, day])
        found.append(kept.newest)
    return np.stack(found, 1)


def ewma(team: Team, found: Rows) -> tuple[float, Floats]:
    """The gain that did best on the rows that are not late, and what that average expects of all rows."""
    expected = averages(team.answers)[found.who, found.at]
    best = int(((expected - found.told[:, None]) ** 2)[~found.late].mean(0).argmin())
    return GAINS[best], expected[:, best]


def last_reports(answers: Floats, count: int) -> Floats:
    """The same of the last `count` reports alone [P, D, gains]; nan where there were not so many."""
    weights = (1 - np.array(GAINS)) ** np.arange(count - 1, -1, -1)[:, None]
    weights = weights / weights.sum(0)
    found = np.full((*answers.shape, len(GAINS)), np.nan)
    for mine, place in zip(answers, found, strict=True):
        told = ~np.isnan(mine)
        known = told.cumsum()
        if known[-1] >= count:
            windows = np.lib.stride_tricks.sliding_window_view(mine[told], count)
            place[known >= count] = (windows @ weights)[known[known >= count] - count]
    return found


def coded(value: Floats) -> Floats:
    """From 1 to 5, lower is sorer, to 0 to 4, held to the scale."""
    return ANSWERS - np.clip(value, 1, ANSWERS)


def with_own_error(expected: Floats, found: Rows) -> Floats:
    """Chances [N, 5]: a normal as wide as the person's error was on the fitted rows, cut at whole answers."""
    persons = int(found.who.max()) + 1
    early = ~found.late
    squares = np.bincount(found.who[early], (expected - found.told)[early] ** 2, persons)
    wide = np.sqrt(squares / np.maximum(np.bincount(found.who[early], minlength=persons), 1))
    edges = np.arange(ANSWERS - 1) + 0.5
    below = ndtr((edges - expected[:, None]) / wide[found.who][:, None])
    full = np.concatenate([np.zeros((len(expected), 1)), below, np.ones((len(expected), 1))], 1)
    return np.diff(full, axis=1)
