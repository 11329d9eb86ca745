"""What stands around the verdict in the web app."""

from __future__ import annotations

from datetime import datetime

from sorewise.text.measures import clock, weekday
from sorewise.text.speech import mark, tr

TITLE = mark("Today")
CHANGE_ANSWERS = mark("Change answers")
SESSION_MORE = mark("The whole session, and when to stop")
START_CHECK = mark("Start the 10-minute check")
SEE_RECOVERY = mark("See the recovery plan")
MAKE_REPORT = mark("Make the report")
ANSWER_SAFETY = mark("Answer the safety page")
CALL = mark("Call {number}")
CHANGED = mark("Something changed")
AFTER_RUN = mark("Check in after the run")
SHARE = mark("Share as text")
COPIED = mark("Copied. Paste it where you want it.")
PRINT = mark("Print")
ALL_RULES = mark("Everything that was checked")
WHOLE_RECOVERY = mark("The whole recovery plan")
DONE = mark("done")
TICK = mark("Tick off")
TICKED = mark("Done; take the tick away")
FURTHER = mark("Further")
EARLIER = mark("Checked today")
OTHER_CHECK_IN = mark("A whole check-in once more")

RECHECK = mark("What changed?")
RECHECK_WHY = mark("One tap judges the day again, with this morning’s other answers. A stricter answer counts at once.")
LIMP = mark("I limp, or walk or run differently")
HARD_TO_WALK = mark("Walking or stairs are hard")
PAIN_NOW = mark("Pain now: {place}")
NEW_PLACE = mark("Another place hurts, or it is better: check in again")
SERIOUS = mark("Something serious?")
STILL_HOLDS = mark(
    "Judged again: nothing that you said makes the day stricter. This verdict of {time} still holds; a milder one "
    "counts only after a whole check-in with nothing left open."
)
NOW_HOLDS = mark("Judged again at {time}: this holds now.")

CHECKED = mark("Everything that was checked")
SILENT = mark("Checked, and did not fire")
RULEBOOK_GONE = mark("The rulebook of that day cannot be read any more, so this is the page as it was shown.")
NO_RECOVERY = mark("There is no recovery plan for this verdict.")


def given(at: datetime) -> str:
    """When a verdict was given: "Thursday, 06:40"."""
    return tr("{weekday}, {clock}", weekday=weekday(at.date()), clock=clock(at))


def still_holds(at: datetime) -> str:
    """After a check that made nothing stricter."""
    return tr(STILL_HOLDS, time=clock(at))


def now_holds(at: datetime) -> str:
    """After a check that replaced the verdict."""
    return tr(NOW_HOLDS, time=clock(at))


def at_clock(at: datetime, word: str) -> str:
    """One of today's verdicts: "06:40 Ease off"."""
    return tr("{time} {word}", time=clock(at), word=word)
