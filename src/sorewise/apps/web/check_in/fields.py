"""How a question becomes inputs: the choices in words, which one is chosen, and what fits on a row of numbers."""

from __future__ import annotations

from sorewise.apps.here import here
from sorewise.apps.web.check_in.answers import NO, NONE, YES
from sorewise.apps.web.drawing.where import level_of
from sorewise.engine.ask import Question
from sorewise.model.facts import Fact
from sorewise.text.questions import choice_said
from sorewise.text.speech import capital, tr
from sorewise.text.web import check_in as said

LONGEST_SCALE = 10


def as_scale(fact: Fact) -> bool:
    """Whether all its numbers fit on a row."""
    if fact.range is None or fact.type not in {"number", "integer"}:
        return False
    low, high = fact.range
    return low >= 0 and high <= LONGEST_SCALE


def options(one: Question) -> list[tuple[str, str]]:
    """What is sent, and what it is called."""
    if one.fact.type == "bool":
        return [(YES, tr(said.YES)), (NO, tr(said.NO))]
    labels = dict(zip(one.choices, one.labels, strict=False))
    found = [(choice, capital(choice_said(choice, labels))) for choice in one.choices]
    return [*found, (NONE, tr(said.NONE_OF_THEM))] if one.fact.type == "words" else found


def is_chosen(sent: str | int, value: object) -> bool:
    """Whether this choice is the answer; none is while nothing was answered."""
    if isinstance(value, bool):
        return sent == (YES if value else NO)
    if isinstance(value, tuple):
        return sent in value if value else sent == NONE
    if isinstance(value, int | float):
        return not isinstance(sent, str) and sent == value
    return value is not None and str(sent) == value


def pain_level(pain: float) -> int:
    """The colour of a pain, 0 to 4, as on the body map."""
    return level_of(here().book(), pain)
