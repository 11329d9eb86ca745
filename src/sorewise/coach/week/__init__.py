"""The week: the coming days re-planned under the rules of the rulebook, changed as little as possible."""

from sorewise.coach.week.plan import replan

__all__ = ["replan"]
