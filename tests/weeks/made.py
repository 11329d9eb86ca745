"""Sessions, situations and answers made for a test: an answer is written down whole, its changes told as they are."""

from datetime import date, time, timedelta
from typing import Any

from sorewise.model.plan import Placement, PlannedSession
from sorewise.model.week import Done, Notice, PlanChange, Replan, Situation, Standing, Today, WeekReason
from weeks.standing import as_it_stands, kept
from weeks.telling import decisions, same

MONDAY = date(2026, 11, 23)
WELL = Today(activity="run_as_planned", pain=0)


def session(kind: str, day: int, hour: float | None = 7, **more: Any) -> PlannedSession:
    """A session on a day from Monday, 8 km and 48 minutes long unless told otherwise; its id is kind and day."""
    km, minutes = more.pop("km", 8.0), more.pop("minutes", 48.0)
    return PlannedSession(
        id=more.pop("id", f"{kind}-{day}"),
        day=MONDAY + timedelta(days=day),
        start=None if hour is None else time(int(hour), round(hour % 1 * 60)),
        kind=kind,
        duration_s=minutes * 60,
        distance_m=km * 1000 if km else None,
        **more,
    )


def done(kind: str | None, day: int, hour: float | None = 7, km: float | None = 8, **more: Any) -> Done:
    """A session that was done, on a day from Monday."""
    start = None if hour is None else time(int(hour))
    return Done(id=f"done-{kind}-{day}", day=MONDAY + timedelta(days=day), start=start, kind=kind, km=km, **more)


def monday(*plan: PlannedSession, **more: Any) -> Situation:
    """A Monday morning on which everything is well, a run of 20 km behind, seven days ahead."""
    return Situation(plan=plan, **{"day": MONDAY, "days": 7, "today": WELL, "longest_km": 20.0} | more)


def answer(situation: Situation, *notices: Notice, **placed: tuple[int, str]) -> Replan:
    """The plan as the runner left it but for the sessions named (`_` for `-`): day from Monday and form."""
    placements = []
    for each in situation.plan:
        last = kept(situation, each)
        day, form = placed.pop(each.id.replace("-", "_"), ((last.day - MONDAY).days, last.form))
        placements.append(Placement(session=each.id, day=MONDAY + timedelta(days=day), form=form))
    assert not placed
    changes = [
        change(situation, each, placement)
        for each, placement in zip(situation.plan, placements, strict=True)
        if not same(kept(situation, each), placement)
    ]
    return Replan(situation="", placements=tuple(placements), changes=tuple(changes), notices=notices)


def change(situation: Situation, planned: PlannedSession, placement: Placement) -> PlanChange:
    """What became of a session, told as it is."""
    whole = Placement(session=planned.id, day=planned.day)
    original, before, after = (
        standing(situation, planned, each) for each in (whole, kept(situation, planned), placement)
    )
    return PlanChange(
        session=planned.id,
        decision=min(decisions(situation, planned, placement)),
        original=original,
        before=before,
        after=after,
        reasons=(WeekReason(rule="WK-VERDICT.easy"),),
    )


def standing(situation: Situation, planned: PlannedSession, placement: Placement) -> Standing:
    """A placement with what it makes of the session."""
    stood = as_it_stands(situation, planned, placement)
    if stood is None:
        return Standing(day=placement.day, form="drop", kind=None)
    return Standing(
        day=placement.day,
        form=placement.form,
        kind=stood.kind,
        duration_s=None if stood.minutes is None else stood.minutes * 60,
        distance_m=None if stood.km is None else stood.km * 1000,
    )
