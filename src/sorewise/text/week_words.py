"""Days, sessions and chances of a week in a few words, to be put together into its sentences."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple

from sorewise.model.plan import Form, Placement, PlannedSession
from sorewise.model.verdict import PROMPT, REFERRAL
from sorewise.model.week import DayChance, Done, PlanChange, Replan, Situation, Standing
from sorewise.text import measures
from sorewise.text.needs import Manner, WeekBook
from sorewise.text.session import planned_said
from sorewise.text.speech import mark, tr
from sorewise.text.words import headline

NAMES = {
    "rest": mark("rest day"),
    "recovery": mark("recovery run"),
    "easy": mark("easy run"),
    "long": mark("long run"),
    "tempo": mark("tempo run"),
    "intervals": mark("interval session"),
    "hills": mark("hill session"),
    "test": mark("test run"),
    "race": mark("race"),
    "xt": mark("cross-training"),
    "strength_leg": mark("leg strength session"),
    "strength_other": mark("strength session"),
    "mobility": mark("mobility session"),
}
"""Each kind of planned session inside a sentence, one of it."""
A_SESSION = mark("session")
SWAPPED = frozenset({"easy", "easy_50", "cross_train", "run_walk", "drop"})
"""Forms in which a session is no more what it was to its author."""
RUN_WALK = mark("Running and walking in turns")
LEFT_OUT = mark("Left out")

WEEKDAYS = (mark("Mon"), mark("Tue"), mark("Wed"), mark("Thu"), mark("Fri"), mark("Sat"), mark("Sun"))
MONTHS = (
    mark("Jan"), mark("Feb"), mark("Mar"), mark("Apr"), mark("May"), mark("Jun"),
    mark("Jul"), mark("Aug"), mark("Sep"), mark("Oct"), mark("Nov"), mark("Dec"),
)  # fmt: skip
NAMED_BY_WEEKDAY = 6
"""So many days ahead a weekday alone is enough."""

LIKELY = {
    "run_as_planned": mark("{word} likely, {n} %"),
    "run_easy": mark("{word} likely, {n} %"),
    "cross_train": mark("Switch or rest likely, {n} %"),
}
OPEN = mark("open")
CHANCE_MEANS = mark(
    "Percentages tell how likely your legs are too sore, or not, to run as planned on that day. They are no risk of "
    "injury. Open: nothing is known of that day beyond your usual."
)
EVEN, LEAST, MOST = 50, 10, 90
TEN, HALF = 10, 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """What the sentences of a week speak of: sessions as their author meant them, how they stand now, what changes.

    `stands` has every session written out as it stands under the placements; None is left out.
    """

    sessions: Mapping[str, PlannedSession]
    stands: Mapping[str, PlannedSession | None]
    placements: Mapping[str, Placement]
    changes: Mapping[str, PlanChange]
    done: Mapping[str, Done]
    book: WeekBook
    manner: Manner
    today: date


def telling(
    replan: Replan,
    situation: Situation,
    stands: Mapping[str, PlannedSession | None],
    book: WeekBook,
    manner: Manner,
) -> Telling:
    """What is spoken of where this week is told."""
    sessions = {session.id: session for session in situation.plan}
    return Telling(
        sessions=sessions,
        stands={name: None if one is None else _as_called(one, sessions.get(name)) for name, one in stands.items()},
        placements={placement.session: placement for placement in replan.placements},
        changes={change.session: change for change in replan.changes},
        done={done.id: done for done in situation.done},
        book=book,
        manner=manner,
        today=situation.day,
    )


def _as_called(stands: PlannedSession, planned: PlannedSession | None) -> PlannedSession:
    """A session that became something else does not keep its name."""
    return stands if planned is None or planned.kind == stands.kind else replace(stands, name="")


class Likely(NamedTuple):
    """What a day's verdict is likely to be: the code of its word, the words, and the chance in whole tens of %."""

    code: str
    said: str
    percent: int


def likely(chance: DayChance | None) -> Likely | None:
    """The likely verdict of a day; None where nothing is known of it.

    The strictest word that is as likely as not. A chance is rounded to 10 %, and never told as certain either way.
    """
    if chance is None or not chance.known:
        return None
    run, hard = tens(chance.run), tens(chance.hard)
    if run >= EVEN:
        code, percent = "cross_train", run
    elif hard >= EVEN:
        code, percent = "run_easy", hard
    else:
        code, percent = "run_as_planned", 100 - hard
    return Likely(code, tr(LIKELY[code], word=headline(code), n=percent), percent)


def likely_said(chance: DayChance | None) -> str:
    """The same in words: "Ease off likely, 60 %", or "open"."""
    found = likely(chance)
    return found.said if found else tr(OPEN)


def chances_told(situation: Situation) -> dict[date, DayChance]:
    """The chances that may be told, by day: none while somebody has to look at it first.

    How sore the legs are likely to be says nothing of a bone; "Run likely" beside it would be read as leave to run.
    """
    today = situation.today
    if today is not None and (today.bone_stress or REFERRAL.index(today.referral) >= PROMPT):
        return {}
    return {chance.day: chance for chance in situation.chances}


def tens(chance: float) -> int:
    """A chance in whole tens of per cent, never as certain either way; half-way counts as sorer."""
    return min(MOST, max(LEAST, int(chance * TEN + HALF + 1e-9) * TEN))


def short_day(day: date) -> str:
    """A day in a row: "Tue 1 Dec"."""
    weekday, month = tr(WEEKDAYS[day.weekday()]), tr(MONTHS[day.month - 1])
    return tr("{weekday} {day} {month}", weekday=weekday, day=day.day, month=month)


def day_named(day: date, today: date) -> str:
    """A day inside a sentence: "today", "tomorrow", "Friday", "Fri 4 Dec"."""
    ahead = (day - today).days
    if ahead in {0, 1, -1}:
        return measures.day(day, today)
    return measures.weekday(day) if 0 < ahead <= NAMED_BY_WEEKDAY else short_day(day)


def session_named(name: str, on: Telling, day: date | None = None) -> str:
    """A session inside a sentence: "Thursday's tempo run", "the long run of Sun 6 Dec"; of one done as well.

    `day` is the one that it is known by; without it the day on which it stood until now.
    """
    session, done = on.sessions.get(name), on.done.get(name)
    if session is not None:
        kind, on_day = kind_named(session), stood(name, on)
    elif done is not None:
        kind, on_day = tr(NAMES[done.kind]) if done.kind else tr(A_SESSION), done.day
    else:
        return name
    return named(kind, day or on_day, on.today)


def kind_named(session: PlannedSession) -> str:
    """A kind inside a sentence; one that its plan did not say is not told as known."""
    return tr(A_SESSION if "kind" in session.assumed else NAMES[session.kind])


def named(kind: str, day: date, today: date) -> str:
    """A session of that day: "today's easy run"."""
    ahead = (day - today).days
    if ahead in NEAR:
        return tr(NEAR[ahead], session=kind)
    if 0 < ahead <= NAMED_BY_WEEKDAY:
        return tr("{weekday}'s {session}", weekday=measures.weekday(day), session=kind)
    return tr("the {session} of {day}", session=kind, day=short_day(day))


NEAR = {0: mark("today's {session}"), 1: mark("tomorrow's {session}"), -1: mark("yesterday's {session}")}


def stood(name: str, on: Telling) -> date:
    """The day on which a session of the plan stood until now, by which it is known."""
    if name in on.changes:
        return on.changes[name].before.day
    return on.placements[name].day if name in on.placements else on.sessions[name].day


def sessions_named(names: Sequence[str], on: Telling) -> list[str]:
    """Several."""
    return [session_named(name, on) for name in names]


def standing_said(session: PlannedSession, standing: Standing, manner: Manner) -> str:
    """A session as it stands in a plan: "Easy run, 30 min"; "Left out"."""
    if standing.kind is None:
        return tr(LEFT_OUT)
    own_name = session.name if standing.kind == session.kind else ""
    written = replace(
        session, kind=standing.kind, name=own_name, duration_s=standing.duration_s, distance_m=standing.distance_m
    )
    return stands_said(written, standing.form, manner)


def stands_said(session: PlannedSession | None, form: Form, manner: Manner) -> str:
    """A session that is written out as it stands, in one line; None is left out."""
    if session is None:
        return tr(LEFT_OUT)
    said = planned_said(session, manner)
    if form != "run_walk":
        return said
    size = measures.duration(session.duration_s) if session.duration_s else ""
    return ", ".join(part for part in (tr(RUN_WALK), size) if part)
