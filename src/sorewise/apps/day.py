"""A judged morning into the store and out again: what is kept of it, and which verdict of a day holds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields, is_dataclass, replace
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from sorewise.model.errors import InputError
from sorewise.model.records import Profile
from sorewise.model.verdict import ACTIVITY, IN_RUN, PROMPT, REFERRAL
from sorewise.store import DecisionRecord
from sorewise.text import commands as said
from sorewise.text.needs import Manner
from sorewise.text.page import Line, Page

if TYPE_CHECKING:
    from sorewise.morning import Morning

PARENT_SPEAKS_UNTIL = 16  # as data protection law sets it, not the rulebook


def manner_of(profile: Profile) -> Manner:
    """How this runner is spoken to."""
    return Manner(units=profile.units, country=profile.country)


def mind_age(profile: Profile, answers: Mapping[str, Any], now: datetime) -> None:
    """Under 16 a parent's word comes first. Raises InputError."""
    told = {**profile.answers, **answers}
    born, age = told.get("birth_year"), told.get("age")
    if isinstance(born, int):
        age = now.year - born - 1
    if isinstance(age, int | float) and age < PARENT_SPEAKS_UNTIL and not profile.parent_agreed:
        raise InputError(said.parent_first(PARENT_SPEAKS_UNTIL), age=age)


def page_of(found: Morning, profile: Profile) -> Page:
    """Everything the runner is shown of a morning."""
    from sorewise.text.render import page_of as said_of

    return said_of(found, manner_of(profile))


def record_of(found: Morning, page: Page, *, full: bool, overlay: Mapping[str, str]) -> DecisionRecord:
    """What is kept of a decision; `full` says that it came of a whole check-in, which may also make a day milder.

    One of a run, or of the hours after it, never does, whatever it was called.
    """
    check_in = found.check_in
    return DecisionRecord(
        id=f"decision-{uuid4().hex[:16]}",
        day=check_in.day,
        at=check_in.at,
        check_in_id=check_in.id,
        phase=check_in.phase,
        answers=data(found.answers),
        history=data(found.history),
        safety=check_in.safety,
        rulebook=found.decision.rulebook,
        release=found.decision.rulebook.partition("+")[0],
        overlay=overlay,
        decision=data(found.decision.as_json() | {"phase": check_in.phase}),
        planned={
            "full": full and check_in.phase == "morning" and found.decision.settled,
            "planned": data(found.planned),
            "session": data(found.session),
            "recovery": data(found.recovery),
            "came_from": dict(found.came_from),
            "told": data(found.told),
            "page": [list(line) for line in page],
        },
    )


def data(value: Any) -> Any:
    """Records, mappings and tuples as plain JSON data."""
    if is_dataclass(value):
        return {part.name: data(getattr(value, part.name)) for part in fields(value)}
    if isinstance(value, Mapping):
        return {name: data(inner) for name, inner in value.items()}
    if isinstance(value, list | tuple):
        return [data(inner) for inner in value]
    return value.isoformat() if isinstance(value, date | time) else value


def shown_page(record: DecisionRecord) -> Page:
    """The page as it was shown; only the big word where the rest was forgotten."""
    lines = (record.planned or {}).get("page")
    if isinstance(lines, list) and all(_is_line(line) for line in lines):
        return tuple(Line(*line) for line in lines)
    return (Line(said.headline(str(record.decision.get("headline", ""))), "word"), Line(said.forgotten(), "quiet"))


def _is_line(found: object) -> bool:
    """What we wrote, whoever has had the export in between."""
    return isinstance(found, list) and list(map(type, found)) in ([str, str, int], [str, str, int, str])


def rungs_of(record: DecisionRecord) -> tuple[int, int]:
    """Referral and activity as numbers, the referral first; a word of another time counts as the strictest."""
    activity, referral = str(record.decision.get("activity")), str(record.decision.get("referral"))
    return _rung(referral, REFERRAL), _rung(activity, IN_RUN if activity in IN_RUN else ACTIVITY)


def _rung(word: str, ladder: Sequence[str]) -> int:
    return ladder.index(word) if word in ladder else len(ladder) - 1


def holding(records: Iterable[DecisionRecord]) -> DecisionRecord | None:
    """Which verdict of a day holds: a stricter one at once, a milder one only after a whole check-in."""
    held: DecisionRecord | None = None
    for record in records:
        if held is None or is_full(record) or _strictness(record) > _strictness(held):
            held = record
    return held


def _strictness(record: DecisionRecord) -> tuple[bool, int, int]:
    """What outweighs what on one day: help within days, then what may be done today, then a routine referral.

    A limp at nine stops the run that was easy at six, even where the morning also named a physiotherapist.
    """
    referral, activity = rungs_of(record)
    return referral >= PROMPT, activity, referral


def is_full(record: DecisionRecord) -> bool:
    """Whether it came of a whole check-in, with nothing left that could change it."""
    return bool((record.planned or {}).get("full"))


def with_profile(profile: Profile, **answers: Any) -> Profile:
    """The profile with some answers more."""
    told = {name: value for name, value in answers.items() if value is not None}
    return replace(profile, answers={**profile.answers, **told})
