"""What each option takes of a day and a week, ready to be counted."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from sorewise.coach.week.options import Option
from sorewise.engine.week_rules import WeekRule


class Weight(NamedTuple):
    """What one option takes of a day and a week."""

    day: int
    week: int
    minutes: int
    metres: int
    hard: int
    counts: int
    made_up: int
    trains: bool
    still: bool


def weight_of(option: Option, week: int, counts: Mapping[str, WeekRule], *, still: bool, missed: bool) -> Weight:
    """What one option takes; nothing of what the runner set the rule of counting aside for."""
    if option.kind is None:
        return Weight(-1, week, 0, 0, 0, 0, 0, trains=False, still=still)
    aside = {count for count, rule in counts.items() if rule.id in option.anyway}
    return Weight(
        option.day,
        week,
        option.length.minutes if option.groups else 0,
        0 if "week_km" in aside else option.length.metres,
        int(option.hard and "week_hard" not in aside),
        int("week_sessions" not in aside),
        int(missed),
        trains=option.trains and "training_days" not in aside,
        still=still,
    )
