"""Where a command runs: which store and rulebook, whether in colour, and what time it is."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from sorewise.model.records import Profile
from sorewise.text.speech import speaking

if TYPE_CHECKING:
    from sorewise.engine.book import Rulebook
    from sorewise.store import Store


def _clock() -> datetime:
    return datetime.now().astimezone().replace(microsecond=0)


@dataclass
class Progress:
    """How far the command came: whether its main thing is kept, the language spoken, and what ends with it."""

    kept: bool = False
    language: str = Profile().language
    until_end: ExitStack = field(default_factory=ExitStack)


@dataclass(frozen=True, kw_only=True)
class Here:
    """What stands before every command. `db` is a file or a URL, None the platform's own place."""

    db: str | None = None
    rulebook: Path | None = None
    colour: bool = False
    clock: Callable[[], datetime] = _clock
    progress: Progress = field(default_factory=Progress)
    _books: dict[Path | None, Any] = field(default_factory=dict, repr=False)

    def store(self) -> Store:
        """Open the store, and speak the runner's language from now on. Raises StoreError."""
        from sorewise.store import Store

        store = Store.open(self.db)
        self.progress.language = language = store.profile().language
        if language != Profile().language:
            self.progress.until_end.enter_context(speaking(language))
        return store

    def book(self) -> Rulebook:
        """The rulebook, with the person's own over it. Raises RulebookError."""
        return self.book_over(self.rulebook)

    def book_over(self, overlay: Path | None) -> Rulebook:
        """Our rulebook under this overlay, read once a command."""
        if overlay not in self._books:
            from sorewise.engine.rules import load

            self._books[overlay] = sound(load(overlay))
        book: Rulebook = self._books[overlay]
        return book

    def now(self, profile: Profile) -> datetime:
        """The present in the runner's own zone; in the machine's while none was told."""
        now = self.clock()
        return now if profile.zone == "UTC" else now.astimezone(ZoneInfo(profile.zone))


def sound(book: Rulebook) -> Rulebook:
    """The same rulebook, if years of history can be read with its numbers. Raises RulebookError."""
    from sorewise.training.windows import Windows

    Windows.from_thresholds(book.numbers)
    return book


_HERE: ContextVar[Here | None] = ContextVar("here", default=None)


def here() -> Here:
    """Where the running command is."""
    return _HERE.get() or Here()


@contextmanager
def being(place: Here | None = None, **changes: Any) -> Iterator[Here]:
    """Run what follows there, or here with some changes."""
    there = replace(place or here(), **changes)
    token = _HERE.set(there)
    try:
        yield there
    finally:
        _HERE.reset(token)
