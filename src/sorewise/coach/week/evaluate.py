"""Whether a whole plan keeps every rule, looked at session by session; the search is not asked."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import combinations
from typing import Literal, NamedTuple

from sorewise.coach.week.ground import Ground, Week
from sorewise.coach.week.options import Option

NOTHING: frozenset[str] = frozenset()


class Breach(NamedTuple):
    """A rule that a plan breaks, and the sessions between which it does (by number)."""

    rule: str
    items: tuple[int, ...]


def breaches(ground: Ground, choice: Sequence[int], off: frozenset[str] = NOTHING) -> Iterator[Breach]:
    """Yield every rule that a choice (one option an item) breaks, but for those switched off.

    A session that cannot move breaks nothing by itself, and two of them nothing together: that is a notice.
    """
    chosen = [ground.options[number] for number in choice]
    for found in _all(ground, chosen):
        if found.rule not in off:
            yield found


def _all(ground: Ground, chosen: Sequence[Option]) -> Iterator[Breach]:
    for option in chosen:
        if not ground.items[option.item].still:
            yield from (Breach(rule, (option.item,)) for rule in option.why)
    placed = [option for option in chosen if option.kind is not None]
    for a, b in combinations(placed, 2):
        if abs(a.day - b.day) <= ground.reach:
            yield from (
                Breach(r, (a.item, b.item)) for r in ground.together(ground.slots[a.slot], ground.slots[b.slot])
            )
    yield from _swaps(ground, placed)
    yield from _days(ground, placed)
    yield from _weeks(ground, placed)
    yield from _free_days(ground, placed)
    yield from _too_far(ground, placed)


def _swaps(ground: Ground, placed: Sequence[Option]) -> Iterator[Breach]:
    """Like sessions that change places."""
    rule = ground.rule("swaps")
    if rule is None or not ground.swapping:
        return
    for a, b in combinations(placed, 2):
        if (min(a.slot, b.slot), max(a.slot, b.slot)) in ground.swapping:
            yield Breach(rule.id, (a.item, b.item))


def _days(ground: Ground, placed: Sequence[Option]) -> Iterator[Breach]:
    """More minutes on a day than there are."""
    rule = ground.caps.get("minutes")
    for day, limit in enumerate(ground.maker.minutes):
        on = [option for option in placed if option.day == day and option.groups]
        if rule is None or limit is None or not on[1:] or sum(option.length.minutes for option in on) <= limit:
            continue
        if not all(ground.items[option.item].still for option in on) and not _aside(on, rule.id):
            yield Breach(rule.id, tuple(option.item for option in on))


def _aside(options: Sequence[Option], rule: str) -> bool:
    return any(rule in option.anyway for option in options)


def _weeks(ground: Ground, placed: Sequence[Option]) -> Iterator[Breach]:
    """More in the rest of a week than was planned for it."""
    for week in sorted({ground.week_of(option.day) for option in placed}):
        on = [option for option in placed if ground.week_of(option.day) == week]
        if all(ground.items[option.item].still for option in on):
            continue
        for count, over in _over(ground, on, ground.week(week)):
            rule = ground.rule(count)
            if rule and over(rule.id):
                yield Breach(rule.id, tuple(option.item for option in on if not count.endswith("km") or option.runs))


def _over(
    ground: Ground, on: Sequence[Option], most: Week
) -> Iterator[tuple[Literal["week_km", "week_hard", "week_sessions"], Callable[[str], bool]]]:
    """What may be too much, without the sessions for which the runner set that rule aside."""
    yield "week_km", lambda rule: sum(o.length.metres for o in on if rule not in o.anyway) > most.metres
    yield "week_hard", lambda rule: sum(o.hard for o in on if rule not in o.anyway) > most.hard
    made_up = any(ground.items[option.item].missed for option in on)
    yield "week_sessions", lambda rule: made_up and sum(rule not in o.anyway for o in on) > most.sessions


def _free_days(ground: Ground, placed: Sequence[Option]) -> Iterator[Breach]:
    rule = ground.rule("training_days")
    if rule is None:
        return
    busy = {option.day: option.item for option in placed if option.trains and rule.id not in option.anyway}
    for days, most in ground.free_days.windows:
        if sum(day in busy for day in days) > most:
            yield Breach(rule.id, tuple(o.item for o in placed if o.trains and o.day in days))


def _too_far(ground: Ground, placed: Sequence[Option]) -> Iterator[Breach]:
    longest = ground.longest
    if longest.rule is None:
        return
    for option in placed:
        if not needs_support(ground, option):
            continue
        if not any(supports(ground, other, option) for other in placed):
            yield Breach(longest.rule.id, (option.item,))


def needs_support(ground: Ground, option: Option) -> bool:
    """A run that may move and is too far for what was run so far, unless one before it makes room."""
    rule = ground.longest.rule
    if rule is None or rule.id in option.anyway or ground.items[option.item].still:
        return False
    return is_far(ground, option)


def is_far(ground: Ground, option: Option) -> bool:
    """It is too far for what was run so far."""
    longest = ground.longest
    return longest.speaks(option.groups) and longest.too_far(option.length.metres, option.day)


def supports(ground: Ground, before: Option, option: Option) -> bool:
    """A run planned earlier that makes room for a longer one."""
    longest = ground.longest
    return (
        before.item != option.item
        and before.runs
        and 0 < option.day - before.day <= longest.window
        and longest.allows(before.length.sure, option.length.metres)
    )


def cost_of(ground: Ground, choice: Sequence[int]) -> int:
    """What a choice costs in all."""
    chosen = [ground.options[number] for number in choice]
    return sum(option.cost for option in chosen) + ground.swapped(chosen)


def goals_of(ground: Ground, choice: Sequence[int]) -> int:
    """What a choice loses of the plan's goals."""
    return sum(ground.options[number].goal for number in choice)
