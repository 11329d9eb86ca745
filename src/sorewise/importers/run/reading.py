"""One file or member into what it gave. This runs in a worker process: whatever the bytes do, they do it there."""

from __future__ import annotations

import gzip
import hashlib
import io
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from importlib import import_module
from typing import BinaryIO, cast
from zipfile import BadZipFile

from sorewise.importers import HEAD_BYTES, ONE_ACTIVITY, OWN, STREAMED, Formats, Importer, Record, archives, files
from sorewise.importers.archives import Archives
from sorewise.importers.run.inventory import MOST_BYTES, MOST_PROBLEMS
from sorewise.importers.run.source import Found, Source
from sorewise.importers.run.stream import Stream
from sorewise.model.records import ImportProblem, Origin, Session

Beat = Callable[[int], object]
"""Told how many bytes on disk more were read of a file that is read as a stream."""

UNPACKING = (EOFError, zlib.error, OSError, MemoryError, BadZipFile)
"""What comes up through a format from the stream it reads; anything else is the format's own mistake."""


class _MistakeError(Exception):
    """A format raised something."""


def read(source: Source, formats: Formats, opened: Archives, beat: Beat) -> Found:
    """What the source gave; nothing is raised, whatever is in it."""
    try:
        with _raw(source, opened) as raw:
            return _read(source, raw, formats, beat)
    except MemoryError:
        return _refused(source, "too_much_memory")
    except _MistakeError as mistake:
        return _refused(source, "our_mistake", what=str(mistake))
    except (*archives.FAULTS, gzip.BadGzipFile):
        return _refused(source, "damaged", reason="zip" if source.inside else "gzip")
    except OSError as fault:
        problem = files.refused(source.file, fault)
        return Found(path=source.path, bytes=source.bytes, problems=(replace(problem, path=source.path),))


@contextmanager
def _raw(source: Source, opened: Archives) -> Iterator[BinaryIO]:
    if not source.inside:
        with source.file.open("rb") as file:
            yield file
        return
    archive = opened.at(source.file, source.inside[:-1])
    with archive.open(archive.infolist()[source.inside[-1]]) as member:
        yield cast("BinaryIO", member)


def _read(source: Source, raw: BinaryIO, formats: Formats, beat: Beat) -> Found:
    on_disk = source.bytes / max(source.length, 1)
    stream = Stream(raw, told=lambda count: beat(int(count * on_disk)))
    head = stream.ahead(HEAD_BYTES)
    if head.startswith(files.GZIP):
        stream = Stream(cast("BinaryIO", gzip.GzipFile(fileobj=stream)))
        head = stream.ahead(HEAD_BYTES)
    label, importer = _importer(head, source, formats)
    if importer is None:
        problems = (files.unknown(head, source.path),) if source.expected and head else ()
        problems = problems or ((_problem(source, "empty_file"),) if source.expected else ())
        return Found(path=source.path, bytes=source.bytes, marks=(source.mark,), problems=problems)
    if label in STREAMED:
        return _found(source, label, importer.read(cast("BinaryIO", io.BufferedReader(stream)), source.path))
    data = stream.upto(MOST_BYTES)
    if len(data) > MOST_BYTES:
        return _refused(source, "too_large", bytes=max(len(data), source.length), most=MOST_BYTES)
    sha256 = hashlib.sha256(data).hexdigest()
    return _found(source, label, importer.read(io.BytesIO(data), source.path), sha256)


def _importer(head: bytes, source: Source, formats: Formats) -> tuple[str, Importer | None]:
    """The first format that knows this beginning."""
    name = source.path.rpartition(archives.SEPARATOR)[2].rpartition("/")[2]
    for label, module in formats:
        importer = cast("Importer", import_module(module))
        if importer.recognises(head, name):
            return label, importer
    return "", None


def _found(source: Source, label: str, items: Iterator[Record | ImportProblem], sha256: str = "") -> Found:
    records: list[Record] = []
    problems: list[ImportProblem] = []
    untold = 0
    for item in _careful(items):
        if isinstance(item, Session):
            records.append(item if label == OWN else _placed(item, source, sha256 if label in ONE_ACTIVITY else ""))
        elif not isinstance(item, ImportProblem):
            records.append(item)
        elif len(problems) < MOST_PROBLEMS:
            held = tuple(_placed(one, source, sha256) if isinstance(one, Session) else one for one in item.held)
            problems.append(replace(item, file_sha256=sha256, held=held))
        else:
            untold += 1
    if untold:
        problems.append(_problem(source, "more_problems", count=untold))
    return Found(
        path=source.path,
        bytes=source.bytes,
        format=label,
        sha256=sha256,
        marks=tuple(dict.fromkeys(mark for mark in (source.mark, sha256) if mark)),
        records=tuple(records),
        problems=tuple(problems),
    )


def _careful(items: Iterator[Record | ImportProblem]) -> Iterator[Record | ImportProblem]:
    """A mistake of ours in one format must not lose the other files."""
    try:
        yield from items
    except UNPACKING:
        raise
    except Exception as fault:
        raise _MistakeError(type(fault).__name__) from fault


def _placed(session: Session, source: Source, sha256: str) -> Session:
    """The session with the place it was found at."""
    if session.origins:
        return session
    session = replace(session, file_sha256=session.file_sha256 or sha256)
    origin = Origin(
        source=session.source,
        source_id=session.source_id,
        file_sha256=session.file_sha256,
        path=source.path,
        device_id=session.device_id,
        quality=session.quality,
    )
    return replace(session, origins=(origin,))


def _refused(source: Source, code: str, **values: str | int) -> Found:
    return Found(path=source.path, bytes=source.bytes, problems=(_problem(source, code, **values),))


def _problem(source: Source, code: str, **values: str | int) -> ImportProblem:
    return ImportProblem(path=source.path, code=code, values=values)
