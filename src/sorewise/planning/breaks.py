"""A break from running: how long, since when the runner is back, and how far back they have come."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import pairwise
from typing import NamedTuple

from sorewise.engine.book import Rulebook
from sorewise.model.records import CheckIn
from sorewise.model.week import Done
from sorewise.planning.standing import sort_of
from sorewise.planning.verdicts import worst_pain


class Break(NamedTuple):
    """Days without a run, and the day of the first run after them (None: not yet)."""

    days: float
    returned: date | None = None


def last_break(
    done: Sequence[Done], today: date, book: Rulebook, *, days_off: float | None, usual_gap: float | None
) -> Break | None:
    """The break that the runner is in or came back from last; a gap no longer than their habit is none.

    `days_off` and `usual_gap` are the derived facts: days since the last run, usual days between runs.
    """
    least = book.number("break_days")
    if usual_gap is not None:
        least = max(least, book.number("usual_gap_factor") * usual_gap + 1)
    runs = run_days(done)
    if days_off is not None and days_off >= least and today not in runs:
        return Break(days_off)
    gaps = [Break((after - before).days - 1, after) for before, after in pairwise(runs)]
    return next((gap for gap in reversed(gaps) if gap.days >= least), None)


def run_days(done: Iterable[Done]) -> list[date]:
    """The days with a run, in order."""
    return sorted({one.day for one in done if sort_of(one.kind) == "run"})


def step_reached(check_ins: Sequence[CheckIn], runs: Iterable[date], since: date, book: Rulebook) -> int:
    """How many steps of the run-walk table the runner has taken since `since`; the first step is 0.

    A run went well with pain up to `week_step_pain` during it and on the morning after, and a normal stride both
    times; so many such runs (`week_step_sessions`) lead to the next step, and one that did not go well leads back.
    What nobody told of counts as neither.
    """
    step = good = 0
    for day in runs:
        if day < since:
            continue
        went = _went(check_ins, day, book)
        if went is False:
            step, good = max(0, step - 1), 0
        elif went:
            good += 1
            if good >= book.number("week_step_sessions"):
                step, good = step + 1, 0
    return step


def _went(check_ins: Sequence[CheckIn], day: date, book: Rulebook) -> bool | None:
    """Whether a day's run went well; None where it or the morning after was not told of."""
    during = [one for one in check_ins if one.day == day and one.phase in {"in_run", "after_run"}]
    after = [one for one in check_ins if one.day == day + timedelta(days=1) and one.phase == "morning"]
    found = list(_each_well([*during, *after], book))
    if False in found:
        return False
    return True if during and after and None not in found else None


def _each_well(check_ins: Iterable[CheckIn], book: Rulebook) -> Iterator[bool | None]:
    for one in check_ins:
        pain = worst_pain({**one.answers, "spots": [spot.answers for spot in one.spots]})
        gait = one.answers.get("gait")
        if (pain is not None and pain > book.number("week_step_pain")) or gait == "changed":
            yield False
        else:  # without pain nobody is asked for the stride
            yield True if pain == 0 or (pain is not None and gait == "normal") else None
