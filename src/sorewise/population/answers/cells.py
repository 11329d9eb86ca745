"""Check-ins as rows, and the past of a place on each of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from sorewise.population.draw.chance import Codes, Flags, Floats, Whole
from sorewise.population.draw.columns import Columns, Words, only_where, told
from sorewise.population.draw.days import day_before, last_day

if TYPE_CHECKING:
    from numpy.typing import NDArray

PHASES = ("morning", "in_run", "after_run")
MORNING, IN_RUN, AFTER_RUN = range(3)
TREND = ("better", "same", "worse")
AGAINST = ("lower", "same", "higher", "not_compared")
SAME, NOT_COMPARED = 1, 3
STEP = 1
"""Pain that differs by less has not changed."""
WEEK = 7


@dataclass(frozen=True, slots=True)
class Cells:
    """Check-ins: athlete, day and phase (PHASES) of each; `made` is the same as athletes x days."""

    athlete: Whole
    day: Whole
    made: Flags
    phase: Codes

    def __len__(self) -> int:
        return len(self.day)

    def of(self, values: NDArray[Any], rows: Any = slice(None)) -> NDArray[Any]:
        """The values of an array of athletes x days at these check-ins."""
        found: NDArray[Any] = values[self.athlete[rows], self.day[rows]]
        return found

    def days_ago(self, values: NDArray[Any], days: int | Whole, rows: Any = slice(None)) -> NDArray[Any]:
        """The same so many days before."""
        found: NDArray[Any] = values[self.athlete[rows], np.maximum(self.day[rows] - days, 0)]
        return found


def against_before(pain: Floats, cells: Cells, rows: Whole, ran: Flags) -> Columns:
    """How a place is against yesterday, against the morning of the last run, and against last week.

    `pain` is of the place, `ran` the days with a run: athletes x days.
    """
    today, yesterday = cells.of(pain, rows), cells.days_ago(pain, 1, rows)
    since_run = cells.day[rows] - cells.of(day_before(last_day(ran)), rows)
    before_run = cells.days_ago(pain, since_run, rows)
    recent = (since_run <= WEEK) & cells.days_ago(cells.made, since_run, rows)
    compared = (since_run == 1) & recent
    against = np.where(compared, _change(today - before_run), np.int8(NOT_COMPARED))
    week_ago = cells.days_ago(pain, WEEK, rows)
    trend = Words(_change(today - yesterday), TREND)
    of_week = Words(_change(today - week_ago), TREND)
    return {
        "trend": only_where(cells.days_ago(cells.made, 1, rows) & (yesterday > 0), trend),
        "next_am_vs_before": Words(against, AGAINST),
        "settled_next_am": only_where(recent, told(today - before_run < STEP)),
        "week_trend": only_where(recent & (week_ago > 0), of_week),
    }


def _change(difference: Floats) -> NDArray[np.int8]:
    rise = (difference >= STEP).astype(np.int8)
    return rise - (difference <= -STEP).astype(np.int8) + np.int8(SAME)
