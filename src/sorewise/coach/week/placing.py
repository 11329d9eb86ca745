"""A session written out as it was placed: on its day, in its form, as a planned one for a watch or a calendar."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from math import floor

from sorewise.coach.measure import KM, MINUTE, NOISE, Size, down
from sorewise.coach.parts import three_parts
from sorewise.coach.today import OURS
from sorewise.coach.week.changes import lengths
from sorewise.coach.week.progressions import run_walk_steps, seconds_of, table_of
from sorewise.coach.week.sizes import WHOLE, share_of
from sorewise.engine.book import Rulebook
from sorewise.model.plan import Placement, PlannedSession, Repeat, Step, Target

Parts = tuple[Step | Repeat, ...]


def as_placed(session: PlannedSession, placement: Placement, book: Rulebook) -> PlannedSession | None:
    """Return the session in that form on that day; None where it is left out.

    Shares are taken of the author's own session, once. What was rewritten says so in its `source`. Without a
    table of running and walking in the rulebook nothing is run that way: None.
    """
    moved = replace(session, day=placement.day)
    match placement.form:
        case "as_planned":
            return moved
        case "drop":
            return None
        case "run_walk":
            return _run_walk(moved, placement, book)
        case "easy" | "easy_50":
            seconds, metres = lengths(session, placement.form, book, placement.share)
            steps = _easy(seconds, metres, book)
            return replace(
                moved, kind="easy", key=False, duration_s=seconds, distance_m=metres, steps=steps, source=OURS
            )
        case "cross_train":
            seconds, _ = lengths(session, placement.form, book, placement.share)
            steps = _easy(seconds, None, book)
            return replace(moved, kind="xt", key=False, duration_s=seconds, distance_m=None, steps=steps, source=OURS)
    seconds, metres = lengths(session, placement.form, book, placement.share)
    share = min(share_of(placement.form, book) / WHOLE, placement.share)
    return replace(
        moved, duration_s=seconds, distance_m=metres, steps=tuple(_shorter(session.steps, share)), source=OURS
    )


def _easy(seconds: float | None, metres: float | None, book: Rulebook) -> Parts:
    target = Target(kind="rpe", low=book.number("easy_rpe_low"), high=book.number("easy_rpe"))
    return three_parts(Size(seconds, metres), target, book, timed=seconds is not None)


def _shorter(steps: Parts, share: float) -> Iterator[Step | Repeat]:
    """Every part its share; of repeats as many whole ones as fit, at least one."""
    for part in steps:
        if isinstance(part, Repeat):
            times = floor(part.times * share + NOISE)
            yield (
                replace(part, times=times)
                if times
                else Repeat(times=1, steps=tuple(_cut(part.steps, share * part.times)))
            )
        else:
            yield from _cut((part,), share)


def _cut(steps: tuple[Step, ...], share: float) -> Iterator[Step]:
    for step in steps:
        seconds, metres = step.duration_s, step.distance_m
        yield replace(
            step,
            duration_s=None if seconds is None else down(seconds * share, MINUTE),
            distance_m=None if metres is None else down(metres * share, KM / 10),
        )


def _run_walk(session: PlannedSession, placement: Placement, book: Rulebook) -> PlannedSession | None:
    table = table_of(book)
    if table is None:
        return None
    steps = run_walk_steps(table, placement.step, session, book, placement.share)
    return replace(
        session, kind="easy", key=False, duration_s=seconds_of(steps), distance_m=None, steps=steps, source=OURS
    )
