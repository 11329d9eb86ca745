"""More, get help now, the rules, and what sorewise is: what stands on these pages of the web app."""

from __future__ import annotations

from sorewise.text.emergency import emergency_number
from sorewise.text.speech import mark, tr, trn

TITLE = mark("More")
HELP = mark("Get help now")
HELP_WHY = mark("The emergency number, and when to be seen today")
LINKS = (
    ("/forecast", mark("The coming mornings"), mark("How sore your legs will likely be, and how that went so far")),
    ("/log", mark("Write down by hand"), mark("A run, a leg day, a race, a night, or what is planned")),
    ("/report", mark("Report for a physio"), mark("The last weeks on a page to print")),
    ("/data", mark("Your data"), mark("Bring in, take with you, undo, delete")),
    ("/settings", mark("Settings"), mark("You, units, time zone, rulebook, reminder")),
    ("/settings/access", mark("Who may log in"), mark("Password, passkeys, other browsers")),
    ("/rules", mark("The rules"), mark("Every rule with its source and review")),
    ("/api", mark("For programs"), mark("The same verbs as JSON, with their document")),
    ("/about", mark("What this is"), mark("Not a diagnosis; what is kept, and where")),
)
VERSION = mark("sorewise {version}, rulebook {rulebook}")

HELP_TITLE = mark("Get help now")
CALL_IF = mark("Call {number} now if one of these is so")
TODAY_IF = mark("Be seen by a doctor today if one of these is so")
CALL = mark("Call {number}")
NO_COUNTRY = mark("Your country is not told, so this is a number that works in many. Tell it under Settings.")
WHATEVER = mark("When you are worried, whatever is written here: get help.")
NOT_A_DIAGNOSIS = mark("Not a diagnosis.")

RULES = mark("The rules")
RULES_WHY = mark("Each raises the day to its rung when its condition holds. The highest one decides, and it is named.")
SEARCH = mark("A word or an id")
FIND = mark("Find")
ALL = mark("All rules")
NONE_FOUND = mark("No rule has that in its words or its id.")
IN_USE = mark("In use: {name} ({version})")
UNREVIEWED = mark("No rule has been reviewed by a clinician yet; each says so.")
OF_WEEK = mark("the week")
RULE_LINE = mark("{grade} · {rung} · review: {review}")
TO_RULES = mark("All rules")

ABOUT = mark("What this is")
ABOUT_IS = mark("What it is not")
ABOUT_IS_TEXT = (
    mark(
        "sorewise is not a diagnosis, not a medical device, and no substitute for somebody who can look at your leg. "
        "It does not tell how likely you are to get hurt; nobody can from ten answers."
    ),
    mark("Its rules have not yet been reviewed by a clinician, and each says so."),
    mark("When it says get help now, or when you are worried whatever it says, get help."),
)
PRIVACY = mark("Private")
PRIVACY_TEXT = (
    mark("Nothing is sent anywhere: no account elsewhere, no network, no telemetry."),
    mark("Everything is kept in one place that only you can read: {place}"),
    mark(
        "Pregnancy, weight, cycle and medicines are asked only if you switch them on. Each can be forgotten by itself."
    ),
    mark("You can take all of it with you, and delete all of it, under Your data."),
)
HOW = mark("How it decides")
HOW_TEXT = (
    mark("By rules that you can read, each with its source and the grade of its evidence. There is no hidden model."),
    mark("What you do not answer is unknown, and never taken for no."),
)


def call_if(country: str) -> str:
    """Above what cannot wait."""
    return tr(CALL_IF, number=emergency_number(country))


def found(count: int) -> str:
    """How many rules are listed."""
    return trn("{n} rule", "{n} rules", count)
