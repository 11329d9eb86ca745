"""Groups of sessions as the rules of the week name them: one bit each."""

from __future__ import annotations

from collections.abc import Iterable

from sorewise.engine.week_rules import GROUPS
from sorewise.model.plan import Form, PlanKind

HARD: tuple[PlanKind, ...] = ("tempo", "intervals", "hills", "test", "race")
RUNS: tuple[PlanKind, ...] = ("recovery", "easy", "long", *HARD)
EASED: tuple[Form, ...] = ("easy", "easy_50")
BIT = {name: 1 << number for number, name in enumerate(GROUPS)}


def bits(names: Iterable[str]) -> int:
    """Several groups in one number."""
    return sum(BIT[name] for name in names)


def groups_of(kind: PlanKind | None, form: Form, *, hard: bool, long_is_hard: bool, fixed: bool) -> int:
    """The groups a session belongs to in that form; `hard` is of the session as planned."""
    if kind is None or kind == "rest":
        return 0
    found = BIT["any"] | (BIT["fixed"] if fixed else 0)
    if form == "cross_train":
        return found | BIT["instead"]
    if kind in RUNS:
        found |= BIT["run"] | BIT["impact"]
        if form == "run_walk":
            return found | BIT["run_walk"]
        if hard and form not in EASED:
            found |= BIT["hard"]
        if kind == "long":
            found |= BIT["long"] | (BIT["long_as_hard"] if long_is_hard else 0)
        if kind == "race":
            found |= BIT["race"]
    elif kind == "strength_leg":
        found |= BIT["strength_leg"] | BIT["impact"]
    return found
