"""The owner's account: who may log in from elsewhere, who is logged in, and how often somebody failed to.

Nothing here can be used to log in: passwords and tokens are kept hashed, of passkeys only the public half. Times are
arguments.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from sorewise.store.rows import EPOCH, instant

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sorewise.store.file import File
    from sorewise.store.server import Server

THE_ONE = "owner"


@dataclass(frozen=True, slots=True, kw_only=True)
class Owner:
    """The one who may log in. `password` is an argon2 hash, `handle` what passkeys know them by (base64url)."""

    name: str
    password: str
    handle: str
    made: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Login:
    """Somebody who is logged in. `id` is the SHA-256 of the token that their browser holds, `agent` its name, short."""

    id: str
    made: datetime
    seen: datetime
    agent: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Passkey:
    """A passkey of the owner: credential id and public key in base64url, and the host that it works for."""

    id: str
    public_key: str
    sign_count: int
    name: str
    host: str
    made: datetime


class Accounts:
    """The owner, their logins and passkeys. Each method is one transaction, and may raise StoreError."""

    def __init__(self, base: File | Server) -> None:
        self._base = base

    def owner(self) -> Owner | None:
        """The owner, if one was set."""
        for name, password, handle, made in self._rows("SELECT name, password, handle, made FROM owner"):
            return Owner(name=name, password=password, handle=handle, made=_moment(made))
        return None

    def set_owner(self, owner: Owner) -> None:
        """Make this the owner. Whoever is logged in is not any more; passkeys stay if the handle does."""
        from sqlalchemy import delete, insert

        from sorewise.store import tables

        row = {"id": THE_ONE, "name": owner.name, "password": owner.password, "handle": owner.handle}
        before = self.owner()
        with self._base.writing(record=False) as connection:
            gone = [tables.owner, tables.logins, tables.failures]
            if before is None or before.handle != owner.handle:
                gone.append(tables.passkeys)
            for table in gone:
                connection.execute(delete(table))
            connection.execute(insert(tables.owner), {**row, "made": instant(owner.made)})

    def remove_owner(self) -> bool:
        """Delete the owner with all logins and passkeys; False if there was none."""
        from sqlalchemy import delete

        from sorewise.store import tables

        if self.owner() is None:
            return False
        with self._base.writing(record=False) as connection:
            for table in (tables.owner, tables.logins, tables.failures, tables.passkeys):
                connection.execute(delete(table))
        return True

    # --------------------------------------------------------------------------------------------------- logins

    def logins(self) -> tuple[Login, ...]:
        """Who is logged in, the latest seen first."""
        found = self._rows("SELECT id, made, seen, agent FROM logins ORDER BY seen DESC, id")
        return tuple(_login(row) for row in found)

    def login(self, login_id: str) -> Login | None:
        """The login of this id."""
        for row in self._rows("SELECT id, made, seen, agent FROM logins WHERE id = ?", login_id):
            return _login(row)
        return None

    def log_in(self, login: Login, *, instead_of: str | None = None, keep_since: datetime) -> None:
        """Keep a login in the place of the one the browser had; those not seen since `keep_since` go."""
        from sqlalchemy import delete, insert

        from sorewise.store.tables import logins

        row = {"id": login.id, "made": instant(login.made), "seen": instant(login.seen), "agent": login.agent}
        with self._base.writing(record=False) as connection:
            connection.execute(
                delete(logins).where((logins.c.seen < instant(keep_since)) | (logins.c.id == instead_of))
            )
            connection.execute(insert(logins), row)

    def saw(self, login_id: str, now: datetime) -> None:
        """Note that it was used."""
        from sqlalchemy import update

        from sorewise.store.tables import logins

        with self._base.writing(record=False) as connection:
            connection.execute(update(logins).where(logins.c.id == login_id).values(seen=instant(now)))

    def log_out(self, login_id: str) -> None:
        """End one login."""
        self._delete("logins", login_id)

    def log_out_others(self, but: str | None = None) -> int:
        """End all logins but this one; answers how many."""
        from sqlalchemy import delete

        from sorewise.store.tables import logins

        if self._base.is_empty():
            return 0
        with self._base.writing(record=False) as connection:
            return connection.execute(delete(logins).where(logins.c.id != (but or ""))).rowcount

    # ------------------------------------------------------------------------------------------------- failures

    def attempt(self, whose: Sequence[str], now: datetime, most: int, within: timedelta) -> datetime | None:
        """Count an attempt as failed before it is judged, so that many at once do not pass together.

        `whose` names what is counted: the account and the address. Answers None if it may be judged, or when the next
        one may. `succeeded` takes it back.
        """
        from sqlalchemy import delete, insert, select, text

        from sorewise.store.tables import failures

        since = instant(now - within)
        with self._base.writing(record=False) as connection:
            if connection.dialect.name != "sqlite":  # where a transaction has the whole store for itself anyway
                connection.execute(text("LOCK TABLE failures IN EXCLUSIVE MODE"))
            connection.execute(delete(failures).where(failures.c.instant <= since))
            full = []
            for who in whose:
                met = connection.execute(
                    select(failures.c.instant).where(failures.c.who == who).order_by(failures.c.instant.desc())
                ).scalars()
                times = list(met)
                if len(times) >= most:
                    full.append(_moment(times[most - 1]) + within)
            if full:
                return max(full)
            connection.execute(insert(failures), [{"who": who, "instant": instant(now)} for who in whose])
            return None

    def succeeded(self, whose: Sequence[str]) -> None:
        """Forget the failures of these."""
        from sqlalchemy import delete

        from sorewise.store.tables import failures

        with self._base.writing(record=False) as connection:
            connection.execute(delete(failures).where(failures.c.who.in_(list(whose))))

    # ------------------------------------------------------------------------------------------------- passkeys

    def passkeys(self) -> tuple[Passkey, ...]:
        """The owner's passkeys, oldest first."""
        found = self._rows("SELECT id, public_key, sign_count, name, host, made FROM passkeys ORDER BY made, id")
        return tuple(
            Passkey(id=key, public_key=public, sign_count=count, name=name, host=host, made=_moment(made))
            for key, public, count, name, host, made in found
        )

    def add_passkey(self, passkey: Passkey) -> None:
        """Keep a passkey; one that is there already is refused as StoreError (kind "record")."""
        from sqlalchemy import insert

        from sorewise.store.tables import passkeys

        row = {
            "id": passkey.id,
            "public_key": passkey.public_key,
            "sign_count": passkey.sign_count,
            "name": passkey.name,
            "host": passkey.host,
            "made": instant(passkey.made),
        }
        with self._base.writing(record=False) as connection:
            connection.execute(insert(passkeys), row)

    def used_passkey(self, passkey_id: str, sign_count: int) -> None:
        """Note how often it was used, by its own count."""
        from sqlalchemy import update

        from sorewise.store.tables import passkeys

        with self._base.writing(record=False) as connection:
            connection.execute(update(passkeys).where(passkeys.c.id == passkey_id).values(sign_count=sign_count))

    def remove_passkey(self, passkey_id: str) -> None:
        """Let go of one, if it is there."""
        self._delete("passkeys", passkey_id)

    def _rows(self, sql: str, *values: object) -> list[tuple[Any, ...]]:
        with self._base.reading() as reader:
            return reader.rows(sql, values)

    def _delete(self, name: str, key: str) -> None:
        from sqlalchemy import delete

        from sorewise.store.tables import metadata

        table = metadata.tables[name]
        if not self._base.is_empty():
            with self._base.writing(record=False) as connection:
                connection.execute(delete(table).where(table.c.id == key))


def _moment(microseconds: int) -> datetime:
    return EPOCH + timedelta(microseconds=microseconds)


def _login(row: tuple[Any, ...]) -> Login:
    key, made, seen, agent = row
    return Login(id=key, made=_moment(made), seen=_moment(seen), agent=agent)
