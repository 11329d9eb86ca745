"""What would change the verdict: the smallest change of one or two facts that reaches a neighbouring one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import combinations
from typing import Any, NamedTuple

from sorewise.engine.book import Rule, Rulebook
from sorewise.engine.cubes import Cubes, bits, cubes_of
from sorewise.engine.decide import decide, stop_rungs
from sorewise.engine.state import State, prepare
from sorewise.model.case import Values
from sorewise.model.decision import Change
from sorewise.model.facts import Fact
from sorewise.model.verdict import Place, Rungs

MOST_FACTS = 2
FIXED = ("region", "phase", "legs")  # where it is and what is asked about are not wishes


class Edit(NamedTuple):
    """One fact of the morning (spot None) or of one spot, set to another value."""

    fact: str
    spot: int | None
    before: Any
    after: Any


def what_would_change(book: Rulebook, state: State) -> tuple[Change, ...]:
    """Return, for the next milder and the next stricter verdict, the fewest known or unknown facts that lead there.

    A neighbour is the nearest rung on either ladder that some change of at most two facts reaches.
    """
    now = stop_rungs(book, state)
    milder = _nearest(book, state, now, _easing(book, state, now), milder=True)
    stricter = _nearest(book, state, now, _raising(book, state, now), milder=False)
    return tuple(change for change in (milder, stricter) if change is not None)


def _nearest(
    book: Rulebook, state: State, now: Rungs, trials: Iterable[tuple[Edit, ...]], *, milder: bool
) -> Change | None:
    """Try the edits, fewest facts first, and keep the verdict nearest to today's."""
    best: tuple[int, int, tuple[Edit, ...], Rungs] | None = None
    for edits in trials:
        if best is not None and len(edits) > best[0]:
            break
        reached = stop_rungs(book, edited(book, state, edits))
        moved = _lies(reached, now) if milder else _lies(now, reached)
        distance = abs(sum(now) - sum(reached))
        if moved and (best is None or (len(edits), distance) < best[:2]):
            best = (len(edits), distance, edits, reached)
    if best is None:
        return None
    places = state.places
    facts = tuple((e.fact, e.before, e.after, None if e.spot is None else places[e.spot]) for e in best[2])
    return Change(best[3], facts)


def _lies(below: Rungs, above: Rungs) -> bool:
    return below != above and below.activity <= above.activity and below.referral <= above.referral


def edited(book: Rulebook, state: State, edits: Sequence[Edit]) -> State:
    """Return the state with some facts set otherwise, ready to judge again."""
    case = state.case
    morning = dict(case.morning)
    spots = [dict(spot) for spot in case.spots]
    for fact, spot, _, after in edits:
        (morning if spot is None else spots[spot])[fact] = after
    places = tuple(Place(place.region, spot["side"], place.key) for place, spot in zip(case.places, spots, strict=True))
    return prepare(book, replace(case, morning=morning, spots=tuple(spots), places=places))


def _rows(state: State) -> Iterator[tuple[int | None, Values]]:
    if state.stopped:
        yield from enumerate(state.stopped)
    else:
        yield None, state.morning


def _edits(book: Rulebook, cubes: Cubes, names: Iterable[str], spot: int | None, values: Values) -> list[Edit]:
    """Return every other class of some facts, as edits; what cannot be wished otherwise is left out."""
    found = []
    for name in names:
        fact = book.facts[name]
        kind = cubes.classes.get(name)
        if kind is None or not _changeable(fact):
            continue
        where = spot if fact.scope == "spot" else None
        now = values.get(name)
        for number in range(kind.count):
            sample = kind.sample(number)
            if _sensible(fact, sample) and (now is None or kind.of(now) != number):
                found.append(Edit(name, where, now, sample))
    return found


def _changeable(fact: Fact) -> bool:
    return fact.id not in FIXED and fact.page not in {"profile", "safety", "made"}


def _answerable(fact: Fact) -> bool:
    """What the person could find out or report tomorrow; a record or a trend is not theirs to change."""
    return _changeable(fact) and fact.how == "asked"


def _sensible(fact: Fact, sample: Any) -> bool:
    """A value somebody could really give: in range, and on the step of the scale."""
    if fact.range is None or isinstance(sample, str | bool):
        return True
    low, high = fact.range
    step = fact.step or (1 if fact.type == "integer" else None)
    return low <= sample <= high and (step is None or (sample / step).is_integer())


def _counting(book: Rulebook, state: State, now: Rungs) -> Iterator[tuple[int | None, Values, Rule]]:
    """Rules that keep the day at its rung now, with where."""
    for reason in decide(book, state).verdict_reasons:
        rule = reason.rule
        top = (rule.activity or 0) >= now.activity > 0 or rule.referral >= now.referral > 0
        if top and not rule.opinion and isinstance(rule, Rule):
            spot = state.places.index(reason.place) if reason.place is not None else None
            yield spot, dict(reason.values), rule


def _easing(book: Rulebook, state: State, now: Rungs) -> Iterator[tuple[Edit, ...]]:
    """Edits of the facts that hold the day where it is: one by one, then in pairs."""
    cubes = cubes_of(book, state.phase)
    edits: dict[Edit, None] = {}
    for spot, values, rule in _counting(book, state, now):
        edits |= dict.fromkeys(_edits(book, cubes, rule.support(values), spot, values))
    yield from ((edit,) for edit in edits)
    yield from (
        pair for pair in combinations(edits, MOST_FACTS) if (pair[0].fact, pair[0].spot) != (pair[1].fact, pair[1].spot)
    )


def _raising(book: Rulebook, state: State, now: Rungs) -> Iterator[tuple[Edit, ...]]:
    """Edits that make one more rule true: its cubes that lack the fewest facts."""
    cubes = cubes_of(book, state.phase)
    trials: dict[tuple[Edit, ...], None] = {}
    for spot, values in _rows(state):
        for cube in bits(cubes.above[now]):
            if spot is None and cubes.of_spot >> cube & 1:
                continue
            lacking = [name for name in cubes.index if cubes.facts[cube] >> cubes.index[name] & 1]
            lacking = [name for name in lacking if not _met(cubes, name, values.get(name), cube)]
            if 0 < len(lacking) <= MOST_FACTS and all(_answerable(book.facts[name]) for name in lacking):
                chosen = [_into(book, cubes, name, cube, spot, values) for name in lacking]
                if all(chosen):
                    trials[tuple(edit for edit in chosen if edit)] = None
    yield from sorted(trials, key=len)


def _met(cubes: Cubes, name: str, value: Any, cube: int) -> bool:
    return value is not None and bool(cubes.allows[name][cubes.classes[name].of(value)] >> cube & 1)


def _into(book: Rulebook, cubes: Cubes, name: str, cube: int, spot: int | None, values: Values) -> Edit | None:
    """Return the nearest edit that meets a cube in one fact."""
    fact, kind, now = book.facts[name], cubes.classes[name], values.get(name)
    at = 0 if now is None else kind.of(now)
    for number in sorted(range(kind.count), key=lambda n: abs(n - at)):
        if cubes.allows[name][number] >> cube & 1 and _sensible(fact, kind.sample(number)):
            return Edit(name, spot if fact.scope == "spot" else None, now, kind.sample(number))
    return None
