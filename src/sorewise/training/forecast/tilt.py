"""The tilted history: the own histograms of answers, tilted by the last answer, the loads and the state.

    log P(c) = sum_j a_j log(h_j(c) + .02 / C) + b_c + eta (c - (C - 1) / 2)
               + w [ -(near + near_repeat q) |c - last| + (same + same_repeat q) 1(c = last) ] + const
    eta = slope . (x - mean) / spread

h_j are the histograms, x the numbers, w the weight of the last answer and q how much likelier than usual the runner
repeats one (`inputs.py`). One distribution gives the expected answer, the interval and every chance: they agree.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from sorewise.training.forecast.inputs import Inputs
from sorewise.training.forecast.state import MEMORIES, Floats

HISTOGRAMS = len(MEMORIES) + 2
FLOOR = 0.02
"""What an answer that was never told is taken to be told, all answers together."""
LAST_TERMS = 4


@dataclass(frozen=True, slots=True)
class Tilt:
    """Coefficients of one horizon.

    `histograms` [6]; `last` [4]: near, same, near_repeat, same_repeat; `slope`, `mean` and `spread` [F] of the numbers;
    `bias` [C - 1] of the answers above 0.
    """

    histograms: Floats
    last: Floats
    slope: Floats
    mean: Floats
    spread: Floats
    bias: Floats

    @classmethod
    def of(cls, theta: Floats, mean: Floats, spread: Floats) -> Tilt:
        """Take a vector apart, in the order of `features`."""
        ends = np.cumsum([HISTOGRAMS, LAST_TERMS, len(mean)])
        histograms, last, slope, bias = np.split(theta, ends)
        return cls(histograms, last, slope, mean, spread, bias)

    def chances(self, inputs: Inputs) -> Floats:
        """How likely each answer is, [P, C]; every row sums to 1."""
        count = len(self.bias) + 1
        answers = np.arange(count)
        logs = np.log(inputs.histograms + FLOOR / count)
        near = self.last[0] + self.last[2] * inputs.repeat
        same = self.last[1] + self.last[3] * inputs.repeat
        away = np.abs(answers - inputs.last[:, None])
        again = answers == inputs.last[:, None]
        eta = ((inputs.numbers - self.mean) / self.spread) @ self.slope
        score = np.einsum("j,pjc->pc", self.histograms, logs)
        score += (inputs.weight * same)[:, None] * again - (inputs.weight * near)[:, None] * away
        score += eta[:, None] * (answers - (count - 1) / 2)
        score[:, 1:] += self.bias
        return normal(score)


def features(inputs: Inputs, mean: Floats, spread: Floats) -> Floats:
    """The same as one array for fitting, [P, C, 6 + 4 + F + C - 1]: `Tilt.chances` is the softmax of it times theta."""
    count = inputs.histograms.shape[2]
    answers = np.arange(count)
    away = np.abs(answers - inputs.last[:, None])
    weight, repeat = inputs.weight[:, None], inputs.repeat[:, None]
    same = (answers == inputs.last[:, None]) * weight
    last = np.stack([-away * weight, same, -away * weight * repeat, same * repeat], axis=2)
    numbers = (inputs.numbers - mean) / spread
    return np.concatenate(
        [
            np.moveaxis(np.log(inputs.histograms + FLOOR / count), 2, 1),
            last,
            numbers[:, None, :] * (answers - (count - 1) / 2)[:, None],
            np.broadcast_to(np.eye(count)[:, 1:], (len(away), count, count - 1)),
        ],
        axis=2,
    )


def normal(score: Floats) -> Floats:
    """The chances that belong to log scores [..., C]."""
    raised = np.exp(score - score.max(axis=-1, keepdims=True))
    chances: Floats = raised / raised.sum(axis=-1, keepdims=True)
    return chances


def pooled(own: Floats, course: Floats, weight: Floats) -> Floats:
    """Two distributions [..., C] as one: log-linear, `weight` [...] (0 to 1) of the first."""
    share = weight[..., None]
    return normal(share * np.log(own + 1e-3) + (1 - share) * np.log(course + 1e-3))


def smallest_runs(chances: Floats, level: Floats | float) -> tuple[Floats, Floats, Floats]:
    """The shortest run of neighbouring answers that holds at least `level` ([P], or one for all).

    Returns the lowest and highest answer of it and what it holds, each [P]. Of several as short the likeliest.
    """
    count = chances.shape[1]
    sums = np.concatenate([np.zeros((len(chances), 1)), chances.cumsum(axis=1)], axis=1)
    low, high = np.zeros(len(chances)), np.full(len(chances), count - 1.0)
    held, found = np.ones(len(chances)), np.zeros(len(chances), dtype=bool)
    for width in range(1, count + 1):
        runs = sums[:, width:] - sums[:, :-width]
        best, most = runs.argmax(axis=1), runs.max(axis=1)
        here = ~found & (most >= np.asarray(level) - 1e-9)
        low[here], high[here], held[here] = best[here], best[here] + width - 1, most[here]
        found |= here
    return low, high, np.minimum(held, 1)
