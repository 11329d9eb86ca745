"""What a kept verdict leaves of its day, as a forecast takes it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sorewise.model.forecast import Bout
from sorewise.model.records import History
from sorewise.planning.loads import bout_of
from sorewise.store import DecisionRecord

SECONDS, METRES = 60, 1000
MOST = 1e9
"""No session is so many seconds or metres: an export was edited."""
NOTHING = ("rest", "rest_day", "no_exercise")
"""What is left of a day by these outcomes of its session."""
AS_THE_PLAN = ("as_planned", "free_run")
"""With these the plan of the day stands, or there is none."""


def left_of(record: DecisionRecord | None, history: History) -> tuple[Bout, ...] | None:
    """What a verdict leaves of the day's sessions; None where the plan stands as it is, or nothing was judged."""
    found = (record.planned or {}).get("session") if record else None
    if record is None or not isinstance(found, Mapping) or found.get("outcome") in AS_THE_PLAN:
        return None
    if found.get("outcome") in NOTHING:
        return ()
    planned = (record.planned or {}).get("planned")
    judged = planned.get("id") if isinstance(planned, Mapping) else None
    others = [
        bout_of(one) for one in history.plan if one.day == record.day and one.status == "planned" and one.id != judged
    ]
    return (_bout(found), *others)


def _bout(found: Mapping[str, Any]) -> Bout:
    kind = found.get("kind")
    return Bout(
        kind=kind if isinstance(kind, str) else None,
        minutes=per(found.get("duration_s"), SECONDS),
        km=per(found.get("distance_m"), METRES),
    )


def per(value: object, unit: float) -> float | None:
    """A number of a kept decision in larger units; None for what is no number, or cannot be meant."""
    return value / unit if isinstance(value, int | float) and 0 <= value <= MOST else None
