"""Schemas of what is answered: the same JSON that the commands print with `--json`."""

from __future__ import annotations

from typing import Any, get_args

from sorewise.apps.web.api.operation import Schema
from sorewise.apps.web.api.shapes import record_of
from sorewise.coach.recovery import RecoveryPlan
from sorewise.coach.session import TodaySession
from sorewise.model.forecast import Forecast, Score, Scored
from sorewise.model.learned import Learned, Outcome
from sorewise.model.plan import Placement, PlannedSession
from sorewise.model.records import Phase, Profile, Session
from sorewise.model.verdict import ACTIVITY, IN_RUN, REFERRAL, Adjustment
from sorewise.model.week import Alternative, Notice, PlanChange, Replan
from sorewise.store import Undone
from sorewise.store.last import Write
from sorewise.training.display import LoadDay

TEXT: Schema = {"type": "string"}
WORDS: Schema = {"type": "array", "items": TEXT}
COUNT: Schema = {"type": "integer", "minimum": 0}
TRUTH: Schema = {"type": "boolean"}
DATE: Schema = {"type": "string", "format": "date"}
MOMENT: Schema = {"type": "string", "format": "date-time"}
HEADLINES = (*dict.fromkeys((*ACTIVITY, *IN_RUN)), "see_professional", "urgent_care")
STATUS = ("settled", "stopped", "safety_open")


def ref(name: str) -> Schema:
    """A schema by its name."""
    return {"$ref": f"#/components/schemas/{name}"}


def listed(of: Schema) -> Schema:
    """A list of such."""
    return {"type": "array", "items": of}


def maybe(of: Schema) -> Schema:
    """Such, or null."""
    return {"anyOf": [of, {"type": "null"}]}


def thing(required: dict[str, Schema], **optional: Schema) -> dict[str, Any]:
    """An object that has these names, and may have more."""
    return {"type": "object", "properties": {**required, **optional}, "required": list(required)}


def answer_schemas() -> dict[str, Schema]:
    """Every answer by its name."""
    return {**_decisions(), **_days(), **_kept(), **_week(), **_ahead(), **_rules(), "Problem": _problem()}


def _decisions() -> dict[str, Schema]:
    rungs = thing({"activity": {"enum": list(ACTIVITY)}, "referral": {"enum": list(REFERRAL)}})
    place = thing({"region": TEXT, "side": maybe(TEXT), "key": maybe(TEXT)})
    reason = thing({
        "rule": TEXT, "id": TEXT, "activity": {"enum": [*ACTIVITY, None]}, "referral": {"enum": list(REFERRAL)},
        "facts": {"type": "object"}, "sources": WORDS, "place": maybe(ref("Place")), "held": TRUTH,
        "opinion": TRUTH, "stage": TEXT,
    })  # fmt: skip
    adjustments = thing({name: {"type": ["number", "string", "null"]} for name in Adjustment.__dataclass_fields__})
    decision: dict[str, Schema] = {
        "status": {"enum": list(STATUS)}, "headline": {"enum": list(HEADLINES)},
        "activity": {"enum": [*ACTIVITY, *IN_RUN]}, "referral": {"enum": list(REFERRAL)},
        "settled": TRUTH, "floor": ref("Rungs"), "ceiling": ref("Rungs"), "fired": WORDS,
        "opinions": WORDS, "held": WORDS, "advice": WORDS, "shown_advice": WORDS, "adjustments": ref("Adjustments"),
        "reasons": listed(ref("Reason")), "assumed": {"type": "object"}, "deciding_spot": maybe(ref("Place")),
        "undecided": WORDS, "rulebook": TEXT,
    }  # fmt: skip
    moved = thing({"fact": TEXT, "from": {}, "to": {}, "place": maybe(ref("Place"))})
    change = thing({"activity": TEXT, "referral": TEXT, "facts": listed(moved)})
    judged = {"would_change": listed(ref("Change")), "session": ref("TodaySession"), "recovery": ref("RecoveryPlan")}
    question = thing({"fact": TEXT, "wording": TEXT, "type": TEXT, "choices": WORDS})
    return {
        "Rungs": rungs,
        "Place": place,
        "Reason": reason,
        "Adjustments": adjustments,
        "Change": change,
        "TodaySession": record_of(TodaySession),
        "RecoveryPlan": record_of(RecoveryPlan),
        "Decision": thing(decision, would_change=listed(ref("Change"))),
        "Verdict": thing({**decision, **judged, "week": maybe(record_of(Replan))}),
        "RunAnswer": thing({**decision, **judged, "phase": {"enum": list(get_args(Phase))}, "holds": TRUTH}),
        "KeptVerdict": thing({"id": TEXT, "at": MOMENT, "headline": {"enum": list(HEADLINES)}}, **decision),
        "Asked": thing({
            "settled": TRUTH, "at_most": COUNT, "page": TEXT, "spot": {"type": ["integer", "null"]},
            "place": maybe(ref("Place")), "screen": listed(question),
        }),
        "Why": {"anyOf": [ref("KeptVerdict"), ref("WhyRule")]},
        "WhyRule": thing({"rule": TEXT, "spoke": TRUTH, "reasons": listed({"type": "object"})}),
    }  # fmt: skip


def _days() -> dict[str, Schema]:
    verdict = thing({"at": MOMENT, "phase": TEXT, "headline": TEXT})
    day = thing({"day": DATE, "sessions": listed(ref("Session")), "verdicts": listed(verdict)})
    reading = thing({"headline": TEXT, "activity": TEXT, "referral": TEXT})
    different = thing({"id": TEXT, "at": MOMENT, "phase": TEXT, "before": reading, "now": reading})
    again = {"rulebook": TEXT, "judged": COUNT, "not_judged": COUNT, "different": listed(different)}
    return {
        "Session": record_of(Session),
        "History": thing({
            "days": listed(day), "load": maybe(record_of(LoadDay)), "outcomes": listed(record_of(Outcome)),
        }),
        "Replay": thing({**again, "days": COUNT}),
        "Comparison": thing(again),
    }  # fmt: skip


def _kept() -> dict[str, Schema]:
    told = thing({"path": TEXT, "message": TEXT})
    counts = {"new": COUNT, "known": COUNT, "merged": COUNT}
    refused = thing({"path": TEXT, "place": TEXT, "message": TEXT, "held": COUNT, "sha256": TEXT})
    return {
        "Kept": thing({"kept": {"type": "object"}, "new": COUNT, "known": COUNT}),
        "Mended": thing({"kept": ref("Session")}),
        "Imported": thing({**counts, "partial": listed(told), "refused": listed(told)}),
        "Accepted": thing(counts),
        "Refused": thing({"problems": listed(refused)}),
        "Origins": thing({"sessions": listed(ref("Session"))}),
        "Undone": maybe(record_of(Undone)),
        "LastWrite": maybe(record_of(Write)),
        "Everything": {"type": "object", "properties": {"sorewise": {"type": "object"}}, "required": ["sorewise"]},
        "Forgotten": thing({"forgot": TEXT, "records": COUNT}),
        "Deleted": thing({"deleted": {"enum": [True]}}),
        "Profile": record_of(Profile),
    }


def _week() -> dict[str, Schema]:
    session = record_of(PlannedSession)
    too_sore = thing({name: {"type": "number"} for name in ("hard", "long", "run")})
    morning = thing({
        "day": DATE, "known": TRUTH, "likely": maybe(TEXT), "percent": {"type": ["integer", "null"]},
        "too_sore": too_sore,
    })  # fmt: skip
    read = thing({
        "format": TEXT, "plan": TEXT, "sessions": listed(session), "availability": {"type": "object"},
        "problems": listed({"type": "object"}),
    })  # fmt: skip
    return {
        "PlannedSession": session,
        "Week": thing({
            "day": DATE, "days": COUNT, "situation": TEXT,
            "sessions": listed(thing({"planned": ref("PlannedSession"), "stands": maybe(ref("PlannedSession"))})),
            "placements": listed(record_of(Placement)), "changes": listed(record_of(PlanChange)),
            "notices": listed(record_of(Notice)), "alternatives": listed(record_of(Alternative)),
            "optimal": TRUTH, "broken": TRUTH, "mornings": listed(morning),
        }),
        "WeekKept": thing({"kept": COUNT}),
        "WeekUndone": thing({"undone": TRUTH}),
        "WasCleared": thing({"cleared": TEXT}),
        "PlanTaken": thing({"plans": listed(read), "kept": TRUTH}),
        "CalendarFile": TEXT,
    }  # fmt: skip


def _ahead() -> dict[str, Schema]:
    scored = record_of(Scored)
    met = {**scored, "properties": {**scored["properties"], "hit": TRUTH}, "required": [*scored["required"], "hit"]}
    learned = record_of(Learned)
    taught = {**learned["properties"], "outcomes": listed(record_of(Outcome))}
    went = {"kept": COUNT, "level": {"type": "number"}, "average_shown": TRUTH}
    return {
        "Forecast": record_of(Forecast),
        "ForecastScore": thing({**went, "scores": listed(record_of(Score)), "scored": listed(met)}),
        "Learned": thing(taught),
    }


def _rules() -> dict[str, Schema]:
    rule = thing({
        "id": TEXT, "spec": TEXT, "when": TEXT, "activity": {"enum": [*ACTIVITY, None]},
        "referral": {"enum": list(REFERRAL)}, "unknown": TEXT, "phase": TEXT, "stage": TEXT,
        "opinion": TRUTH, "red_flag": TRUTH, "says": TEXT, "because": TEXT,
        "sources": {"type": "object"}, "grade": TEXT, "review": TEXT, "since": maybe(DATE),
        "advise": WORDS, "change": WORDS, "remove": WORDS, "exception": TEXT, "note": TEXT,
        "examples": listed({"type": "object"}),
    })  # fmt: skip
    of_week = thing({
        "id": TEXT, "shape": TEXT, "when": TEXT, "numbers": {"type": "object"}, "red_flag": TRUTH, "binds": TEXT,
        "says": TEXT, "because": TEXT, "sources": {"type": "object"}, "grade": TEXT, "review": TEXT,
        "since": maybe(DATE),
    })  # fmt: skip
    return {
        "Rule": rule,
        "WeekRule": of_week,
        "Rules": thing({"rulebook": TEXT, "rules": listed(ref("Rule")), "week": listed(ref("WeekRule"))}),
        "RuleParts": listed({"anyOf": [ref("Rule"), ref("WeekRule")]}),
    }


def _problem() -> Schema:
    return thing({
        "type": TEXT, "title": TEXT, "status": {"type": "integer"}, "error": TEXT, "where": TEXT, "detail": TEXT,
        "what_to_do": TEXT,
    })  # fmt: skip
