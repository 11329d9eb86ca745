"""Figures of a forecast with what chance leaves open: persons are drawn again and again, with all of their mornings.

Each figure is a function of how often every person was drawn, [B, P]; in the first row every person is there once. So
one sum by person serves all of the draws.
"""

from typing import NamedTuple

import numpy as np
from parts.forecast_data import Bools, Floats, Ints

INSIDE = 0.95
FEWEST = 10
"""Mornings of a person from which on ranks within that person are looked at."""
TIE_DRAWS = 25


class Figure(NamedTuple):
    """A figure and the ends of its 95 % interval."""

    value: float
    low: float
    high: float


class Sums(NamedTuple):
    """By person [P]: the sum over their mornings, and how many these are."""

    total: Floats
    number: Floats


def draws(persons: int, times: int, seed: int = 0) -> Floats:
    """How often every person was drawn [1 + times, P]."""
    chance = np.random.default_rng(seed)
    drawn = chance.multinomial(persons, np.full(persons, 1 / persons), times)
    return np.concatenate([np.ones((1, persons)), drawn])


def figure(values: Floats) -> Figure:
    """From a value of every draw [B], the first of which is that of all persons."""
    low, high = np.nanquantile(values[1:], [(1 - INSIDE) / 2, (1 + INSIDE) / 2])
    return Figure(float(values[0]), float(low), float(high))


def by_person(values: Floats, who: Ints, persons: int) -> Sums:
    """Sums of the mornings' values [N]."""
    return Sums(np.bincount(who, values, persons).astype(float), np.bincount(who, minlength=persons).astype(float))


def mean(sums: Sums, drawn: Floats) -> Floats:
    """Over all mornings of who was drawn [B]."""
    return (drawn @ sums.total) / (drawn @ sums.number)


def root(sums: Sums, drawn: Floats) -> Floats:
    """Root of the mean square [B], where the sums are those of squares."""
    return np.sqrt(mean(sums, drawn))


def crps(chances: Floats, told: Ints) -> Floats:
    """Of each morning [N]: squares of the missed share, summed over the limits between answers."""
    above = np.arange(chances.shape[1]) >= told[:, None]
    missed: Floats = ((chances.cumsum(1) - above) ** 2).sum(1)
    return missed


def within_ranks(value: Floats, told: Ints, who: Ints, persons: int) -> Sums:
    """Spearman's correlation of each person, weighed by mornings; who never varies or has under 10 is left out."""
    total, count = np.zeros(persons), np.zeros(persons)
    for person in np.unique(who):
        mine = who == person
        if mine.sum() >= FEWEST and np.ptp(told[mine]) > 0 and np.ptp(value[mine]) > 0:
            count[person] = mine.sum()
            total[person] = count[person] * np.corrcoef(ranks(value[mine]), ranks(told[mine]))[0, 1]
    return Sums(total, count)


def ranks(values: Floats | Ints) -> Floats:
    """Places in order; equal values share the mean place."""
    _, place, count = np.unique(values, return_inverse=True, return_counts=True)
    last = count.cumsum()
    return (last - (count - 1) / 2)[place]


class Pairs(NamedTuple):
    """Bad mornings of a person (row) against the others of a person (column): how often ranked higher, of how many."""

    higher: Floats
    bad: Floats
    good: Floats


def pairs(value: Floats, bad: Bools, who: Ints, persons: int) -> Pairs:
    """Compare every bad morning with every other one; equal counts half."""
    higher = np.zeros((persons, persons))
    for person in range(persons):
        others = np.sort(value[(who == person) & ~bad])
        below, up_to = (np.searchsorted(others, value[bad], side) for side in ("left", "right"))
        higher[:, person] = np.bincount(who[bad], (below + up_to) / 2, persons)
    count = np.bincount(who[bad], minlength=persons), np.bincount(who[~bad], minlength=persons)
    return Pairs(higher, count[0].astype(float), count[1].astype(float))


def pooled_auc(found: Pairs, drawn: Floats) -> Floats:
    """Share of pairs, over all persons, in which the bad morning is ranked higher [B]."""
    higher: Floats = ((drawn @ found.higher) * drawn).sum(1)
    return higher / ((drawn @ found.bad) * (drawn @ found.good))


def within_auc(found: Pairs, drawn: Floats) -> Floats:
    """The same within each person, weighed by mornings [B]; under 10, or all of one kind, is left out."""
    count = found.bad + found.good
    used = (count >= FEWEST) & (found.bad > 0) & (found.good > 0)
    share = np.diag(found.higher)[used] / (found.bad * found.good)[used]
    return mean(Sums(share * count[used], count[used]), drawn[:, used])


class Sets(NamedTuple):
    """Of each morning [N]: whether the answer was in the set, what the set promised, and how many answers it has."""

    hit: Floats
    promised: Floats
    width: Floats


def sets(chances: Floats, low: Ints, high: Ints, told: Ints) -> Sets:
    """Of the sets `low` to `high` [N]."""
    below = np.concatenate([np.zeros((len(chances), 1)), chances.cumsum(1)], 1)
    row = np.arange(len(chances))
    hit = (low <= told) & (told <= high)
    return Sets(hit.astype(float), below[row, high + 1] - below[row, low], (high - low + 1).astype(float))


def middle_hits(chances: Floats, told: Ints, level: float, seed: int = 0) -> Floats:
    """Whether the answer lies in the middle `level` of the chances, ties split at random [TIE_DRAWS, N].

    An answer takes a stretch of the chances; where on it the morning lies is drawn. So exactly `level` is possible.
    """
    upper = chances.cumsum(1)[np.arange(len(told)), told]
    width = chances[np.arange(len(told)), told]
    place = upper - width * np.random.default_rng(seed).random((TIE_DRAWS, len(told)))
    return (np.abs(place - 0.5) <= level / 2).astype(float)


def person_quantile(hits: Floats, who: Ints, persons: int, share: float, drawn: Floats) -> Floats:
    """The share of hits that all but the worst `share` of persons reach [B]; the mean over the draws of the ties."""
    each = np.stack([by_person(hit, who, persons).total for hit in hits])
    count = np.bincount(who, minlength=persons)
    used = count >= FEWEST
    covered, taken = (each / np.maximum(count, 1))[:, used], drawn[:, used].astype(np.int64)
    return np.array([np.quantile(np.repeat(covered, times, axis=1), share, axis=1).mean() for times in taken])
