"""Finding files below a folder and reading them: what can go wrong before a format is even looked at."""

from __future__ import annotations

import errno
import os
import stat
import zlib
from collections.abc import Iterator
from pathlib import Path

from sorewise.model.errors import InputError
from sorewise.model.records import ImportProblem

# More than the largest account export of one runner that is a single file; a guard against filling the memory.
MOST_BYTES = 256 * 1024 * 1024

# Suffixes that belong to files: a folder that ends in one is a slip worth a word.
FILE_SUFFIXES = frozenset({".fit", ".csv", ".json"})

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
)
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
            yield _refused(path, fault)
            continue
        if path.suffix.lower() in FILE_SUFFIXES:
            yield problem(path, "folder_named_file", suffix=path.suffix.lower(), files=len(inside))
        elif path == root and not inside:
            yield problem(path, "empty_folder")
        waiting.extend((path / name, above | {place}) for name in reversed(inside))


def content(path: Path) -> bytes | ImportProblem:
    """The bytes of a file, unpacked if it is a gzip file, or why they cannot be had."""
    try:
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
            size = max(os.fstat(file.fileno()).st_size, len(data))
    except OSError as fault:
        return _refused(path, fault)
    if not data:
        return problem(path, "empty_file")
    if len(data) > MOST_BYTES:
        return problem(path, "too_large", bytes=size, most=MOST_BYTES)
    return _unpacked(data, path) if data.startswith(GZIP) else data


def _unpacked(data: bytes, path: Path) -> bytes | ImportProblem:
    """What is in a gzip file, whose own checksum must hold; never more than the cap, however much it would become."""
    stream = zlib.decompressobj(wbits=31)
    try:
        inside = stream.decompress(data, MOST_BYTES + 1)
    except zlib.error:
        return problem(path, "damaged", reason="gzip")
    if len(inside) > MOST_BYTES:
        return problem(path, "too_large", bytes=len(inside), most=MOST_BYTES)
    if not stream.eof:
        return problem(path, "damaged", reason="gzip")
    return inside or problem(path, "empty_file")


def unknown(head: bytes, path: str) -> ImportProblem:
    """The problem of a file that no importer recognises, with what it looks like ("" if that is not known either)."""
    looks = next((name for mark, name in MARKS if head.startswith(mark)), "")
    if not looks and head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        looks = next((name for mark, name in XML_MARKS if mark in head), "xml")
    return ImportProblem(path=path, code="unknown_format", values={"looks_like": looks, "suffix": Path(path).suffix})


def problem(path: Path, code: str, **values: str | int) -> ImportProblem:
    """A problem of the whole file at `path`."""
    return ImportProblem(path=shown(path), code=code, values=values)


def _refused(path: Path, fault: OSError) -> ImportProblem:
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
