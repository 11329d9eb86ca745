"""Where data comes from: one module a format, each turning the bytes of a file into records or a named problem.

A format is a module (or package) here with two functions, `recognises` and `read` (see `Importer`), and one line in
`IMPORTERS`. Formats do not know each other, the store or the screen. Bad data is a value (`ImportProblem`), never an
error, since one bad file must not lose the other four hundred. `run/` reads whole folders and archives with them.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO, Protocol

from sorewise.model.plan import PlannedSession
from sorewise.model.records import CheckIn, ImportProblem, Night, Profile, Session

Record = Session | Night | CheckIn | PlannedSession | Profile
Formats = tuple[tuple[str, str], ...]
"""Label and module of each format; a module is loaded by its name in the process that reads."""

HEAD_BYTES = 64 * 1024


class Importer(Protocol):
    """One format. A module with these two functions is one."""

    def recognises(self, head: bytes, name: str) -> bool:
        """Whether a file that begins with `head` (up to 64 KiB) is of this format; the name alone never says so."""

    def read(self, file: BinaryIO, path: str) -> Iterator[Record | ImportProblem]:
        """The records of a file and what was wrong with it; never raises, whatever the bytes are.

        `file` is read forwards only, gzip taken off; `path` is how problems and people name it
        (`export.zip!activities/1.fit` for a member of an archive).
        """


IMPORTERS: Formats = (
    ("fit", "sorewise.importers.fit"),
    ("tcx", "sorewise.importers.tcx"),
    ("gpx", "sorewise.importers.gpx"),
    ("apple_health", "sorewise.importers.apple_health"),
    ("strava", "sorewise.importers.strava"),
    ("garmin", "sorewise.importers.garmin"),
    ("intervals.icu", "sorewise.importers.intervals_icu"),
    ("pmsys", "sorewise.importers.pmsys"),
    ("sorewise", "sorewise.importers.own_json"),
)
OWN = "sorewise"
"""Our own export: its records stay as they are, and say themselves where they come from."""
ONE_ACTIVITY = frozenset({"fit", "tcx", "gpx"})
"""A file of these formats is one recording, and known again by its content; tables hold many."""
STREAMED = frozenset({"apple_health"})
"""These are read piece by piece and may be of any length; any other file is held in memory whole."""
