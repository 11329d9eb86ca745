"""The coming days re-planned, and the answer whole: placements, changes with their reasons, notices, other ways."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from sorewise.coach.week.alternatives import alternatives
from sorewise.coach.week.answer import answer_to, best, limit_of, own_word
from sorewise.coach.week.changes import changes_of, placements_of
from sorewise.coach.week.evaluate import NOTHING, goals_of
from sorewise.coach.week.explain import Explainer
from sorewise.coach.week.ground import Ground
from sorewise.coach.week.identity import name_of
from sorewise.coach.week.notices import notices
from sorewise.coach.week.problem import Only
from sorewise.engine.book import Rulebook
from sorewise.model.plan import Placement
from sorewise.model.week import Alternative, PlanChange, Replan, Situation


def replan(situation: Situation, book: Rulebook, *, explained: bool = True) -> Replan:
    """Re-plan the coming days.

    What is kept is changed only if it breaks a rule now, or if the goals gain at least what an easy run is worth.
    `explained` adds the reasons and the alternatives. Raises InputError where the sessions cannot be planned.
    """
    answer = answer_to(situation, book)
    return told(
        answer.ground, answer.choice, optimal=answer.optimal, broken=answer.broken, explained=explained,
        only=answer.only,
    )  # fmt: skip


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
    steps = _Steps(ground)
    if explained:
        explainer = Explainer(ground, choice, lambda off: steps.solved(off=off, only=only, sure=True), mover)
        changes = explainer.all_of(changes)
    if explained and mover is None:
        others = alternatives(
            ground, choice, lambda less, km: steps.solved(only={**own_word(ground), **less}, week_km=km)
        )
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


class _Steps:
    """Reasons and other ways have together as many steps of searching as the plan itself."""

    def __init__(self, ground: Ground) -> None:
        self._ground, self._left = ground, limit_of(ground)

    def solved(
        self,
        *,
        off: frozenset[str] = NOTHING,
        only: Only | None = None,
        week_km: Mapping[int, int] | None = None,
        sure: bool = False,
    ) -> Sequence[int] | None:
        """The cheapest plan; None where there is none, or no step left. `sure`: only if no cheaper one exists."""
        if self._left <= 0:
            return None
        found = best(self._ground, off=off, only=only, week_km=week_km, limit=self._left)
        self._left -= found.nodes
        return found.choice if found.optimal or not sure else None
