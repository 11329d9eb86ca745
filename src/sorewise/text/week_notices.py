"""What the runner has to know of the week beside its changes: a plain sentence for every code."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sorewise.model.week import Notice, Today
from sorewise.text.page import Line
from sorewise.text.speech import capital, listed, mark, tr
from sorewise.text.week_values import values_said
from sorewise.text.week_words import Telling, day_named, session_named, sessions_named

SAFETY = frozenset({"bone_stress", "referral"})
"""Notices that come before any run."""
GOES_WITHOUT_SAYING = frozenset({"all_dropped", "down_week"})
ONE_RULE = frozenset({"race_day_check", "fixed_against_rule", "set_aside"})
"""Notices of one session, of which a single one is told however many rules speak."""
OF_THE_DAY = ("WK-VERDICT", "WK-REFERRAL", "WK-BONE-STRESS")
"""Rules that count on their day whatever stands in the plan."""
CALF = "WK-RETURN.calf_"

NOTICES = {
    "conflict": mark("{sessions}: fixed, and in each other's way. {rule} Neither is changed; only you can move one."),
    "no_rest_day": mark("{sessions}: no day without training is left, since what stands there is fixed. {rule}"),
    "race_day_check": mark(
        "{sessions}: not cancelled from here, though a rule speaks against it. {rule} Check in that morning before you "
        "decide to start."
    ),
    "fixed_against_rule": mark("{sessions}: fixed, so left as planned although a rule speaks against it. {rule}"),
    "bone_stress": mark(
        "A bone may be overloaded, so no run is planned but what a clinician gave you. Daily life and walking without "
        "pain come first. Bring the clinician's sessions in as a clinician's plan, and they stay as they are."
    ),
    "referral": mark(
        "Have it looked at first. {rule} What is planned later counts only once you were seen and may run."
    ),
    "return": mark("Running comes back step by step. {rule}"),
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
RACE_TODAY = mark(
    "{sessions}: not cancelled from here, though a rule speaks against it. {rule} Whether to start is your own "
    "decision."
)
VERDICT_COUNTS = mark("{sessions}: fixed, so still in the plan, but what the day says counts. {rule}")
THESE_DAYS = mark("These days")


def notice_said(notice: Notice, on: Telling) -> str:
    """One notice, with the rule that it is about in the rule's own words, and what it read."""
    rule = on.book.week.get(notice.rule)
    sessions = listed(sessions_named(notice.sessions, on)) if notice.sessions else _when(notice, on)
    said = tr(_words(notice, on), sessions=capital(sessions), rule=tr(rule.says) if rule else "").strip()
    said = said.replace("  ", " ")
    facts = values_said(notice.values, on.manner, notice.rule)
    return f"{said} ({'; '.join(facts)})" if facts else said


def _words(notice: Notice, on: Telling) -> str:
    if notice.code == "fixed_against_rule" and notice.rule.startswith(OF_THE_DAY):
        return VERDICT_COUNTS
    return RACE_TODAY if notice.code == "race_day_check" and notice.day == on.today else NOTICES[notice.code]


def notice_lines(notices: Iterable[Notice], on: Telling) -> Iterator[Line]:
    """Each of them, with its code for a door that does more."""
    yield from (Line(notice_said(notice, on), "item", about=notice.code) for notice in notices)


def one_each(notices: Iterable[Notice], on: Telling) -> list[Notice]:
    """A session that several rules speak against is told once: a red flag, else the last rule, which is the strictest.

    The rules of a verdict stand in the rulebook from the mildest to the strictest. Beside what has to be looked at
    before any run, that nothing is left and that an easier week is on offer goes without saying.
    """
    all_of = list(notices)
    silent = GOES_WITHOUT_SAYING if safety_of(all_of) else frozenset()
    found: dict[tuple[object, ...], Notice] = {}
    for number, notice in enumerate(one for one in all_of if one.code not in silent):
        about = (notice.code, notice.sessions) if notice.code in ONE_RULE else (number,)
        there = found.get(about)
        if there is None or _asks(notice, on) >= _asks(there, on):
            found[about] = notice
    return list(found.values())


def _asks(notice: Notice, on: Telling) -> tuple[bool, int]:
    rule = on.book.week.get(notice.rule)
    return rule is not None and rule.red_flag, [*on.book.week, notice.rule].index(notice.rule)


def safety_of(notices: Iterable[Notice]) -> list[Notice]:
    """What has to be looked at before any run."""
    return [notice for notice in notices if notice.code in SAFETY]


def calf_lines(today: Today | None, on: Telling) -> Iterator[Line]:
    """What comes before the first run on a calf that was strained, step by step."""
    if today is not None and today.calf_strain:
        steps = [rule for rule in on.book.week.values() if rule.id.startswith(CALF)]
        yield from (Line(tr(rule.says), "item", about=rule.id) for rule in steps)


def missed_lines(on: Telling) -> Iterator[Line]:
    """Key sessions that were missed and stand nowhere any more: they do not vanish without a word."""
    for name, session in on.sessions.items():
        placement = on.placements.get(name)
        gone = session.status == "missed" and (placement is None or placement.form == "drop")
        if gone and session.key and name not in on.changes:
            said = tr("{session} was missed and is not made up.", session=capital(session_named(name, on)))
            yield Line(said, "item", about="missed")


def _when(notice: Notice, on: Telling) -> str:
    """The day that it is about, where no session says it."""
    return day_named(notice.day, on.today) if notice.day else tr(THESE_DAYS)
