"""`import`: files and folders into the store."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, BinaryIO

from cyclopts import Parameter

from sorewise.apps.day import data as plain
from sorewise.apps.here import here
from sorewise.apps.options import Json
from sorewise.apps.out import say_json, show
from sorewise.model.records import ImportProblem
from sorewise.store import Added, DecisionRecord, RulebookText, Store
from sorewise.text import taking as said

if TYPE_CHECKING:
    from sorewise.importers import Found

Paths = Annotated[list[str], Parameter(name="PATH", help="Files, or folders that are read whole.")]
OWN = "sorewise"
FILES_BETWEEN_WORDS = 25
ALSO = {"decisions": DecisionRecord, "rulebooks": RulebookText}


class OwnDocument:
    """Our own export, with the sections that only the store knows."""

    @staticmethod
    def recognises(head: bytes, name: str) -> bool:
        """Whether it opens as our document does."""
        from sorewise.importers import own_json

        return own_json.recognises(head, name)

    @staticmethod
    def read(file: BinaryIO, path: str) -> Iterator[Any]:
        """Every record of it."""
        from sorewise.importers import own_json

        return own_json.read(file, path, ALSO)


@dataclass
class Taken:
    """What an import found, file by file."""

    exact: list[Any] = field(default_factory=list)
    others: list[Any] = field(default_factory=list)
    problems: list[ImportProblem] = field(default_factory=list)
    files: int = 0
    known_files: int = 0
    unreadable: int = 0

    def take(self, found: Found) -> None:
        """Note one file."""
        self.files += 1
        self.known_files += found.known
        (self.exact if found.format == OWN else self.others).extend(found.records)
        self.problems.extend(found.problems)
        self.unreadable += bool(found.problems) and not found.records


def take_in(paths: Paths, /, *, as_json: Json = False) -> None:
    """Read FIT files, an intervals.icu CSV or an export into the store."""
    with here().store() as store:
        found = taken_in(store, paths)
    if as_json:
        say_json({**found.counts, "problems": [plain(problem) for problem in found.problems]})
    else:
        show(said.summary(found.counts, found.problems))


@dataclass(frozen=True, kw_only=True)
class Import:
    """What an import did: counts by word, and what was wrong."""

    counts: Mapping[str, int]
    problems: Sequence[ImportProblem]


def taken_in(store: Store, paths: Iterable[str]) -> Import:
    """Read what lies there and keep what is new of it."""
    taken = read_all(paths, known=_known(store))
    added = _kept(store, taken)
    counts = {
        "files": taken.files,
        "new": added.new,
        "known": added.known + taken.known_files,
        "changed": added.changed,
        "unreadable": taken.unreadable,
    }
    return Import(counts=counts, problems=taken.problems)


def read_all(paths: Iterable[str], known: frozenset[str] = frozenset()) -> Taken:
    """Read every file, before anything is written. Raises InputError for a path where nothing is."""
    from sorewise.importers import IMPORTERS, read_path

    formats = [(name, OwnDocument() if name == OWN else importer) for name, importer in IMPORTERS]
    taken = Taken()
    for path in paths:
        for found in read_path(Path(path), known=known, formats=formats):
            taken.take(found)
            _tell(taken.files)
    return taken


def _tell(files: int) -> None:
    """A long import says how far it is, where somebody looks on."""
    if files % FILES_BETWEEN_WORDS == 0 and sys.stderr.isatty():
        sys.stderr.write(f"\r{said.so_far(files)}\r")


def _known(store: Store) -> frozenset[str]:
    """Contents that were read whole before and need no second reading."""
    sessions = store.history().sessions
    return frozenset(one.file_sha256 for one in sessions if one.file_sha256 and one.quality == "whole")


def _kept(store: Store, taken: Taken) -> Added:
    """Keep all of it as one import, so that `undo` takes all of it back."""
    at = here().clock()
    first = store.add([*taken.others, *taken.problems], "import", at=at)
    if not taken.exact:
        return first
    second = store.add(taken.exact, "import", at=at, exact=True, batch=first.batch)
    return Added(
        new=first.new + second.new,
        known=first.known + second.known,
        changed=first.changed + second.changed,
        problems=first.problems,
        batch=second.batch,
    )
