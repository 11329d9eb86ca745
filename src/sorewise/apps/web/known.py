"""What is known of the runner: read once, and again when the record changed, by whichever program.

A server asks for the same again and again, and ten years of history take a while to read. The mark of the store
(`Store.mark`) says whether anything is otherwise; where there is none, everything is read each time. A server that runs
for long reads beforehand: in a quiet moment after something was written, so that no morning waits for it.
"""

from __future__ import annotations

import asyncio
import gc
from collections.abc import Callable, Hashable
from contextlib import suppress
from dataclasses import replace
from datetime import date
from pathlib import Path
from threading import Lock, Thread
from typing import TYPE_CHECKING, TypeVar
from weakref import finalize

from starlette.requests import Request
from starlette.responses import Response

from sorewise.apps.draft import started
from sorewise.apps.here import Here, Progress, being
from sorewise.apps.web.check_in.checking import new_name
from sorewise.model.errors import SorewiseError
from sorewise.model.records import History, Profile
from sorewise.morning import morning
from sorewise.store import DecisionRecord, Store

if TYPE_CHECKING:
    from sorewise.store.file import File
    from sorewise.store.server import Server

Found = TypeVar("Found")
MOST = 8
"""As many answers of the store, and as many pages, as are remembered."""
LET_BE_S = 2.0
"""How long nothing must have been sent before what was written is read anew: whoever waits for a page comes first."""
ANY_NAME = new_name()
"""Stands in a page that is kept where each visitor gets a name of their own."""


class KnownStore(Store):
    """A store that stays open and answers from memory while the record is as it was."""

    def __init__(self, base: File | Server) -> None:
        super().__init__(base)
        self.stay()
        self.lasting = False
        self._reading = Lock()
        self._found: dict[Hashable, tuple[str, object]] = {}

    def profile(self) -> Profile:
        """Who the runner is."""
        return self._once("profile", super().profile)

    def history(
        self, since: date | None = None, until: date | None = None, *, sessions_since: date | None = None
    ) -> History:
        """All that is known, or what is known of these days."""
        whole = super().history
        if since is until is sessions_since is None:
            with self._reading:  # who comes second takes what the first one reads
                return self._once("history", self._lasting(whole))
        return whole(since, until, sessions_since=sessions_since)

    def decisions(self, since: date | None = None, until: date | None = None) -> tuple[DecisionRecord, ...]:
        """The decisions of these days; those of a single day are remembered."""
        read = super().decisions
        if since is None or since != until:
            return read(since, until)
        return self._once(since, lambda: read(since, until))

    def _lasting(self, read: Callable[[], Found]) -> Callable[[], Found]:
        """What was read, out of the collector's sight: looking through ten years takes as long as a verdict."""

        def kept() -> Found:
            found = read()
            gc.freeze()
            return found

        return kept if self.lasting else read

    def _once(self, name: Hashable, read: Callable[[], Found]) -> Found:
        mark = self.mark()
        known = self._found.get(name)
        if mark is not None and known is not None and known[0] == mark:
            return known[1]  # type: ignore[return-value]  # what `read` found under this name
        found = read()
        if mark is not None:  # what was read after the mark may be newer, never older
            remember(self._found, name, (mark, found))
        return found


class Known:
    """The one store of an app, and the pages that were made of it. `lasting` is that of a server that runs for long."""

    def __init__(self, place: Here, *, lasting: bool = False) -> None:
        self._db = place.db
        self._lasting = lasting
        self._warming = Lock()
        self._warm: str | None = None
        self._begun = False
        self._later: asyncio.TimerHandle | None = None
        self._opening = Lock()
        self._store: Store | None = None
        self._inode = 0
        self._end: finalize[[], Known] | None = None
        self._pages: dict[Hashable, tuple[str, bytes]] = {}

    def at(self, place: Here) -> Here:
        """The same place, with the store that stays open."""
        return replace(place, opened=self.opened)

    def opened(self) -> Store:
        """The store; opened anew where another file lies in its place. Raises StoreError."""
        with self._opening:
            if self._store is None or self._inode != _inode(self._store.place):
                if self._end is not None:
                    self._end()
                self._store = store = KnownStore.open(self._db)
                store.lasting = self._lasting
                self._inode = _inode(store.place)
                self._end = finalize(self, store.let_go)
            return self._store

    def asked(self, request: Request) -> None:
        """Somebody asked for something: when nobody has for a moment, what it changed is read anew."""
        if not self._lasting or (self._begun and request.method == "GET" and self._later is None):
            return
        self._begun = True
        if self._later is not None:
            self._later.cancel()
        self._later = asyncio.get_running_loop().call_later(LET_BE_S, self._begin, request.app.state.place)

    def _begin(self, place: Here) -> None:
        self._later = None
        Thread(target=self.read_ahead, args=(place,), name="read ahead").start()

    def read_ahead(self, place: Here) -> None:
        """Read what is known, and judge a morning without answers: the next one finds everything ready."""
        with (
            self._warming,
            suppress(SorewiseError, OSError),
            being(replace(place, progress=Progress())) as there,
            there.progress.until_end,
            there.store() as store,
        ):
            mark = store.mark()
            if mark is None or mark == self._warm:
                return
            history = store.history()
            now = there.now(history.profile)
            found = morning(there.book(), history, started(now), now=now)
            _ = found.asked, found.changes
            self._warm = mark
            gc.unfreeze()
            gc.collect()
            gc.freeze()

    def page(self, mark: str | None, about: Hashable, make: Callable[[str], Response]) -> Response:
        """A page that is the same while the mark and what it is `about` are; `make` is given a name for its forms.

        The mark has to be asked for before what the page shows is read.
        """
        if mark is None:
            return make(new_name())
        known = self._pages.get(about)
        if known is None or known[0] != mark:
            known = mark, bytes(make(ANY_NAME).body)
            remember(self._pages, about, known)
        return Response(known[1].replace(ANY_NAME.encode(), new_name().encode()), media_type="text/html")


def known(request: Request) -> Known:
    """What the app of this request knows."""
    found: Known = request.app.state.known
    return found


def remember(found: dict[Hashable, Found], name: Hashable, value: Found) -> None:
    """Remember a few, the newest."""
    with _REMEMBERING:
        found.pop(name, None)
        found[name] = value
        while len(found) > MOST:
            del found[next(iter(found))]


_REMEMBERING = Lock()


def _inode(place: str) -> int:
    """The number of the file there, 0 for none."""
    try:
        return Path(place).stat().st_ino if "://" not in place else 0
    except FileNotFoundError:
        return 0
