"""The week: the coming days re-planned under the rules of the rulebook, changed as little as possible."""

from sorewise.coach.week.moving import MoveRefusedError, moved
from sorewise.coach.week.placing import as_placed
from sorewise.coach.week.plan import replan

__all__ = ["MoveRefusedError", "as_placed", "moved", "replan"]
