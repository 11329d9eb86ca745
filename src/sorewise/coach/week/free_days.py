"""At least one day in seven without training, looked at from every day ahead; the windows reach into the past."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sorewise.engine.book import Rulebook
from sorewise.engine.week_rules import WeekRule
from sorewise.model.plan import PlanKind
from sorewise.model.week import Situation

NO_TRAINING = ("rest", "mobility")


@dataclass(frozen=True, slots=True)
class FreeDays:
    """Days ahead and on how many of them there may be training; `crowded` are those that what is fixed leaves none."""

    windows: Sequence[tuple[range, int]] = ()
    crowded: Sequence[range] = ()

    @classmethod
    def of(cls, rule: WeekRule | None, situation: Situation, book: Rulebook, still: frozenset[int]) -> FreeDays:
        """Look from every day; `still` are the days on which something stands that cannot move."""
        if rule is None:
            return cls()
        every = list(_windows(rule, situation, book))
        return cls(
            windows=tuple(one for one in every if len(still & set(one[0])) <= one[1]),
            crowded=tuple(days for days, most in every if len(still & set(days)) > most),
        )


def trains(kind: PlanKind | None, minutes: float | None, light: float) -> bool:
    """Whether a session makes a day one of training: of what nobody knows, yes."""
    return kind not in NO_TRAINING and (kind != "xt" or minutes is None or minutes > light)


def light_of(book: Rulebook) -> float:
    """The most minutes of easy cross-training that leave a day free."""
    rule = next((one for one in book.week.values() if one.light_min), None)
    return book.number(rule.light_min) if rule else -1


def _windows(rule: WeekRule, situation: Situation, book: Rulebook) -> Iterator[tuple[range, int]]:
    """A window that cannot be too full says nothing. What was done today already is past."""
    light, first = light_of(book), situation.day.toordinal()
    trained = {one.day.toordinal() - first for one in situation.done if trains(one.kind, one.minutes, light)}
    size, most = round(book.number(rule.window)), round(book.number(rule.most))
    begun = 1 if 0 in trained else 0
    for end in range(begun, situation.days):
        past = sum(day in trained for day in range(end - size + 1, begun))
        ahead = range(max(begun, end - size + 1), end + 1)
        if len(ahead) > most - past:
            yield ahead, most - past
