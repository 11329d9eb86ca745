"""A made week for the text's tests: a sore calf on Monday, and what became of the plan."""

from dataclasses import replace
from datetime import date, time, timedelta

from sorewise.model.plan import Placement, PlannedSession
from sorewise.model.week import (
    Alternative,
    DayChance,
    Done,
    PlanChange,
    Replan,
    Situation,
    Standing,
    Today,
    WeekReason,
)
from sorewise.text.week_words import telling
from text.moments import HERE, our_book

MONDAY = date(2026, 11, 23)


def ahead(days):
    """So many days after the Monday."""
    return MONDAY + timedelta(days=days)


SESSIONS = {
    one.id: one
    for one in (
        PlannedSession(id="ints", day=ahead(0), kind="intervals", duration_s=3600, distance_m=10_000, key=True),
        PlannedSession(id="tempo", day=ahead(2), kind="tempo", duration_s=2700, start=time(18, 30)),
        PlannedSession(id="easy", day=ahead(4), kind="easy", distance_m=8000),
        PlannedSession(id="long", day=ahead(6), kind="long", distance_m=18_000, key=True, hold="fixed"),
        PlannedSession(id="race", day=ahead(13), kind="race", race="half", hold="fixed", name="Town half"),
        PlannedSession(id="lost", day=ahead(-2), kind="tempo", duration_s=2400, status="missed"),
    )
}


def standing(name, days=None, form="as_planned", **more):
    """How a session stands: as planned, but for what is named."""
    one = SESSIONS[name]
    told = {"kind": one.kind, "duration_s": one.duration_s, "distance_m": one.distance_m} | more
    return Standing(day=one.day if days is None else ahead(days), form=form, **told)


def dropped(name):
    """How a session stands that is left out."""
    return standing(name, form="drop", kind=None, duration_s=None, distance_m=None)


def change(name, decision, after, *reasons, before=None, **more):
    """One change, from the plan or from how it stood before."""
    original = standing(name)
    return PlanChange(
        session=name,
        decision=decision,
        original=original,
        before=before or original,
        after=after,
        reasons=reasons,
        **more,
    )


VERDICT = WeekReason(rule="WK-VERDICT.easy", values={"activity": "run_easy"}, proved=True)
SPACING = WeekReason(rule="WK-HARD-48H", values={"gap_h": 24.0}, partner="ints", proved=True)
INTERVALS_MOVE = change("ints", "moved", standing("ints", 1), VERDICT)
TEMPO_MOVES = change("tempo", "moved", standing("tempo", 3), SPACING, because_of=("ints",))
TODAY = Today(activity="run_easy", pain=3, places=("calf",))
CHANCES = (
    DayChance(day=ahead(1), hard=0.2, long=0.1, run=0.02),
    DayChance(day=ahead(2), hard=0.58, long=0.4, run=0.1),
    DayChance(day=ahead(3), hard=0.9, long=0.8, run=0.55),
    DayChance(day=ahead(4), hard=0.1, long=0.1, run=0.1, known=False),
)
SITUATION = Situation(
    day=MONDAY,
    days=7,
    plan=tuple(SESSIONS.values()),
    today=TODAY,
    chances=CHANCES,
    done=(Done(id="did", day=ahead(-1), kind="long"), Done(id="what", day=ahead(-3))),
)
OTHER_WAY = Alternative(
    code="other_way",
    about="tempo",
    placements=(
        Placement(session="ints", day=ahead(1)),
        Placement(session="tempo", day=ahead(2), form="drop"),
        Placement(session="easy", day=ahead(4), form="share_70"),
        Placement(session="long", day=ahead(6)),
    ),
    changes=(),
    km=-6,
)


def replan(*changes, **more):
    """The answer with these changes; every session is placed."""
    after = {one.session: one.after for one in changes}
    placements = tuple(
        Placement(
            session=name,
            day=after[name].day if name in after else one.day,
            form=after[name].form if name in after else ("drop" if one.status == "missed" else "as_planned"),
        )
        for name, one in SESSIONS.items()
    )
    return Replan(situation="hash", placements=placements, changes=changes, **more)


def stands(found):
    """Every session written out as it stands."""
    after = {one.session: one.after for one in found.changes}
    return {
        name: one
        if name not in after
        else None
        if after[name].kind is None
        else replace(
            one,
            day=after[name].day,
            kind=after[name].kind,
            duration_s=after[name].duration_s,
            distance_m=after[name].distance_m,
        )
        for name, one in SESSIONS.items()
    }


def told(*changes, manner=HERE, situation=SITUATION, **more):
    """What the sentences of this week speak of."""
    found = replan(*changes, **more)
    return telling(found, situation, stands(found), our_book(), manner)
