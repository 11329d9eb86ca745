"""What an import found into the store, about a hundred records at a time: each time whole, or not at all.

A content is remembered together with its records, so an import that was cut off goes on where it was, and the same
folder twice is quick. `undo` takes all of one import back.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from sorewise.importers import IMPORTERS, OWN
from sorewise.importers.run.plausible import plausible
from sorewise.model.records import ImportProblem
from sorewise.model.release import __version__
from sorewise.store import Store

if TYPE_CHECKING:
    from sorewise.importers.run import Found, Watcher

ABOUT_A_BATCH = 100
OWN_DOCUMENT = "sorewise.apps.own_document"
Problems = dict[str, list[ImportProblem]]


@dataclass
class Report:
    """What an import did: records that are new, known, or known and now fuller (`merged`), and files by their path.

    Of `partial` files something was kept, of `refused` ones nothing; `passed_over` counts what is no training data.
    """

    new: int = 0
    known: int = 0
    merged: int = 0
    files: int = 0
    passed_over: int = 0
    partial: Problems = field(default_factory=dict)
    refused: Problems = field(default_factory=dict)

    @property
    def counts(self) -> Mapping[str, int]:
        """The numbers by their names."""
        return {
            "new": self.new,
            "known": self.known,
            "merged": self.merged,
            "partial": len(self.partial),
            "refused": len(self.refused),
            "passed_over": self.passed_over,
        }

    def note(self, found: Found) -> None:
        """Note one file."""
        self.files += bool(found.bytes)
        if found.problems:
            (self.partial if found.records else self.refused).setdefault(found.path, []).extend(found.problems)
        elif not found.format and not found.known:
            self.passed_over += 1


class Memory:
    """Which contents were read before, and how many records each of them gave.

    A content that no format reads is passed over again as long as the formats are those of this release.
    """

    def __init__(self, contents: Iterable[str]) -> None:
        told = (content.partition(" ") for content in contents)
        self._records = {
            mark: int(count) if count.isdecimal() else 0
            for mark, _, count in told
            if count.isdecimal() or count == __version__
        }

    def __contains__(self, mark: object) -> bool:
        return mark in self._records

    def records(self, marks: Iterable[str]) -> int:
        """How many records such a content gave; 0 if it was not read before."""
        return max((self._records.get(mark, 0) for mark in marks), default=0)

    def learn(self, found: Found) -> list[str]:
        """Remember a file that was read or passed over; answers what the store has to remember.

        What was refused is looked at again the next time, and so is what waits to be accepted.
        """
        refused = found.problems and not found.records
        if refused or any(problem.held for problem in found.problems):
            return []
        self._records.update(dict.fromkeys(found.marks, len(found.records)))
        what = str(len(found.records)) if found.format else __version__
        return [f"{mark} {what}" for mark in found.marks]


class Keeper:
    """One import on its way into the store."""

    def __init__(self, store: Store, memory: Memory, at: datetime) -> None:
        self.report = Report()
        self._store = store
        self._memory = memory
        self._at = at
        self._batch: int | None = None
        self._records: list[Any] = []
        self._contents: list[str] = []
        self._paths: list[str] = []

    def take(self, found: Found) -> None:
        """Keep what one file gave, now or with the next hundred."""
        if found.format != OWN:
            found = plausible(found, self._at)
        self.report.note(found)
        if found.known:
            self.report.known += self._memory.records(found.marks)
        elif found.format == OWN:
            self.flush()
            self._add(found)
            self._write(exact=True)
        else:
            self._add(found)
            if len(self._records) >= ABOUT_A_BATCH:
                self._write()

    def flush(self) -> None:
        """Write what waits."""
        if self._records or self._paths or self._contents:
            self._write()

    def _add(self, found: Found) -> None:
        """Let it wait; what tells that a file was read whole waits behind its last record."""
        for record in found.records:
            if len(self._records) >= ABOUT_A_BATCH and found.format != OWN:
                self._write()
            self._records.append(record)
        self._records += found.problems
        self._paths += [found.path] if found.format or found.problems else []
        self._contents += self._memory.learn(found)

    def _write(self, *, exact: bool = False) -> None:
        records, contents, paths = self._records, self._contents, self._paths
        self._records, self._contents, self._paths = [], [], []
        added = self._store.add(
            records, "import", at=self._at, exact=exact, batch=self._batch, contents=contents, paths=paths
        )
        self._batch = added.batch
        self.report.new += added.new
        self.report.known += added.known
        self.report.merged += added.changed


def take_all(
    keeper: Keeper,
    memory: Memory,
    paths: Iterable[Path],
    watcher: Watcher,
    shown: Callable[[Found], Found] | None = None,
) -> None:
    """Read what lies at these paths into the keeper. `shown` may give what is found the paths that people see.

    Raises InputError for a path where nothing is, StoreError, and whatever the watcher raises to end it: what was
    written until then stays.
    """
    from sorewise.importers.run import read_all

    formats = tuple((label, OWN_DOCUMENT if label == OWN else module) for label, module in IMPORTERS)
    with closing(read_all(paths, known=memory, formats=formats, watcher=watcher)) as found:
        for one in found:
            keeper.take(shown(one) if shown else one)
        keeper.flush()


@contextmanager
def rehearsal(store: Store) -> Iterator[Store]:
    """A store that holds the same for as long as this lasts: what is written there changes nothing."""
    found = store.everything()
    past = found.history
    with TemporaryDirectory(prefix="sorewise-") as folder, Store.open(Path(folder) / "rehearsal.db") as copy:
        copy.save_profile(past.profile)
        copy.add(
            [
                *past.sessions,
                *past.nights,
                *past.check_ins,
                *past.plan,
                *found.decisions,
                *found.rulebooks,
                *found.weeks,
            ],
            "rehearsal",
            exact=True,
        )
        yield copy
