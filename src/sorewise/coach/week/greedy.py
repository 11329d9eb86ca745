"""What a plan looks like without looking ahead: the most important first, each as well as it still fits.

It breaks no rule either. The search starts from it, and is measured against it.
"""

from __future__ import annotations

from collections.abc import Sequence

from sorewise.coach.week.evaluate import cost_of
from sorewise.coach.week.problem import FAR, Problem
from sorewise.coach.week.tally import Tally


def greedy(problem: Problem) -> tuple[tuple[int, ...] | None, int]:
    """Place session by session; None where one that has to stand finds no room."""
    ground = problem.ground
    order = sorted(ground.items, key=lambda item: (not item.still, -item.weight, item.stands, item.number))
    tally, taken, excluded = Tally(problem), [-1] * len(ground.items), 0
    for item in order:
        for number in problem.domains[item.number]:
            slot = ground.options[number].slot
            if not excluded >> slot & 1 and tally.room(number) and _supported(problem, number, taken):
                taken[item.number] = number
                excluded |= problem.masks[slot]
                tally.add(number)
                break
        else:
            return None, FAR
    return tuple(taken), cost_of(ground, taken)


def _supported(problem: Problem, number: int, taken: Sequence[int]) -> bool:
    """Only what stands already makes room for a longer run."""
    return number not in problem.support or any(other in taken for other in problem.support[number])
