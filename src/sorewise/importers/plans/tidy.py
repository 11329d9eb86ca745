"""Words of a plan as they can be shown anywhere: a terminal obeys control characters, and nobody reads 10 kB."""

from __future__ import annotations

import unicodedata
from dataclasses import replace

from sorewise.model.plan import PlannedSession, Repeat, Step

LONGEST_ID, LONGEST_PLAN, LONGEST_NAME, LONGEST_NOTES = 200, 80, 300, 20_000
TURNING = frozenset(map(chr, (*range(0x202A, 0x202F), *range(0x2066, 0x206A))))
"""Signs that turn the direction of what follows them, on the rest of the page as well."""


def tidy(session: PlannedSession) -> PlannedSession:
    """The session with words that can be shown anywhere."""
    return replace(
        session,
        plan=readable(session.plan, LONGEST_PLAN),
        name=readable(session.name, LONGEST_NAME),
        notes=readable(session.notes, LONGEST_NOTES, but="\n\t"),
        steps=tuple(
            replace(one, steps=tuple(map(_tidy_step, one.steps))) if isinstance(one, Repeat) else _tidy_step(one)
            for one in session.steps
        ),
    )


def _tidy_step(step: Step) -> Step:
    return replace(step, cue=readable(step.cue, LONGEST_NAME))


def readable(text: str, most: int, *, but: str = "") -> str:
    """A text without the signs that are no writing, but for some, and no longer than so many signs."""
    if text.isprintable() and len(text) <= most:
        return text
    return "".join(sign for sign in text if sign in but or not is_no_writing(sign))[:most]


def is_no_writing(sign: str) -> bool:
    """Whether it is no letter of any kind: a control character, half a sign, or one that turns the direction."""
    return sign in TURNING or unicodedata.category(sign) in {"Cc", "Cs"}


def is_id(text: str) -> bool:
    """Whether a text can be the id of a session."""
    return bool(text) and readable(text, LONGEST_ID) == text
