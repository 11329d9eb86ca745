"""What the mornings of the coming days are likely to say, as data: the likeliest of three words, and how likely."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from sorewise.model.verdict import ACTIVITY, CROSS_TRAIN
from sorewise.model.week import DayChance, Today

Likely = Literal["run", "ease_off", "switch"]
DIGITS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class DayOutlook:
    """One day: the likeliest word, how likely it is (0 to 1), and whether the forecast knows no more (`open`).

    Today's is this morning's verdict, and certain.
    """

    day: date
    likely: Likely
    chance: float
    open: bool = False


def outlook(
    chances: Iterable[DayChance], *, day: date | None = None, today: Today | None = None
) -> tuple[DayOutlook, ...]:
    """Read the chances day by day; `day` is today, whose verdict is known with a check-in.

    Too sore for any run is a switch, too sore for a hard session only is easing off. Of two words as likely as each
    other the more careful one is told.
    """
    return tuple(_certain(one.day, today) if today and one.day == day else _likely(one) for one in chances)


def _certain(day: date, today: Today) -> DayOutlook:
    rung = ACTIVITY.index(today.activity)
    return DayOutlook(day=day, likely="switch" if rung >= CROSS_TRAIN else "ease_off" if rung else "run", chance=1.0)


def _likely(one: DayChance) -> DayOutlook:
    switch = one.run
    ease = max(0.0, one.hard - one.run)
    words: tuple[tuple[Likely, float], ...] = (("switch", switch), ("ease_off", ease), ("run", 1 - switch - ease))
    likely, chance = max(words, key=lambda pair: round(pair[1], DIGITS))
    return DayOutlook(day=one.day, likely=likely, chance=round(chance, DIGITS), open=not one.known)
