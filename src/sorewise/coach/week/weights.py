"""What each option takes of a day and a week, ready to be counted."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from sorewise.coach.week.ground import Ground
from sorewise.coach.week.options import Option


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


def weights_of(ground: Ground) -> Sequence[Weight]:
    """One for each option."""
    names = {count: rule.id for count, rule in ground.counts.items()}
    return [_weight(ground, option, names) for option in ground.options]


def _weight(ground: Ground, option: Option, names: dict[str, str]) -> Weight:
    week, still = ground.week_of(option.day), ground.items[option.item].still
    if option.kind is None:
        return Weight(-1, week, 0, 0, 0, 0, 0, trains=False, still=still)
    aside = option.anyway
    return Weight(
        option.day,
        week,
        option.length.minutes if option.groups else 0,
        0 if names.get("week_km") in aside else option.length.metres,
        int(option.hard and names.get("week_hard") not in aside),
        int(names.get("week_sessions") not in aside),
        int(ground.items[option.item].missed),
        trains=option.trains and names.get("training_days") not in aside,
        still=still,
    )
