"""The check-in of the web app: what stands around its questions."""

from __future__ import annotations

import re
from datetime import datetime

from sorewise.model.records import Phase
from sorewise.text.measures import clock, weekday
from sorewise.text.speech import mark, marks, tr

TITLE = mark("Check in")
GREETINGS = {
    "morning": mark("How do your legs feel this morning?"),
    "in_run": mark("How is your run?"),
    "after_run": mark("How do your legs feel after the run?"),
}
FEEL = {
    "fresh": (mark("Fresh"), mark("No soreness worth mentioning")),
    "sore": (mark("Sore"), mark("Dull, heavy or stiff")),
    "hurts": (mark("Something hurts"), mark("A spot I can point at")),
}
PLANNED = mark("Planned")
NO_PLAN = mark("Nothing planned")
YESTERDAY = mark("Yesterday")
WATCH = mark("Watch")
CORRECT = mark("Correct what I know")
SERIOUS = mark("Something serious?")
RESUME = mark("You began a check-in at {time}.")
RESUME_GO_ON = mark("Go on with it")
OLD_DRAFT = mark("A check-in from an earlier day was not finished. It was let go: a new day is a new check-in.")
AT_MOST = marks("{n} screen at most", "{n} screens at most")
PROGRESS = mark("How far the check-in is")
WHERE = mark("Where is it?")
WHERE_NONE = mark("Tap where it is, or choose a place from the list. For legs that are sore all over, choose “legs”.")
NEXT = mark("Next")
BACK = mark("Back")
ENOUGH = mark("Enough: show me the verdict")
START_OVER = mark("Start over")
UNKNOWN_IS_FINE = mark("Leave out what you do not know. It counts as not known, never as no.")
NONE_OF_THESE = mark("None of these")
SOME_OF_THESE = mark("Next, with what I ticked")
SAFETY = mark("Does any of these apply to you now?")
OLD_PAGE = mark("This page is an older one, and what you ticked is not known any more. Please tick it again here.")
OLD_SCREEN = mark(
    "This page is an older one: what it asked is not part of this check-in any more, and nothing of it was taken. "
    "Go on under Today."
)
NO_PLACE = mark("One of these places is not known any more. Please choose it again.")
NONE_OF_THEM = mark("None of these words")
YES = mark("Yes")
NO = mark("No")
CHOOSE = mark("Choose")
ABOUT_YOU = mark("First, about you")
ABOUT_YOU_WHY = mark("Asked once. Both may stay empty; what is not known is judged more carefully.")
KNOWN = mark("What I know already")
KNOWN_WHY = mark("From your records. Correct what is wrong; for today, your word counts.")
KNOWN_NOTHING = mark("Nothing is known yet. Runs, leg days and nights can be imported or written down.")
KNOWN_AS = mark("As known: {value}")
SAVE = mark("Save")
UNTIL_NOW = mark("Change answers")
UNTIL_NOW_WHY = mark("Everything you answered. Change what is different, then get the verdict again.")
AGAIN = mark("Get the verdict")
KEEP_AS_IT_WAS = mark("Leave everything as it was")
CORRECT_THIS = mark("Correct")
ASKED_ELSEWHERE = mark("This check-in is finished. Its verdict stands under Today.")
LOST_DRAFT = mark("This check-in is not there any more. Nothing that was finished is lost.")


def greeting(phase: Phase) -> str:
    """The first question, as it fits the moment."""
    return tr(GREETINGS[phase])


def begun(at: datetime) -> str:
    """When a check-in was begun that can be resumed."""
    return tr(RESUME, time=clock(at))


def moment(at: datetime) -> str:
    """A day and a time: "Thu 06:40"."""
    return tr("{weekday} {clock}", weekday=weekday(at.date()), clock=clock(at))


UNITS = {
    "0-10": mark("of 10"),
    "h": mark("hours"),
    "min": mark("minutes"),
    "days": mark("days"),
    "weeks": mark("weeks"),
    "months": mark("months"),
    "years": mark("years"),
    "degC": mark("°C"),
    "/min": mark("beats a minute"),
}
"""A unit by itself, behind a field; km, ms and % are said as they are."""

SPAN = re.compile(r"(?P<what>.+) (?P<first>\S+)\.\.(?P<last>\S+) n=(?P<n>\d+)")
ONE = re.compile(r"(?P<what>.+?)(?: \S+)? (?P<day>\d{4}-\d\d-\d\d)")


def unit(name: str) -> str:
    """A unit behind a field."""
    return tr(UNITS.get(name, name))


def came_from(why: str) -> str:
    """Which records a fact comes from: "nights: 26, from 2026-10-25 to 2026-11-21"; "session of 2026-11-20"."""
    if found := SPAN.fullmatch(why):
        what, first, last, n = found.groups()
        return tr("{what}: {n}, from {first} to {last}", what=tr(what), n=n, first=first, last=last)
    if found := ONE.fullmatch(why):
        return tr("{what} of {day}", what=tr(found["what"]), day=found["day"])
    return tr(why)


PAIN_RANGE = mark("Pain is a number from 0 to 10.")
PAGES = {
    "legs": mark("Legs and body"),
    "spot": mark("The sore place"),
    "follow_up": mark("A few more questions"),
    "run": mark("Your run"),
}
