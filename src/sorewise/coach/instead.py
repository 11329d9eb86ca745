"""What is not a run: cross-training in place of one, or what was planned beside running."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from sorewise.coach.desk import NO_LEGS, Desk, Steps, is_ours, lowered, target_of, unknown_to
from sorewise.coach.limits import NO_RUNNING, RUN_REDUCED, Limits
from sorewise.coach.measure import MINUTE, Size, reduced, size_before, size_changes, time_for
from sorewise.coach.parts import eased, three_parts
from sorewise.coach.signs import stop_signs
from sorewise.coach.today import SessionChange, TodaySession
from sorewise.model.plan import PlanKind, PlannedSession, Step, Target
from sorewise.model.verdict import CROSS_TRAIN


@dataclass(frozen=True, slots=True)
class Shape:
    """What the session becomes: its kind, whether it stands in place of something, its load, its caps."""

    kind: PlanKind
    in_place: bool
    modality: str | None
    limits: Limits


def instead_today(frame: TodaySession, desk: Desk) -> TodaySession:
    """Write out movement without running.

    In place of a run, and of leg strength once the day is reduced: cross-training at a conversational effort, as long
    as planned and at most the cap. What loads no legs stays, within the limits.
    """
    planned = frame.planned
    shape = _shape(planned, desk)
    before, assumed = _before(planned, desk, in_place=shape.in_place)
    size = reduced(before, shape.limits, share=not is_ours(planned))
    target = target_of(planned, shape.kind, desk)
    kept = planned.steps if planned and shape.kind == planned.kind and size == before else ()
    steps = _steps(kept, size, target, shape, desk)
    changes = tuple(_changes(planned, shape, before, size))
    if kept and lowered(kept, steps):
        rules = desk.limits.rules["effort"]
        changes += (SessionChange(code="ease_effort", after=target.high, unit="rpe", rules=rules),)
    return replace(
        frame,
        outcome="cross_train" if shape.in_place else "changed" if changes else "as_planned",
        kind=shape.kind,
        duration_s=planned.duration_s if planned and kept else size.seconds,
        distance_m=planned.distance_m if planned and kept else size.metres,
        steps=steps,
        modality=shape.modality,
        stop=tuple(stop_signs(desk.book, running=False, novice=desk.novice)),
        changes=(*changes, *frame.changes),
        assumed=assumed,
    )


def _shape(planned: PlannedSession | None, desk: Desk) -> Shape:
    """What becomes of the kind of session; whatever stands in place of one has a cap of its own."""
    limits, own = replace(desk.limits, km=None), planned.kind if planned else None
    in_place = limits.rung == CROSS_TRAIN or (own == "strength_leg" and limits.rung >= RUN_REDUCED)
    if not in_place:
        return Shape(own or "xt", in_place, None, limits)
    longest = desk.book.number("cross_train_max_min")
    if limits.minutes is None or limits.minutes > longest:
        limits = replace(limits, minutes=longest, rules={**limits.rules, "minutes": limits.rules["rung"]})
    kind: PlanKind = own if own in NO_LEGS else "xt"
    without = limits.modality if limits.modality in NO_RUNNING else "low_impact"
    return Shape(kind, in_place, without if kind == "xt" else None, limits)


def _before(planned: PlannedSession | None, desk: Desk, *, in_place: bool) -> tuple[Size, tuple[str, ...]]:
    """The time there was for it: a distance becomes time; in place of a run of unknown length, a short one."""
    size, assumed = size_before(planned, desk.usual if in_place else None, desk.book)
    if not in_place:
        return size, assumed
    if size.seconds is not None:
        return Size(size.seconds), assumed
    if size.metres is not None:
        return Size(time_for(size.metres, desk.book)), assumed
    return Size(desk.book.number("unknown_length_min") * MINUTE), (unknown_to(planned),)


def _steps(kept: Steps, size: Size, target: Target, shape: Shape, desk: Desk) -> Steps:
    """The author's own steps where they stand, else written anew."""
    if kept:
        return eased(kept, target) if desk.limits.gentle else kept
    if shape.kind == "xt":
        return three_parts(size, target, desk.book, timed=size.seconds is not None)
    return (Step(role="active", duration_s=size.seconds, distance_m=size.metres, target=target),)


def _changes(planned: PlannedSession | None, shape: Shape, before: Size, size: Size) -> Iterator[SessionChange]:
    """Name what became of the plan."""
    rules = shape.limits.rules["rung"]
    if planned and planned.kind != shape.kind:
        yield SessionChange(
            code="swap_for_cross_training",
            before=planned.kind,
            after=shape.modality,
            unit="modality",
            rules=rules,
        )
    if size != before:
        yield from size_changes(before, size, shape.limits, share=not is_ours(planned))
