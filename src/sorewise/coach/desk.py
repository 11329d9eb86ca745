"""What every step of the rewriting needs: the rulebook, what the decision leaves, and who runs."""

from __future__ import annotations

from dataclasses import dataclass

from sorewise.coach.limits import Limits
from sorewise.coach.measure import each
from sorewise.coach.today import OURS, Usual
from sorewise.engine.book import Rulebook
from sorewise.model.plan import PlanKind, PlannedSession, Repeat, Step, Target

HARD = ("tempo", "intervals", "hills", "test", "race")
RUNS = ("recovery", "easy", "long", *HARD)
NO_LEGS: tuple[PlanKind, ...] = ("xt", "strength_other", "mobility")
Steps = tuple[Step | Repeat, ...]


@dataclass(frozen=True, slots=True)
class Desk:
    """What every step of the rewriting needs."""

    book: Rulebook
    limits: Limits
    usual: Usual | None
    novice: bool


def is_ours(planned: PlannedSession | None) -> bool:
    """The session was rewritten here already, so its share is taken."""
    return planned is not None and planned.source == OURS


def in_turns(planned: PlannedSession | None) -> bool:
    """We wrote it as running and walking in turns."""
    return planned is not None and is_ours(planned) and any(isinstance(part, Repeat) for part in planned.steps)


def unknown_to(planned: PlannedSession | None) -> str:
    """The code for a length that neither the plan nor the last weeks tell."""
    return "unknown_length" if planned else "no_plan_unknown"


def target_of(planned: PlannedSession | None, kind: PlanKind, desk: Desk) -> Target:
    """The effort of the main part: the lowest of what the kind, the decision and the plan's author allow."""
    number = desk.book.number
    recovery = kind == "recovery" or (planned is not None and planned.kind == "recovery")
    tops = [number("very_easy_rpe")] if recovery or desk.limits.effort == "very_easy" else []
    if kind in {"recovery", "easy", "long", "xt"} or desk.limits.gentle:
        tops.append(number("easy_rpe"))
    own = [step.target for _, step in each(planned.steps) if step.role == "active"] if planned else []
    if highs := [target.high for target in own if target.kind == "rpe" and target.high is not None]:
        tops.append(max(highs))
    return Target(kind="rpe", low=min(number("easy_rpe_low"), *tops), high=min(tops)) if tops else Target()


def lowered(before: Steps, after: Steps) -> bool:
    """Easing took effort away: a lower top, or an effort in place of a pace or a heart rate."""
    return any(
        old.target.kind not in {"rpe", "open"} or (old.target.kind == "rpe" and old.target.high != new.target.high)
        for (_, old), (_, new) in zip(each(before), each(after), strict=True)
        if old.target != new.target
    )
