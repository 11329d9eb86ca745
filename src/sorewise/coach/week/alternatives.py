"""Other legal plans beside the one proposed: at most three, and only those that differ."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Literal

from sorewise.coach.week.changes import changes_of, placements_of
from sorewise.coach.week.down_week import lighter_weeks
from sorewise.coach.week.evaluate import goals_of
from sorewise.coach.week.explain import Explainer
from sorewise.coach.week.ground import Ground
from sorewise.coach.week.problem import Only
from sorewise.coach.week.sizes import KM
from sorewise.model.week import Alternative

Code = Literal["other_way", "keep_days", "do_less", "down_week"]
Solver = Callable[[Only, Mapping[int, int]], Sequence[int] | None]
SHOWN = 3


def alternatives(ground: Ground, choice: Sequence[int], solved: Solver) -> tuple[Alternative, ...]:
    """Solve the week again with one decision forbidden or one wish added."""
    seen, found = [tuple(choice), tuple(ground.before)], []
    for code, about, only, week_km in _wanted(ground, choice):
        other = solved(only, week_km)
        if other is None or tuple(other) in seen:
            continue
        seen.append(tuple(other))
        found.append(_told(ground, choice, other, code, about))
        if len(found) == SHOWN:
            break
    return tuple(found)


def _wanted(ground: Ground, choice: Sequence[int]) -> Iterator[tuple[Code, str, Only, Mapping[int, int]]]:
    options, before = ground.options, ground.before
    changed = [item for item in ground.items if choice[item.number] != before[item.number]]
    if changed:
        first = max(changed, key=lambda item: (item.weight, -item.stands, -item.number))
        slot = options[choice[first.number]].slot
        yield "other_way", first.id, {first.number: _without(ground, first.number, slot)}, {}
        yield "keep_days", "", {item.number: _here(ground, item.number) for item in ground.items if not item.still}, {}
    if (lighter := lighter_weeks(ground)) is not None:
        yield "down_week", "", {}, lighter
    if changed:
        yield "do_less", "", {item.number: _nothing(ground, item.number) for item in changed if not item.still}, {}


def _without(ground: Ground, item: int, slot: int) -> Sequence[int]:
    return [number for number in ground.of_item[item] if ground.options[number].slot != slot]


def _here(ground: Ground, item: int) -> Sequence[int]:
    """Every form on the day where it stands."""
    day = ground.items[item].stands
    return [n for n in ground.of_item[item] if ground.options[n].day == day or ground.options[n].kind is None]


def _nothing(ground: Ground, item: int) -> Sequence[int]:
    return [number for number in ground.of_item[item] if ground.options[number].kind is None]


def _told(ground: Ground, choice: Sequence[int], other: Sequence[int], code: Code, about: str) -> Alternative:
    """The other plan whole, and what it differs by."""
    explainer = Explainer(ground, other, lambda _off: None)
    changes = explainer.all_of(tuple(changes_of(ground, other)), proof=False)
    return Alternative(
        code=code,
        placements=placements_of(ground, other),
        changes=changes,
        about=about,
        goals=goals_of(ground, other) - goals_of(ground, choice),
        changed=len(changes) - len(tuple(changes_of(ground, choice))),
        key_lost=_key_lost(ground, other) - _key_lost(ground, choice),
        km=round((_metres(ground, other) - _metres(ground, choice)) / KM, 1),
    )


def _key_lost(ground: Ground, choice: Sequence[int]) -> int:
    """Key sessions that are left out or become something else; what was missed already is not lost again."""
    lost = 0
    for item in ground.items:
        if item.session.key and not item.missed:
            option = ground.options[choice[item.number]]
            lost += option.kind is None or option.form in {"easy", "easy_50", "cross_train", "run_walk"}
    return lost


def _metres(ground: Ground, choice: Sequence[int]) -> int:
    return sum(ground.options[number].length.metres for number in choice)
