"""A choice as what the runner reads: where every session stands, and what became of those that changed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import timedelta

from sorewise.coach.measure import MINUTE
from sorewise.coach.week.ground import Ground
from sorewise.coach.week.items import Item
from sorewise.coach.week.options import Option, kind_of
from sorewise.coach.week.sizes import WHOLE, share_of
from sorewise.engine.book import Rulebook
from sorewise.model.plan import Form, Placement, PlannedSession
from sorewise.model.week import Decision, PlanChange, Standing

STEP_S, STEP_M = 60, 100
"""Shortened lengths are whole minutes and hundred metres, rounded down."""


def placements_of(ground: Ground, choice: Sequence[int], mover: int | None = None) -> tuple[Placement, ...]:
    """Where every session stands; what is as it was kept keeps what was noted with it. `mover` is the runner's own."""
    return tuple(_placement(ground, item, ground.options[choice[item.number]], mover) for item in ground.items)


def _placement(ground: Ground, item: Item, option: Option, mover: int | None) -> Placement:
    day = ground.situation.day + timedelta(days=option.day)
    step = ground.situation.step if option.form == "run_walk" else 0
    if item.number == mover:
        return Placement(session=item.id, day=day, form=option.form, by="runner", anyway=option.anyway, step=step)
    if item.kept is not None and (day, option.form) == (item.kept.day, item.kept.form):
        return replace(item.kept, step=step)
    return Placement(session=item.id, day=day, form=option.form, step=step)


def changes_of(ground: Ground, choice: Sequence[int]) -> Iterator[PlanChange]:
    """What becomes of the sessions that no longer stand as they were kept, without reasons."""
    for item in ground.items:
        option, before = ground.options[choice[item.number]], ground.options[ground.before[item.number]]
        if option.number == before.number or (option.kind is None and before.kind is None):
            continue
        yield PlanChange(
            session=item.id,
            decision=decision_of(item, option),
            original=standing(ground, item, item.day, "as_planned"),
            before=standing(ground, item, before.day, before.form),
            after=standing(ground, item, option.day, option.form),
        )


def decision_of(item: Item, option: Option) -> Decision:
    """One word for what becomes of a session, as its author meant it; a move is told before a shorter length."""
    if option.kind is None:
        return "missed" if item.missed else "dropped"
    if option.form in {"easy", "easy_50", "cross_train", "run_walk"}:
        return "swapped"
    if option.day != item.day:
        return "moved"
    return "as_planned" if option.form == "as_planned" else "shortened"


def standing(ground: Ground, item: Item, day: int, form: Form) -> Standing:
    """A session as it stands on a day in a form."""
    seconds, metres = lengths(item.session, form, ground.book)
    if form == "run_walk" and ground.maker.walk is not None:
        seconds, metres = ground.maker.option(item, day, form).length.minutes * MINUTE, None
    return Standing(
        day=ground.situation.day + timedelta(days=day),
        form=form,
        kind=kind_of(item, form),
        duration_s=seconds,
        distance_m=metres,
    )


def lengths(session: PlannedSession, form: Form, book: Rulebook) -> tuple[float | None, float | None]:
    """Seconds and metres that a form leaves of the author's own; never of a share taken before."""
    seconds, metres = session.duration_s, session.distance_m
    if form in {"drop", "run_walk"}:
        return None, None
    if form == "as_planned":
        return seconds, metres
    share = share_of(form, book) / WHOLE
    seconds = None if seconds is None else _down(seconds * share, STEP_S)
    metres = None if metres is None else _down(metres * share, STEP_M)
    if form == "cross_train":
        return _minutes_only(session, seconds, metres, book), None
    return seconds, metres


def _minutes_only(session: PlannedSession, seconds: float | None, metres: float | None, book: Rulebook) -> float | None:
    longest = book.number("cross_train_max_min") * MINUTE
    if seconds is None and metres is not None:
        seconds = _down(metres / 1000 * book.number("brisk_pace_min_km") * MINUTE, STEP_S)
    return longest if seconds is None and session.duration_s is None else min(seconds or longest, longest)


def _down(amount: float, step: int) -> float:
    return float((amount + 1e-6) // step * step) if amount >= step else amount
