"""The coming days re-planned: the best plan under the rules, and as little of it new as possible."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from sorewise.coach.week.alternatives import alternatives
from sorewise.coach.week.changes import changes_of, placements_of
from sorewise.coach.week.evaluate import NOTHING, breaches, goals_of
from sorewise.coach.week.explain import Explainer
from sorewise.coach.week.ground import Ground, ground_of
from sorewise.coach.week.identity import name_of
from sorewise.coach.week.notices import notices
from sorewise.coach.week.problem import Only, problem_of
from sorewise.coach.week.search import Found, solve
from sorewise.engine.book import Rulebook
from sorewise.model.plan import Placement
from sorewise.model.week import Alternative, PlanChange, Replan, Situation


def replan(situation: Situation, book: Rulebook, *, explained: bool = True) -> Replan:
    """Re-plan the coming days.

    What is kept is changed only if it breaks a rule now, or if the goals gain at least what an easy run is worth.
    `explained` adds the reasons and the alternatives. Raises InputError where the sessions cannot be planned.
    """
    ground = ground_of(situation, book)
    broken = any(breaches(ground, ground.before))
    found = best(ground)
    choice = found.choice or everything_left_out(ground)
    if not broken and goals_of(ground, ground.before) - goals_of(ground, choice) < worth_changing(book):
        choice = tuple(ground.before)
    return told(ground, choice, optimal=found.optimal, broken=broken, explained=explained)


def told(
    ground: Ground,
    choice: Sequence[int],
    *,
    optimal: bool,
    broken: bool,
    explained: bool,
    only: Only | None = None,
    mover: int | None = None,
) -> Replan:
    """A choice as the answer. `only` are options left to some sessions; `mover` is the one that the runner moved."""
    changes = tuple(changes_of(ground, choice))
    others: tuple[Alternative, ...] = ()
    if explained:
        explainer = Explainer(ground, choice, lambda off: best(ground, off=off, only=only).choice, mover)
        changes = explainer.all_of(changes)
    if explained and mover is None:
        others = alternatives(ground, choice, lambda only, km: best(ground, only=only, week_km=km).choice)
    offered = any(other.code == "down_week" for other in others)
    return Replan(
        situation=name_of(ground.situation, ground.book),
        placements=_with_rules(placements_of(ground, choice, mover), changes),
        changes=changes,
        notices=tuple(n for n in notices(ground, choice) if n.code != "down_week" or offered),
        alternatives=tuple(replace(o, placements=_with_rules(o.placements, o.changes)) for o in others),
        optimal=optimal,
        broken=broken,
        goals=goals_of(ground, choice),
    )


def _with_rules(placements: Sequence[Placement], changes: Sequence[PlanChange]) -> tuple[Placement, ...]:
    """What changes carries the rules that it is for, so that it is known once it is kept."""
    rules = {change.session: tuple(reason.rule for reason in change.reasons) for change in changes}
    return tuple(replace(one, rules=rules[one.session]) if one.session in rules else one for one in placements)


def best(
    ground: Ground,
    *,
    off: frozenset[str] = NOTHING,
    only: Only | None = None,
    week_km: Mapping[int, int] | None = None,
) -> Found:
    """The cheapest plan under the rules. What breaks one, looked at session by session, never leaves."""
    found = solve(problem_of(ground, off, only, week_km), round(ground.book.number("week_node_limit")))
    if found.choice is not None and any(breaches(ground, found.choice, off)):
        return replace(found, choice=None, optimal=False)
    return found


def everything_left_out(ground: Ground) -> tuple[int, ...]:
    """The plan that always keeps the rules: what cannot move stands, everything else is left out."""
    options = ground.options
    return tuple(
        ground.before[item.number]
        if item.still
        else next(number for number in ground.of_item[item.number] if options[number].kind is None)
        for item in ground.items
    )


def worth_changing(book: Rulebook) -> int:
    """What the goals have to gain before a plan that breaks nothing is changed: one easy run."""
    return round(book.number("week_weight_easy") * book.number("week_loss_drop"))
