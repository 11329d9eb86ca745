"""A choice as what the runner reads: where every session stands, and what became of those that changed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import timedelta

from sorewise.coach.week.ground import Ground
from sorewise.coach.week.items import Item
from sorewise.coach.week.options import Option, kind_of
from sorewise.coach.week.placing import lengths, run_walk_steps, seconds_of, table_of
from sorewise.model.plan import Form, Placement
from sorewise.model.week import Decision, PlanChange, Standing


def placements_of(ground: Ground, choice: Sequence[int], mover: int | None = None) -> tuple[Placement, ...]:
    """Where every session stands; what is as it was kept keeps what was noted with it.

    `mover` is the session that the runner moved: that, and what made room for it, is their own word.
    """
    return tuple(_placement(ground, item, ground.options[choice[item.number]], mover) for item in ground.items)


def _placement(ground: Ground, item: Item, option: Option, mover: int | None) -> Placement:
    day = ground.situation.day + timedelta(days=option.day)
    step = ground.situation.step if option.form == "run_walk" else 0
    if item.kept is not None and (day, option.form) == (item.kept.day, item.kept.form) and item.number != mover:
        return replace(item.kept, step=step, share=option.most)
    placed = Placement(session=item.id, day=day, form=option.form, step=step, share=option.most)
    if item.number == mover:
        return replace(placed, by="runner", anyway=option.anyway)
    made_room = mover is not None and not ground.options[ground.before[item.number]].why
    return replace(placed, by="runner") if made_room else placed


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
            before=standing(ground, item, before.day, before.form, item.kept.share if item.kept else 1),
            after=standing(ground, item, option.day, option.form, option.most),
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


def standing(ground: Ground, item: Item, day: int, form: Form, most: float = 1.0) -> Standing:
    """A session as it stands on a day in a form, with at most that part of its own length."""
    seconds, metres = lengths(item.session, form, ground.book, most)
    if form == "run_walk" and (rule := table_of(ground.book)) is not None:
        seconds = seconds_of(run_walk_steps(rule, ground.situation.step, item.session, ground.book, most))
    return Standing(
        day=ground.situation.day + timedelta(days=day),
        form=form,
        kind=kind_of(item, form),
        duration_s=seconds,
        distance_m=metres,
    )
