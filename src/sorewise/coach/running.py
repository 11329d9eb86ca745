"""A run that stays a run: easier, shorter, flatter, or in turns with walking; or free, where nothing is planned."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from sorewise.coach.desk import HARD, Desk, Steps, in_turns, is_ours, lowered, target_of, unknown_to
from sorewise.coach.limits import RUN_EASY
from sorewise.coach.measure import MINUTE, Size, longest_of, plain, reduced, size_before, size_changes, time_for
from sorewise.coach.parts import eased, run_walk, three_parts, turns
from sorewise.coach.signs import stop_signs
from sorewise.coach.today import SessionChange, TodaySession
from sorewise.model.plan import PlanKind, PlannedSession, Target


def run_today(frame: TodaySession, desk: Desk) -> TodaySession:
    """Write out today's run."""
    planned, limits = frame.planned, desk.limits
    walking = limits.modality == "run_walk" or in_turns(planned)
    touched = limits.rung >= RUN_EASY or limits.gentle or walking
    if planned is None and not touched:
        return _free_run(frame, desk)
    before, assumed = _before(planned, desk, touched=touched, walking=walking)
    size = plain(reduced(before, limits, share=not is_ours(planned)), before, desk.book)
    shrunk = size != before
    kind0: PlanKind = planned.kind if planned else "easy"
    swap = kind0 in HARD and (limits.gentle or shrunk or walking or (limits.flat and kind0 == "hills"))
    kind: PlanKind = "easy" if swap else kind0
    target = target_of(planned, kind, desk)
    kept = planned.steps if planned and not (shrunk or swap or (walking and not in_turns(planned))) else ()
    if walking and size.seconds is None and size.metres is not None:
        size = Size(time_for(size.metres, desk.book))
    steps = _steps(kept, size, target, desk, timed=before.seconds is not None, walking=walking)
    changes = [*_swapped(kind0, kind, desk)]
    if shrunk:
        changes += size_changes(before, size, limits, share=not is_ours(planned))
    if not swap and planned is not None and _gave_way(planned, kept, steps, desk):
        changes.append(SessionChange(code="ease_effort", after=target.high, unit="rpe", rules=limits.rules["effort"]))
    changes += _manner(planned, desk, walking=walking)
    return replace(
        frame,
        outcome="changed" if changes or frame.changes or planned is None else "as_planned",
        kind=kind,
        duration_s=planned.duration_s if planned and kept else size.seconds,
        distance_m=planned.distance_m if planned and kept else size.metres,
        steps=steps,
        modality="run_walk" if walking else None,
        flat=limits.flat,
        stop=tuple(stop_signs(desk.book, running=True, novice=desk.novice)),
        changes=(*changes, *frame.changes),
        assumed=assumed,
    )


def _free_run(frame: TodaySession, desk: Desk) -> TodaySession:
    """Nothing is planned and nothing speaks against it: as one likes, up to the longest of the last weeks."""
    size = reduced(longest_of(desk.usual) if desk.usual else Size(), desk.limits, share=True)
    return replace(
        frame,
        outcome="free_run",
        duration_s=size.seconds,
        distance_m=size.metres,
        flat=desk.limits.flat,
        stop=tuple(stop_signs(desk.book, running=True, novice=desk.novice)),
    )


def _before(
    planned: PlannedSession | None, desk: Desk, *, touched: bool, walking: bool
) -> tuple[Size, tuple[str, ...]]:
    """The length before the decision; one is assumed only where the decision changes the run."""
    before, assumed = size_before(planned, desk.usual if touched else None, desk.book)
    if walking and before == Size():
        return Size(desk.book.number("unknown_length_min") * MINUTE), (unknown_to(planned),)
    return before, assumed


def _steps(kept: Steps, size: Size, target: Target, desk: Desk, *, timed: bool, walking: bool) -> Steps:
    """The author's own steps as far as they stand, else written anew."""
    if kept:
        return eased(kept, target) if desk.limits.gentle else kept
    if walking and size.seconds is not None:
        return run_walk(size.seconds, target, desk.book, novice=desk.novice)
    return three_parts(size, target, desk.book, timed=timed)


def _swapped(before: PlanKind, after: PlanKind, desk: Desk) -> Iterator[SessionChange]:
    if before != after:
        rules = desk.limits.rules["effort"] or desk.limits.rules["factor"]
        yield SessionChange(code="swap_for_easy", before=before, after=after, unit="kind", rules=rules)


def _gave_way(planned: PlannedSession, kept: Steps, steps: Steps, desk: Desk) -> bool:
    """The effort is lower than planned: than the author's steps, or than a session of this kind without steps has."""
    if kept:
        return lowered(kept, steps)
    free = replace(desk, limits=replace(desk.limits, effort=None))
    own, now = target_of(planned, planned.kind, free).high, target_of(planned, planned.kind, desk).high
    return own is not None and now is not None and now < own


def _manner(planned: PlannedSession | None, desk: Desk, *, walking: bool) -> Iterator[SessionChange]:
    """How the run is done differently: in turns, on the flat."""
    rules = desk.limits.rules
    if walking and not in_turns(planned):
        run, walk = turns(desk.book, novice=desk.novice)
        values = {"run_min": run / MINUTE, "walk_min": walk / MINUTE}
        yield SessionChange(code="run_walk", values=values, rules=rules["modality"])
    if desk.limits.flat:
        yield SessionChange(code="flat_route", rules=rules["flat"])
