"""What would change the verdict: the smallest change of one or two facts that reaches a neighbouring one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import combinations
from typing import Any

from sorewise.engine.book import Rulebook
from sorewise.engine.cubes import Cubes, bits, cubes_of
from sorewise.engine.decide import stop_rungs
from sorewise.engine.holding import Edit, Grip, Holding, holding, stands_alone
from sorewise.engine.state import State, prepare, retold
from sorewise.model.case import Values
from sorewise.model.decision import Change
from sorewise.model.facts import Fact
from sorewise.model.verdict import Place, Rungs

MOST_FACTS = 2
NEXT = 1  # rungs of both ladders together; no neighbour is nearer
FIXED = ("region", "phase", "legs")  # where it is and what is asked about are not wishes


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
        if best is not None and (len(edits) > best[0] or best[1] == NEXT):
            break  # nothing that follows is better
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
    case = replace(case, morning=morning, spots=tuple(spots), places=places)
    if all(stands_alone(book, edit.fact) for edit in edits):
        return retold(book, state, case, ((edit.fact, edit.spot, edit.after) for edit in edits))
    return prepare(book, case)


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


def _easing(book: Rulebook, state: State, now: Rungs) -> Iterator[tuple[Edit, ...]]:
    """Edits of the facts that hold the day where it is, where they may let go of it: one by one, then in pairs."""
    holds = holding(book, state, now)
    edits = easing_edits(book, state, holds)
    grip = Grip(book, holds, now)
    for count in range(1, MOST_FACTS + 1):
        yield from filter(grip.may_ease, combinations(edits, count))


def easing_edits(book: Rulebook, state: State, holds: Iterable[Holding]) -> tuple[Edit, ...]:
    """Every other value of the facts that make these rules speak."""
    cubes = cubes_of(book, state.phase)
    found: dict[Edit, None] = {}
    for spot, values, rule in holds:
        found |= dict.fromkeys(_edits(book, cubes, rule.support(values), spot, values))
    return tuple(found)


def _raising(book: Rulebook, state: State, now: Rungs) -> Iterator[tuple[Edit, ...]]:
    """Edits that make one more rule true: its cubes that lack the fewest facts."""
    cubes = cubes_of(book, state.phase)
    trials: dict[tuple[Edit, ...], None] = {}
    for spot, values in _rows(state):
        wanted = cubes.above[now] if spot is not None else cubes.above[now] & ~cubes.of_spot
        for cube, lacking in _nearly(book, cubes, values, wanted):
            chosen = [_into(book, cubes, name, cube, spot, values) for name in lacking]
            if all(chosen):
                trials[tuple(edit for edit in chosen if edit)] = None
    yield from sorted(trials, key=len)


def _nearly(book: Rulebook, cubes: Cubes, values: Values, wanted: int) -> Iterator[tuple[int, list[str]]]:
    """The cubes that lack no more than two facts, all of them the person's to answer, each with these facts."""
    unmet = {}
    for name, spoken in cubes.mentions.items():
        value = values.get(name)
        left = spoken if value is None else spoken & ~cubes.allows[name][cubes.classes[name].of(value)]
        if left := left & wanted:
            unmet[name] = left
            wanted = wanted if _answerable(book.facts[name]) else wanted & ~left
    lacks = [0] * (MOST_FACTS + 1)  # which cubes lack at least one fact, at least two, too many
    for left in unmet.values():
        for n in range(MOST_FACTS, 0, -1):
            lacks[n] |= lacks[n - 1] & left
        lacks[0] |= left
    for cube in bits(wanted & lacks[0] & ~lacks[MOST_FACTS]):
        yield cube, [name for name, left in unmet.items() if left >> cube & 1]


def _into(book: Rulebook, cubes: Cubes, name: str, cube: int, spot: int | None, values: Values) -> Edit | None:
    """Return the nearest edit that meets a cube in one fact."""
    fact, kind, now = book.facts[name], cubes.classes[name], values.get(name)
    at = 0 if now is None else kind.of(now)
    for number in sorted(range(kind.count), key=lambda n: abs(n - at)):
        if cubes.allows[name][number] >> cube & 1 and _sensible(fact, kind.sample(number)):
            return Edit(name, spot if fact.scope == "spot" else None, now, kind.sample(number))
    return None
