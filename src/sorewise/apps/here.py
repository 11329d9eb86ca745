"""Where a command runs: which store and rulebook, whether in colour, and what time it is."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from contextvars import ContextVar
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from sorewise.apps.overlays import overlay_of
from sorewise.model.errors import StoreError
from sorewise.model.records import Profile
from sorewise.text.speech import speaking

if TYPE_CHECKING:
    from sorewise.engine.book import Rulebook
    from sorewise.store import Store


def _clock() -> datetime:
    return datetime.now().astimezone().replace(microsecond=0)


@dataclass
class Progress:
    """How far the command came: whether its main thing is kept, the language spoken, and what ends with it.

    `overlay` is the rulebook folder that the runner chose in their profile, known once the store is open.
    """

    kept: bool = False
    language: str = Profile().language
    overlay: Path | None = None
    until_end: ExitStack = field(default_factory=ExitStack)


@dataclass(frozen=True, kw_only=True)
class Here:
    """What stands before every command. `db` is a file or a URL, None the platform's own place.

    `opened` gives a store that is open already and stays so.
    """

    db: str | None = None
    rulebook: Path | None = None
    colour: bool = False
    clock: Callable[[], datetime] = _clock
    progress: Progress = field(default_factory=Progress)
    opened: Callable[[], Any] | None = None
    _books: dict[object, Any] = field(default_factory=dict, repr=False)

    def store(self) -> Store:
        """Open the store: from now on in the runner's language, by the rulebook they chose. Raises StoreError."""
        from sorewise.store import Store

        store: Store = self.opened() if self.opened else Store.open(self.db)
        profile = store.profile()
        self.progress.overlay = overlay_of(profile.rulebook, store.place)
        self.progress.language = language = profile.language
        if language != Profile().language:
            self.progress.until_end.enter_context(speaking(language))
        return store

    @property
    def overlay(self) -> Path | None:
        """What lies over our rulebook: the folder named before the command, else what the runner chose."""
        return self.rulebook or self.progress.overlay

    def book(self) -> Rulebook:
        """The rulebook in use; the runner's choice counts once the store is open. Raises RulebookError."""
        return self.book_over(self.overlay)

    def chosen_book(self) -> Rulebook:
        """The rulebook in use, where no store was opened; a store that cannot be read has no say."""
        with suppress(StoreError), self.store():
            pass
        return self.book()

    def book_over(self, overlay: Path | None) -> Rulebook:
        """Our rulebook under this overlay, read again only when its files changed. Raises RulebookError."""
        key = None if overlay is None else (overlay, _files_of(overlay))
        if key not in self._books:
            from sorewise.engine.rules import load

            self._books[key] = sound(load(overlay))
        book: Rulebook = self._books[key]
        return book

    def now(self, profile: Profile) -> datetime:
        """The present in the runner's own zone; in the machine's while none was told."""
        now = self.clock()
        return now if profile.zone == "UTC" else now.astimezone(ZoneInfo(profile.zone))


def _files_of(overlay: Path) -> tuple[tuple[str, int, int], ...]:
    """The files of a rulebook folder as they are now: name, time and size."""
    found = sorted([*overlay.glob("*.toml"), *overlay.glob("*/*.toml")])
    return tuple((str(file), file.stat().st_mtime_ns, file.stat().st_size) for file in found)


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
