"""What the coach hands on: today's session as data. Codes and values; the sentences are made in `text`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from typing import Any, Literal

from sorewise.model.plan import PlanKind, PlannedSession, Repeat, Step

OURS = "sorewise"
"""`PlannedSession.source` of a session that was rewritten here: shares were taken already and are not taken twice."""

Outcome = Literal["as_planned", "free_run", "changed", "cross_train", "rest_day", "rest", "no_exercise"]
ChangeCode = Literal[
    "swap_for_easy",  # from and to: kinds of session
    "swap_for_cross_training",  # from: kind; to: "low_impact" or "no_impact"
    "ease_effort",  # to: the highest effort, 0-10
    "shorten",  # from, to: seconds or metres; values: factor
    "cap_minutes",  # from: seconds or metres; to: seconds
    "cap_distance",  # from: metres or seconds; to: metres
    "run_walk",  # values: run_min, walk_min
    "flat_route",
    "no_session",  # from: kind
    "move",  # to: hours from now
]
SignCode = Literal["gait", "sharp", "pain", "exhausted", "novice_pain", "rise", "shorten", "not_eased"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Usual:
    """What the runner ran in the last weeks: seconds and metres of the middle and the longest run; None: unknown."""

    median_s: float | None = None
    longest_s: float | None = None
    median_m: float | None = None
    longest_m: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionChange:
    """One change of today's session: what, from, to, and the ids of the rules that ask for it.

    `unit` says what `before` and `after` are: "kind", "s", "m", "rpe", "h", "modality" or "" (neither is given).
    """

    code: ChangeCode
    before: float | str | None = None
    after: float | str | None = None
    unit: str = ""
    values: Mapping[str, float] = field(default_factory=dict)
    rules: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class StopSign:
    """When to break off. `do` is an in-run word: stop, walk_home or shorten. `values` holds thresholds by name."""

    code: SignCode
    do: str
    rule: str
    values: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class TodaySession:
    """Today's session, written out in full.

    outcome     as_planned | free_run (no plan: as you like, up to your usual) | changed | cross_train | rest_day
                (planned, it stays) | rest | no_exercise (nothing at all until it has been looked at)
    kind        None where there is no session, and on a free run
    duration_s, distance_m  the whole session at most; whichever comes first where both are given; None: open
    steps       warm-up, main part, cool-down, in RPE 0-10
    modality    run_walk, low_impact, no_impact or None
    run_possible  on a planned rest day: an easy run would be allowed
    race_day    a race is planned; `race_choice`: whether to start is the runner's own decision
    move_to_h   hours from the check-in before which the planned run should not begin; None: no matter
    allowed     ids of advice that may take the place of a session (mobility, a few minutes on the bike)
    tips        ids of advice on how to do the session
    assumed     what was taken because the plan did not say: "usual", "race_distance", "unknown_length"; with no plan:
                "no_plan_usual", "no_plan_unknown"
    """

    outcome: Outcome
    planned: PlannedSession | None = None
    kind: PlanKind | None = None
    duration_s: float | None = None
    distance_m: float | None = None
    steps: tuple[Step | Repeat, ...] = ()
    modality: str | None = None
    flat: bool = False
    run_possible: bool = False
    race_day: bool = False
    race_choice: bool = False
    move_to_h: float | None = None
    allowed: tuple[str, ...] = ()
    tips: tuple[str, ...] = ()
    stop: tuple[StopSign, ...] = ()
    changes: tuple[SessionChange, ...] = ()
    usual: Usual | None = None
    assumed: tuple[str, ...] = ()

    def as_plan(self, day: date) -> PlannedSession | None:
        """Return the session as a planned one, for a watch or a calendar; None where there is none to do.

        `day` is used where nothing was planned.
        """
        if self.kind is None:
            return None
        base = self.planned or PlannedSession(id="today", day=day)
        source = OURS if self.changes or self.planned is None else base.source
        return replace(
            base,
            kind=self.kind,
            duration_s=self.duration_s,
            distance_m=self.distance_m,
            steps=self.steps,
            key=base.key and self.kind == base.kind,
            source=source,
        )

    def as_json(self) -> dict[str, Any]:
        """Plain data, the plan by its id."""
        return asdict(replace(self, planned=None)) | {"planned": self.planned.id if self.planned else None}
