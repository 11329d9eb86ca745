"""Folders, files and archives, read by worker processes: what each file gave, in the order in which the files lie."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Container, Generator, Iterable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from sorewise.importers import IMPORTERS, Formats
from sorewise.importers.run.inventory import entries, marked
from sorewise.importers.run.source import Found, Source
from sorewise.model.records import ImportProblem

if TYPE_CHECKING:
    from sorewise.importers.run.pool import Pool

__all__ = ["Found", "Quiet", "Watcher", "read_all"]

MOST_WORKERS = 8
AHEAD = 64  # files that may be done before the one whose turn it is: a large one must not hold up the others


class Watcher(Protocol):
    """Somebody who wants to see how far it is; bytes are those on disk. May be called from several threads."""

    def planned(self, files: int, size: int) -> object:
        """So much there is to read."""

    def moved(self, files: int, size: int) -> object:
        """So much more is read."""


class Quiet:
    """Nobody looks on."""

    def planned(self, files: int, size: int) -> None:
        """Nothing."""

    def moved(self, files: int, size: int) -> None:
        """Nothing."""


def read_all(
    places: Iterable[Path],
    *,
    known: Container[str] = (),
    formats: Formats = IMPORTERS,
    workers: int | None = None,
    watcher: Watcher | None = None,
) -> Generator[Found]:
    """What each file at or below these places gave; a content that was met before, or is `known`, only once.

    `known` holds marks of earlier `Found`s; `formats` are tried in their order; `workers` is how many processes read,
    one a processor by default. Raises `InputError` for a place where nothing is, before anything is read; whatever else
    is wrong is a problem of the file it is in.
    """
    found = list(entries(places))
    sources = [entry for entry in found if isinstance(entry, Source)]
    watcher = watcher or Quiet()
    watcher.planned(len(sources), sum(source.bytes for source in sources))
    with ExitStack() as until_end:

        @cache
        def pool() -> Pool:
            """The workers, from the first file on that has to be read: a second import needs none."""
            from sorewise.importers.run.pool import Pool

            return until_end.enter_context(Pool(formats, workers or _processors()))

        yield from _once(_in_turn(found, pool, known, watcher), known)


def _processors() -> int:
    counted = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return min(counted or 1, MOST_WORKERS)


def _in_turn(
    found: Iterable[Source | ImportProblem], pool: Callable[[], Pool], known: Container[str], watcher: Watcher
) -> Iterator[Found]:
    """What each entry gave, in their order, while the pool works ahead."""
    met: set[str] = set()
    waiting: deque[_Turn] = deque()
    for entry in found:
        source = marked(entry) if isinstance(entry, Source) else entry
        turn = _Turn(watcher)
        if isinstance(source, ImportProblem):
            turn.found = Found(path=source.path, problems=(source,))
        elif source.mark in met or source.mark in known:
            turn.found = Found(path=source.path, bytes=source.bytes, marks=(source.mark,), known=True)
        else:
            met.add(source.mark)
            turn.coming = pool().submit(source, turn.beat).result
        waiting.append(turn)
        while len(waiting) > AHEAD or (waiting and waiting[0].found):
            yield waiting.popleft().done()
    while waiting:
        yield waiting.popleft().done()


def _never() -> Found:
    raise LookupError


class _Turn:
    """One entry that waits for its turn: found already, or still coming."""

    def __init__(self, watcher: Watcher) -> None:
        self.found: Found | None = None
        self.coming: Callable[[], Found] = _never
        self._watcher = watcher
        self._told = 0

    def beat(self, size: int) -> None:
        """So many bytes more of it are read."""
        self._told += size
        self._watcher.moved(0, size)

    def done(self) -> Found:
        """What it gave, as soon as that is known."""
        found = self.found or self.coming()
        self._watcher.moved(1 if found.bytes else 0, found.bytes - self._told)
        return found


def _once(found: Iterable[Found], known: Container[str]) -> Iterator[Found]:
    """Each content once: a file and its packed copy differ on disk, and are known by what was in them."""
    met: set[str] = set()
    for one in found:
        if one.sha256 and not one.known and (one.sha256 in met or one.sha256 in known):
            yield replace(one, known=True, records=(), problems=())
            continue
        met.update(one.marks)
        yield one
