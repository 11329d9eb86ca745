"""`owner`: who may log in to the app from elsewhere. There is no account and no password until one is set here."""

from __future__ import annotations

import sys
from getpass import getpass
from pathlib import Path
from secrets import token_urlsafe
from typing import Annotated

from cyclopts import App, Parameter

from sorewise.apps.here import here
from sorewise.apps.options import Json
from sorewise.apps.out import say_json, show
from sorewise.model.errors import InputError
from sorewise.text import serving as said
from sorewise.text.page import Line
from sorewise.text.speech import tr
from sorewise.text.web.access import WEAK

owner = App(name="owner", help="Who may log in to the app from elsewhere: set, show, remove.")

LONGEST_NAME = 60
HANDLE_BYTES = 32

Name = Annotated[str, Parameter("--name", help="The name to log in with.")]
PasswordFile = Annotated[
    Path | None, Parameter("--password-file", help="Take the password from the first line of this file.")
]


@owner.command(name="set")
def set_owner(*, name: Name = "runner", password_file: PasswordFile = None) -> None:
    """Make the account, or give it another password."""
    from sorewise.apps.web.guard.passwords import hashed, weakness
    from sorewise.apps.web.serving.needed import needed
    from sorewise.store.accounts import Owner

    needed()
    name = name.strip()
    if not 1 <= len(name) <= LONGEST_NAME or not name.isprintable():
        raise InputError(tr(said.NAME_WRONG))
    password = _asked() if password_file is None else _read(password_file)
    if weak := weakness(password, name):
        raise InputError(tr(WEAK[weak]))
    with here().store() as store:
        before = store.accounts.owner()
        handle = before.handle if before and before.name == name else token_urlsafe(HANDLE_BYTES)
        store.accounts.set_owner(Owner(name=name, password=hashed(password), handle=handle, made=here().clock()))
    here().progress.kept = True
    show([Line(tr(said.SET, name=name))])


@owner.command(name="show")
def show_owner(*, as_json: Json = False) -> None:
    """Show whether there is an account, and how many are logged in."""
    with here().store() as store:
        found, keys, logins = store.accounts.owner(), store.accounts.passkeys(), store.accounts.logins()
        now = here().now(store.profile())
    if as_json:
        since = found.made.isoformat() if found else None
        say_json({"name": found.name if found else None, "since": since, "passkeys": len(keys), "logins": len(logins)})
    elif found is None:
        show([Line(tr(said.NO_ACCOUNT))])
    else:
        day = found.made.astimezone(now.tzinfo).date().isoformat()
        show([Line(said.account(found.name, day, len(keys), len(logins)))])


@owner.command(name="remove")
def remove_owner() -> None:
    """Delete the account with its passkeys, and log everybody out."""
    with here().store() as store:
        removed = store.accounts.remove_owner()
    show([Line(tr(said.REMOVED if removed else said.NO_ACCOUNT))])


def _asked() -> str:
    """Twice, without showing it."""
    if not _is_somebody_there():
        raise InputError(tr(said.NOBODY_TO_ASK))
    try:
        password = getpass(tr(said.NEW_PASSWORD))
        again = getpass(tr(said.AGAIN))
    except EOFError:
        raise KeyboardInterrupt from None
    if password != again:
        raise InputError(tr(said.NOT_TWICE))
    return password


def _is_somebody_there() -> bool:
    return sys.stdin.isatty()


def _read(file: Path) -> str:
    try:
        lines = file.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        why = error.strerror if isinstance(error, OSError) else "utf-8"
        raise InputError(tr(said.PASSWORD_FILE, file=str(file), why=why or "")) from error
    return lines[0] if lines else ""
