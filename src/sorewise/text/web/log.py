"""Writing down by hand in the web app: what is asked, and what was typed wrong."""

from __future__ import annotations

from sorewise.text.speech import mark, number, tr

TITLE = mark("Write down by hand")
WHATS = {
    "session": mark("A run or other session"),
    "leg-day": mark("A leg day"),
    "race": mark("A race"),
    "plan": mark("What is planned"),
    "night": mark("A night"),
}
WHAT = mark("What do you want to write down?")
SPORT = mark("Sport")
KIND = mark("Kind")
KIND_NOT_TOLD = mark("Not told: read from the run")
RACE = mark("Which race")
PLAN = mark("What")
NO_RACE = mark("No race")
DAY = mark("Day")
MORNING_OF = mark("Morning after it")
AT = mark("Start")
MINUTES = mark("How long, in minutes")
DISTANCE_KM = mark("How far, in km")
DISTANCE_MI = mark("How far, in miles")
RPE = mark("How hard it felt, 0 to 10")
NAME = mark("A name for it")
SLEEP_H = mark("Hours of sleep")
RESTING_HR = mark("Resting heart rate, beats a minute")
HRV = mark("Heart-rate variability as rMSSD, in ms")
MAY_BE_EMPTY = mark("All but the day may stay empty.")
ONE_IS_ENOUGH = mark("One of the three is enough.")
SAVE = mark("Keep it")
KEPT = mark("Kept.")
KEPT_WHAT = mark("Kept: {what}.")
UNDO = mark("Wrong? Take it back")

SPORTS = {
    "run": mark("Run"),
    "walk": mark("Walk"),
    "ride": mark("Ride"),
    "swim": mark("Swim"),
    "strength": mark("Strength"),
    "other": mark("Something else"),
}

NO_DAY = mark("That is no day. Write it like 2026-03-08.")
NO_TIME = mark("That is no time of day. Write it like 18:30.")
NOT_YET = mark("That has not been yet. What is planned has a page of its own.")
NO_NUMBER = mark("That is no number.")
NOTHING = mark("Tell at least one of the three.")
CHOOSE = mark("Choose one.")
TOO_LONG = mark("That is too long; at most {n} letters.")


def out_of(least: float, most: float) -> str:
    """For a number that cannot be."""
    return tr("It should be from {least} to {most}.", least=number(least), most=number(most))


def kept(what: str) -> str:
    """After it was kept."""
    return tr(KEPT_WHAT, what=what) if what else tr(KEPT)


def too_long(letters: int) -> str:
    """For a name that is a page."""
    return tr(TOO_LONG, n=letters)
