"""The ground with some rules switched off and some options left, as the search takes it: domains, masks, counts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from sorewise.coach.week.evaluate import NOTHING, needs_support, supports
from sorewise.coach.week.ground import Ground, Week
from sorewise.coach.week.options import Option
from sorewise.coach.week.weights import Weight

FAR = 1 << 60


@dataclass(frozen=True, slots=True, eq=False)
class Problem:
    """What is left to choose from. `masks` name, slot by slot, the slots that it excludes.

    `support` names for a run that is too far by itself the options one of which has to stand before it. `training` is,
    day by day, the slots that make it one of training, `windows_of` the windows that it lies in.
    """

    ground: Ground
    off: frozenset[str]
    domains: Sequence[Sequence[int]]
    masks: Sequence[int]
    support: Mapping[int, tuple[int, ...]]
    windows: Sequence[tuple[range, int]]
    weeks: Mapping[int, Week]
    minutes: Sequence[int | None]
    weights: Sequence[Weight]
    training: Sequence[int]
    windows_of: Sequence[Sequence[int]]


Only = Mapping[int, Sequence[int]]
"""For some items the options that are left."""


def problem_of(
    ground: Ground, off: frozenset[str] = NOTHING, only: Only | None = None, week_km: Mapping[int, int] | None = None
) -> Problem:
    """Set the search up.

    `off` are rules that do not count, `only` leaves some items less to choose from, `week_km` are tighter limits of
    metres for some weeks.
    """
    weeks = _weeks(ground, off, week_km or {})
    minutes = _minutes(ground, off)
    masks = _masks(ground, off)
    alive = [_alive(ground, item, off, only) for item in range(len(ground.items))]
    limits = _Limits(ground, off, minutes, _crowded(ground, alive, weeks), _minutes_of(ground, alive))
    domains = [_longest_only(ground, numbers, limits) for numbers in alive]
    support = _support(ground, domains, off)
    for number, others in list(support.items()):
        if not others:
            item = ground.options[number].item
            domains[item] = [one for one in domains[item] if one != number]
            del support[number]
    for domain in domains:
        domain.sort(key=lambda one: (ground.options[one].cost, one))
    rule = ground.rule("training_days")
    windows = () if rule is None or rule.id in off else ground.free_days.windows
    weights = ground.weights
    training = [0] * ground.days
    for option, weight in zip(ground.options, weights, strict=True):
        if weight.trains and not weight.still:
            training[option.day] |= 1 << option.slot
    windows_of = _windows_of(windows, ground.days)
    return Problem(ground, off, domains, masks, support, windows, weeks, minutes, weights, training, windows_of)


def with_windows(problem: Problem, windows: Sequence[tuple[range, int]]) -> Problem:
    """The same with other windows."""
    return replace(problem, windows=windows, windows_of=_windows_of(windows, problem.ground.days))


def _windows_of(windows: Sequence[tuple[range, int]], days: int) -> list[list[int]]:
    return [[number for number, (inside, _) in enumerate(windows) if day in inside] for day in range(days)]


def _alive(ground: Ground, item: int, off: frozenset[str], only: Only | None) -> list[int]:
    numbers = ground.of_item[item]
    left = (only or {}).get(item, numbers)
    if ground.items[item].still:
        return list(left[:1])
    return [one for one in left if off.issuperset(ground.options[one].why)]


def _weeks(ground: Ground, off: frozenset[str], week_km: Mapping[int, int]) -> dict[int, Week]:
    rules = [ground.rule(count) for count in ("week_km", "week_hard", "week_sessions")]
    found = {}
    for week in sorted({ground.week_of(option.day) for option in ground.options}):
        planned = zip(rules, ground.week(week), strict=True)
        metres, hard, sessions = (FAR if rule is None or rule.id in off else most for rule, most in planned)
        found[week] = Week(min(metres, week_km.get(week, FAR)), hard, sessions)
    return found


def _minutes(ground: Ground, off: frozenset[str]) -> Sequence[int | None]:
    rule = ground.caps.get("minutes")
    return [None] * ground.days if rule is None or rule.id in off else ground.maker.minutes


def _masks(ground: Ground, off: frozenset[str]) -> list[int]:
    masks = [0] * len(ground.slots)
    for a, b, rules in ground.pairs:
        if not off.issuperset(rules):
            masks[a] |= 1 << b
            masks[b] |= 1 << a
    return masks


@dataclass(frozen=True, slots=True)
class _Limits:
    """What tells several lengths in one slot apart: short days, weeks too small for all that may stand in them."""

    ground: Ground
    off: frozenset[str]
    minutes: Sequence[int | None]
    crowded: frozenset[int]
    longest: Mapping[tuple[int, int], int]

    def tell_apart(self, number: int) -> bool:
        """Whether a shorter option of that slot can be of use where this one, the best of it, is not."""
        ground, option = self.ground, self.ground.options[number]
        rule = ground.longest.rule
        if rule and rule.id not in self.off and needs_support(ground, option):
            return True
        if option.kind == "xt" and ground.free_days.windows:
            return True
        if ground.week_of(option.day) in self.crowded:
            return True
        limit = self.minutes[option.day]
        return limit is not None and self._beside(option) + option.length.minutes > limit

    def _beside(self, option: Option) -> int:
        """The most minutes that the others may take of its day."""
        others = (item.number for item in self.ground.items if item.number != option.item)
        return sum(self.longest.get((other, option.day), 0) for other in others)


def _minutes_of(ground: Ground, alive: Sequence[Sequence[int]]) -> dict[tuple[int, int], int]:
    """The most minutes that each item may take of each day."""
    found: dict[tuple[int, int], int] = {}
    for numbers in alive:
        for option in (ground.options[number] for number in numbers):
            key = (option.item, option.day)
            found[key] = max(found.get(key, 0), option.length.minutes if option.groups else 0)
    return found


def _crowded(ground: Ground, alive: Sequence[Sequence[int]], weeks: Mapping[int, Week]) -> frozenset[int]:
    """The weeks that cannot take the longest of everything that may stand in them."""
    metres = dict.fromkeys(weeks, 0)
    for numbers in alive:
        mine: dict[int, int] = {}
        for option in (ground.options[number] for number in numbers):
            week = ground.week_of(option.day)
            mine[week] = max(mine.get(week, 0), option.length.metres)
        for week, longest in mine.items():
            metres[week] += longest
    return frozenset(week for week, most in weeks.items() if metres[week] > most.metres)


def _longest_only(ground: Ground, numbers: Sequence[int], limits: _Limits) -> list[int]:
    """Of several lengths in one slot leave the best, unless a limit of a day, a week or a month tells them apart."""
    options = ground.options
    kept: list[int] = []
    best: dict[int, bool] = {}
    for number in sorted(numbers, key=lambda one: (options[one].cost, one)):
        slot = options[number].slot
        if slot not in best:
            best[slot] = limits.tell_apart(number)
            kept.append(number)
        elif best[slot]:
            kept.append(number)
    return kept


def _support(ground: Ground, domains: Sequence[Sequence[int]], off: frozenset[str]) -> dict[int, tuple[int, ...]]:
    rule = ground.longest.rule
    if rule is None or rule.id in off:
        return {}
    options = [ground.options[number] for numbers in domains for number in numbers]
    needing = [option for option in options if needs_support(ground, option)]
    return {one.number: tuple(o.number for o in options if supports(ground, o, one)) for one in needing}
