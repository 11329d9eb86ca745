"""What the plan asks of the coming days, in units of training load."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

from sorewise.coach.kept import as_kept
from sorewise.engine.book import Rulebook
from sorewise.model.forecast import Bout
from sorewise.model.plan import PlannedSession
from sorewise.model.records import History

if TYPE_CHECKING:
    from sorewise.training.course import Course
    from sorewise.training.forecast.typical import Load

A_MINUTE_S, A_KM_M = 60, 1000


def bout_of(session: PlannedSession) -> Bout:
    """As much as a planned session asks for."""
    from sorewise.training.tables import planned_metres

    metres = planned_metres(session)
    return Bout(
        kind=session.kind,
        minutes=None if session.duration_s is None else session.duration_s / A_MINUTE_S,
        km=None if metres is None else metres / A_KM_M,
    )


def bouts_by_day(book: Rulebook, history: History, first: date, days: int) -> tuple[tuple[Bout, ...], ...] | None:
    """The sessions that stand on each of these days, as the runner agreed to them; None where there is no plan.

    A plan reaches as far as its last session: a day after it is not a day off.
    """
    standing = [one for one in as_kept(history.plan, history.week.kept, book) if one.status == "planned"]
    last = max((one.day for one in standing), default=None)
    if last is None or last < first:
        return None
    on = [first + timedelta(days=ahead) for ahead in range(days)]
    return tuple(tuple(bout_of(one) for one in standing if one.day == day) for day in on if day <= last)


def load_of(bouts: Sequence[Bout], course: Course) -> Load:
    """The load of one day's sessions; a session whose length nobody said counts as a usual one of its kind."""
    import numpy as np

    from sorewise.training.doses import ECCENTRIC_KINDS, bout_dose
    from sorewise.training.forecast.typical import Load

    doses = [
        dose if (dose := bout_dose(bout.kind, bout.minutes, bout.km, course)) is not None
        else bout_dose(bout.kind, course.unknown_min, None, course) or 0.0
        for bout in bouts
    ]  # fmt: skip
    stretched = [dose for dose, bout in zip(doses, bouts, strict=True) if bout.kind in ECCENTRIC_KINDS]
    return Load(load=np.array([sum(doses)]), eccentric=np.array([float(sum(stretched))]))
