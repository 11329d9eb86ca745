"""The words around the questions of a check-in; the questions themselves stand in the rulebook."""

from __future__ import annotations

from collections.abc import Sequence

from sorewise.model.facts import Fact
from sorewise.text.questions import choice_said
from sorewise.text.speech import number, tr

YES, NO = "y", "n"
"""The keys for yes and no."""

LOCAL_SIGNS = ("cannot_walk_4_steps", "deformity", "numbness", "weakness", "foot_drop", "cold_pale_foot")
"""Signs of the legs that are asked once and not for each sore place."""


def opening() -> str:
    """How to answer, said once."""
    return tr("Enter alone means you do not know. s stops here with what is known; Ctrl-C leaves and saves nothing.")


def yes_no() -> str:
    """The choice below a yes-no question."""
    return tr("y yes   n no")


def choices(labels: Sequence[str]) -> list[str]:
    """The choices below a question, each with its key."""
    return [f"{key} {choice_said(label)}" for key, label in enumerate(labels, 1)]


def scale(fact: Fact, *, one_key: bool = False) -> str:
    """What a number may be."""
    low, high = fact.range or (0, 0)
    unit = f" {fact.unit}" if fact.unit else ""
    if one_key:
        return tr("{low} to {high}", low=number(low), high=number(high))
    return tr("{low} to {high}{unit}, then Enter", low=number(low), high=number(high), unit=unit)


def ticks() -> str:
    """How to choose several."""
    return tr("numbers of all that fit, then Enter; 0 none of these")


def not_one_of() -> str:
    """After a key that is no choice."""
    return tr("That is none of the choices.")


def not_a_number() -> str:
    """After what is no number."""
    return tr("That is no number.")


def safety_heading() -> str:
    """Over the safety page."""
    return tr("Before any verdict: does one of these apply?")


def safety_groups() -> tuple[str, str]:
    """The two groups of the safety page."""
    return tr("Your whole body"), tr("Your legs, or where it hurts")


def safety_keys() -> str:
    """How to answer the safety page."""
    return tr("n none of these (one key), or the numbers that apply, then Enter")


def which_place() -> str:
    """Before the list of places."""
    return tr("Where is it? The number of the place, or the beginning of its name")


def another_place() -> str:
    """After a sore place."""
    return tr("Anywhere else?")


def no_such_place(typed: str, near: Sequence[str]) -> str:
    """After a place that is not in the list, or could be several."""
    if near:
        return tr('"{typed}" could be {near}.', typed=typed, near=", ".join(near))
    return tr('There is no place called "{typed}".', typed=typed)
