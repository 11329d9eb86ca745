"""A plan as plain JSON data, and back: the form in which it leaves the house and comes in again.

A session is an object with every field of `PlannedSession` under its name: days and times as ISO 8601, steps as a list
of objects, a repeat as `{"times": 6, "steps": [...]}`. Read back, a field may be missing where it has a default; one
that is unknown or of another type is a mistake and never guessed. Whether the values are sensible is not asked here.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from sorewise.model.errors import SorewiseError
from sorewise.model.plain import BadFieldError, as_plain, reader
from sorewise.model.plan import Availability, PlannedSession

FORMAT = 1
HEADER = "sorewise_plan"
"""The first name of a whole plan's document; by it the document is known."""
PART = "part"
"""Beside the format: whether sessions of the plan may be missing, so that none is gone for not being in it."""


class PlanDataError(SorewiseError):
    """What was to be a plan is none: `kind` says how it fails, `place` where, `expected` what should stand there.

    Kinds: `bad_field`, `missing_field`, `unknown_field`, `bad_format`, `newer_format`.
    """

    code = "plan_data"

    def __init__(self, kind: str, place: str = "", expected: str = "") -> None:
        """Keep where it is and what was expected."""
        at = place.lstrip(".") or "a planned session"
        message = f"{at}: {kind.replace('_', ' ')}" + (f", expected {expected}" if expected else "")
        super().__init__(message, kind=kind, place=place, expected=expected)
        self.kind, self.place, self.expected = kind, place, expected


@dataclass(frozen=True, slots=True, kw_only=True)
class WholePlan:
    """A plan with all that belongs to it: its id, its sessions as their author meant them, and when there is time."""

    plan: str = ""
    sessions: tuple[PlannedSession, ...] = ()
    availability: Availability = field(default_factory=Availability)
    part: bool = False


def session_as_json(session: PlannedSession) -> dict[str, Any]:
    """Every field as plain data, in the order of the class."""
    return dict(as_plain(session))


def session_from_json(data: object) -> PlannedSession:
    """The session that plain data describes; raises PlanDataError, with the place of the first mistake."""
    session: PlannedSession = _read(PlannedSession, data)
    return session


def plan_as_json(whole: WholePlan) -> dict[str, Any]:
    """The whole document: `{"sorewise_plan": {"format": 1, "plan": ...}, "sessions": [...], "availability": {...}}`."""
    return {
        HEADER: {"format": FORMAT, "plan": whole.plan} | ({PART: True} if whole.part else {}),
        "sessions": as_plain(whole.sessions),
        "availability": as_plain(whole.availability),
    }


def plan_from_json(data: object) -> WholePlan:
    """The whole plan; raises PlanDataError for the first mistake, wherever it is."""
    plan = header_of(data)
    named = data if isinstance(data, dict) else {}
    if unknown := named.keys() - {HEADER, "sessions", "availability"}:
        raise PlanDataError("unknown_field", f".{min(unknown)}")
    sessions = _read(tuple[PlannedSession, ...], named.get("sessions", []), ".sessions")
    time = availability_from_json(named.get("availability", {}))
    return WholePlan(plan=plan, sessions=sessions, availability=time, part=named[HEADER].get(PART) is True)


def header_of(data: object) -> str:
    """The id of the plan in a whole document; raises PlanDataError if it is none, or written by a later version.

    With it, `session_from_json` and `availability_from_json` a document can be read part by part, so that one bad
    session does not lose the others.
    """
    about = data.get(HEADER) if isinstance(data, dict) else None
    if not isinstance(about, dict):
        raise PlanDataError("bad_format", f".{HEADER}", f'{{"format": {FORMAT}}}')
    version = _read(int, about.get("format"), f".{HEADER}.format")
    if version != FORMAT:
        raise PlanDataError("newer_format" if version > FORMAT else "bad_format", f".{HEADER}.format", str(FORMAT))
    plan: str = _read(str, about.get("plan", ""), f".{HEADER}.plan")
    return plan


def availability_from_json(data: object) -> Availability:
    """When there is time: `{"weekdays": {"0": 60}, "dates": {"2026-11-22": 0}, "absences": [...], "sports": [...]}`.

    0 is Monday, values are minutes. Raises PlanDataError.
    """
    found: Availability = _read(Availability, data, ".availability")
    if wrong := found.weekdays.keys() - set(range(7)):
        raise PlanDataError("bad_field", f".availability.weekdays.{min(wrong)}", "0 to 6")
    return found


def _read(hint: Any, data: object, place: str = "") -> Any:
    try:
        return reader(hint)(data)
    except BadFieldError as bad:
        raise PlanDataError(bad.code, place + bad.place, bad.expected) from None
