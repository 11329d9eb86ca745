"""The plan as our own JSON: whole, a session a line, to be read back without loss (`model.plan_json` has its form)."""

from __future__ import annotations

import json

from sorewise.model.plan import Availability, PlannedSession
from sorewise.model.plan_json import WholePlan, plan_as_json


def document(
    sessions: tuple[PlannedSession, ...],
    *,
    plan: str = "",
    availability: Availability | None = None,
    part: bool = False,
) -> str:
    """The document as text, to be written as UTF-8; in the order of the days, so that two exports can be compared.

    `part`: sessions of the plan may be missing in it, and are not gone when it is read. Raises ValueError for a number
    that is not finite.
    """
    ordered = tuple(sorted(sessions, key=lambda one: (one.day, str(one.start or ""), one.id)))
    time = availability or Availability()
    data = plan_as_json(WholePlan(plan=plan, sessions=ordered, availability=time, part=part))
    lines = [f"{_line(name)}: {_line(value) if name != 'sessions' else _list(value)}" for name, value in data.items()]
    return "{\n" + ",\n".join(lines) + "\n}\n"


def _list(records: list[object]) -> str:
    return "[\n" + ",\n".join(map(_line, records)) + "\n]" if records else "[]"


def _line(record: object) -> str:
    return json.dumps(record, ensure_ascii=True, allow_nan=False)
