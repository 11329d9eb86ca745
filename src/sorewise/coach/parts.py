"""The parts of a session: how long it is, and its warm-up, main part and cool-down."""

from __future__ import annotations

from dataclasses import replace

from sorewise.coach.measure import KM, MINUTE, NOISE, Size, down, time_for
from sorewise.engine.book import Rulebook
from sorewise.model.plan import Repeat, Step, Target


def three_parts(size: Size, target: Target, book: Rulebook, *, timed: bool) -> tuple[Step | Repeat, ...]:
    """Write out warm-up, main part and cool-down: by time where the plan is (`timed`) or where time runs out first."""
    easy_start = _warm(target, book)
    by_time = size.seconds is not None and (timed or size.metres is None or time_for(size.metres, book) > size.seconds)
    whole = size.seconds if by_time else size.metres
    if whole is None:
        return (
            Step(role="warmup", duration_s=book.number("warmup_min") * MINUTE, target=easy_start),
            Step(role="active", target=target),
            Step(role="cooldown", duration_s=book.number("cooldown_min") * MINUTE, target=easy_start),
        )
    ends = [_end(book, name, whole, by_time=by_time) for name in ("warmup_min", "cooldown_min")]
    sizes = (ends[0], whole - sum(ends), ends[1])
    first, main, last = (Size(part) if by_time else Size(None, part) for part in sizes)
    return (
        Step(role="warmup", duration_s=first.seconds, distance_m=first.metres, target=easy_start),
        Step(role="active", duration_s=main.seconds, distance_m=main.metres, target=target),
        Step(role="cooldown", duration_s=last.seconds, distance_m=last.metres, target=easy_start),
    )


def run_walk(seconds: float, target: Target, book: Rulebook, *, novice: bool) -> tuple[Step | Repeat, ...]:
    """Write out running and walking in turns: walk in, as many whole turns as fit, walk out with what is left."""
    run, walk = turns(book, novice=novice)
    stroll = _warm(target, book)
    first, last = (_end(book, name, seconds, by_time=True) for name in ("warmup_min", "cooldown_min"))
    middle = seconds - first - last
    times = int((middle + NOISE) // (run + walk))
    if not times:  # too short for one whole turn: one turn in the same proportion
        times, run, walk = 1, middle * run / (run + walk), middle * walk / (run + walk)
    return (
        Step(role="warmup", duration_s=first, target=stroll),
        Repeat(
            times=times,
            steps=(
                Step(role="active", duration_s=run, target=target),
                Step(role="recovery", duration_s=walk, target=stroll),
            ),
        ),
        Step(role="cooldown", duration_s=seconds - first - times * (run + walk), target=stroll),
    )


def turns(book: Rulebook, *, novice: bool) -> tuple[float, float]:
    """Seconds of running and of walking in one turn."""
    run, walk = ("novice_run_min", "novice_walk_min") if novice else ("run_min", "walk_min")
    return book.number(run) * MINUTE, book.number(walk) * MINUTE


def _end(book: Rulebook, name: str, whole: float, *, by_time: bool) -> float:
    """The length of warm-up or cool-down: its minutes, and never more than its share of a short session."""
    minutes = book.number(name)
    full = minutes * MINUTE if by_time else minutes / book.number("brisk_pace_min_km") * KM
    return down(min(full, whole * book.number("ends_share")), MINUTE if by_time else KM / 10)


def _warm(target: Target, book: Rulebook) -> Target:
    """The effort of warm-up, walking breaks and cool-down."""
    top = book.number("warmup_rpe")
    return Target(kind="rpe", high=min(top, target.high) if target.kind == "rpe" and target.high else top)


def eased(steps: tuple[Step | Repeat, ...], target: Target) -> tuple[Step | Repeat, ...]:
    """Hold every step of an author's session to an effort; a pace or a heart rate gives way to it."""
    return tuple(
        replace(part, steps=tuple(_eased(step, target) for step in part.steps))
        if isinstance(part, Repeat)
        else _eased(part, target)
        for part in steps
    )


def _eased(step: Step, target: Target) -> Step:
    if target.high is None or step.role == "rest":
        return step
    own = step.target
    high = target.high
    if own.kind == "rpe":
        high = min(high, own.high) if own.high is not None else high
        low = None if own.low is None else min(own.low, high)
    else:
        low = None if step.role in {"warmup", "cooldown", "recovery"} else target.low
    return replace(step, target=Target(kind="rpe", low=low, high=high))
