"""Files of an upload: written to disk while they come, into a folder that is gone afterwards whatever happens."""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

from python_multipart.exceptions import FormParserError
from python_multipart.multipart import MultipartParser, parse_options_header
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request

MEGABYTE = 1024 * 1024
MOST_BYTES = 2 * 1024 * MEGABYTE
MOST_FILES = 5000
LEFT_FREE = 256 * MEGABYTE
"""What an upload leaves of the disk for the store and for everybody else."""
LONGEST_NAME = 120
PREFIX = "sorewise-upload-"
UNFIT = re.compile(r"[\x00-\x1f\x7f/\\:]")


class UploadError(Exception):
    """An upload that is not taken; `code` names why. Nothing of it is left."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


async def received(request: Request) -> tuple[Path, list[Path]]:
    """The folder and the files in it, whole. Raises UploadError, and ClientDisconnect for a lost connection."""
    kind, options = parse_options_header(request.headers.get("content-type"))
    boundary = options.get(b"boundary")
    if kind != b"multipart/form-data" or not boundary:
        raise UploadError("no_form")
    length = request.headers.get("content-length", "")
    expected = int(length) if length.isdecimal() else 0
    if expected > MOST_BYTES:
        raise UploadError("too_large")
    folder = await run_in_threadpool(new_folder)
    try:
        return folder, await _written(request, folder, boundary, expected)
    except BaseException:  # a lost connection and the end of the server too
        remove(folder)
        raise


async def _written(request: Request, folder: Path, boundary: bytes, expected: int) -> list[Path]:
    if not has_room(folder, expected):
        raise UploadError("no_room")
    parts = Parts(folder, boundary)
    waiting = bytearray()
    try:
        async for chunk in request.stream():
            waiting += chunk
            if len(waiting) >= MEGABYTE:
                data, waiting = bytes(waiting), bytearray()
                await run_in_threadpool(parts.feed, data)
        await run_in_threadpool(parts.feed, bytes(waiting))
    finally:
        parts.close()
    return parts.whole()


class Parts:
    """A multipart body on its way to disk: each part with a file name becomes a file, the others are nothing to us."""

    def __init__(self, folder: Path, boundary: bytes) -> None:
        self._folder = folder
        self._size = 0
        self._ended = False
        self._files: list[Path] = []
        self._file: BinaryIO | None = None
        self._header, self._value = b"", b""
        self._told = b""
        self._parser = MultipartParser(
            boundary,
            {
                "on_part_begin": self._begin,
                "on_header_field": self._field,
                "on_header_value": self._more_value,
                "on_header_end": self._header_end,
                "on_headers_finished": self._open,
                "on_part_data": self._data,
                "on_part_end": self.close,
                "on_end": self._end,
            },
        )

    def feed(self, data: bytes) -> None:
        """So much more of the body. Raises UploadError."""
        self._size += len(data)
        if self._size > MOST_BYTES:
            raise UploadError("too_large")
        if not has_room(self._folder, len(data)):
            raise UploadError("no_room")
        try:
            self._parser.write(data)
        except FormParserError as error:
            raise UploadError("cut_off") from error
        except OSError as error:
            raise UploadError("no_room") from error

    def whole(self) -> list[Path]:
        """The files, once the body came to its own end. Raises UploadError for one that did not, or without files."""
        if not self._ended:
            raise UploadError("cut_off")
        if not self._files:
            raise UploadError("nothing")
        return self._files

    def close(self) -> None:
        """End the file that is being written."""
        if self._file is not None:
            self._file.close()
            self._file = None

    def _begin(self) -> None:
        self._header, self._value, self._told = b"", b"", b""

    def _field(self, data: bytes, start: int, end: int) -> None:
        self._header += data[start:end]

    def _more_value(self, data: bytes, start: int, end: int) -> None:
        self._value += data[start:end]

    def _header_end(self) -> None:
        if self._header.lower() == b"content-disposition":
            self._told = self._value
        self._header, self._value = b"", b""

    def _open(self) -> None:
        _, options = parse_options_header(self._told)
        name = options.get(b"filename", b"").decode("utf-8", "replace")
        if not name:
            return
        if len(self._files) >= MOST_FILES:
            raise UploadError("too_many")
        path = free_name(self._folder, name)
        self._file = path.open("xb")
        self._files.append(path)

    def _data(self, data: bytes, start: int, end: int) -> None:
        if self._file is not None:
            self._file.write(memoryview(data)[start:end])

    def _end(self) -> None:
        self._ended = True


def free_name(folder: Path, told: str) -> Path:
    """Where a file of this name goes: its own name, without folders, and with a number if there is one already."""
    name = UNFIT.sub("_", told.replace("\\", "/").rpartition("/")[2]).strip(". ") or "file"
    stem, dot, suffix = name.rpartition(".")
    stem, suffix = (stem, dot + suffix) if dot and len(suffix) <= LONGEST_NAME // 4 else (name, "")
    stem = stem.encode()[:LONGEST_NAME].decode("utf-8", "ignore") or "file"
    number, path = 1, folder / f"{stem}{suffix}"
    while path.exists():
        number += 1
        path = folder / f"{stem} ({number}){suffix}"
    return path


# ------------------------------------------------------------------------------------------------------ folders


def new_folder() -> Path:
    """A folder that only its owner can read, told by its name whose it is; what nobody owns any more is cleared."""
    for left in Path(tempfile.gettempdir()).glob(f"{PREFIX}*-*"):
        if not _is_alive(left.name.removeprefix(PREFIX).partition("-")[0]):
            remove(left)
    return Path(tempfile.mkdtemp(prefix=f"{PREFIX}{os.getpid()}-"))


def _is_alive(told: str) -> bool:
    """Whether the process still runs; one that we may not ask is taken for alive."""
    if not told.isdecimal():
        return True
    try:
        os.kill(int(told), 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True


def remove(folder: Path) -> None:
    """Delete it with everything in it; one that is somebody else's stays."""
    with suppress(OSError):
        shutil.rmtree(folder, ignore_errors=True)


def has_room(folder: Path, size: int) -> bool:
    """Whether so many bytes fit on the disk and leave some."""
    return shutil.disk_usage(folder).free - size > LEFT_FREE
