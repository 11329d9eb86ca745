"""What a file for a calendar, a watch or another site could not say, and why one could not be written at all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Protocol

from sorewise.text.speech import mark, marks, tr, trn

LOST = {
    "target_in_words": marks(
        "In {n} part how hard it is meant stands in words only.",
        "In {n} parts how hard they are meant stands in words only.",
    ),
    "target_one_sided": marks(
        'In {n} part "up to" or "or more" became a range or one number.',
        'In {n} parts "up to" or "or more" became a range or one number.',
    ),
    "target_rounded": marks("In {n} part the target was rounded.", "In {n} parts the target was rounded."),
    "length_two": marks(
        "{n} part was given by time and distance; only the time was written.",
        "{n} parts were given by time and distance; only the time was written.",
    ),
    "length_rounded": marks("The length of {n} part was rounded.", "The lengths of {n} parts were rounded."),
    "distance_as_time": marks(
        "{n} part has a time instead of its distance, at a brisk pace.",
        "{n} parts have a time instead of their distance, at a brisk pace.",
    ),
    "open_as_time": marks(
        "{n} part that lasts as long as you like got a time.", "{n} parts that last as long as you like got a time."
    ),
    "cue_changed": marks(
        "The words of {n} part were changed, since they would have been read as something else.",
        "The words of {n} parts were changed, since they would have been read as something else.",
    ),
    "notes_cut": marks(
        "The words of {n} part were too long and are cut short.",
        "The words of {n} parts were too long and are cut short.",
    ),
}
"""One sentence a code of what was lost."""

REFUSED = {
    "no_workout": mark("There is no session in it that could be written as this file."),
    "not_as_meant": mark("The file did not say what the session says when it was read back. It was not written."),
    "too_large": mark("The session has a number for which this file has no room. It was not written."),
    "doubled": mark(
        "Two sessions of the plan are known by the same id. Nothing was written; give one of them another."
    ),
    "missing": mark("This file needs a part that is not installed. Install it by: pip install 'sorewise[plan]'"),
}
"""One sentence a `kind` of error."""


class Part(Protocol):
    """One thing that a format could not say, and in how many parts of the session."""

    @property
    def code(self) -> str:
        """Which; a name of LOST."""

    @property
    def steps(self) -> int:
        """In how many."""


def lost_said(lost: Iterable[Part]) -> Iterator[str]:
    """A sentence for each thing that was lost."""
    return (trn(*LOST[one.code], one.steps) for one in lost)


def refused_said(kind: object) -> str:
    """Why nothing was written, and what to do."""
    return tr(REFUSED[kind]) if isinstance(kind, str) and kind in REFUSED else tr(REFUSED["not_as_meant"])
