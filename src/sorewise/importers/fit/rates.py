"""Mean heart rate between two moments, for sessions whose watch did not write it down."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from functools import cached_property

from sorewise.importers.fit.decode import Messages
from sorewise.importers.fit.values import RANGES


class Rates:
    """The heart rates of a file's records, gone through once and only if somebody asks."""

    def __init__(self, messages: Messages) -> None:
        self._messages = messages

    @cached_property
    def _in_order(self) -> tuple[list[int], list[float]]:
        """Times and rates in the order of time. What is no heart rate (0, 255, no belt) is left out in silence."""
        least, most, _ = RANGES["heart_rate"]
        good: list[tuple[int, float]] = []
        for record in self._messages.get("record", []):
            rate, at = record.get("heart_rate"), record.get("timestamp")
            if isinstance(rate, int) and least <= rate <= most and isinstance(at, int):
                good.append((at, rate))
        good.sort()
        return [at for at, _ in good], [rate for _, rate in good]

    def mean(self, start: object, end: object) -> float | None:
        """The mean from `start` to `end` (time stamps of the file), per minute to one decimal; None without any."""
        if not isinstance(start, int) or not isinstance(end, int):
            return None
        times, rates = self._in_order
        part = rates[bisect_left(times, start) : bisect_right(times, end)]
        return round(sum(part) / len(part), 1) if part else None
