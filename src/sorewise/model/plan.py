"""What is meant to be done: planned sessions as their author wrote them, when the runner has time, what was agreed.

Two plans are kept apart. The *original* is what the author meant and never changes: goals are judged by it, and every
share is taken of it. What the runner *kept* of a change stands beside it, as a placement on a day in a form: change is
judged by that.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Literal

RaceType = Literal["5k", "10k", "half", "marathon", "ultra", "long_other"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """How hard a step is meant: a range of one measure (RPE is the native one)."""

    kind: Literal["rpe", "hr_zone", "hr_bpm", "lthr_pct", "pace_s_per_km", "pace_pct", "open"] = "open"
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One part of a planned session, by time or by distance."""

    role: Literal["warmup", "active", "recovery", "rest", "cooldown"]
    duration_s: float | None = None
    distance_m: float | None = None
    target: Target = Target()
    cue: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Repeat:
    """The same steps several times; repeats do not nest."""

    times: int
    steps: tuple[Step, ...]


PlanKind = Literal[
    "rest",
    "recovery",
    "easy",
    "long",
    "tempo",
    "intervals",
    "hills",
    "test",
    "race",
    "xt",
    "strength_leg",
    "strength_other",
    "mobility",
]


HARDEST_FIRST: tuple[PlanKind, ...] = (
    "race", "test", "intervals", "hills", "tempo", "long", "easy", "recovery",
    "strength_leg", "xt", "strength_other", "mobility", "rest",
)  # fmt: skip
"""Of two sessions on one day the one that asks most of the legs is told."""

Hold = Literal["movable", "same_week", "fixed"]
Assumed = Literal["kind", "length"]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedSession:
    """One session of the runner's plan, as its author meant it.

    `start` is local wall time, in `zone` if one is named, else in the runner's own. `plan` names the plan that it came
    with ("" was written down by hand). `key` is a session the plan is built around; a `fixed` one never moves, shrinks
    or vanishes. `priority` is of a race. `source_uid` and `source_sequence` know a calendar's entry again. `assumed`
    names what its author did not say and was taken carefully: a "kind" nobody knows counts as hard.
    """

    id: str
    day: date
    start: time | None = None
    zone: str = ""
    kind: PlanKind = "easy"
    duration_s: float | None = None
    distance_m: float | None = None
    steps: tuple[Step | Repeat, ...] = ()
    key: bool = False
    hold: Hold = "movable"
    priority: Literal["A", "B", "C"] | None = None
    race: RaceType | None = None
    name: str = ""
    notes: str = ""
    plan: str = ""
    source: str = "hand"
    source_uid: str = ""
    source_sequence: int = 0
    status: Literal["planned", "done", "missed", "dropped", "moved"] = "planned"
    assumed: tuple[Assumed, ...] = ()


Form = Literal["as_planned", "share_80", "share_70", "share_50", "easy", "easy_50", "cross_train", "run_walk", "drop"]
"""What becomes of a session: whole, a share of its original length, easy instead of hard, or not at all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Placement:
    """Where a session stands and in what form, as the runner accepted it.

    `by` says whose idea it was, `rules` which rules of the week it was for when it was accepted. `anyway` names the
    rules that the runner set aside for it. `step` is the row of the run-walk table (from 0) of a session run that way.
    `share` is the part of the original that a verdict of its day left, where that is less than its form's own.
    """

    session: str
    day: date
    form: Form = "as_planned"
    by: Literal["planner", "runner"] = "planner"
    rules: tuple[str, ...] = ()
    anyway: tuple[str, ...] = ()
    step: int = 0
    share: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """A change that the runner took back: until that day it is not proposed again unless a rule demands it."""

    session: str
    day: date
    form: Form
    until: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Absence:
    """Days (both included) on which there is less time than usual, or none: `minutes` a day."""

    first: date
    last: date
    minutes: float = 0
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Availability:
    """How many minutes there are for training, by weekday (0 is Monday) and by date; what is not named is open.

    A date wins over an absence, an absence over a weekday. `sports` are the only ones possible; empty: any.
    """

    weekdays: Mapping[int, float] = field(default_factory=dict)
    dates: Mapping[date, float] = field(default_factory=dict)
    absences: tuple[Absence, ...] = ()
    sports: tuple[Literal["run", "xt", "strength"], ...] = ()

    def minutes(self, day: date) -> float | None:
        """Minutes on that day; None: nothing was said."""
        if day in self.dates:
            return self.dates[day]
        away = [absence.minutes for absence in self.absences if absence.first <= day <= absence.last]
        return min(away) if away else self.weekdays.get(day.weekday())


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarEntry:
    """What was last written of one session to a calendar, so that the next time only what is another changes.

    `digest` is of its content, `changed` when it last became another; `sequence` rises with it and never falls. `day`,
    `start` (wall time in `zone`) and `summary` are what a cancelled event still has to say; `cancelled_on` is the day
    since when it is one.
    """

    uid: str
    sequence: int = 0
    digest: str = ""
    changed: datetime
    day: date
    start: time | None = None
    zone: str = ""
    summary: str = ""
    cancelled_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekSettings:
    """What the runner said of their weeks, and what was agreed.

    `long_is_hard`: whether a long run needs the same distance from hard sessions as they from each other; None: not
    said, so it does. `goal` strength puts leg strength before running. `clinician_plans` are plans that came from a
    clinician: their sessions are fixed, and nothing is added to them. `cleared` is the day on which the runner last
    said that somebody looked at what they were sent with, and that they may run again.
    """

    availability: Availability = Availability()
    long_is_hard: bool | None = None
    goal: Literal["run", "strength"] = "run"
    clinician_plans: tuple[str, ...] = ()
    kept: tuple[Placement, ...] = ()
    wishes: tuple[Wish, ...] = ()
    cleared: date | None = None
