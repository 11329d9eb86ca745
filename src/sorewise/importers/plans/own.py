"""Our own plan as JSON, the document that `model.plan_json` describes: each good session of it, ids as they are."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from sorewise.importers.plans.found import Draft
from sorewise.importers.plans.tidy import LONGEST_PLAN, is_id, readable
from sorewise.model.plan import Availability
from sorewise.model.plan_json import HEADER, PART, PlanDataError, availability_from_json, header_of, session_from_json

SOURCE = "sorewise"
KNOWN = (HEADER, "sessions", "availability")


def recognises(found: object) -> bool:
    """Whether a JSON document says that it is a plan of ours."""
    return isinstance(found, dict) and HEADER in found


def read(found: dict[str, Any], path: str, today: date, plan: str) -> Draft:
    """The sessions and the availability of a document; what is not as it should be is noted with its place."""
    try:
        plan = readable(header_of(found), LONGEST_PLAN) or plan
    except PlanDataError as bad:
        draft = Draft(path, today, SOURCE, plan)
        draft.note(bad.kind, bad.place.lstrip("."), expected=bad.expected)
        return draft
    draft = Draft(path, today, SOURCE, plan)
    draft.part = found[HEADER].get(PART) is True
    for name in found.keys() - set(KNOWN):
        draft.note("left_out", str(name)[:40])
    sessions = found.get("sessions", [])
    if not isinstance(sessions, list):
        draft.note("bad_field", "sessions", expected="a list")
        sessions = []
    for number, data in enumerate(sessions):
        _session(draft, data, f"sessions[{number}]")
    draft.availability = _availability(draft, found.get("availability", {}))
    return draft


def _session(draft: Draft, data: object, place: str) -> None:
    try:
        session = session_from_json(data)
    except PlanDataError as bad:
        draft.note(bad.kind, place + bad.place, expected=bad.expected)
        return
    if not is_id(session.id):
        draft.note("bad_field", f"{place}.id", expected="an id")
        return
    of_none = not session.plan and not draft.part  # what was typed here belongs to no plan
    draft.add(replace(session, plan=draft.plan) if of_none else session, place, exact=True)


def _availability(draft: Draft, data: object) -> Availability:
    try:
        return availability_from_json(data)
    except PlanDataError as bad:
        draft.note(bad.kind, bad.place.lstrip("."), expected=bad.expected)
        return Availability()
