"""Where data comes from: one module a format, each turning the bytes of a file into records or a named problem.

A format is a module (or package) here with two functions, `recognises` and `read` (see `Importer`), and one line in
`IMPORTERS`. Formats do not know each other, the store or the screen. Bad data is a value (`ImportProblem`), never an
error, since one bad file must not lose the other four hundred.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Protocol

from sorewise.importers import files, fit, intervals_icu, own_json
from sorewise.model.records import CheckIn, ImportProblem, Night, PlannedSession, Profile, Session

Record = Session | Night | CheckIn | PlannedSession | Profile

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


IMPORTERS: tuple[tuple[str, Importer], ...] = (
    ("fit", fit),
    ("intervals.icu", intervals_icu),
    ("sorewise", own_json),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What one file gave. `sha256` is empty if it could not be read, `format` if nothing here reads it.

    `known` says that its content was met before, here or by the caller, and was not read again.
    """

    path: str
    sha256: str = ""
    bytes: int = 0
    format: str = ""
    known: bool = False
    records: tuple[Record, ...] = ()
    problems: tuple[ImportProblem, ...] = ()


def read_path(
    path: Path | str, *, known: Container[str] = (), formats: Sequence[tuple[str, Importer]] = IMPORTERS
) -> Iterator[Found]:
    """Read a file, or every file below a folder, in the order of their names.

    `known` holds the SHA-256 (hex) of contents that need not be read again; `formats` are tried in their order. Hidden
    files inside a folder are passed over. Raises `InputError` if there is nothing at `path`; whatever else is wrong is
    a problem of the file it is in.
    """
    met: set[str] = set()
    for entry in files.walk(Path(path)):
        if isinstance(entry, ImportProblem):
            yield Found(path=entry.path, problems=(entry,))
            continue
        data = files.content(entry)
        if isinstance(data, ImportProblem):
            yield Found(path=data.path, problems=(data,))
            continue
        sha256 = hashlib.sha256(data).hexdigest()
        if sha256 in met or sha256 in known:
            yield Found(path=files.shown(entry), sha256=sha256, bytes=len(data), known=True)
            continue
        met.add(sha256)
        yield read_bytes(data, files.shown(entry), sha256=sha256, formats=formats)


def read_bytes(
    data: bytes, path: str, *, sha256: str = "", formats: Sequence[tuple[str, Importer]] = IMPORTERS
) -> Found:
    """Read the content of one file; `path` is what problems call it, and its last part the file's name."""
    sha256 = sha256 or hashlib.sha256(data).hexdigest()
    head, name = data[:HEAD_BYTES], Path(path).name
    for label, importer in formats:
        if importer.recognises(head, name):
            records: list[Record] = []
            problems: list[ImportProblem] = []
            for item in importer.read(io.BytesIO(data), path):
                if isinstance(item, ImportProblem):
                    problems.append(item)
                else:
                    records.append(item)
            return Found(
                path=path,
                sha256=sha256,
                bytes=len(data),
                format=label,
                records=tuple(records),
                problems=tuple(problems),
            )
    return Found(path=path, sha256=sha256, bytes=len(data), problems=(files.unknown(head, path),))
