"""What stands around every page of the web app, and the pages for what went wrong."""

from __future__ import annotations

from sorewise.text.speech import mark

APP = mark("sorewise")
SKIP = mark("Skip to the page")
NAVIGATION = mark("Pages")
TODAY = mark("Today")
PLAN = mark("Plan")
RUN_CHECK = mark("Run check")
HISTORY = mark("History")
MORE = mark("More")
BACK = mark("Back")
NOT_A_DIAGNOSIS = mark("Not a diagnosis.")

NOT_FOUND = mark("There is no such page")
NOT_FOUND_WHY = mark("The address leads nowhere. What you kept is safe.")
NOT_THAT_WAY = mark("This page cannot be used that way")
NOT_THAT_WAY_WHY = mark("Go back and use the buttons of the page. What you kept is safe.")
NOT_TAKEN = mark("That could not be taken")
OUT_OF_ORDER = mark("Something went wrong here")
OUT_OF_ORDER_WHY = mark("It is our mistake, not yours. What was kept before is safe; what you just sent may not be.")
STORE_TROUBLE = mark("Your data cannot be reached")
TO_TODAY = mark("To today")
TO_SETTINGS = mark("To the settings")
HELP_NOW = mark("Get help now")
RULE = mark("The rule {id}")
SAMPLE = mark("This is the sample runner. Nothing here is yours.")
INSECURE = mark(
    "This address is not secure (no https): nothing works here without a network, and the screen may go dark in a run."
)
