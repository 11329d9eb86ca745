"""A session written out as it was placed: on its day, in its form, as a planned one for a watch or a calendar."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from math import ceil, floor

from sorewise.coach.measure import KM, MINUTE, NOISE, Size, down, each, planned_size, time_for
from sorewise.coach.parts import three_parts
from sorewise.coach.today import OURS
from sorewise.coach.week.sizes import WHOLE, Length, Paces, share_of
from sorewise.engine.book import Rulebook
from sorewise.engine.week_rules import WeekRule
from sorewise.model.plan import Form, Placement, PlannedSession, Repeat, Step, Target

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


def lengths(
    session: PlannedSession, form: Form, book: Rulebook, most: float = 1.0
) -> tuple[float | None, float | None]:
    """Seconds and metres that a form leaves of the author's own, at most that part; never of a share taken before."""
    if form in {"drop", "run_walk"}:
        return None, None
    if form == "as_planned":
        return session.duration_s, session.distance_m
    size, share = planned_size(session, book), min(share_of(form, book) / WHOLE, most)
    if form == "cross_train":
        return _instead(size, share, book), None
    return (
        None if size.seconds is None else down(size.seconds * share, MINUTE),
        None if size.metres is None else down(size.metres * share, KM / 10),
    )


def _instead(size: Size, share: float, book: Rulebook) -> float:
    """Seconds of other movement in place of a session, a distance at a brisk pace; of one nobody knows, a short one."""
    longest = book.number("cross_train_max_min") * MINUTE
    seconds = time_for(size.metres, book) if size.seconds is None and size.metres is not None else size.seconds
    if seconds is None:
        seconds = book.number("unknown_length_min") * MINUTE
    return min(down(seconds * share, MINUTE), longest)


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


def step_of(rule: WeekRule, step: int) -> Mapping[str, float]:
    """The row of the table, the last one for whoever is past it."""
    return rule.steps[min(max(step, 0), len(rule.steps) - 1)]


def walked(rule: WeekRule | None, step: int, paces: Paces) -> Length | None:
    """How long such a session is at most; of the distance only what is run counts."""
    if rule is None:
        return None
    row = step_of(rule, step)
    run, whole = row["times"] * row["run"], row["times"] * (row["run"] + row["walk"])
    return Length(ceil(run / paces.brisk * KM), int(run / paces.easy * KM), ceil(whole))


def run_walk_steps(rule: WeekRule, step: int, session: PlannedSession, book: Rulebook, most: float = 1.0) -> Parts:
    """Write a row of the table out, with as many turns as that part of the planned time has room for."""
    row = step_of(rule, step)
    run, walk = row["run"] * MINUTE, row["walk"] * MINUTE
    easy, stroll = Target(kind="rpe", high=book.number("easy_rpe")), Target(kind="rpe", high=book.number("warmup_rpe"))
    size = planned_size(session, book)
    seconds = time_for(size.metres, book) if size.seconds is None and size.metres is not None else size.seconds
    room = down(seconds * most, MINUTE) if seconds else row["times"] * (run + walk)
    if room < run + walk:  # too short for one whole turn: one in the same proportion
        run, walk = room * run / (run + walk), room * walk / (run + walk)
    if not walk:
        return (Step(role="active", duration_s=run, target=easy),)
    turn = (Step(role="active", duration_s=run, target=easy), Step(role="recovery", duration_s=walk, target=stroll))
    return (Repeat(times=max(1, min(round(row["times"]), int(room // (run + walk)))), steps=turn),)


def seconds_of(steps: Iterable[Step | Repeat]) -> float:
    """How long timed steps take in all."""
    return sum(times * (step.duration_s or 0) for times, step in each(tuple(steps)))


def table_of(book: Rulebook) -> WeekRule | None:
    """The table of the rulebook, whether it holds now or not."""
    return next((rule for rule in book.week.values() if rule.shape == "steps"), None)
