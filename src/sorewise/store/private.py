"""Leaving private facts out: of an export, or for good. Pure; which fact is private is told by the caller.

A record without its private facts is made so that it can only be read more carefully than before, never more lightly: a
safety page on which something private was ticked counts as not sent, and a decision in which a private fact took part
keeps its verdict and loses its reasons, since the name of a rule can tell what the fact was.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import Any

from sorewise.model.records import CheckIn, Profile
from sorewise.store.records import DecisionRecord, Everything, Json

VERDICT = ("status", "phase", "headline", "activity", "referral", "settled", "floor", "ceiling", "rulebook")
"""What is left of a decision in which a private fact took part."""

UNSAID = ("assumed", "undecided", "would_change")
"""Parts of a decision that name facts nobody answered: what names a private one goes, the rest stays."""


def all_without(found: Everything, private: Mapping[str, str]) -> Everything:
    """Everything, without the private facts (fact id -> group) and with their groups switched off."""
    facts, groups = private.keys(), set(private.values())
    history = found.history
    check_ins = tuple(check_in_without(one, facts) for one in history.check_ins)
    profile = profile_without(history.profile, facts, groups)
    return replace(
        found,
        history=replace(history, profile=profile, check_ins=check_ins),
        decisions=tuple(decision_without(one, facts) for one in found.decisions),
    )


def profile_without(profile: Profile, facts: Collection[str], groups: Collection[str]) -> Profile:
    """The profile without these facts, and with these groups switched off."""
    switched_on = tuple(group for group in profile.switched_on if group not in groups)
    return replace(profile, answers=_without(profile.answers, facts), switched_on=switched_on)


def check_in_without(check_in: CheckIn, facts: Collection[str]) -> CheckIn:
    """The check-in without these facts, in its spots too."""
    return replace(
        check_in,
        answers=_without(check_in.answers, facts),
        spots=tuple(replace(spot, answers=_without(spot.answers, facts)) for spot in check_in.spots),
        safety=_safety(check_in.safety, facts),
    )


def decision_without(record: DecisionRecord, facts: Collection[str]) -> DecisionRecord:
    """The decision without these facts; without its reasons and its plan if one of them took part."""
    kept = {name: _unsaid(part, facts) if name in UNSAID else part for name, part in record.decision.items()}
    reasons = kept.get("reasons")
    if isinstance(reasons, list):
        kept["reasons"] = [_without_unknown(reason, facts) for reason in reasons]
    told = _names(kept, facts) or _names(record.planned, facts)
    return replace(
        record,
        answers=_cleared(record.answers, facts),
        history=_cleared(record.history, facts),
        safety=_safety(record.safety, facts),
        decision={name: kept[name] for name in VERDICT if name in kept} if told else kept,
        planned=None if told else record.planned,
        forecast=_forecast(record.forecast, facts, told=told),
    )


def _forecast(forecast: Json | None, facts: Collection[str], *, told: bool) -> Json | None:
    """A forecast is made of pain, loads and the plan only, but for what the verdict left of the day."""
    if forecast is None or _names(forecast, facts):
        return None
    return {**forecast, "ways": []} if told and "ways" in forecast else forecast


def _safety(ticked: tuple[str, ...] | None, facts: Collection[str]) -> tuple[str, ...] | None:
    return None if _names(ticked, facts) else ticked


def _without(answers: Mapping[str, Any], facts: Collection[str]) -> dict[str, Any]:
    return {fact: value for fact, value in answers.items() if fact not in facts}


def _unsaid(part: object, facts: Collection[str]) -> object:
    if isinstance(part, Mapping):
        return {name: inner for name, inner in part.items() if name not in facts and not _names(inner, facts)}
    return [inner for inner in part if not _names(inner, facts)] if isinstance(part, list) else part


def _without_unknown(reason: object, facts: Collection[str]) -> object:
    """A reason without the private facts that were unknown to it: they tell nothing but that they exist."""
    used = reason.get("facts") if isinstance(reason, dict) else None
    if not isinstance(reason, dict) or not isinstance(used, dict):
        return reason
    return {**reason, "facts": {fact: value for fact, value in used.items() if value is not None or fact not in facts}}


def _cleared(answers: Mapping[str, Any], facts: Collection[str]) -> dict[str, Any]:
    """Answers as the door reads them, where spots are answers within answers."""
    return {
        name: [_cleared(one, facts) if isinstance(one, Mapping) else one for one in value]
        if isinstance(value, list)
        else value
        for name, value in answers.items()
        if name not in facts and not (name == "safety" and _names(value, facts))
    }


def _names(value: object, facts: Collection[str]) -> bool:
    """Whether one of the facts is named anywhere in this plain data."""
    if isinstance(value, Mapping):
        return any(name in facts or _names(inner, facts) for name, inner in value.items())
    if isinstance(value, list | tuple):
        return any(_names(inner, facts) for inner in value)
    return isinstance(value, str) and value in facts
