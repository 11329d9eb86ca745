"""Passwords: which are taken, how they are kept, and how one is compared.

argon2id with the parameters that OWASP names for it (19 MiB, two passes, one lane). Each comparison costs memory on
purpose, so at most two run at once; whoever waits too long is told so. Neither that nor the time of an answer tells
whether the name was right.
"""

from __future__ import annotations

import re
import threading
import unicodedata
from functools import cache
from hmac import compare_digest
from secrets import token_hex
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from argon2 import PasswordHasher

    from sorewise.store.accounts import Owner

MEMORY_KIB, PASSES, LANES = 19456, 2, 1
AT_ONCE = 2
WAIT_S = 5.0
SHORTEST, LONGEST = 10, 1000
KINDS_OF_CHARACTER = 4
LONG_FOR_DIGITS = 16
ROWS = ("abcdefghijklmnopqrstuvwxyz", "01234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm", "qwertzuiop", "azertyuiop")
FIRST_TRIED = frozenset({
    "password", "passwort", "motdepasse", "contrasena", "geheim", "secret", "letmein", "welcome", "willkommen", "hello",
    "iloveyou", "ichliebedich", "admin", "administrator", "changeme", "default", "login", "master", "sunshine",
    "princess", "dragon", "monkey", "football", "baseball", "superman", "batman", "pokemon", "starwars", "trustno",
    "whatever", "freedom", "michael", "jennifer", "charlie", "jordan", "ashley", "qwerty", "qwertz", "azerty", "abc",
    "test", "testtest", "user", "guest", "root", "sorewise", "running", "runner", "marathon",
})  # fmt: skip
"""What is tried first, without the digits and signs that people put around it."""

_turns = threading.BoundedSemaphore(AT_ONCE)


class BusyError(Exception):
    """Too many comparisons at once."""


def weakness(password: str, name: str) -> str | None:
    """Why it is not taken: "short", "long", "common" or "name"; None if it is."""
    told = _normal(password)
    if len(told) < SHORTEST:
        return "short"
    if len(told) > LONGEST:
        return "long"
    small = told.casefold()
    core = re.sub(r"[\W\d_]+", "", small)
    if name and name.casefold() in small and core in {"", name.casefold()}:
        return "name"
    common = (
        len(set(small)) <= KINDS_OF_CHARACTER
        or core in FIRST_TRIED
        or _plain(small) in FIRST_TRIED
        or (small.isdecimal() and len(small) < LONG_FOR_DIGITS)
        or _is_in_a_row(small)
        or _is_repeated(small)
    )
    return "common" if common else None


def hashed(password: str) -> str:
    """What is kept of it. Raises BusyError."""
    with _Turn():
        return _hasher().hash(_normal(password))


def is_owner(owner: Owner | None, name: str, password: str) -> bool:
    """Whether these are the owner's; as slow for a wrong name as for a wrong password. Raises BusyError."""
    from argon2.exceptions import InvalidHashError, VerificationError

    decoy = _decoy()
    right_name = owner is not None and compare_digest(owner.name.casefold().encode(), name.casefold().encode())
    kept = owner.password if owner and right_name else decoy
    with _Turn():
        try:
            _hasher().verify(kept, _normal(password))
        except (VerificationError, InvalidHashError):
            return False
    return right_name


@cache
def _hasher() -> PasswordHasher:
    from argon2 import PasswordHasher

    return PasswordHasher(time_cost=PASSES, memory_cost=MEMORY_KIB, parallelism=LANES)


@cache
def _decoy() -> str:
    return _hasher().hash(token_hex())


class _Turn:
    def __enter__(self) -> None:
        if not _turns.acquire(timeout=WAIT_S):
            raise BusyError

    def __exit__(self, *_: object) -> None:
        _turns.release()


def _normal(password: str) -> str:
    """The same password from every keyboard."""
    return unicodedata.normalize("NFKC", password)


def _plain(small: str) -> str:
    """With the letters that figures and signs stand for."""
    return re.sub(r"[\W\d_]+$", "", small).translate(str.maketrans("013457$@!", "oleastsai"))


def _is_in_a_row(small: str) -> bool:
    """Keys or letters in their order, there or back."""
    rows = [row * 3 for row in ROWS]
    return any(small in row or small[::-1] in row for row in rows)


def _is_repeated(small: str) -> bool:
    """A short piece again and again."""
    return any(small == (small[:size] * len(small))[: len(small)] for size in range(1, len(small) // 2 + 1))
