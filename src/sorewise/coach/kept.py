"""The plan as it stands: the author's sessions on the days and in the forms that the runner agreed to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sorewise.engine.book import Rulebook
from sorewise.model.plan import Placement, PlannedSession


def as_kept(plan: Sequence[PlannedSession], kept: Sequence[Placement], book: Rulebook) -> tuple[PlannedSession, ...]:
    """Every session as it was agreed to, in the order of the plan; what was left out is not in it."""
    return tuple(_standing(plan, {placement.session: placement for placement in kept}, book)) if kept else tuple(plan)


def _standing(plan: Sequence[PlannedSession], placed: dict[str, Placement], book: Rulebook) -> Iterator[PlannedSession]:
    from sorewise.coach.week import as_placed

    for session in plan:
        placement = placed.get(session.id)
        stands = session if placement is None else as_placed(session, placement, book)
        if stands is not None:
            yield stands
