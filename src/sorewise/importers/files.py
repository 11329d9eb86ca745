"""Finding files below a folder: what can go wrong before a format is even looked at."""

from __future__ import annotations

import errno
import os
import re
import stat
from collections.abc import Iterator
from pathlib import Path

from sorewise.model.errors import InputError
from sorewise.model.records import ImportProblem

# Suffixes that belong to files: a folder that ends in one is a slip worth a word.
FILE_SUFFIXES = frozenset({".fit", ".tcx", ".gpx", ".csv", ".json", ".xml", ".zip"})
# What is called like this should be readable; any other file in a folder or an archive may be anything.
RECORDINGS = (".fit", ".tcx", ".gpx", ".fit.gz", ".tcx.gz", ".gpx.gz", ".zip")
# What services export beside the training, of the runner and of others: these are never opened.
PRIVATE = re.compile(
    r"messag\w*\.(json|csv)|contacts\w*\.csv|(followers|following|logins|blocks|comments|email\w*|mobile_device\w*)\.csv",
    re.IGNORECASE,
)
# What an Apple Health export says twice: its workouts have the length of their routes, and the routes no sport.
REPEATED = re.compile(r"route_\d{4}-\d{2}-\d{2}_\d{1,2}\.\d{2}\W?[ap]m(_\d+)?\.gpx|export_cda\.xml", re.IGNORECASE)

GZIP = b"\x1f\x8b"
# How common files begin, so that the refusal can say what a file is instead of what it is not.
MARKS: tuple[tuple[bytes, str], ...] = (
    (b"\x89PNG", "png"),
    (b"\xff\xd8\xff", "jpeg"),
    (b"GIF8", "gif"),
    (b"%PDF", "pdf"),
    (b"PK\x03\x04", "zip"),
    (GZIP, "gzip"),
    (b"SQLite format 3\x00", "sqlite"),
    (b"PAR1", "parquet"),
    (b"7z\xbc\xaf\x27\x1c", "7z"),
    (b"Rar!\x1a\x07", "rar"),
)
TAR = slice(257, 262)
PICTURES = frozenset({"png", "jpeg", "gif"})
XML_MARKS: tuple[tuple[bytes, str], ...] = (
    (b"<gpx", "gpx"),
    (b"<TrainingCenterDatabase", "tcx"),
    (b"<HealthData", "apple_health"),
    (b"<html", "html"),
    (b"<?xml", "xml"),
)


def shown(path: Path) -> str:
    """The path as text that can be stored and printed, whatever bytes the file system allows in a name."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")


def walk(root: Path) -> Iterator[Path | ImportProblem]:
    """Regular files at or below `root`, sorted by name within each folder, or why a place could not be entered.

    Links are followed; a folder reached twice is read once. Names that start with a dot are passed over below `root`.
    """
    if not os.path.lexists(root):
        raise InputError(f"{shown(root)}: there is no such file or folder", path=shown(root))
    seen: set[tuple[int, int]] = set()
    # A stack, not recursion: a chain of folders may be deeper than Python's stack. `above` are the folders entered.
    waiting: list[tuple[Path, frozenset[tuple[int, int]]]] = [(root, frozenset())]
    while waiting:
        path, above = waiting.pop()
        try:
            status = path.stat()
            if not stat.S_ISDIR(status.st_mode):
                yield path if stat.S_ISREG(status.st_mode) else problem(path, "not_a_file", what=_sort(status.st_mode))
                continue
            place = (status.st_dev, status.st_ino)
            if place in seen:
                if place in above:
                    yield problem(path, "link_loop")
                continue
            seen.add(place)
            inside = sorted(entry.name for entry in os.scandir(path) if not entry.name.startswith("."))
        except OSError as fault:
            yield refused(path, fault)
            continue
        if path.suffix.lower() in FILE_SUFFIXES:
            yield problem(path, "folder_named_file", suffix=path.suffix.lower(), files=len(inside))
        elif path == root and not inside:
            yield problem(path, "empty_folder")
        waiting.extend((path / name, above | {place}) for name in reversed(inside))


def is_passed_over(name: str) -> bool:
    """Whether a file is called like those that tell of other people or of how to log in, or that say things twice."""
    return any(pattern.fullmatch(name) for pattern in (PRIVATE, REPEATED))


def is_recording(name: str) -> bool:
    """Whether a file is called like what watches and services write."""
    return name.lower().endswith(RECORDINGS)


def looks_like(head: bytes) -> str:
    """What a file that begins like this seems to be; "" if that is not known either."""
    if head[TAR] == b"ustar":
        return "tar"
    looks = next((name for mark, name in MARKS if head.startswith(mark)), "")
    if not looks and head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        return next((name for mark, name in XML_MARKS if mark in head), "xml")
    return looks


def unknown(head: bytes, path: str) -> ImportProblem:
    """The problem of a file that no importer recognises, with what it looks like."""
    values = {"looks_like": looks_like(head), "suffix": Path(path).suffix}
    return ImportProblem(path=path, code="unknown_format", values=values)


def problem(path: Path, code: str, **values: str | int) -> ImportProblem:
    """A problem of the whole file at `path`."""
    return ImportProblem(path=shown(path), code=code, values=values)


def refused(path: Path, fault: OSError) -> ImportProblem:
    """What the system said, as its short name (EACCES, EIO): the sentence is made in the reader's language."""
    if fault.errno == errno.ELOOP:
        return problem(path, "link_loop")
    if fault.errno == errno.ENOENT and path.is_symlink():
        return problem(path, "link_broken")
    return problem(path, "unreadable", reason=errno.errorcode.get(fault.errno or 0, "unknown"))


def _sort(mode: int) -> str:
    """What a thing in a folder is that is neither file nor folder; opening a pipe would wait for ever."""
    kinds = {stat.S_IFIFO: "pipe", stat.S_IFSOCK: "socket", stat.S_IFCHR: "device", stat.S_IFBLK: "device"}
    return kinds.get(stat.S_IFMT(mode), "unknown")
