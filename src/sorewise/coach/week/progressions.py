"""Coming back step by step: running and walking in turns, from the table of the rulebook."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import ceil

from sorewise.coach.measure import MINUTE
from sorewise.coach.week.sizes import KM, Length, Paces
from sorewise.engine.book import Rulebook
from sorewise.engine.week_rules import WeekRule
from sorewise.model.plan import Repeat, Step, Target


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


def run_walk_steps(rule: WeekRule, step: int, seconds: float | None, book: Rulebook) -> tuple[Step | Repeat, ...]:
    """Write a row of the table out, with as many turns as the planned time has room for."""
    row = step_of(rule, step)
    run, walk = row["run"] * MINUTE, row["walk"] * MINUTE
    easy, stroll = Target(kind="rpe", high=book.number("easy_rpe")), Target(kind="rpe", high=book.number("warmup_rpe"))
    if not walk:
        return (Step(role="active", duration_s=min(run, seconds or run), target=easy),)
    times = round(row["times"])
    if seconds:
        times = max(1, min(times, int(seconds // (run + walk))))
    turn = (Step(role="active", duration_s=run, target=easy), Step(role="recovery", duration_s=walk, target=stroll))
    return (Repeat(times=times, steps=turn),)


def stepped(step: int, good: Sequence[bool | None], book: Rulebook) -> int:
    """The next step after the sessions done on this one, oldest first.

    `good` is None where nothing was told: that counts as no step forward, and not as one back.
    """
    needed = round(book.number("week_step_sessions"))
    if good and good[-1] is False:
        return max(0, step - 1)
    last = good[-needed:]
    return step + 1 if len(last) == needed and all(last) else step
