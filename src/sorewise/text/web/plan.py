"""The Plan page: what its parts and buttons are called. What a week says of itself is in `text.week`."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from sorewise.model.plan import Absence
from sorewise.text.measures import clock, minutes
from sorewise.text.speech import listed, mark, marks, number, tr, trn
from sorewise.text.week_plan import plan_said
from sorewise.text.week_words import short_day

TITLE = mark("Plan")
THIS_WEEK, NEXT_WEEK = mark("The next seven days"), mark("Then the next seven")
TODAY_IS = mark("Today, {day}")
TOMORROW_IS = mark("Tomorrow, {day}")
NOTHING = mark("Nothing planned")
KEY, FIXED = mark("Key session"), mark("Fixed")
CLINICIAN = mark("From a clinician")
MOVED_TO, MOVED_FROM = mark("moved to {day}"), mark("moved here from {day}")
LEFT_OUT = mark("left out")
TODAYS = mark("as today’s verdict leaves it")
NO_CHECK_IN = mark("Check in, and today’s verdict counts for the week.")
CHECK_IN = mark("Check in")
NOTES = mark("Notes on your week")

KEEP = marks("Keep this change", "Keep these {n} changes")
KEEP_THIS = mark("Keep this one")
OTHER_WAY = mark("Other way")
OTHER_WAYS = mark("Other ways")
OTHER_WAYS_WHY = mark("Each of them breaks no rule. It costs your week what is said beside it.")
UNDO = mark("Undo")
UNDO_WHAT = mark("Take back what you kept on {day} at {time}.")
NOT_KEPT = mark("Nothing is kept until you keep it: this is a proposal.")

DONE_SAID = {
    "kept": mark("Kept. Your week stands like this now."),
    "moved": mark("Kept: the session is on its new day."),
    "undone": mark("Taken back."),
    "nothing": mark("There was nothing to take back."),
    "brought": mark("Your plan is kept."),
    "time": mark("Kept. Your week is planned into this time."),
    "marked": mark("Kept."),
    "left_out": mark("Left out."),
    "back": mark("It is back in your week."),
    "cleared": mark("Noted. The first days stay without impact, and each morning’s check-in still counts."),
    "removed": mark("The plan is removed. What you did of it stays in your history."),
}
CLEARED = mark("I was seen and may run")
CLEARED_YES, CLEARED_NO = mark("Yes, I may run again"), mark("No, not yet")
CHANGED_SINCE = mark(
    "Your week has changed since that page was made, so nothing was kept. This is how it stands now: look, and decide "
    "again."
)
GONE_WAY = mark("That way is not among those any more. Nothing was kept.")

# --------------------------------------------------------------------------------------------------------- moving

MOVE = mark("Move")
MOVE_WHAT = mark("Move: {session}")
MOVE_TITLE = mark("Move to which day?")
MOVE_FROM = mark("It stands on {day}.")
STAYS = mark("where it stands")
PREVIEW = mark("Look at it first")
PREVIEW_TITLE = mark("{session} on {day}")
PREVIEW_ALONE = mark("Nothing else changes.")
PREVIEW_MORE = marks("One other session changes with it:", "{n} other sessions change with it:")
PREVIEW_AGREED = marks(
    "The change proposed before is kept with it.", "The {n} changes proposed before are kept with it."
)
PREVIEW_KEEP = mark("Keep it there")
REFUSED = mark("Not on {day}")
ANYWAY = mark("Anyway")
ANYWAY_WHY = mark("You may set this rule aside for this session. The page will go on saying that you did.")
ANYWAY_NEVER = mark("This one cannot be set aside.")
CANCEL = mark("Leave it where it is")
OTHER_DAY = mark("Another day")
HANDLE = mark("Drag to another day: {session}")
HANDLE_HOW = mark("Enter lifts it, arrow keys choose a day, Enter puts it down, Escape leaves it where it was.")
LIFTED = mark("Lifted. {session}, {day}. Arrow keys choose a day.")
BACK_AGAIN = mark("Put back. Nothing was moved.")
LOOKING = mark("Looking what that would change …")
STANDS_THERE = mark("It stands on that day already.")
LOST = mark("The server does not answer. Nothing was moved.")
NO_SUCH = mark("There is no such session in the coming days. It may have been moved or removed meanwhile.")
NOT_MOVABLE = mark("This session is fixed. It can be moved after the mark is taken away.")

# ------------------------------------------------------------------------------------------------------- one session

SESSION = mark("Session")
STEPS = mark("Step by step")
PLANNED_AS = mark("Your plan said: {session}, {day}.")
TAKE_SESSION = mark("Take it to your watch")
TAKE_WHAT = {
    "fit": mark("FIT workout"),
    "zwo": mark("ZWO workout"),
    "txt": mark("Text for intervals.icu"),
    "ics": mark("Calendar entry"),
}
MARKS = mark("What it is to you")
MARK_KEY = mark("Key session: the week is planned around it")
MARK_FIXED = mark("Fixed: it is never moved, shortened or left out")
SAVE = mark("Keep it")
LEAVE_OUT = mark("Leave it out")
LEAVE_OUT_WHY = mark("It goes from this week only. Nothing is put in its place.")
PUT_BACK = mark("Put it back")
FIXED_STAYS = mark("It is fixed. Take that mark away first.")
TO_PLAN = mark("Plan")

# ---------------------------------------------------------------------------------------------------- bringing a plan

EMPTY = mark("You have no plan for the coming days")
EMPTY_WHY = mark("Bring yours, and each morning shows what your body makes of it. Nothing is planned for you.")
BRING = mark("Bring a plan")
BRING_MORE = mark("Bring another plan, or add sessions")
TYPE = mark("Type or paste it")
TYPE_HOW = mark(
    "A line a session, or several with commas: day, what, how long or how far. “!” marks a key session, “=” a fixed "
    "one. A table of columns is read too."
)
TYPE_EXAMPLE = mark("tue intervals 6x800 @ 5k, thu 45 min easy, sun long 18 km!")
TYPE_GO = mark("Show what you understood")
FILE = mark("A file")
FILE_HOW = mark("A calendar (.ics), a table (.csv, .md), or .json from intervals.icu or from here.")
FILE_GO = mark("Read it")
READ_TITLE = mark("This is what was understood")
READ_NOTHING = mark("No session was understood")
READ_NONE_KEPT = mark("Nothing is kept yet.")
CLINICIAN_TICK = mark("It comes from a clinician: nothing of it is ever changed, and nothing is added to it")
READ_SESSIONS = marks("{n} session, {days}", "{n} sessions, {days}")
READ_TIME = mark("It also says when you have time, and that is kept with it.")
READ_PROBLEMS = mark("What was not understood, or taken carefully")
READ_MORE = marks("{n} more session.", "{n} more sessions.")
READ_KEEP = marks("Keep this session", "Keep these {n} sessions")
READ_DROP = mark("Do not keep it")
READ_AGAIN = mark("Change the lines")
READ_GONE = mark("What was read is not there any more. Nothing was kept of it: bring it again.")
TWO_PLANS = mark("You have a plan already. What shall become of it?")
REPLACE = mark("The new one takes its place: {plans}")
REPLACE_WHY = mark("What was planned from today on goes; what was done stays.")
ADD = mark("Both stand beside each other")
CHOOSE = mark("Choose one of the two.")
SAME_PLAN = mark("This plan is here already: what it says now takes the place of what it said, from today on.")
NO_TEXT = mark("Type or paste something first.")
UPLOADS = {
    "no_form": mark("That was not sent by the form of this page."),
    "cut_off": mark("The file did not arrive whole. Nothing was kept: choose it again."),
    "nothing": mark("Choose a file first."),
    "too_large": mark("That is larger than any plan. Choose the file of the plan alone."),
    "too_many": mark("Choose one file at a time."),
    "no_room": mark("The disk is full. Nothing was kept."),
}

# -------------------------------------------------------------------------------------------------- time and absences

TIME = mark("When you have time")
TIME_WHY = mark("Minutes for training on each weekday. Leave a day empty if it does not matter, 0 if there is none.")
AWAY = mark("Days away")
AWAY_WHY = mark("On these days there is no time, or only a little.")
AWAY_FIRST, AWAY_LAST, AWAY_MINUTES = mark("First day"), mark("Last day"), mark("Minutes a day, if any")
AWAY_ADD, REMOVE_AWAY = mark("Add these days"), mark("Remove")
AWAY_SAID = {False: mark("{first} to {last}: no time"), True: mark("{first} to {last}: {minutes} a day")}
TIME_WRONG = mark("It should be a number of minutes from 0 to {most}, or nothing.")
DAY_WRONG = mark("That is no day. Write it like 2026-03-08.")
LAST_WRONG = mark("The last day comes before the first.")
TOO_LONG_AWAY = mark("That is more than a year.")

# ------------------------------------------------------------------------------------------------------------- taking

CALENDAR = mark("Calendar file (.ics)")
NOT_WRITTEN = mark("That file could not be written")
TAKE_TODAY = mark("Take today’s session to your watch or calendar")
REMOVE = mark("Remove a plan")
REMOVE_SURE = mark("Remove this plan?")
REMOVE_WHAT = marks("{n} session from {first} on goes: {plan}.", "{n} sessions from {first} on go: {plan}.")
REMOVE_YES, REMOVE_NO = mark("Remove it"), mark("Keep it as it is")
REMOVE_ONE = mark("Remove {plan}")
FURTHER = mark("Your plan")
CHANGES_IN_WEEK = marks("{n} change in your week", "{n} changes in your week")
SEE_PLAN = mark("See your plan")


def day_said(day: date) -> str:
    """As in "Thu 27 Nov"."""
    return short_day(day)


def day_near(day: date, today: date) -> str:
    """The same, with today and tomorrow by name."""
    near = {0: TODAY_IS, 1: TOMORROW_IS}.get((day - today).days)
    return tr(near, day=day_said(day)) if near else day_said(day)


def typed_name(now: datetime) -> str:
    """What a plan is called that was typed: typed again it is another, so it adds and takes nothing away."""
    return f"typed {now:%Y-%m-%d %H:%M:%S}"


def keep_said(changes: int) -> str:
    """The button under a proposal."""
    return trn(*KEEP, changes)


def changes_said(changes: int) -> str:
    """The link on the verdict page."""
    return trn(*CHANGES_IN_WEEK, changes)


def agreed_with_it(changes: int) -> str:
    """What else is agreed to by keeping a move."""
    return trn(*PREVIEW_AGREED, changes)


def undo_said(at: datetime) -> str:
    """What Undo takes back."""
    return tr(UNDO_WHAT, day=day_said(at.date()), time=clock(at))


def sessions_said(days: Sequence[date]) -> str:
    """How much was read: "9 sessions, 2026-11-24 to 2026-12-05"."""
    first, last = min(days), max(days)
    span = tr("{first} to {last}", first=first.isoformat(), last=last.isoformat())
    return trn(*READ_SESSIONS, len(days), days=first.isoformat() if first == last else span)


def away_said(absence: Absence) -> str:
    """As in "2026-12-01 to 2026-12-05: no time"."""
    said = AWAY_SAID[absence.minutes > 0]
    return tr(said, first=absence.first.isoformat(), last=absence.last.isoformat(), minutes=minutes(absence.minutes))


def time_wrong(most: float) -> str:
    """For minutes that are none."""
    return tr(TIME_WRONG, most=number(most))


def replace_said(plans: Sequence[str]) -> str:
    """What would go."""
    return tr(REPLACE, plans=listed([plan_said(plan) for plan in plans]))


def remove_said(plan: str, sessions: int, first: date) -> str:
    """What a removal takes."""
    return trn(*REMOVE_WHAT, sessions, first=first.isoformat(), plan=plan)
