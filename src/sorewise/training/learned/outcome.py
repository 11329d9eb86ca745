"""How the mornings after each verdict were, by what was done on its day. Counts; none of them says what caused what."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta

from sorewise.model.learned import KEPT, Advised, Kept, Linked, Mornings, Outcome
from sorewise.model.plan import PlanKind
from sorewise.model.verdict import ACTIVITY
from sorewise.model.week import Done

WITHIN = 1.1
"""A tenth longer than what was left is still within it: nobody stops on the minute."""
RUNS: frozenset[PlanKind | None] = frozenset(
    {"recovery", "easy", "long", "tempo", "intervals", "hills", "test", "race", None}
)
"""What a session of unknown kind is counted among: only a run has none."""
FAST: frozenset[PlanKind | None] = frozenset({"tempo", "intervals", "hills", "test", "race"})
NO_TRAINING: frozenset[PlanKind | None] = frozenset({"mobility", "rest"})
LEGS: PlanKind = "strength_leg"

Told = Mapping[tuple[str | None, date], int]
"""Region (None: the worst place) and day -> the answer of that morning."""


def linked(advised: Iterable[Advised], done: Iterable[Done], told: Told, today: date) -> tuple[Linked, ...]:
    """Each day's verdict with what was done and the mornings before and after, the oldest first.

    `advised` has the verdict that held on each day; of several of one day the last one in order counts. A day whose
    next morning has not come is left out, and so is yesterday while today has not been told.
    """
    by_day: dict[date, list[Done]] = {}
    for session in done:
        by_day.setdefault(session.day, []).append(session)
    came = today if (None, today) in told else today - timedelta(days=1)
    held = {one.day: one for one in advised if one.day < came}
    return tuple(
        Linked(
            day=day,
            activity=one.activity,
            kept=kept(one, by_day.get(day, [])),
            before=told.get((None, day)),
            after=told.get((None, day + timedelta(days=1))),
        )
        for day, one in sorted(held.items())
    )


def kept(advised: Advised, done: Sequence[Done]) -> Kept:
    """Whether what was done on a day stayed within its verdict.

    The surest word wins: one session beyond it is further, whatever the others were. Nothing recorded is a word of its
    own, since a watch may have stayed at home.
    """
    if not done:
        return "nothing"
    found = set(_judged(advised, done))
    return "further" if "further" in found else "unclear" if "unclear" in found else "followed"


def _judged(advised: Advised, done: Sequence[Done]) -> Iterator[Kept]:
    runs = [one for one in done if one.kind in RUNS]
    legs = any(one.kind == LEGS for one in done)
    match advised.activity:
        case "rest":  # what is no training is rest, too
            yield "followed" if all(one.kind in NO_TRAINING for one in done) else "further"
        case "cross_train":  # no running, and no leg strength in its place
            yield "further" if runs or legs else "followed"
        case "run_reduced":  # nothing fast, no longer than what was left, and leg strength is left for another day
            yield from (_gentle(one) for one in runs)
            yield "further" if legs else "followed"
            yield from _length(advised, runs, needed=True)
        case "run_easy":
            yield from (_gentle(one) for one in runs)
            yield from _length(advised, runs, needed=False)
        case "run_as_planned":
            yield from _length(advised, runs, needed=False)
        case _:
            yield "unclear"


def _gentle(run: Done) -> Kept:
    if run.race is not None or run.kind in FAST:
        return "further"
    return "unclear" if run.kind is None else "followed"


def _length(advised: Advised, runs: Sequence[Done], *, needed: bool) -> Iterator[Kept]:
    """All running of the day against what was left of it; where that is `needed` and not known, nobody can tell.

    A run of unknown length makes it no shorter than the others are together.
    """
    each = ([one.minutes for one in runs], [one.km for one in runs])
    limits = (advised.most_minutes, advised.km)
    pairs = [(limit, of) for limit, of in zip(limits, each, strict=True) if limit is not None]
    if any(sum(one for one in of if one is not None) > limit * WITHIN for limit, of in pairs):
        yield "further"
    elif any(None in of for _, of in pairs) or (needed and runs and not pairs):
        yield "unclear"
    else:
        yield "followed"


def outcomes(links: Iterable[Linked]) -> tuple[Outcome, ...]:
    """The counts for each verdict that was given, the mildest first; a word of another time comes last."""
    found: dict[str, list[Linked]] = {}
    for link in links:
        found.setdefault(link.activity, []).append(link)
    order = sorted(found, key=lambda word: ACTIVITY.index(word) if word in ACTIVITY else len(ACTIVITY))
    return tuple(_outcome(word, found[word]) for word in order)


def _outcome(word: str, links: Sequence[Linked]) -> Outcome:
    by_kept = {name: Mornings.of(link for link in links if link.kept == name) for name in KEPT}
    return Outcome(activity=word, **by_kept)
