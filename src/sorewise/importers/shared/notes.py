"""What was wrong with a file, gathered while it is read, and single values checked against their range."""

from __future__ import annotations

import math
import re
from typing import NamedTuple

from sorewise.model.records import ImportProblem, Value

NUMBER = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d{1,3})?", re.ASCII)
MOST_LETTERS = 120
SHOWN_LETTERS = 40


class Within(NamedTuple):
    """The range of a value; `unmeasured` is how the format writes that there is none."""

    least: float
    most: float
    unmeasured: float | None = None


DAY_S = 86_400
# Units: s, m, /min, ms, %. What lies outside was mis-measured or is a device's code for "no value".
DURATION_S = Within(0, 30 * DAY_S, 0)
DISTANCE_M = Within(0, 5_000_000, 0)
CLIMB_M = Within(0, 60_000)
HEART_RATE = Within(25, 250, 0)
RPE = Within(0, 10, 0)
TRIMP = Within(0, 10_000, 0)
RESTING_HR = Within(25, 150)
RMSSD_MS = Within(1, 400)
SDNN_MS = Within(1, 500)
SLEEP_S = Within(1, 57_600)
PER_CENT = Within(0, 100)


class Notes:
    """The problems of one file, in the order in which they were met."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.found: list[ImportProblem] = []

    def note(self, code: str, place: str = "", *, kept: int = 0, **values: Value) -> None:
        """Add a problem; `kept` counts the records that were kept all the same."""
        self.found.append(ImportProblem(path=self.path, code=code, place=place, kept=kept, values=values))

    def number(self, value: object, within: Within, place: str, field: str, *, times: float = 1.0) -> float | None:
        """A value of the file, `times` a unit's size, if it is a number within its range.

        None and "" are unknown, and so is what the format writes for that; anything else that is no number, or is out
        of range, is unknown and noted.
        """
        if value is None or value == "":
            return None
        found = _number(value)
        if found is None:
            self.note("not_a_number", place, value=str(value)[:SHOWN_LETTERS])
            return None
        if found == within.unmeasured:
            return None
        found *= times
        if not within.least <= found <= within.most:
            self.note("out_of_range", place, field=field, value=found, least=within.least, most=within.most)
            return None
        return found


def _number(value: object) -> float | None:
    """A finite number, or text that is one; a truth value is none."""
    if isinstance(value, str):
        return float(value) if NUMBER.fullmatch(value) and math.isfinite(float(value)) else None
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    try:
        found = float(value)
    except OverflowError:
        return None
    return found if math.isfinite(found) else None


def line_of_text(value: object) -> str:
    """A name from a file, fit to be printed: no control characters (a terminal obeys them), no more than a line."""
    if not isinstance(value, str):
        return ""
    return "".join(letter for letter in value if letter.isprintable())[:MOST_LETTERS].strip()
