"""The coming days re-planned, as data: what changes, why, and what else was possible. Sentences are made in `text`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time
from typing import Literal

from sorewise.model.plan import Form, Placement, PlanKind, PlannedSession, RaceType, WeekSettings


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """One session that was done, as the planner needs it; None is not known. A kind nobody knows is None: not hard."""

    id: str
    day: date
    start: time | None = None
    kind: PlanKind | None = None
    km: float | None = None
    minutes: float | None = None
    race: RaceType | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DayChance:
    """How likely the legs are too sore on one day, 0 to 1, for hard sessions, for a long run, for any run.

    The three limits of soreness (0-10) are thresholds of the rulebook: `week_sore_hard`, `week_sore_long`,
    `week_sore_run`. Who makes the numbers is not the planner's matter. `known` is False where the forecast knows no
    more of this day than of any other: it is shown as open, and its numbers are the runner's usual ones.
    """

    day: date
    hard: float
    long: float
    run: float
    known: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Today:
    """This morning's verdict, as far as the planner needs it, and what still stands of the mornings before.

    `share` is the largest part of a session that it leaves, `minutes` and `km` the most of it (None: no limit); `km` is
    of running. `pain` is the worst place's, 0-10; None was not told.
    `referred` is the day on which the referral was given, None today. `bone_stress`: suspected or known. `calf_strain`:
    a strain of the calf is being come back from. `places` are the ids of the regions that it is about.
    """

    activity: str
    referral: str = "none"
    referred: date | None = None
    pain: float | None = None
    share: float = 1.0
    minutes: float | None = None
    km: float | None = None
    bone_stress: bool = False
    calf_strain: bool = False
    places: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation:
    """Everything the planner knows. The same situation gives the same plan, whatever the order of its sessions.

    `plan` is the original one: what stands, as kept, on today or the coming `days` (its author's day may be earlier),
    and what was missed in the days before (status "missed"). `settings` holds what the runner kept, wished and has time
    for. `done` reaches back at least as far as the rules look (a month; the last race). `today` is None without a
    check-in: then nothing of the plan changes for its sake. `days_off` is how long a break from running was or is so
    far, and `returned` the day of the first run after it (None: not yet, or no break): the rules of a return count from
    there, or from today. `base_rate` is how often the runner is too sore for a hard session, `longest_km` the longest
    run of the last 30 days as far as it is not among `done`. `step` is where in the run-walk table the runner stands
    (from 0).
    """

    day: date
    days: int = 14
    plan: tuple[PlannedSession, ...] = ()
    settings: WeekSettings = field(default_factory=WeekSettings)
    done: tuple[Done, ...] = ()
    today: Today | None = None
    chances: tuple[DayChance, ...] = ()
    base_rate: float = 0.1
    days_off: float | None = None
    returned: date | None = None
    longest_km: float | None = None
    step: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """A session as it stands in a plan: day, form, and what that makes of it. `kind` None: it is left out."""

    day: date
    form: Form
    kind: PlanKind | None
    duration_s: float | None = None
    distance_m: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekReason:
    """One rule of the rulebook that a change is for, with the facts it read; `partner` is the session it spoke with.

    `proved` says that the change goes away when this rule (with the others named) is switched off.
    """

    rule: str
    values: Mapping[str, float | str] = field(default_factory=dict)
    partner: str = ""
    proved: bool = False


Decision = Literal["as_planned", "moved", "shortened", "swapped", "dropped", "missed"]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanChange:
    """What becomes of one session. `before` is how it stood in the plan that was kept, `original` as its author meant.

    `reasons` is empty only where the change fits better without any rule asking for it. `because_of` are the sessions
    whose own change led to this one, nearest first.
    """

    session: str
    decision: Decision
    original: Standing
    before: Standing
    after: Standing
    reasons: tuple[WeekReason, ...] = ()
    because_of: tuple[str, ...] = ()


NoticeCode = Literal[
    "conflict",  # two fixed sessions break a rule; the rule is named
    "no_rest_day",  # fixed sessions leave no day without training
    "race_day_check",  # a race stands in spite of the rules: its morning decides
    "fixed_against_rule",  # a fixed session stands in spite of a rule
    "bone_stress",  # no run until a clinician has given a plan
    "referral",  # later days only if cleared
    "return",  # back after a break
    "longest_unknown",  # the 110 % rule was not applied
    "no_check_in",  # the plan is unchanged for want of a verdict
    "all_dropped",  # nothing of the week is left
    "down_week",  # four weeks without a reduced one
    "no_length",  # a session's length was assumed
    "kind_unknown",  # counts as hard
    "set_aside",  # the runner set a rule aside
    "race_length",  # a race without a distance counts as a half marathon
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """What the runner has to know beside the changes: `rule` and `sessions` as far as it is about some."""

    code: NoticeCode
    rule: str = ""
    day: date | None = None
    sessions: tuple[str, ...] = ()
    values: Mapping[str, float | str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Alternative:
    """Another legal plan, whole: every session's placement, and its difference from the one proposed.

    `about` is the session it is an other way for. `goals` and `changed` are differences (positive: loses more, changes
    more), `km` of running in all, `key_lost` of key sessions.
    """

    code: Literal["other_way", "keep_days", "do_less", "down_week"]
    placements: tuple[Placement, ...]
    changes: tuple[PlanChange, ...]
    about: str = ""
    goals: int = 0
    changed: int = 0
    key_lost: int = 0
    km: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Replan:
    """The answer: every session's placement, and of those that change, what and why.

    `changes` are against the kept plan. `optimal` is True only if no better plan exists under the rules. `broken` is
    set where the kept plan itself breaks a rule now; without one a new plan is proposed only for a real gain.
    """

    situation: str
    placements: tuple[Placement, ...]
    changes: tuple[PlanChange, ...] = ()
    notices: tuple[Notice, ...] = ()
    alternatives: tuple[Alternative, ...] = ()
    optimal: bool = True
    broken: bool = False
    goals: int = 0
