"""What a planned session is called: its own name where that says more than kind and length, with its kind beside it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping

from sorewise.text.speech import capital, tr

WORD = re.compile(r"[^\s,;:!=()\[\]-]+(?:[-:][^\s,;:!=()\[\]-]+)*")
NUMBER = re.compile(r"\d+(?:[.,:]\d+)*(?P<unit>[a-z]*)(?:\d+[a-z]*)?", re.IGNORECASE)
UNITS = frozenset({
    "", "h", "hr", "hrs", "hour", "hours", "min", "mins", "minute", "minutes", "m", "k", "km", "mi", "mile", "miles",
})  # fmt: skip
PLAIN = frozenset({"session", "training", "workout"})
"""Words that say of any session no more than that it is one."""


def called(name: str, kind: str, kinds: Mapping[str, str], *, sized: bool) -> str:
    """A name and the kind beside it, or one of them where the other says no more.

    `kinds` has the words of every kind; `sized` says that a length is told after it, so that one in the name is not.
    "45 min easy" is "Easy run", "Easy with strides" stays, "Sunday loop" is "Sunday loop (Long run)". The kind is left
    out only where the name speaks of no other: what was misunderstood has to show.
    """
    words = [_plain(word) for word in WORD.findall(name)]
    owns = _own_words(kinds)
    of_any = {word for label in kinds.values() for word in _words(label)} - {
        word for own in owns.values() for word in own
    }
    if all(word in {*owns[kind], *of_any, *PLAIN} or (sized and _is_length(word)) for word in words):
        return tr(kinds[kind])
    named = {one for one, own in owns.items() if own & set(words)}
    return capital(name) if named == {kind} else f"{name} ({tr(kinds[kind])})"


def _own_words(kinds: Mapping[str, str]) -> Mapping[str, set[str]]:
    """The words that a kind shares with no other one, as marked and as spoken."""
    all_of = {kind: _words(label) for kind, label in kinds.items()}
    times = Counter(word for words in all_of.values() for word in words)
    return {kind: {word for word in words if times[word] == 1} for kind, words in all_of.items()}


def _words(label: str) -> set[str]:
    return {_plain(word) for said in (label, tr(label)) for word in WORD.findall(said)}


def _plain(word: str) -> str:
    """One word for "Hills" and "hill"."""
    return word.casefold().removesuffix("s") if not word[0].isdigit() else word.casefold()


def _is_length(word: str) -> bool:
    number = NUMBER.fullmatch(word)
    return word in UNITS or f"{word}s" in UNITS or (number is not None and number["unit"] in UNITS)
