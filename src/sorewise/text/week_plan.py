"""A plan brought in, in words; when there is time for it; and what `plan` says after it has done something."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from sorewise.model.plan import Absence, Availability, PlannedSession, Repeat, Step, WeekSettings
from sorewise.text import measures
from sorewise.text.needs import Manner, PlanWords
from sorewise.text.page import Line, block
from sorewise.text.session import plan_size, planned_said, target_said
from sorewise.text.speech import listed, mark, marks, tr, trn
from sorewise.text.week_values import RACES, SPORTS
from sorewise.text.week_words import NAMES, WEEKDAYS, named, short_day

BY_HAND = mark("written down by hand")
NO_TIME = mark("no time")
ASSUMED = {
    "kind": mark("unknown kind, counts as hard"),
    "length": mark("no length, the usual one is taken"),
}
PARTS = marks("{n} part", "{n} parts")


def understood_lines(sessions: Iterable[PlannedSession], manner: Manner) -> Iterator[Line]:
    """What a plan was understood to say, a line a session: "Tue 1 Dec  Intervals, 6 x 800 m (5k), key"."""
    for session in sessions:
        yield Line(f"{short_day(session.day):<10}  {understood(session, manner)}", about=session.id)


def understood(session: PlannedSession, manner: Manner) -> str:
    """One session with everything that was understood of it."""
    parts = [planned_said(session, manner), *_repeats(session, manner)]
    if session.start is not None:
        parts.insert(0, measures.clock(session.start) + (f" {session.zone}" if session.zone else ""))
    if session.race:
        parts.append(tr(RACES[session.race]))
    if session.priority:
        parts.append(tr("priority {letter}", letter=session.priority))
    parts += [tr("key")] if session.key else []
    parts += {"fixed": [tr("fixed")], "same_week": [tr("stays in its week")], "movable": []}[session.hold]
    parts += [tr(ASSUMED[word]) for word in session.assumed]
    return ", ".join(parts)


def _repeats(session: PlannedSession, manner: Manner) -> Iterator[str]:
    """The repeats of a session by their main part; other steps are counted."""
    repeats = [step for step in session.steps if isinstance(step, Repeat)]
    for repeat in repeats:
        main = [step for step in repeat.steps if step.role == "active"] or list(repeat.steps)
        if main:
            yield tr("{n} x {step}", n=repeat.times, step=_step(main[0], manner))
    if not repeats and session.steps:
        yield trn(*PARTS, len(session.steps))


def _step(step: Step, manner: Manner) -> str:
    size = " ".join(_size(step, manner))
    how = ", ".join(part for part in (target_said(step.target, manner), step.cue) if part)
    return f"{size} ({how})" if size and how else size or how


def _size(step: Step, manner: Manner) -> Iterator[str]:
    if step.distance_m and step.distance_m < METRES_SAID:
        yield tr("{n} m", n=f"{step.distance_m:g}")
        return
    yield from plan_size(step.duration_s, step.distance_m, manner)


METRES_SAID = 2000
"""Shorter parts are said in metres, as they are on a track."""


# ------------------------------------------------------------------------------------------------ when there is time


def settings_lines(settings: WeekSettings, today: date) -> Iterator[Line]:
    """When there is time for training, and what else was said of the weeks."""
    yield Line(tr("When you have time"), "heading")
    yield from _time_lines(settings.availability, today)
    yield from block(tr("How your week is planned"), _habits(settings))


def _time_lines(when: Availability, today: date) -> Iterator[Line]:
    if not when.weekdays and not when.dates and not when.absences and not when.sports:
        yield Line(tr("Nothing was said, so any day may hold any session."), "item")
    if when.weekdays:
        days = [_of_weekday(weekday, when.weekdays[weekday]) for weekday in sorted(when.weekdays)]
        yield Line("; ".join(days), "item")
        if len(when.weekdays) < len(WEEKDAYS):
            yield Line(tr("The other days are open."), "item")
    for day, minutes in sorted(when.dates.items()):
        if day >= today:
            yield Line(tr("{day}: {time}", day=short_day(day), time=time_said(minutes)), "item")
    for absence in sorted(when.absences, key=lambda one: (one.first, one.last)):
        if absence.last >= today:
            yield Line(absence_said(absence), "item")
    if when.sports:
        yield Line(tr("Only {sports}.", sports=listed([tr(SPORTS[sport]) for sport in when.sports])), "item")


def _of_weekday(weekday: int, minutes: float) -> str:
    return tr("{day}: {time}", day=tr(WEEKDAYS[weekday]), time=time_said(minutes))


def time_said(minutes: float) -> str:
    """How much time there is: "45 minutes", "no time"."""
    return measures.minutes(minutes) if minutes else tr(NO_TIME)


def absence_said(absence: Absence) -> str:
    """Days away: "Tue 1 Dec to Sat 5 Dec: no time (work)"."""
    span = short_day(absence.first)
    if absence.last != absence.first:
        span = tr("{first} to {last}", first=span, last=short_day(absence.last))
    said = tr("{day}: {time}", day=span, time=time_said(absence.minutes))
    return f"{said} ({absence.reason})" if absence.reason else said


def _habits(settings: WeekSettings) -> Iterator[Line]:
    if settings.long_is_hard is None:
        yield Line(tr("Long runs count as hard sessions, since you have not said otherwise."), "item")
    else:
        said = (
            tr("Long runs count as hard sessions.") if settings.long_is_hard else tr("Long runs do not count as hard.")
        )
        yield Line(said, "item")
    if settings.goal == "strength":
        yield Line(tr("Leg strength comes before running."), "item")
    for plan in settings.clinician_plans:
        yield Line(tr("{plan} is a clinician's plan: it stays as it is.", plan=plan or tr(BY_HAND)), "item")


# ---------------------------------------------------------------------------------------------------- after a command


def plans_lines(plans: Iterable[PlanWords]) -> Iterator[Line]:
    """The plans that are kept, a line each."""
    for one in plans:
        span = tr("{first} to {last}", first=one.first.isoformat(), last=one.last.isoformat())
        sessions = trn("{n} session", "{n} sessions", one.number)
        yield Line(tr("{plan}: {sessions}, {span}", plan=plan_said(one.plan), sessions=sessions, span=span), "item")


def plan_said(plan: str) -> str:
    """A plan by its name; what was written down by hand has none."""
    return plan or tr(BY_HAND)


def imported(plan: str, new: int, changed: int, removed: int, known: int) -> str:
    """After a plan was kept."""
    parts = [trn(*words, count) for words, count in zip(COUNTS, (new, changed, removed, known), strict=True) if count]
    if not new + changed + removed:  # then undo would take back something else
        return tr("{plan}: nothing changed ({counts}).", plan=plan_said(plan), counts=listed(parts) or "0")
    return tr("Kept: {plan} ({counts}). Wrong? sorewise undo", plan=plan_said(plan), counts=listed(parts) or "0")


COUNTS = (
    marks("{n} new session", "{n} new sessions"),
    marks("{n} changed", "{n} changed"),
    marks("{n} removed", "{n} removed"),
    marks("{n} as before", "{n} as before"),
)


def no_plan() -> str:
    """Without a session in the coming days."""
    return tr(
        "You have no plan for the coming days. Bring yours: sorewise plan import FILE. Nothing is planned for you."
    )


def agreed(changes: int) -> str:
    """After a proposal was agreed to."""
    if not changes:
        return tr("There is nothing to agree to: your week stands as it is.")
    return trn("Kept: {n} change. Wrong? sorewise plan undo", "Kept: {n} changes. Wrong? sorewise plan undo", changes)


def moved(session: PlannedSession, before: date, after: date, today: date) -> str:
    """After a session was moved by the runner."""
    what = named(tr(NAMES[session.kind]), before, today)
    return tr("Kept: {session} is on {day} now. Wrong? sorewise plan undo", session=what, day=short_day(after))


def taken_back() -> str:
    """After `plan undo`."""
    return tr("Taken back. For a week the same change is not proposed again, unless a rule demands it.")


def nothing_to_take_back() -> str:
    """When nothing was agreed to in the last days."""
    return tr("Nothing was agreed to or moved in the last 7 days, so there is nothing to take back.")


def time_kept() -> str:
    """After days or an absence were told."""
    return tr("Kept. Your week is planned into this time: sorewise plan")


def no_such_session(which: str, names: Sequence[str]) -> str:
    """For what names no session of the coming days."""
    if not names:
        return tr('"{which}" is no session of the coming days, and none is planned.', which=which)
    return tr('"{which}" is no session of the coming days. There are: {names}', which=which, names=", ".join(names))


def several_sessions(which: str, names: Sequence[str]) -> str:
    """For what names more than one."""
    return tr('"{which}" may be any of these: {names}. Give the id of one.', which=which, names=", ".join(names))


def removed(count: int) -> str:
    """After sessions or a plan were removed."""
    return trn("Removed: {n} session. Wrong? sorewise undo", "Removed: {n} sessions. Wrong? sorewise undo", count)
