"""The coming days in words: what is planned, what it is now, how each morning is likely to be, and why it changes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from sorewise.model.plan import PlannedSession
from sorewise.model.verdict import ACTIVITY, PROMPT, REFERRAL, Place
from sorewise.model.week import PlanChange, Replan, Situation, Today
from sorewise.text.needs import Manner, WeekBook
from sorewise.text.page import Line, Part, block
from sorewise.text.places import place
from sorewise.text.speech import listed, mark, marks, tr, trn
from sorewise.text.week_changes import change_said
from sorewise.text.week_notices import notice_lines
from sorewise.text.week_other import alternative_said
from sorewise.text.week_words import (
    CHANCE_MEANS,
    Telling,
    day_named,
    likely,
    likely_said,
    short_day,
    standing_said,
    stands_said,
    telling,
)
from sorewise.text.words import headline

OF_THIS_MORNING = ("WK-VERDICT", "WK-REFERRAL", "WK-BONE-STRESS", "WK-NOT-OWED.today")
"""Rules that speak for today's verdict; all parts of them."""
BECAUSE = {
    (True, True): marks(
        "{n} change in your week, because of today's {places}.",
        "{n} changes in your week, because of today's {places}.",
    ),
    (True, False): marks(
        "{n} change in your week, because of today's verdict.",
        "{n} changes in your week, because of today's verdict.",
    ),
    (False, True): marks(
        "{n} change in your week, because of your {places}.", "{n} changes in your week, because of your {places}."
    ),
    (False, False): marks(
        "{n} change in your week, because of an earlier verdict.",
        "{n} changes in your week, because of an earlier verdict.",
    ),
}
"""Whether it was told today, and whether places are known."""
NOTHING = mark("nothing planned")
KEY, FIXED = mark("key"), mark("fixed")
NOT_BEST = mark("There was no time to try every way, so a better one may exist. No rule is broken.")
WIDEST = 44
"""A row's session is not padded to more than this."""


class _Entry(NamedTuple):
    """One session on its day: how it is told, and what stands below it."""

    said: str
    part: Part
    about: str
    below: tuple[Line, ...] = ()


def week_lines(
    replan: Replan,
    situation: Situation,
    stands: Mapping[str, PlannedSession | None],
    book: WeekBook,
    manner: Manner,
) -> Iterator[Line]:
    """The whole page: the header, a row a day, notices, other ways.

    `stands` has each session written out as it stands under `replan.placements` (None is left out).
    """
    on = telling(replan, situation, stands, book, manner)
    yield Line(header_said(on, replan.changes, situation.today), "lead")
    yield Line("", "gap")
    yield from _rows(situation, on)
    yield from block(tr("Notes on your week"), notice_lines(replan.notices, on))
    others = (Line(alternative_said(one, on), "item", about=one.code) for one in replan.alternatives)
    yield from block(tr("Other ways"), others)
    if not replan.optimal:
        yield Line("", "gap")
        yield Line(tr(NOT_BEST), "quiet")
    if replan.changes:
        yield Line("", "gap")
        yield Line(tr("This is a proposal. Agree to it: sorewise plan keep. Ask: sorewise plan why SESSION."), "quiet")


def header_said(on: Telling, changes: Sequence[PlanChange], today: Today | None) -> str:
    """How much changes, and because of what: "2 changes in your week, because of today's calf".

    `today` is what holds today; None if nothing does.
    """
    if not changes:
        return tr("No changes in your week.")
    if today is None or not any(_of_this_morning(change, on) for change in changes):
        return trn("{n} change in your week.", "{n} changes in your week.", len(changes))
    places = listed([place(Place(region, None), on.book.regions) for region in today.places])
    said = BECAUSE[_told_today(today) and today.referred is None, bool(places)]
    return trn(*said, len(changes), places=places)


def check_said(changes: Sequence[PlanChange]) -> str:
    """The last line of `check`: "2 changes in your week: sorewise plan"; "" if there are none."""
    if not changes:
        return ""
    return trn("{n} change in your week: sorewise plan", "{n} changes in your week: sorewise plan", len(changes))


def marks_said(session: PlannedSession) -> str:
    """What a session is to its author: " (key, fixed)"; "" if nothing."""
    marks = [tr(word) for word, set_ in ((KEY, session.key), (FIXED, session.hold == "fixed")) if set_]
    return f" ({', '.join(marks)})" if marks else ""


def today_said(today: Today) -> str:
    """Today's word, where the day's likely verdict stands on other days; "" if today has none."""
    referral = REFERRAL.index(today.referral)
    if referral >= PROMPT:
        return headline("see_professional" if referral == PROMPT else "urgent_care")
    return headline(today.activity) if _told_today(today) else ""


def _told_today(today: Today) -> bool:
    """Whether today has a verdict; without one "run as planned" stands beside what is left of the days before."""
    left = today.bone_stress or today.calf_strain or today.referred is not None
    return today.activity != ACTIVITY[0] or not left


def _of_this_morning(change: PlanChange, on: Telling) -> bool:
    led = [on.changes[name] for name in change.because_of if name in on.changes]
    return any(reason.rule.startswith(OF_THIS_MORNING) for one in (change, *led) for reason in one.reasons)


def _rows(situation: Situation, on: Telling) -> Iterator[Line]:
    chances = {chance.day: chance for chance in situation.chances}
    days = [situation.day + timedelta(days=ahead) for ahead in range(situation.days)]
    entries = _entries(on)
    wide = min(WIDEST, max((len(one.said) for day in days for one in entries.get(day, ())), default=0))
    for day in days:
        held = today_said(situation.today) if day == situation.day and situation.today else ""
        verdict = held or likely_said(chances.get(day))
        named = short_day(day)
        for entry in entries.get(day) or (_Entry(tr(NOTHING), "quiet", ""),):
            yield Line(f"{named:<10}  {entry.said:<{wide}}  {verdict}".rstrip(), entry.part, about=entry.about)
            yield from entry.below
            named = verdict = ""
    if any(likely(chances.get(day)) for day in days):
        yield Line("", "gap")
        yield Line(tr(CHANCE_MEANS), "quiet")


def _entries(on: Telling) -> dict[date, list[_Entry]]:
    """What is told of each day."""
    found: dict[date, list[_Entry]] = {}
    for name in sorted(on.sessions, key=lambda name: (on.sessions[name].start is None, on.sessions[name].start, name)):
        for day, entry in _told(name, on):
            found.setdefault(day, []).append(entry)
    return found


def _told(name: str, on: Telling) -> Iterator[tuple[date, _Entry]]:
    """A session on the day where it stands, and on the one that it leaves."""
    session, change, placement = on.sessions[name], on.changes.get(name), on.placements.get(name)
    if change is not None:
        yield change.after.day, _changed(session, change, on)
        if change.after.day != change.before.day and change.before.kind is not None:
            was = standing_said(session, change.before, on.manner)
            gone = tr("{session}: moves to {day}", session=was, day=day_named(change.after.day, on.today))
            yield change.before.day, _Entry(gone, "quiet", name)
        return
    form = placement.form if placement else "as_planned"
    day = placement.day if placement else session.day
    if form == "drop":
        if session.status != "missed":
            left = tr("{session}: left out", session=stands_said(session, "as_planned", on.manner))
            yield day, _Entry(left, "quiet", name)
        return
    said = stands_said(on.stands.get(name) or session, form, on.manner)
    yield day, _Entry(said + marks_said(session), "text", name)


def _changed(session: PlannedSession, change: PlanChange, on: Telling) -> _Entry:
    before = standing_said(session, change.before, on.manner)
    was = tr("Planned: {session}", session=before)
    if change.before != change.original:
        was = tr("So far: {session}", session=before)
    if change.before.day != change.after.day:
        was = tr("{planned}, {day}", planned=was, day=short_day(change.before.day))
    now = standing_said(session, change.after, on.manner)
    said = now if change.after.kind is None else now + marks_said(session)
    below = [Line(was, "struck", 1), Line(change_said(change, on), "text", 1, about=session.id)]
    return _Entry(said, "new", session.id, tuple(below))
