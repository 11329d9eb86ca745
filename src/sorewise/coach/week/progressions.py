"""Coming back step by step: running and walking in turns, from the table of the rulebook."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from math import ceil

from sorewise.coach.measure import MINUTE, down, each, planned_size, time_for
from sorewise.coach.week.sizes import KM, Length, Paces
from sorewise.engine.book import Rulebook
from sorewise.engine.week_rules import WeekRule
from sorewise.model.plan import PlannedSession, Repeat, Step, Target


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


def run_walk_steps(
    rule: WeekRule, step: int, session: PlannedSession, book: Rulebook, most: float = 1.0
) -> tuple[Step | Repeat, ...]:
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
