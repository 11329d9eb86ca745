"""What is said about logging in to the web app, and about who may."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from sorewise.text.speech import mark, tr

LOG_IN = mark("Log in")
NAME = mark("Name")
PASSWORD = mark("Password")
WITH_PASSKEY = mark("Log in with a passkey")
OR = mark("or")
WRONG = mark("Name or password is wrong.")
BUSY = mark("Too many are logging in right now. Try again in a moment.")
NO_OWNER = mark("No account was made yet. On the computer that runs sorewise, type: sorewise owner set")
NOT_NEEDED = mark("On this computer no login is needed.")
FORGOTTEN = mark("Forgotten? On the computer that runs sorewise, type: sorewise owner set")

ACCESS = mark("Who may log in")
FROM_HERE = mark(
    "You are on the computer that runs sorewise, where no login is needed. "
    "An account is for opening it from your phone."
)
ACCOUNT = mark("Account")
CHANGE_PASSWORD = mark("Change the password")
OLD_PASSWORD = mark("Password until now")
NEW_PASSWORD = mark("New password")
NEW_AGAIN = mark("New password, again")
CHANGE = mark("Change")
AT_LEAST = mark("At least 10 characters. A few words in a row are easy to keep.")
CHANGED = mark("The password is changed. Everybody else was logged out.")
OLD_IS_WRONG = mark("The password until now is wrong.")
NOT_TWICE = mark("The two new passwords differ.")
CHANGE_BY_COMMAND = mark("To change the password from here, type in a terminal: sorewise owner set")

PASSKEYS = mark("Passkeys")
PASSKEYS_ARE = mark(
    "With a passkey you log in by fingerprint, face or the PIN of your phone. It works for this address only."
)
NO_PASSKEY = mark("None yet.")
ADD_PASSKEY = mark("Add a passkey")
PASSKEY_NAME = mark("What to call it")
MY_PHONE = mark("My phone")
REMOVE = mark("Remove")
PASSKEY_ADDED = mark("The passkey is kept. It can log you in from now on.")
PASSKEY_REMOVED = mark("The passkey does not log anybody in any more. Delete it on its device too.")
PASSKEY_REFUSED = mark("The passkey was not taken. Try again, or log in with the password.")
NEEDS_SCRIPTS = mark("Passkeys need JavaScript.")
NEEDS_NAME = mark(
    "Passkeys need an address with a name. Browsers refuse them for numbers like 127.0.0.1: open localhost, "
    "or the name that was given to sorewise serve with --name."
)

LOGINS = mark("Logged in")
THIS_ONE = mark("this browser")
SOME_BROWSER = mark("a browser")
LOG_OUT = mark("Log out")
LOG_OUT_EVERYWHERE = mark("Log out everywhere")
LOG_OUT_MEANS = mark("Logging out deletes what this browser keeps of the app, also answers that it has not sent yet.")
LOGGED_OUT = mark("You are logged out.")
ALL_LOGGED_OUT = mark("Everybody is logged out.")

TOO_SHORT = mark("That is shorter than 10 characters.")
TOO_LONG = mark("That is longer than 1000 characters.")
TOO_COMMON = mark("That is one of the passwords that are tried first. Choose another.")
IS_NAME = mark("That is the name of the account, or close to it. Choose another.")

WEAK: Mapping[str, str] = {"short": TOO_SHORT, "long": TOO_LONG, "common": TOO_COMMON, "name": IS_NAME}
"""Why a password is refused, by the code of the check."""


def try_again_at(moment: datetime, now: datetime) -> str:
    """After too many failures: when the next attempt may come."""
    minutes = max(1, -int((now - moment).total_seconds() // 60))
    at = moment.astimezone(now.tzinfo)
    return tr("Too many wrong attempts. Try again at {time} (in {minutes} min).", time=f"{at:%H:%M}", minutes=minutes)


BROWSERS = ("Firefox", "Edg", "OPR", "SamsungBrowser", "Chrome", "Safari")
"""By the marks that they leave; the first one that is there counts, since each names those after it too."""
SYSTEMS = ("Android", "iPhone", "iPad", "Windows", "Macintosh", "Linux")
CALLED = {"Edg": "Edge", "OPR": "Opera", "SamsungBrowser": "Samsung Internet", "Macintosh": "Mac"}


def browser(agent: str) -> str:
    """A browser as people call it, from what it says of itself."""
    name = next((mine for mine in BROWSERS if mine in agent), "")
    system = next((mine for mine in SYSTEMS if mine in agent), "")
    if not name or not system:
        return tr(SOME_BROWSER)
    return tr("{browser} on {system}", browser=CALLED.get(name, name), system=CALLED.get(system, system))


def known_since(name: str, made: str) -> str:
    """A passkey, or a browser that is logged in, and since when."""
    return tr("{name}, since {day}", name=name, day=made)
