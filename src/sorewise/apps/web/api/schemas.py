"""Schemas of what is sent, and all schemas together."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any, get_args, get_type_hints

from sorewise.apps.by_hand import RANGES
from sorewise.apps.overlays import CHOICES
from sorewise.apps.web.api.answers import answer_schemas, ref
from sorewise.apps.web.api.facts import closed, fact_schemas
from sorewise.apps.web.api.operation import Schema
from sorewise.apps.who import groups
from sorewise.model.plan import PlanKind, RaceType
from sorewise.model.records import Phase, SessionKind, Sport

if TYPE_CHECKING:
    from sorewise.engine.book import Rulebook

NAME: Schema = {"type": "string", "maxLength": 120, "pattern": r"^[^\u0000-\u001f\u007f]*$"}
DAY: Schema = {
    "type": "string",
    "pattern": "^([0-9]{4}-[0-9]{2}-[0-9]{2}|today|yesterday|tomorrow)$",
    "description": "A day: 2026-03-08, today, yesterday or tomorrow.",
}
DATE: Schema = {
    "type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$", "description": "A day, such as 2026-03-08.",
}  # fmt: skip
CLOCK: Schema = {"type": "string", "pattern": "^[0-9]{2}:[0-9]{2}$", "description": "A time of day, such as 18:30."}
ID: Schema = {
    "type": "string",
    "pattern": "^check-[0-9a-z][0-9a-z-]{7,57}$",
    "description": "Your own name for it, such as check-1f3870be274f6c49: sent twice, it is kept once.",
}
AT: Schema = {
    "type": "string",
    "maxLength": 40,
    "description": "When it was answered, with its offset: 2026-03-08T07:15:00+01:00. Now, if it is left out.",
}
WHEN: dict[str, Phase] = {"during": "in_run", "after": "after_run", "before": "morning"}
SURE: Schema = {"enum": [True], "description": "There is no way back."}


@lru_cache(maxsize=8)
def schemas_of(book: Rulebook) -> dict[str, Schema]:
    """Every schema by its name."""
    return {**_cases(), **fact_schemas(book), **_log(), **_profile(book), **_data(book), **_week(), **answer_schemas()}


def _cases() -> dict[str, Schema]:
    answers, history = ref("Answers"), ref("Facts")
    private = {"type": "array", "items": NAME, "maxItems": 20, "description": "Private groups that may be asked about."}
    case = {"answers": answers, "history": history, "today": DATE, "switched_on": private, "id": NAME}
    told = {"answers": answers, "history": history, "id": ID}
    return {
        "Case": closed(case),
        "CheckIn": closed(told, ["answers"]),
        "RunCheck": closed({**told, "when": {"enum": list(WHEN)}, "at": AT}, ["answers", "when"]),
    }


def _log() -> dict[str, Schema]:
    size = {name: _within(name) for name in ("minutes", "km", "miles")}
    day, name = {"day": DAY, "at": CLOCK}, {"name": NAME}
    rpe = {"rpe": _within("rpe")}
    return {
        "LogSession": closed({"sport": _one(Sport), "kind": _one(SessionKind), **size, **rpe, **day, **name}),
        "LogLegDay": closed({"minutes": size["minutes"], **rpe, **day, **name}),
        "LogRace": closed({"type": _one(RaceType), **size, **rpe, **day, **name}, ["type"]),
        "LogPlan": closed({"kind": _one(PlanKind), **size, "race": _one(RaceType), **day, **name}, ["kind"]),
        "LogNight": closed({
            "sleep_h": _within("sleep-h"), "resting_hr": _within("resting-hr"), "hrv": _within("hrv"), "day": DAY,
        }),
        "LogFix": closed(
            {
                "fix": {**NAME, "minLength": 1, "description": "The session's id, the beginning of one, or its day."},
                "sport": _one(Sport), "kind": _one(SessionKind), "race": _one(RaceType),
                "legs": {"type": "boolean"}, **rpe,
            },
            ["fix"],
        ),
    }  # fmt: skip


def _one(of: Any) -> Schema:
    return {"enum": list(get_args(of))}


def _within(option: str) -> Schema:
    least, most = RANGES[option]
    return {"type": "number", "minimum": least, "maximum": most}


def _profile(book: Rulebook) -> dict[str, Schema]:
    from sorewise.model.records import Profile

    some = {"type": "array", "items": {"enum": list(groups(book))}, "maxItems": 20}
    facts: dict[str, Any] = dict(fact_schemas(book)["ProfileFacts"])["properties"]
    own = ("birth_year", "experience_years", "goal")
    return {
        "ProfileChange": closed({
            **{name: facts[name] for name in own},
            "units": _one(get_type_hints(Profile)["units"]),
            "country": {"type": "string", "pattern": "^([A-Za-z]{2})?$", "description": "Two letters: DE, GB, US."},
            "zone": {**NAME, "description": "A time zone, such as Europe/Berlin."},
            "language": {"type": "string", "pattern": "^[A-Za-z]{2,3}([_-][A-Za-z0-9]{2,8})*$", "maxLength": 20},
            "switch_on": some,
            "switch_off": some,
            "parent_agrees": {"type": "boolean"},
            "rulebook": {"enum": list(CHOICES)},
            "set": ref("ProfileFacts"),
            "unset": {"type": "array", "items": {"enum": list(facts)}, "maxItems": 200},
        }),
    }  # fmt: skip


def _week() -> dict[str, Schema]:
    situation = {**NAME, "description": "The situation as GET plan named it: if it is another now, nothing is kept."}
    way = {"type": "integer", "minimum": 0, "maximum": 3, "description": "0: what is proposed."}
    keep = {"type": "boolean", "description": "Keep it; without it nothing is changed."}
    content = {
        "type": "string", "minLength": 1,
        "description": "A calendar, a table, typed lines, events of intervals.icu or our own JSON, as text.",
    }  # fmt: skip
    others = {"enum": ["replace", "add"], "description": "What becomes of other plans that still have sessions."}
    return {
        "KeepWeek": closed({"situation": situation, "way": way}, ["situation"]),
        "UndoWeek": closed({}),
        "Cleared": closed({}),
        "MoveSession": closed(
            {
                "session": {"type": "string", "minLength": 1, "maxLength": 1000}, "day": DATE,
                "anyway": {"type": "boolean"}, "keep": keep, "situation": situation,
            },
            ["session", "day"],
        ),
        "BringPlan": closed(
            {"content": content, "name": NAME, "keep": keep, "others": others, "clinician": {"type": "boolean"}},
            ["content"],
        ),
    }  # fmt: skip


def _data(book: Rulebook) -> dict[str, Schema]:
    return {
        "Undo": closed({"number": {"type": "integer", "minimum": 0}}),
        "Accept": closed({"which": {**NAME, "minLength": 1, "maxLength": 1000}}, ["which"]),
        "Forget": closed({"group": {"enum": list(groups(book))}, "sure": SURE}, ["group", "sure"]),
        "DeleteEverything": closed({"sure": SURE}, ["sure"]),
    }
