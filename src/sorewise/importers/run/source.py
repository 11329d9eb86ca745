"""What there is to read, and what reading it gave."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from sorewise.importers import Record
from sorewise.model.records import ImportProblem


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One file, or one member of an archive.

    `path` is how people see it; `inside` are the places of the member in its archive's list, from the outer archive to
    the nested one. `bytes` is its size on disk, `length` its size in the archive's own words once unpacked. `mark`
    tells its content from any other. `expected` says that it was named, or is called like a recording: if nobody can
    read it that is a problem, whereas other files in a folder may be anything.
    """

    path: str
    file: Path
    inside: tuple[int, ...] = ()
    bytes: int = 0
    length: int = 0
    mark: str = ""
    expected: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What one file gave. `sha256` is that of its content, gzip taken off; empty if it was not read whole.

    `format` is empty if nothing here reads it: with a problem if it was `expected`, else it was passed over. `known`
    says that its content was met before. `marks` are what it will be known by the next time.
    """

    path: str
    bytes: int = 0
    format: str = ""
    sha256: str = ""
    marks: tuple[str, ...] = ()
    known: bool = False
    records: tuple[Record, ...] = ()
    problems: tuple[ImportProblem, ...] = ()
