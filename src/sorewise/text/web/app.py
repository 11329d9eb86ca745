"""The web app as something to install, and as something that also works without a network."""

from __future__ import annotations

from sorewise.text.speech import mark

NAME = mark("sorewise")
DESCRIPTION = mark("Do I run today with sore legs? An answer by visible rules.")
CHECK_IN = mark("Check in")
RUN_CHECK = mark("Run check")
OFFLINE = mark("You are offline")
OFFLINE_WHY = mark("This page needs the place where your data is kept. The run check works without it.")
AGAIN = mark("Try again")
