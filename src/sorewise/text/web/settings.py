"""The settings of the web app: who the runner is, how they are spoken to, by which rules they are judged."""

from __future__ import annotations

from sorewise.text.speech import capital, mark, tr

TITLE = mark("Settings")
ABOUT_YOU = mark("About you")
ABOUT_YOU_WHY = mark("All of it may stay empty. What is not known is judged more carefully.")
SPOKEN_TO = mark("How you are spoken to")
UNITS = mark("Distances in")
UNIT_NAMES = {"km": mark("Kilometres"), "mi": mark("Miles")}
COUNTRY = mark("Country, two letters")
COUNTRY_WHY = mark("For the emergency number: DE, GB, US ...")
ZONE = mark("Time zone")
ZONE_WHY = mark("Type a few letters of a city near you.")
ZONE_MACHINE = mark("Not told yet: this is the zone of the computer that runs sorewise.")
LANGUAGE = mark("Language")
NOT_TOLD = mark("Not told")
SAVE = mark("Save")
SAVED = mark("Saved.")
NOT_SAVED = mark("Nothing was saved yet: something below cannot be right.")

PRIVATE = mark("Private groups")
PRIVATE_WHY = mark(
    "Asked only if you switch them on. Switched off no more is asked; what you told stays until you forget it."
)
GROUPS = {
    "pregnancy": (
        mark("Pregnancy and birth"),
        mark("Some exercise has to wait, and some signs need a look the same day."),
    ),
    "weight": (mark("Weight and eating"), mark("Signs that the body gets too little energy for the training.")),
    "cycle": (mark("Cycle"), mark("Months without a period.")),
    "medicines": (
        mark("Medicines"),
        mark("Blood thinners, statins, the pill and some antibiotics change what a pain may mean."),
    ),
}
FORGET = mark("Forget {group}")
FORGET_TITLE = mark("Forget {group}?")
FORGET_WHY = mark(
    "It is deleted from your profile, from every check-in and from every verdict that rested on it, and so are the "
    "copies that were made before upgrades. There is no way back. It is switched off, and not asked any more."
)
FORGET_YES = mark("Forget it")
FORGET_NO = mark("Keep it")
FORGOTTEN = mark("Forgotten, and switched off.")
NO_GROUP = mark("There is no such group.")

PARENT = mark("A parent's word")
PARENT_WHY = mark("Under {age} sorewise gives no verdict without it. A parent ticks this, after looking at what it is.")
PARENT_AGREES = mark("I am a parent of this runner and agree")

RULEBOOK = mark("Rulebook")
RULEBOOK_NOW = mark("Judged by: {name}")
RULEBOOK_LOOK = mark("{name}: what it changes")
RULEBOOK_TITLE = mark("Rulebook: {name}")
RULEBOOK_TAKE = mark("Judge me by it from now on")
RULEBOOK_KEPT = mark("This one is in use.")
RULEBOOK_STARTED = mark("sorewise was started with the rulebook in {folder}. It goes before what is chosen here.")
RULEBOOK_MISTAKES = mark("This rulebook has mistakes and cannot be used:")
RULEBOOK_BROKEN = mark(
    "The rulebook you chose has mistakes, so there is no verdict until they are mended or another one is chosen."
)
RULEBOOK_TAKEN = mark("Chosen. The next check-in is judged by it; earlier verdicts stay as they were.")
BACK = mark("Back to the settings")

REMINDER = mark("Reminder")
REMINDER_WHY = mark(
    "A file for your calendar: every day at this time, with a link here. Nothing about you or your legs stands in it."
)
REMINDER_AT = mark("At")
REMINDER_GET = mark("Download the calendar file")
REMINDER_NAME = mark("sorewise: check in")
NO_TIME = mark("That is no time of day. Write it like 06:30.")
SHOULD_BE = mark("It should be {wanted}.")
ACCESS = mark("Who may log in")


def group_name(group: str) -> str:
    """What a private group is called."""
    return tr(GROUPS[group][0]) if group in GROUPS else capital(group)


def group_why(group: str) -> str:
    """Why somebody might switch it on."""
    return tr(GROUPS[group][1]) if group in GROUPS else ""
