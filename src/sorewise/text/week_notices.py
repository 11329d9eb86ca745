"""What the runner has to know of the week beside its changes: a plain sentence for every code."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sorewise.model.week import Notice
from sorewise.text.page import Line
from sorewise.text.speech import capital, listed, mark, tr
from sorewise.text.week_values import values_said
from sorewise.text.week_words import Telling, day_named, sessions_named

NOTICES = {
    "conflict": mark("{sessions}: fixed, and in each other's way. {rule} Neither is changed; only you can move one."),
    "no_rest_day": mark("{sessions}: no day without training is left, since what stands there is fixed. {rule}"),
    "race_day_check": mark(
        "{sessions}: not cancelled from here, though a rule speaks against it. {rule} Check in that morning before you "
        "decide to start."
    ),
    "fixed_against_rule": mark("{sessions}: fixed, so left as planned although a rule speaks against it. {rule}"),
    "bone_stress": mark(
        "No run is planned until a clinician has given you the steps back. Daily life and walking without pain come "
        "first. Bring their sessions in as a clinician's plan, and they stay as they are."
    ),
    "referral": mark("Have it looked at first. {rule} What is planned later counts only if you are cleared for it."),
    "return": mark("You are coming back after a break, so running grows step by step. {rule}"),
    "longest_unknown": mark(
        "Your longest run of the last 30 days is not known, so no run could be compared with it. Log or import your "
        "runs, and it will be."
    ),
    "no_check_in": mark("You have not checked in today, so nothing changes for today's sake. Check in first."),
    "all_dropped": mark("Nothing of what was planned is left in these days. {rule}"),
    "down_week": mark(
        "You have had no easier week for a while. One is offered among the other ways; it is your choice."
    ),
    "no_length": mark("{sessions}: the plan gives no length, so your usual one is taken."),
    "kind_unknown": mark(
        "{sessions}: the plan does not say what it is, so it counts as hard. Say what it is if it is not."
    ),
    "set_aside": mark("{sessions}: you set a rule aside for it. {rule}"),
    "race_length": mark("{sessions}: the plan gives no distance, so it counts as a half marathon."),
}
THESE_DAYS = mark("These days")


def notice_said(notice: Notice, on: Telling) -> str:
    """One notice, with the rule that it is about in the rule's own words, and what it read."""
    rule = on.book.week.get(notice.rule)
    sessions = listed(sessions_named(notice.sessions, on)) if notice.sessions else _when(notice, on)
    said = tr(NOTICES[notice.code], sessions=capital(sessions), rule=tr(rule.says) if rule else "").strip()
    said = said.replace("  ", " ")
    facts = values_said(notice.values, on.manner, notice.rule)
    return f"{said} ({'; '.join(facts)})" if facts else said


def notice_lines(notices: Iterable[Notice], on: Telling) -> Iterator[Line]:
    """Each of them, with its code for a door that does more."""
    yield from (Line(notice_said(notice, on), "item", about=notice.code) for notice in notices)


def _when(notice: Notice, on: Telling) -> str:
    """The day that it is about, where no session says it."""
    return day_named(notice.day, on.today) if notice.day else tr(THESE_DAYS)
