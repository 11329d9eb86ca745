"""The coming days in words: what is planned, what it is now, how each morning is likely to be, and why it changes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import takewhile
from typing import NamedTuple

from sorewise.model.plan import Form, PlannedSession
from sorewise.model.verdict import ACTIVITY, PROMPT, REFERRAL, SAME_DAY, Place
from sorewise.model.week import Done, PlanChange, Replan, Situation, Today
from sorewise.text.needs import Manner, WeekBook
from sorewise.text.page import Line, Part, block
from sorewise.text.places import place
from sorewise.text.session import plan_size
from sorewise.text.speech import capital, listed, mark, marks, tr, trn
from sorewise.text.week_changes import change_said, why_said
from sorewise.text.week_notices import SAFETY, calf_lines, missed_lines, notice_lines, one_each, safety_of
from sorewise.text.week_other import alternative_said
from sorewise.text.week_words import (
    A_SESSION,
    CHANCE_MEANS,
    NAMES,
    SWAPPED,
    Telling,
    chances_told,
    day_named,
    kind_named,
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
NOTHING_MORE = mark("Your week has nothing more for today: another run would come on top of it.")
NOTHING_LEFT = {
    True: mark("With these changes nothing is left for today: a run would come on top of your week."),
    False: mark("Your week has nothing for today: a run would come on top of it."),
}
ANOTHER = {
    True: mark("With these changes your week has for today, instead of the run above: {sessions}."),
    False: mark("Your week has for today, instead of the run above: {sessions}."),
}
"""Whether the changes are only proposed."""
NOT_BEST = mark("There was no time to try every way, so a better one may exist. No rule is broken.")
WIDEST, ROW = 25, 60
"""A row's session is not padded to more than this, and a row is no longer, so that it fits a telephone."""
UNDER = 6
"""How deep the verdict stands below a session that leaves no room beside it."""
REDUCED = ACTIVITY.index("run_reduced")


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
    *,
    word: str = "",
) -> Iterator[Line]:
    """The whole page: the header, what comes before any run, a row a day, notes, other ways.

    `stands` has each session written out as it stands under `replan.placements` (None is left out). `word` is the big
    word of today's verdict as its own page shows it; without one it follows from what holds today.
    """
    on = telling(replan, situation, stands, book, manner)
    yield Line(header_said(on, replan.changes, situation.today), "lead")
    yield Line("", "gap")
    notices = one_each(replan.notices, on)
    if first := [*notice_lines(safety_of(notices), on)]:
        yield from (*first, Line("", "gap"))
    yield from _rows(situation, on, word)
    later = [one for one in notices if one.code not in SAFETY]
    notes = [*calf_lines(situation.today, on), *notice_lines(later, on), *missed_lines(on)]
    yield from block(tr("Notes on your week"), notes)
    if not first:  # before somebody has looked at it, no way has more for these days
        others = (Line(alternative_said(one, on), "item", about=one.code) for one in replan.alternatives)
        yield from block(tr("Other ways"), others)
    if not replan.optimal:
        yield Line("", "gap")
        yield Line(tr(NOT_BEST), "quiet")
    if replan.changes:
        yield Line("", "gap")
        yield Line(tr("This is a proposal. Agree to it: sorewise plan keep. Ask: sorewise plan why SESSION."), "quiet")
    if situation.today is not None and REFERRAL.index(situation.today.referral) >= SAME_DAY:
        yield Line("", "gap")
        yield Line(tr("Once you were seen and may run again: sorewise plan cleared."), "quiet")


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


def less_today_said(sessions: Sequence[PlannedSession], on: Telling, *, proposed: bool) -> str:
    """Below a verdict's page that has a run for today: what the week has; `proposed` if that is not agreed yet."""
    said = listed([stands_said(one, on.placements[one.id].form, on.manner) for one in sessions])
    if not said:
        done = any(one.day == on.today for one in on.done.values())
        return tr(NOTHING_MORE if done else NOTHING_LEFT[proposed])
    return tr(ANOTHER[proposed], sessions=said)


def check_said(changes: Sequence[PlanChange]) -> str:
    """The heading below a check-in: "2 changes in your week: sorewise plan"."""
    if not changes:
        return tr("Your week: sorewise plan")
    return trn("{n} change in your week: sorewise plan", "{n} changes in your week: sorewise plan", len(changes))


def marks_said(session: PlannedSession, form: Form = "as_planned") -> str:
    """What a session is to its author: " (key, fixed)"; "" if nothing, or if it became something else."""
    marks = [tr(word) for word, set_ in ((KEY, session.key), (FIXED, session.hold == "fixed")) if set_]
    return f" ({', '.join(marks)})" if marks and form not in SWAPPED else ""


def today_said(today: Today, word: str = "") -> str:
    """Today's word, where the day's likely verdict stands on other days; "" if today has none.

    What somebody has to look at comes first, then `word`, the one that the verdict's own page shows.
    """
    referral = REFERRAL.index(today.referral)
    if referral >= PROMPT:
        return headline("see_professional" if referral == PROMPT else "urgent_care")
    if today.bone_stress and ACTIVITY.index(today.activity) < REDUCED:  # of a morning before: nobody took it back
        return headline("see_professional")
    return word or (headline(today.activity) if _told_today(today) else "")


def _told_today(today: Today) -> bool:
    """Whether today has a verdict; without one "run as planned" stands beside what is left of the days before."""
    left = today.bone_stress or today.calf_strain or today.referred is not None
    return today.activity != ACTIVITY[0] or not left


def _of_this_morning(change: PlanChange, on: Telling) -> bool:
    led = [on.changes[name] for name in change.because_of if name in on.changes]
    return any(reason.rule.startswith(OF_THIS_MORNING) for one in (change, *led) for reason in one.reasons)


def _rows(situation: Situation, on: Telling, word: str) -> Iterator[Line]:
    chances = chances_told(situation)
    days = [situation.day + timedelta(days=ahead) for ahead in range(situation.days)]
    entries = _entries(on)
    open_ = any(likely(chances.get(day)) for day in days)  # where no day is known, none has to be told as open
    verdicts = {day: likely_said(chances.get(day)) if open_ else "" for day in days}
    today = today_said(situation.today, word) if situation.today else ""
    verdicts[situation.day] = today or verdicts[situation.day]
    wide = min(WIDEST, max((len(one.said) for day in days for one in entries.get(day, ())), default=0))
    empty = _empty_at_the_end(days, entries, verdicts)
    for day in days[: len(days) - empty]:
        yield from _of_day(day, entries.get(day) or [_Entry(tr(NOTHING), "quiet", "")], verdicts[day], wide)
    if empty:
        first, last = short_day(days[-empty]), short_day(days[-1])
        named = first if empty == 1 else tr("{first} to {last}", first=first, last=last)
        yield Line("  ".join(part for part in (f"{named:<10}", tr(NOTHING), verdicts[days[-1]]) if part), "quiet")
    if open_:
        yield Line("", "gap")
        yield Line(tr(CHANCE_MEANS), "quiet")


def _empty_at_the_end(days: Sequence[date], entries: Mapping[date, list[_Entry]], verdicts: Mapping[date, str]) -> int:
    """How many of the last days are empty and read the same, so that one line is enough; today has its own."""
    same = takewhile(lambda day: day not in entries and verdicts[day] == verdicts[days[-1]], reversed(days[1:]))
    return len(list(same))


def _of_day(day: date, entries: Sequence[_Entry], verdict: str, wide: int) -> Iterator[Line]:
    """Each session of a day; the verdict beside the first, or below it where that would be too long a line."""
    named = short_day(day)
    for entry in entries:
        row = f"{named:<10}  {entry.said:<{wide}}  {verdict}".rstrip()
        below = bool(verdict) and len(row) > ROW
        yield Line(f"{named:<10}  {entry.said}" if below else row, entry.part, about=entry.about)
        if below:
            yield Line(verdict, "text", UNDER)
        yield from entry.below
        named = verdict = ""


def _entries(on: Telling) -> dict[date, list[_Entry]]:
    """What is told of each day."""
    done = [_Entry(_done_said(one, on), "quiet", "") for one in on.done.values() if one.day == on.today]
    found: dict[date, list[_Entry]] = {on.today: done} if done else {}
    for name in sorted(on.sessions, key=lambda name: (on.sessions[name].start is None, on.sessions[name].start, name)):
        for day, entry in _told(name, on):
            found.setdefault(day, []).append(entry)
    return found


def _done_said(done: Done, on: Telling) -> str:
    """Something that was done today: "Interval session, 48 min, 8 km: done"."""
    kind = capital(tr(NAMES[done.kind] if done.kind else A_SESSION))
    size = plan_size((done.minutes or 0) * 60, (done.km or 0) * 1000, on.manner)
    return tr("{session}: done", session=", ".join([kind, *size]))


def _told(name: str, on: Telling) -> Iterator[tuple[date, _Entry]]:
    """A session on the day where it stands, and on the one that it leaves."""
    session, change, placement = on.sessions[name], on.changes.get(name), on.placements.get(name)
    if change is not None:
        yield change.after.day, _changed(session, change, on)
        if change.after.day != change.before.day and change.before.kind is not None:
            gone = tr(
                "{session}: moves to {day}",
                session=capital(kind_named(session)),
                day=day_named(change.after.day, on.today),
            )
            yield change.before.day, _Entry(gone, "quiet", name)
        return
    form = placement.form if placement else "as_planned"
    day = placement.day if placement else session.day
    stands = on.stands.get(name, session)
    if form != "drop" and stands is not None:
        said = stands_said(stands, form, on.manner)
        yield day, _Entry(said + marks_said(session, form), "text", name)
    elif session.status != "missed":
        yield day, _Entry(_left_out(stands_said(session, "as_planned", on.manner)), "quiet", name)


def _left_out(session: str) -> str:
    return tr("{session}: left out", session=session)


def _changed(session: PlannedSession, change: PlanChange, on: Telling) -> _Entry:
    """What stands now; what stood there before, as far as it was something else; and why."""
    before, after = standing_said(session, change.before, on.manner), _after(session, change, on)
    why = Line(why_said(change, on), "text", 1, about=session.id)
    if not after:
        return _Entry(_left_out(before), "new", session.id, (why,))
    said = after + marks_said(session, change.after.form)
    if before == after:
        return _Entry(said, "new", session.id, (why._replace(text=change_said(change, on)),))
    was = tr("Planned: {session}", session=before)
    if change.before != change.original:
        was = tr("So far: {session}", session=before)
    if change.before.day != change.after.day:
        was = tr("{planned}, {day}", planned=was, day=short_day(change.before.day))
    return _Entry(said, "new", session.id, (Line(was, "struck", 1), why))


def _after(session: PlannedSession, change: PlanChange, on: Telling) -> str:
    """How it stands after the change, today's as the verdict left it; "" if it is left out."""
    stands = on.stands.get(session.id)
    if change.after.kind is None or (change.after.day == on.today and stands is None):
        return ""
    if change.after.day == on.today and stands is not None:
        return stands_said(stands, change.after.form, on.manner)
    return standing_said(session, change.after, on.manner)
