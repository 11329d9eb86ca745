"""Athletes x days: how long ago, how many in a row, how much in the days before."""

from __future__ import annotations

import numpy as np

from sorewise.population.draw.chance import Flags, Floats, Whole

NEVER = -1


def last_day(happened: Flags) -> Whole:
    """The last day up to each day, itself included, on which it happened; NEVER before the first."""
    days = np.arange(happened.shape[1], dtype=np.int32)
    return np.maximum.accumulate(np.where(happened, days, NEVER), axis=1)


def day_before(of_day: Whole) -> Whole:
    """What held on the evening before; NEVER on the first day."""
    return np.concatenate([np.full_like(of_day[:, :1], NEVER), of_day[:, :-1]], axis=1)


def days_in_a_row(holds: Flags) -> Whole:
    """For how many days it has held, this one included."""
    return np.arange(holds.shape[1], dtype=np.int32) - last_day(~holds)


def at(values: Floats, day: Whole) -> Floats:
    """The values of each athlete on these days of theirs; unknown for NEVER."""
    found = np.take_along_axis(values, np.maximum(day, 0), axis=1)
    return np.where(day == NEVER, np.float32(np.nan), found)


def sum_before(values: Floats, days: int, skip: int = 0) -> Floats:
    """The sum over so many days that end `skip` days before each day; the day itself is never in it."""
    total = np.cumsum(values, axis=1, dtype=np.float64)
    padded = np.concatenate([np.zeros((len(values), days + skip + 1)), total], axis=1)
    size = values.shape[1]
    found: Floats = (padded[:, days : days + size] - padded[:, :size]).astype(np.float32)
    return found


def most_before(values: Floats, days: int) -> Floats:
    """The greatest of so many days before each day; the day itself is not one of them."""
    found = np.full_like(values, -np.inf)
    for back in range(1, days + 1):
        np.maximum(found[:, back:], values[:, :-back], out=found[:, back:])
    return found


def spells(starts: Flags, lengths: Whole) -> tuple[Flags, Whole]:
    """Days within a spell, and the day on which each began; what would start within one does not start."""
    running = np.zeros(starts.shape, dtype=np.bool_)
    began = np.full(starts.shape, NEVER, dtype=np.int32)
    since = np.full(len(starts), NEVER, dtype=np.int32)
    end = np.full(len(starts), NEVER, dtype=np.int32)
    for day in range(starts.shape[1]):
        new = starts[:, day] & (end <= day)
        since[new] = day
        end[new] = day + lengths[new, day]
        running[:, day] = end > day
        began[:, day] = np.where(end > day, since, NEVER)
    return running, began
