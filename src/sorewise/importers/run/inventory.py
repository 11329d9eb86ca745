"""Everything that lies at the given places: files, members of archives, and what cannot be opened. Nothing is decoded.

Order: that of the places, folder by folder and name by name, then that of an archive's own list.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from sorewise.importers import archives, files
from sorewise.importers.archives import Archives, Member
from sorewise.importers.run.source import Source
from sorewise.model.records import Answers, ImportProblem

MOST_BYTES = 128 * 1024 * 1024
"""Of one file or member, gzip taken off; what is read as a stream has no limit."""
MOST_PROBLEMS = 100
SAMPLE_BYTES = 1024 * 1024
GLANCE_BYTES = 512
DEEPEST = 1  # an archive in an archive, as account exports have them


def entries(places: Iterable[Path]) -> Iterator[Source | ImportProblem]:
    """What there is to read. Raises `InputError` for a place where nothing is, once it is come to."""
    for place in places:
        for entry in files.walk(place):
            if isinstance(entry, ImportProblem):
                yield entry
            elif entry == place or not files.is_passed_over(entry.name):
                yield from _file(entry, named=entry == place)


def _file(file: Path, *, named: bool) -> Iterator[Source | ImportProblem]:
    path = files.shown(file)
    try:
        size = file.stat().st_size
        with file.open("rb") as opened:
            head = opened.read(GLANCE_BYTES)
    except OSError as fault:
        yield files.refused(file, fault)
        return
    expected = named or files.is_recording(file.name)
    source = Source(path=path, file=file, bytes=size, length=size, expected=expected)
    if archives.is_archive(head):
        with Archives() as opened_archives:
            yield from _few(_members(source, opened_archives), path)
    elif not expected and files.looks_like(head) in files.PICTURES:
        return
    elif not size:
        yield ImportProblem(path=path, code="empty_file")
    else:
        yield source


def _members(source: Source, opened: Archives) -> Iterator[Source | ImportProblem]:
    """What is in an archive, that of archives in it included."""
    try:
        archive = opened.at(source.file, source.inside)
        found = archives.members(archive, source.length, MOST_BYTES)
    except archives.TooManyNamesError as fault:
        yield _problem(source.path, "too_many_names", values={"names": fault.names, "most": archives.MOST_NAMES})
        return
    except (*archives.FAULTS, OSError, MemoryError):
        yield _problem(source.path, "damaged", values={"reason": "zip"})
        return
    if not found:
        yield _problem(source.path, "nothing_inside")
    for member in found:
        yield from _member(source, member, opened)


def _member(outer: Source, member: Member, opened: Archives) -> Iterator[Source | ImportProblem]:
    path = f"{outer.path}{archives.SEPARATOR}{_printable(member.name)}" if member.name else outer.path
    name = member.name.rpartition("/")[2]
    if member.refusal:
        yield ImportProblem(path=path, code=member.refusal.code, values=member.refusal.values)
    elif not files.is_passed_over(name):
        source = replace(
            outer,
            path=path,
            inside=(*outer.inside, member.number),
            bytes=member.bytes,
            length=member.length,
            mark=member.mark,
            expected=files.is_recording(name),
        )
        if not name.lower().endswith(".zip"):
            yield source
        elif len(source.inside) > DEEPEST:
            yield _problem(path, "nested_too_deep")
        else:
            yield from _members(source, opened)


def marked(source: Source) -> Source | ImportProblem:
    """The source with the mark of its content; a member of an archive has its own already."""
    if source.mark:
        return source
    try:
        with source.file.open("rb") as file:
            if source.bytes <= MOST_BYTES:
                return replace(source, mark=hashlib.file_digest(file, "sha256").hexdigest())
            # Hashing gigabytes would take as long as reading them: size, time and both ends tell a file that large.
            digest = hashlib.sha256(f"{source.bytes} {os.fstat(file.fileno()).st_mtime_ns}".encode())
            digest.update(file.read(SAMPLE_BYTES))
            file.seek(-SAMPLE_BYTES, os.SEEK_END)
            digest.update(file.read())
            return replace(source, mark=digest.hexdigest())
    except OSError as fault:
        return files.refused(source.file, fault)


def _few(found: Iterable[Source | ImportProblem], path: str) -> Iterator[Source | ImportProblem]:
    """All the sources, and no more problems than somebody would read: an archive may be made of nothing else."""
    problems = 0
    for one in found:
        problems += isinstance(one, ImportProblem)
        if isinstance(one, Source) or problems <= MOST_PROBLEMS:
            yield one
    if problems > MOST_PROBLEMS:
        yield _problem(path, "more_problems", values={"count": problems - MOST_PROBLEMS})


def _problem(path: str, code: str, values: Answers | None = None) -> ImportProblem:
    return ImportProblem(path=path, code=code, values=values or {})


def _printable(name: str) -> str:
    """A member's name as text that can be stored and printed: a terminal obeys control characters."""
    plain = name[: archives.MOST_NAME_LETTERS].encode("utf-8", "backslashreplace").decode()
    return "".join(letter if letter.isprintable() else "?" for letter in plain)
