"""Where the columns of Strava's `activities.csv` stand, whatever language its header is in and whatever the year.

The header is translated, its length grows with the years, and five names stand in it twice. What holds: the first seven
columns, and that "Elapsed Time" and "Distance" come again further on, in seconds and metres, as the beginning of a part
whose columns keep their order. So a column is found by its English name, else by its place from where that part begins.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

FIRST = ("id", "date", "name", "type", "description", "elapsed", "distance")
"""The first seven columns since July 2019, and the names of those before it but for `elapsed_time`."""
REPEATED = (5, 6)
"""Elapsed time and distance, which come a second time."""
OFFSETS = {
    "file": -3,
    "elapsed": 0,
    "moving": 1,
    "distance": 2,
    "ascent": 5,
    "descent": 6,
    "heart_rate": 16,
    "rpe": 28,
    "kind": 29,
}
"""Field -> its place in the second part, counted from the second elapsed time."""
ENGLISH = {
    "file": "Filename",
    "moving": "Moving Time",
    "ascent": "Elevation Gain",
    "descent": "Elevation Loss",
    "heart_rate": "Average Heart Rate",
    "rpe": "Perceived Exertion",
    "kind": "Type",
    "race": "Competition",
    "long": "Long Run",
}
OLD = {"file": "filename"}
OPENING = ("Activity ID", "Activity Date", "Activity Name", "Activity Type")
OLD_OPENING = ("id", "date", "name", "type", "description", "elapsed_time", "distance")
# The first columns where no part repeats them, as in the summer of 2019.
ID_WORDS = re.compile(
    r"activity id|aktivitäts-id|id de l.activité|id de (la )?actividad|id attività|activiteits-id", re.IGNORECASE
)
UNTRANSLATED = re.compile(r"<[^>]*>")


class Layout(NamedTuple):
    """Where the fields stand, what `distance` is in metres, and whether the numbers may have decimal commas."""

    columns: dict[str, int]
    metres: float
    english: bool


def layout(header: Sequence[str]) -> Layout | None:
    """The layout of a table with this header; None if it is none of Strava's."""
    names = [UNTRANSLATED.sub("", name) for name in header]
    old = tuple(names[: len(OLD_OPENING)]) == OLD_OPENING
    english = tuple(names[: len(OPENING)]) == OPENING
    again = None if old else _second_part(names)
    if len(names) < len(FIRST) or not (old or english or again or ID_WORDS.fullmatch(names[0])):
        return None
    columns = {name: index for index, name in enumerate(FIRST)}
    if again:
        placed = {field: again + offset for field, offset in OFFSETS.items()}
        columns |= {field: index for field, index in placed.items() if index < len(names)}
    named = OLD if old else ENGLISH if english else {}
    columns |= {field: names.index(name) for field, name in named.items() if name in names}
    return Layout(columns, 1.0 if old or again else 1000.0, english=old or english)


def _second_part(names: Sequence[str]) -> int | None:
    """Where elapsed time comes again, with the distance two columns on; None if it does not."""
    elapsed, distance = (names[index] if index < len(names) else "" for index in REPEATED)
    places = range(len(FIRST), len(names) - 2)
    return next((at for at in places if elapsed and (names[at], names[at + 2]) == (elapsed, distance)), None)
