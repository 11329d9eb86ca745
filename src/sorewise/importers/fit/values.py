"""Values of FIT messages, checked: out of range is a problem and unknown, never a number."""

from __future__ import annotations

import math

from sorewise.importers.fit.decode import Message
from sorewise.model.records import ImportProblem, Value

DAY_S = 86_400
# field: least, most, and whether 0 means "not measured". Units: s, m, /min, %, ms. What lies outside was mis-measured
# or is one of the codes that watches write for "no value".
RANGES: dict[str, tuple[float, float, bool]] = {
    "total_elapsed_time": (0, 30 * DAY_S, True),
    "total_timer_time": (0, 30 * DAY_S, True),
    "total_moving_time": (0, 30 * DAY_S, True),
    "total_distance": (0, 5_000_000, True),
    "total_ascent": (0, 60_000, False),
    "total_descent": (0, 60_000, False),
    "avg_heart_rate": (25, 250, True),
    "heart_rate": (25, 250, True),
    "distance": (0, 5_000_000, False),
    "workout_rpe": (0, 100, True),
    "workout_feel": (0, 100, False),
    "current_day_resting_heart_rate": (25, 150, True),
    "resting_heart_rate": (25, 150, True),
    "last_night_average": (1, 400, True),
    "overall_sleep_score": (0, 100, True),
}
MOST_LETTERS = 120


class Reading:
    """Collects the problems met while a file's messages are read; `place` says where in the file."""

    def __init__(self) -> None:
        self.problems: list[ImportProblem] = []
        self.place = ""

    def note(self, code: str, *, kept: int = 0, **values: Value) -> None:
        """Add a problem; the caller of the package fills in the path."""
        self.problems.append(ImportProblem(path="", code=code, place=self.place, kept=kept, values=values))

    def number(self, message: Message, name: str) -> float | None:
        """The value of a field if it is a number within its range, else None, with a problem if it is out of range."""
        value = message.get(name)
        if value is None:
            return None
        least, most, zero_is_unknown = RANGES[name]
        if not isinstance(value, (int, float)) or not math.isfinite(value):
            self.note("not_a_number", field=name, value=str(value)[:40])
            return None
        if value == 0:
            return None if zero_is_unknown else 0.0
        if not least <= value <= most:
            self.note("out_of_range", field=name, value=value, least=least, most=most)
            return None
        return float(value)

    def rpe(self, message: Message) -> float | None:
        """Session RPE 0-10; FIT keeps ten times it. 0 is how watches write "not asked"."""
        tenfold = self.number(message, "workout_rpe")
        return None if tenfold is None else tenfold / 10


def word(message: Message, name: str) -> str | int | None:
    """An enumerated value: its name, its number if FIT has no name for it, None if it is neither."""
    value = message.get(name)
    return value if isinstance(value, (str, int)) else None


def text(value: object) -> str:
    """A name from a file, fit to be printed: no control characters (a terminal obeys them), no more than a line."""
    if not isinstance(value, str):
        return ""
    return "".join(letter for letter in value if letter.isprintable())[:MOST_LETTERS].strip()
