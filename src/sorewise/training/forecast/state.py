"""What is remembered of each row, a runner or one place of theirs: about 1 kB, stepped once a day.

Histograms of the own answers with four memories, after loads like yesterday's, and by weekday; the loads of four weeks,
and on what scale this runner trains. One runner is one row, a million runners are chunks of rows: the same functions.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Whole = NDArray[np.int64]
Flags = NDArray[np.bool_]

MEMORIES = (0.015, 0.05, 0.15, 0.4)
"""Gains a report: memories of about 67, 20, 7 and 2.5 reports."""
LEVEL, SHORT = 1, 2
"""Which of them is the runner's own average, and which the last week or so."""
START = 2.0
"""The population counts as so many reports, and its usual load as so many training days."""
BORROWED = 8.0
"""In a load bin or weekday the own average counts as so many reports."""
AFTER_EDGES = (0.0, 0.75, 1.3)
"""Ends of the bins of a day's load on the own scale: none, light, usual, hard."""
LOAD_DAYS, WEEK = 28, 7
LATEST_FIRST = [-ago % LOAD_DAYS for ago in range(LOAD_DAYS)]
"""Where today, yesterday and so on stand among `loads` on a day whose number is a multiple of `LOAD_DAYS`."""
AFTER_GAIN, WEEKDAY_GAIN, DRIFT_GAIN, RATE_GAIN, REPEAT_GAIN, LOAD_GAIN = 0.04, 0.05, 0.1, 0.05, 0.04, 0.03
MOST_SCALE = 12.0
"""A day above so many usual ones, a slip or an ultra, moves what is usual no further."""
REPEATS, RATE = 0.6, 0.8
"""Where the share of answers like the one before, and of days with a report, begin."""
REPEATS_START = 8.0


@dataclass(slots=True)
class State:
    """P rows with C answers, counted from 0 (none) upwards.

    `memories` [P, 4, C], `after` [P, 4, C] and `weekdays` [P, 7, C] are histograms, the last two with their counts;
    `drift` [P, 7] is how far a weekday lies from the own average. `last` is the last answer and `gap` the days since.
    `loads` [P, 28] holds the last days in units of RPE x minutes, the day `today` at `today % 28`; `scale` is the own
    mean of a training day's load. Before a row's first report or load nothing of it moves, so that it does not matter
    when the walk began.
    """

    start: Floats
    memories: Floats
    reports: Floats
    last: Floats
    gap: Floats
    repeat: Floats
    rate: Floats
    after: Floats
    after_count: Floats
    weekdays: Floats
    weekday_count: Floats
    drift: Floats
    loads: Floats
    scale: Floats
    trained: Floats
    today: int = field(default=0, kw_only=True)

    @classmethod
    def new(cls, rows: int, start: Floats, load: float) -> State:
        """Nothing known: `start` [C] is the population's histogram, `load` its mean load of a training day."""
        answers = len(start)
        mean = float(start @ np.arange(answers))
        return cls(
            start=start,
            memories=np.tile(start, (rows, len(MEMORIES), 1)),
            reports=np.zeros(rows),
            last=np.full(rows, mean),
            gap=np.zeros(rows),
            repeat=np.full(rows, REPEATS),
            rate=np.full(rows, RATE),
            after=np.zeros((rows, len(AFTER_EDGES) + 1, answers)),
            after_count=np.zeros((rows, len(AFTER_EDGES) + 1)),
            weekdays=np.zeros((rows, WEEK, answers)),
            weekday_count=np.zeros((rows, WEEK)),
            drift=np.zeros((rows, WEEK)),
            loads=np.zeros((rows, LOAD_DAYS)),
            scale=np.full(rows, load),
            trained=np.zeros(rows),
        )

    @classmethod
    def joined(cls, states: Sequence[State]) -> State:
        """The rows of several states under one another, each as it stands on a day of its own."""
        turned = [replace(one, loads=one.back(LOAD_DAYS)[:, LATEST_FIRST], today=0) for one in states]
        parts = zip(*(one.parts for one in turned), strict=True)
        return cls(states[0].start, *(np.concatenate(part) for part in parts))

    def of(self, rows: Whole) -> State:
        """Some of the rows as a state of their own: a step of one does not move the other."""
        return State(self.start, *(part[rows] for part in self.parts), today=self.today)

    @property
    def answers(self) -> Floats:
        """0, 1, ... of the scale [C]."""
        return np.arange(len(self.start), dtype=np.float64)

    @property
    def nbytes(self) -> int:
        """Of all rows together."""
        return sum(part.nbytes for part in self.parts)

    @property
    def parts(self) -> tuple[Floats, ...]:
        """All that a row has, in the order of the fields."""
        return (
            *(self.memories, self.reports, self.last, self.gap, self.repeat, self.rate, self.after, self.after_count),
            *(self.weekdays, self.weekday_count, self.drift, self.loads, self.scale, self.trained),
        )

    def own(self, loads: Floats) -> Floats:
        """Loads [P, ...] in usual training days of each row."""
        scale = self.scale.reshape(-1, *(1,) * (loads.ndim - 1)) + 1  # a scale of nothing divides nothing
        shares: Floats = loads / scale
        return shares

    def bins(self, loads: Floats) -> Whole:
        """In which bin of `after` loads [P] are."""
        return np.searchsorted(AFTER_EDGES, self.own(loads), side="left")

    def back(self, days: int, since: int = 0) -> Floats:
        """The loads [P, days] of that many days, the latest first; `since` 1 begins with yesterday."""
        return self.loads[:, [(self.today - ago) % LOAD_DAYS for ago in range(since, since + days)]]

    def step(self, told: Floats, loads: Floats, weekday: int) -> None:
        """Take one day: the morning's answers `told` [P] (NaN: none), then the day's `loads` [P] (0: none).

        `weekday` is 0 on Mondays. The answer follows yesterday's load.
        """
        rows = np.flatnonzero(~np.isnan(told))
        if len(rows):
            self._report(rows, told[rows], weekday)
        begun = self.reports > 0
        silent = np.isnan(told)
        self.gap = np.where(silent, self.gap + begun, 0.0)
        self.rate += np.where(begun, RATE_GAIN * (~silent - self.rate), 0.0)
        self._train(loads)

    def _report(self, rows: Whole, told: Floats, weekday: int) -> None:
        one = (self.answers == told[:, None]).astype(np.float64)
        level = self.memories[rows, LEVEL] @ self.answers
        after = self.bins(self.loads[:, self.today % LOAD_DAYS])[rows]
        for histogram, count, which, least in (
            (self.after, self.after_count, after, AFTER_GAIN),
            (self.weekdays, self.weekday_count, np.full(len(rows), weekday), WEEKDAY_GAIN),
        ):
            count[rows, which] += 1
            gain = np.maximum(least, 1 / count[rows, which])
            histogram[rows, which] += gain[:, None] * (one - histogram[rows, which])
        self.drift[rows, weekday] += DRIFT_GAIN * (told - level - self.drift[rows, weekday])
        before = self.reports[rows]
        self.reports[rows] = count_now = before + 1
        gain = np.maximum(MEMORIES, 1 / (count_now[:, None] + START))
        self.memories[rows] += gain[:, :, None] * (one[:, None] - self.memories[rows])
        gain = np.where(before > 0, np.maximum(REPEAT_GAIN, 1 / (count_now + REPEATS_START)), 0.0)
        self.repeat[rows] += gain * ((told == self.last[rows]) - self.repeat[rows])
        self.last[rows] = told

    def _train(self, loads: Floats) -> None:
        self.today += 1
        self.loads[:, self.today % LOAD_DAYS] = loads
        some = loads > 0
        self.trained = self.trained + some
        gain = np.where(some, np.maximum(LOAD_GAIN, 1 / (self.trained + START)), 0.0)
        self.scale += gain * (np.minimum(loads, MOST_SCALE * self.scale) - self.scale)
