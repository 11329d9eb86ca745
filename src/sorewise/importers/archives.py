"""ZIP archives: which members are read, and why others are not. Nothing is ever unpacked to disk.

What an archive says of itself bounds what is read of it: the standard library never gives more of a member than the
size in the archive's list, so a bomb is seen in that list before a byte of it is unpacked.
"""

from __future__ import annotations

import hashlib
import io
import re
import stat
import struct
import zlib
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO, Self
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, LargeZipFile, ZipFile, ZipInfo

from sorewise.model.records import Answers

MARKS = (b"PK\x03\x04", b"PK\x05\x06")
WANTED = (".fit", ".tcx", ".gpx", ".csv", ".json", ".xml", ".gz", ".zip")
SEPARATOR = "!"
"""Between an archive and its member, as people see them: `export.zip!activities/1.fit`."""

MEGABYTE = 1024 * 1024
MOST_DIRECTORY_BYTES = 64 * MEGABYTE
MOST_NAMES = 200_000
MOST_NAME_LETTERS = 1024
MOST_RATIO = 200
RATIO_COUNTS_FROM = MEGABYTE  # an hour on a treadmill is small, and much the same from end to end
MOST_NESTED_BYTES = 512 * MEGABYTE  # an archive in an archive is held in memory
FAULTS = (BadZipFile, LargeZipFile, NotImplementedError, RuntimeError, ValueError, EOFError, zlib.error, struct.error)
"""What the standard library raises for an archive that is not as it should be."""

ENCRYPTED = 0x1
UNSAFE = re.compile(r"^[/\\]|^[A-Za-z]:|(^|[/\\])\.\.([/\\]|$)|\x00")
TAIL_BYTES = 22 + 0xFFFF
END, END_64 = b"PK\x05\x06", b"PK\x06\x06"


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why something is not opened: code and values of a problem."""

    code: str
    values: Answers = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """One member worth opening, or one that is refused; `name` is empty for the archive as a whole.

    `number` is its place in the archive's list, `bytes` what it takes in the archive, `length` what it becomes.
    """

    name: str = ""
    number: int = 0
    bytes: int = 0
    length: int = 0
    mark: str = ""
    refusal: Refusal | None = None


def is_archive(head: bytes) -> bool:
    """Whether a file that begins like this is a ZIP archive."""
    return head.startswith(MARKS)


def members(archive: ZipFile, size: int, most_bytes: int) -> list[Member]:
    """The members to be read, in the order of the archive's list, and those that must not be.

    `size` is that of the archive in bytes. XML may be longer than `most_bytes`: the one format that is read as a stream
    is XML. Whatever else lies in the archive (pictures, folders) is passed over.
    """
    found = [
        _member(number, info, most_bytes)
        for number, info in enumerate(archive.infolist())
        if not _is_of_no_use(info.filename)
    ]
    whole = sum(member.length for member in found if not member.refusal)
    if whole > max(size * MOST_RATIO, RATIO_COUNTS_FROM):  # members may lie over each other
        return [Member(refusal=_grows(whole, size))]
    return found


def _member(number: int, info: ZipInfo, most_bytes: int) -> Member:
    return Member(
        name=info.filename,
        number=number,
        bytes=info.compress_size,
        length=info.file_size,
        mark=_mark(info),
        refusal=_forbidden(info) or _too_much(info, most_bytes),
    )


def _mark(info: ZipInfo) -> str:
    """Name, checksum and size together tell a member's content without unpacking it; names may tell of people."""
    name = info.filename.encode("utf-8", "surrogatepass")
    return hashlib.sha256(b"%s\0%08x\0%d" % (name, info.CRC, info.file_size)).hexdigest()


def _is_of_no_use(name: str) -> bool:
    """A folder, no kind of file that is ever read, or one of those that systems leave behind."""
    last = name.replace("\\", "/").rpartition("/")[2]
    return not last.lower().endswith(WANTED) or last.startswith(".") or name.startswith("__MACOSX/")


def _forbidden(info: ZipInfo) -> Refusal | None:
    """What a member must not be, whatever its size."""
    names = (info.filename, info.orig_filename)
    if any(len(name) > MOST_NAME_LETTERS or UNSAFE.search(name) for name in names):
        return Refusal("unsafe_name")
    if stat.S_ISLNK(info.external_attr >> 16):
        return Refusal("link_inside")
    if info.flag_bits & ENCRYPTED:
        return Refusal("encrypted")
    return None if info.compress_type in {ZIP_STORED, ZIP_DEFLATED} else Refusal("unknown_packing")


def _too_much(info: ZipInfo, most_bytes: int) -> Refusal | None:
    """Whether a member would become too large, by what the archive's list says."""
    name = info.filename.lower()
    if info.file_size > max(info.compress_size * MOST_RATIO, RATIO_COUNTS_FROM):
        return _grows(info.file_size, info.compress_size)
    most = MOST_NESTED_BYTES if name.endswith(".zip") else most_bytes
    if info.file_size > most and not name.endswith((".xml", ".gz")):
        return Refusal("too_large", values={"bytes": info.file_size, "most": most})
    return None


def _grows(whole: int, packed: int) -> Refusal:
    return Refusal("bomb", values={"bytes": whole, "ratio": whole // max(packed, 1)})


def open_archive(file: BinaryIO) -> ZipFile:
    """The archive, if its list is of a length that can be held. Raises one of FAULTS or OSError."""
    size = file.seek(0, io.SEEK_END)
    file.seek(max(0, size - TAIL_BYTES))
    names, directory = _announced(file.read(TAIL_BYTES))
    if names > MOST_NAMES or directory > MOST_DIRECTORY_BYTES:
        raise TooManyNamesError(names)
    return ZipFile(file)


class TooManyNamesError(BadZipFile):
    """The archive's list is too long to be read; `names` is how many it announces."""

    def __init__(self, names: int) -> None:
        super().__init__(names)
        self.names = names


def _announced(tail: bytes) -> tuple[int, int]:
    """How many names the archive's list says it has, and its bytes; zeros where no end of a list is to be seen."""
    at = tail.rfind(END)
    if at < 0 or len(tail) < at + 22:
        return 0, 0
    names, directory = struct.unpack_from("<HI", tail, at + 10)
    wide = tail.rfind(END_64, 0, at)
    if wide >= 0 and len(tail) >= wide + 48:
        more_names, longer = struct.unpack_from("<QQ", tail, wide + 32)
        return max(names, more_names), max(directory, longer)
    return names, directory


class Archives:
    """Archives by their place on disk and in each other; the last one stays open, since its members come in a row."""

    def __init__(self) -> None:
        self._place: tuple[Path, tuple[int, ...]] | None = None
        self._archive: ZipFile | None = None
        self._file: BinaryIO | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def at(self, file: Path, inside: tuple[int, ...] = ()) -> ZipFile:
        """The archive there; one in another is unpacked in memory. Raises one of FAULTS or OSError."""
        if self._archive is None or self._place != (file, inside):
            self.close()
            self._file = file.open("rb") if not inside else _unpacked(file, inside)
            self._archive = open_archive(self._file)
            self._place = (file, inside)
        return self._archive

    def close(self) -> None:
        """Let go of the one that is open."""
        for one in (self._archive, self._file):
            if one is not None:
                one.close()
        self._archive = self._file = self._place = None


def _unpacked(file: Path, inside: tuple[int, ...]) -> BinaryIO:
    with Archives() as outer:
        archive = outer.at(file, inside[:-1])
        with archive.open(archive.infolist()[inside[-1]]) as member:
            return io.BytesIO(member.read())
