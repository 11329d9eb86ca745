"""`check`, `today`, `why` and `run-check`: today's verdict, and what it becomes."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from sorewise.apps import today as todays
from sorewise.apps import why as whys
from sorewise.apps.ahead.keeping import forecast_after
from sorewise.apps.cases import Given, given_of
from sorewise.apps.check import as_data, judged, keep
from sorewise.apps.day import holding, page_of
from sorewise.apps.days import day_of
from sorewise.apps.draft import check_in_of, merged
from sorewise.apps.here import here
from sorewise.apps.plan.after import week_after
from sorewise.apps.running import answer_as_data, told_of
from sorewise.apps.web.api.errors import CANNOT_BE, CONFLICT, NOT_FOUND, ProblemError
from sorewise.apps.web.api.operation import Call, Operation, Parameter
from sorewise.apps.web.api.schemas import DAY, NAME, WHEN
from sorewise.model.errors import InputError
from sorewise.model.plain import as_plain
from sorewise.text import commands
from sorewise.text.errors import error_said
from sorewise.text.web import api as said

if TYPE_CHECKING:
    from sorewise.model.records import CheckIn, History
    from sorewise.store import DecisionRecord, Store


def check(call: Call) -> dict[str, Any]:
    """Keep a whole check-in with its decision. Under an id that is kept already, answers what was said then."""
    with here().store() as store:
        history = store.history()
        told = _named(check_in_of(_given(call), here().now(history.profile), here().book()), call)
        if told.phase != "morning":
            raise ProblemError(CANNOT_BE, "phase", said.not_a_morning(), "/answers/phase")
        if (known := _known(history, told.id)) is not None:
            return {**_said_before(store, _same(known, told)), "week": _week(store, known)}
        found = judged(history, told)
        page = page_of(found, history.profile)
        record = keep(store, found, page, full=True, profile=history.profile, name=_decision_of(told))
        forecast_after(store, record)
        return {**as_data(found), "week": _week(store, told)}


def _week(store: Store, check_in: CheckIn) -> Any:
    """What it does to the coming days; null where nothing is planned."""
    week = week_after(store, check_in.day)
    return as_plain(week.replan) if week else None


def run_check(call: Call) -> dict[str, Any]:
    """Keep what is told in a run, after it or before it: a stricter answer replaces the day's at once."""
    phase = WHEN[call.body["when"]]
    with here().store() as store:
        history = store.history()
        at = _at(call, history)
        if (known := _known(history, call.body.get("id", ""))) is not None:
            told = replace(check_in_of(_given(call), at, here().book()), phase=phase)
            return _answered_before(store, _same(known, merged(known, told) if phase == "morning" else told))
        told = _named(told_of(history, at, phase, _given(call)), call)
        found = judged(history, told)
        held = holding(store.decisions(since=at.date(), until=at.date()))
        record = keep(store, found, page_of(found, history.profile), full=False, name=_decision_of(told))
    return answer_as_data(found, record, held)


def today(_call: Call) -> dict[str, Any]:
    """The verdict that holds today."""
    with here().store() as store:
        held = todays.held_today(store)
    if held is None:
        raise ProblemError(NOT_FOUND, "nothing_yet", commands.no_verdict_today())
    return todays.as_data(held)


def why(call: Call) -> dict[str, Any]:
    """Everything behind a verdict, or behind what one rule said of it."""
    day, rule = call.told["day"], call.told["rule"]
    with here().store() as store:
        profile = store.profile()
        on = None if day is None else day_of(day, here().now(profile))
        try:
            record = whys.record_of(store, on)
        except InputError as error:
            raise ProblemError(NOT_FOUND, "nothing_yet", error_said(error)) from error
        again = whys.again_of(store, record, profile)
    try:
        return whys.as_data(record, again) if rule is None else whys.rule_as_data(rule, record, again)
    except InputError as error:
        raise ProblemError(NOT_FOUND, "no_rule", error_said(error), "rule") from error


# --------------------------------------------------------------------------------------------------- sent twice


def _given(call: Call) -> Given:
    return given_of({name: call.body[name] for name in ("answers", "history") if name in call.body})


def _named(check_in: CheckIn, call: Call) -> CheckIn:
    return replace(check_in, id=call.body.get("id", check_in.id))


def _decision_of(check_in: CheckIn) -> str:
    """The decision is named after the check-in: sent twice, both are kept once."""
    return f"decision-{check_in.id.removeprefix('check-')}"


def _known(history: History, name: str) -> CheckIn | None:
    return next((one for one in history.check_ins if one.id == name), None)


def _same(known: CheckIn, told: CheckIn) -> CheckIn:
    """The one that is kept, if the other tells nothing else. Raises ProblemError."""
    if replace(told, id=known.id, at=known.at, source=known.source) != known:
        raise ProblemError(CONFLICT, "other_answers", said.other_answers(known.id), "/id")
    return known


def _record_of(store: Store, check_in: CheckIn) -> DecisionRecord:
    found = [one for one in store.decisions(since=check_in.day, until=check_in.day) if one.check_in_id == check_in.id]
    if not found:
        raise ProblemError(CONFLICT, "other_answers", said.other_answers(check_in.id), "/id")
    return found[-1]


def _said_before(store: Store, check_in: CheckIn) -> dict[str, Any]:
    """What was answered the first time, as it was kept."""
    record = _record_of(store, check_in)
    full = whys.as_data(record, whys.again_of(store, record, store.profile()))
    shown = {name: (record.planned or {}).get(name) for name in ("session", "recovery")}
    decision = {name: value for name, value in record.decision.items() if name != "phase"}
    return {**decision, "would_change": full.get("would_change", []), **shown}


def _answered_before(store: Store, check_in: CheckIn) -> dict[str, Any]:
    held = holding(store.decisions(since=check_in.day, until=check_in.day))
    holds = held is not None and held.check_in_id == check_in.id
    return {**_said_before(store, check_in), "phase": check_in.phase, "holds": holds}


def _at(call: Call, history: History) -> datetime:
    """When it was answered, in the runner's zone; a clock that is ahead is put right. Raises ProblemError."""
    now, told = here().now(history.profile), call.body.get("at")
    if told is None:
        return now
    try:
        at = datetime.fromisoformat(told).replace(microsecond=0)
        if at.tzinfo is None:
            raise ProblemError(CANNOT_BE, "no_offset", said.no_offset(told), "/at")
        zone = history.profile.zone
        return min(at if zone == "UTC" else at.astimezone(ZoneInfo(zone)), now)
    except (ValueError, OverflowError) as error:
        raise ProblemError(CANNOT_BE, "no_moment", said.no_moment(told), "/at") from error


RULE = Parameter(name="rule", means=said.ONE_RULE, schema=NAME)
WHICH_DAY = Parameter(name="day", means=said.WHICH_DAY, schema=DAY)
OPERATIONS = (
    Operation(
        verb="check", method="POST", path="/check", says=said.CHECK, takes="CheckIn", gives="Verdict", answer=check,
        refuses=(CONFLICT,),
    ),
    Operation(verb="today", path="/today", says=said.TODAY, gives="KeptVerdict", answer=today, refuses=(NOT_FOUND,)),
    Operation(
        verb="why", path="/why", says=said.WHY, gives="Why", answer=why, parameters=(WHICH_DAY, RULE),
        refuses=(NOT_FOUND,),
    ),
    Operation(
        verb="run-check", method="POST", path="/run-check", says=said.RUN_CHECK, takes="RunCheck", gives="RunAnswer",
        answer=run_check, refuses=(CONFLICT,),
    ),
)  # fmt: skip
