"""A case: one morning, run or evening as rule facts, ready to be judged."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sorewise.model.verdict import Place

Values = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """The facts of one moment; every fact of its scope is a key, None where unknown.

    `spots` and `places` run in parallel. `open_list` says that a sore place may still be named (nothing was answered
    about the legs). `safety_sent` says whether the safety page was sent. `longest_run_km` is the longest run of 30
    days, for caps; `switched_on` are the private groups that may be asked about.
    """

    phase: str
    safety_sent: bool
    morning: Values
    spots: tuple[Values, ...] = ()
    places: tuple[Place, ...] = ()
    open_list: bool = False
    switched_on: tuple[str, ...] = ()
    longest_run_km: float | None = None

    @property
    def page_clear(self) -> bool:
        """An unanswered line of the safety page counts: the page was sent, and no run is going on."""
        return self.safety_sent and self.phase != "in_run"
