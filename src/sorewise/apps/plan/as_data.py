"""The coming days for programs: the same as on the page, as plain JSON data."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sorewise.apps.plan.coming import Coming
from sorewise.apps.plan.stands import stands
from sorewise.model.plain import as_plain
from sorewise.model.plan import WeekSettings
from sorewise.text.week_words import chances_told, likely


def week(found: Coming) -> Mapping[str, Any]:
    """Everything: the author's sessions, where each stands, what changes and why, notices, other ways, and chances."""
    written_out = stands(found)
    return {
        "day": found.situation.day.isoformat(),
        "days": found.situation.days,
        "situation": found.replan.situation,
        "sessions": [
            {"planned": as_plain(session), "stands": as_plain(written_out[name])}
            for name, session in found.sessions.items()
        ],
        "placements": as_plain(found.replan.placements),
        "changes": as_plain(found.replan.changes),
        "notices": as_plain(found.replan.notices),
        "alternatives": as_plain(found.replan.alternatives),
        "optimal": found.replan.optimal,
        "broken": found.replan.broken,
        "mornings": [_morning(found, day) for day in sorted(found.chances)],
    }


def _morning(found: Coming, day: Any) -> Mapping[str, Any]:
    chance = found.chances[day]
    word = likely(chances_told(found.situation).get(day))
    return {
        "day": day.isoformat(),
        "known": chance.known,
        "likely": word.code if word else None,
        "percent": word.percent if word else None,
        "too_sore": {"hard": chance.hard, "long": chance.long, "run": chance.run},
    }


def session(found: Coming, name: str) -> Mapping[str, Any]:
    """One session: as planned, as it stands, and its change with every reason."""
    change = next((one for one in found.replan.changes if one.session == name), None)
    placement = next((one for one in found.replan.placements if one.session == name), None)
    return {
        "planned": as_plain(found.sessions[name]),
        "stands": as_plain(stands(found)[name]),
        "placement": as_plain(placement),
        "change": as_plain(change),
    }


def ways(found: Coming) -> Mapping[str, Any]:
    """The other ways, by their numbers."""
    return {str(number): as_plain(way) for number, way in enumerate(found.replan.alternatives, 1)}


def settings(told: WeekSettings) -> Mapping[str, Any]:
    """When there is time, what was agreed to, and what was wished."""
    return dict(as_plain(told))
