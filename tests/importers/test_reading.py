"""A folder of anything: each file is read or refused with its reason, always in the same order."""

import errno
import gzip
import hashlib
import os
import socket
from dataclasses import replace
from importlib import import_module
from pathlib import Path

import pytest

from importers import fit_writer as w
from sorewise.importers import IMPORTERS
from sorewise.importers.archives import Archives
from sorewise.importers.run import inventory, reading
from sorewise.importers.run.source import Found, Source
from sorewise.model.errors import InputError
from sorewise.model.records import ImportProblem

CSV = b"id,restingHR\n2026-05-28,48\n"
FORMATS = (("fit", "sorewise.importers.fit"), ("intervals.icu", "sorewise.importers.intervals_icu"))


def read_here(place, formats=FORMATS, beat=lambda _: None):
    """What each entry gives, read in this process."""
    with Archives() as opened:
        for entry in inventory.entries([place]):
            if isinstance(entry, ImportProblem):
                yield Found(path=entry.path, problems=(entry,))
            else:
                yield reading.read(inventory.marked(entry), formats, opened, beat)


def codes(place, **more):
    """File name, format and problem codes, in the order they come."""
    return [(Path(each.path).name, each.format, [p.code for p in each.problems]) for each in read_here(place, **more)]


def test_kind_is_told_by_content_and_not_by_name(tmp_path):
    """A FIT file without a suffix is read, a picture called .fit is not."""
    (tmp_path / "b").write_bytes(w.run_file())
    (tmp_path / "a.txt").write_bytes(CSV)
    (tmp_path / "c.fit").write_bytes(b"\x89PNG\r\n\x1a\n")
    assert codes(tmp_path) == [("a.txt", "intervals.icu", []), ("b", "fit", []), ("c.fit", "", ["unknown_format"])]


def test_a_file_is_found_with_its_size_and_hash(tmp_path):
    """The hash is that of the content, also in the session, which knows where it was found."""
    (tmp_path / "run.fit").write_bytes(w.run_file())
    (found,) = read_here(tmp_path / "run.fit")
    assert (found.bytes, found.sha256) == (len(w.run_file()), hashlib.sha256(w.run_file()).hexdigest())
    (session,) = found.records
    assert session.file_sha256 == found.sha256
    assert [origin.path for origin in session.origins] == [found.path]


def test_the_order_is_that_of_the_names_folder_by_folder(tmp_path):
    """Whatever order the file system has; hidden files are passed over."""
    for name in ("z.csv", "a/2.csv", "a/1.csv", "B.csv", ".hidden/x.csv", "a/.DS_Store"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(CSV + name.encode())
    expected = ["B.csv", "1.csv", "2.csv", "z.csv"]
    assert [name for name, _, _ in codes(tmp_path)] == expected
    assert [name for name, _, _ in codes(tmp_path / ".hidden")] == ["x.csv"]


def test_nothing_there_is_the_caller_s_mistake(tmp_path):
    """Misuse raises."""
    with pytest.raises(InputError, match="no such file"):
        list(read_here(tmp_path / "absent"))


def test_empty_things(tmp_path):
    """An empty file, an empty folder, a folder that is called like a file."""
    assert codes(tmp_path) == [(tmp_path.name, "", ["empty_folder"])]
    (tmp_path / "a.fit").touch()
    (tmp_path / "b.fit").mkdir()
    (tmp_path / "b.fit" / "in.csv").write_bytes(CSV)
    assert codes(tmp_path) == [
        ("a.fit", "", ["empty_file"]),
        ("b.fit", "", ["folder_named_file"]),
        ("in.csv", "intervals.icu", []),
    ]


def test_links(tmp_path):
    """A loop is named, a broken link too, a second way to the same folder is silent."""
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "in.csv").write_bytes(CSV)
    (tmp_path / "a" / "up").symlink_to(tmp_path)
    (tmp_path / "b").symlink_to(tmp_path / "a")
    (tmp_path / "c").symlink_to(tmp_path / "c")
    (tmp_path / "d").symlink_to(tmp_path / "gone")
    assert codes(tmp_path) == [
        ("in.csv", "intervals.icu", []),
        ("up", "", ["link_loop"]),
        ("c", "", ["link_loop"]),
        ("d", "", ["link_broken"]),
    ]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes")
def test_what_is_no_file_is_not_opened(tmp_path, monkeypatch):
    """Opening a pipe that nobody writes to would wait for ever."""
    monkeypatch.chdir(tmp_path)
    os.mkfifo("pipe.fit")
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("socket")
        found = [each.problems[0] for each in read_here(tmp_path)]
    assert [(each.code, each.values) for each in found] == [
        ("not_a_file", {"what": "pipe"}),
        ("not_a_file", {"what": "socket"}),
    ]


def test_a_file_too_large_is_refused(tmp_path, monkeypatch):
    """More than the cap is never read."""
    monkeypatch.setattr(reading, "MOST_BYTES", 10)
    (tmp_path / "a.csv").write_bytes(CSV)
    (found,) = read_here(tmp_path)
    assert found.problems[0].values == {"bytes": len(CSV), "most": 10}


def test_a_file_that_large_is_known_by_its_ends(tmp_path, monkeypatch):
    """Hashing all of it would take as long as reading it; another ending is another file."""
    monkeypatch.setattr(inventory, "MOST_BYTES", 100)
    monkeypatch.setattr(inventory, "SAMPLE_BYTES", 10)
    file = tmp_path / "large.xml"
    marks = set()
    for end in (b"a", b"b"):
        file.write_bytes(bytes(200) + end)
        os.utime(file, ns=(1, 1))
        (source,) = inventory.entries([file])
        marks |= {inventory.marked(source).mark, inventory.marked(source).mark}
    assert len(marks) == 2


def test_gzip_is_taken_off(tmp_path, monkeypatch):
    """As accounts export it; the hash is that of the content, so that the plain file is the same."""
    packed = gzip.compress(w.run_file())
    (tmp_path / "a.fit.gz").write_bytes(packed)
    (tmp_path / "b.fit").write_bytes(w.run_file())
    (tmp_path / "c.fit.gz").write_bytes(packed[:-9])
    (tmp_path / "d.fit.gz").write_bytes(packed[:-8] + bytes(8))
    (tmp_path / "e.fit.gz").write_bytes(gzip.compress(b""))
    (tmp_path / "f.fit.gz").write_bytes(gzip.compress(packed))
    found = list(read_here(tmp_path))
    assert [(Path(each.path).name, each.format, [p.code for p in each.problems]) for each in found] == [
        ("a.fit.gz", "fit", []),
        ("b.fit", "fit", []),
        ("c.fit.gz", "", ["damaged"]),
        ("d.fit.gz", "", ["damaged"]),
        ("e.fit.gz", "", ["empty_file"]),
        ("f.fit.gz", "", ["unknown_format"]),
    ]
    assert found[0].sha256 == found[1].sha256
    assert set(found[1].marks) < set(found[0].marks)


def test_a_gzip_bomb_stops_at_the_cap(tmp_path, monkeypatch):
    """However much it would become."""
    monkeypatch.setattr(reading, "MOST_BYTES", 100_000)
    (tmp_path / "bomb.csv.gz").write_bytes(gzip.compress(CSV + bytes(50_000_000)))
    (found,) = read_here(tmp_path)
    (problem,) = found.problems
    assert problem.code == "too_large"
    assert problem.values["bytes"] < 3_000_000


def test_what_the_system_refuses_is_named(tmp_path, monkeypatch):
    """By the system's short name; the other files are read."""
    (tmp_path / "a.csv").write_bytes(CSV)
    (tmp_path / "b.csv").write_bytes(CSV)
    honest = Path.open

    def refusing(path, mode):
        if path.name == "a.csv":
            raise PermissionError(errno.EACCES, "no")
        return honest(path, mode)

    monkeypatch.setattr(Path, "open", refusing)
    first, second = read_here(tmp_path)
    assert (first.problems[0].code, first.problems[0].values) == ("unreadable", {"reason": "EACCES"})
    assert len(second.records) == 1


def test_a_file_that_goes_on_the_way_is_named(tmp_path):
    """Between the inventory and its turn."""
    (tmp_path / "a.csv").write_bytes(CSV)
    (source,) = inventory.entries([tmp_path])
    (tmp_path / "a.csv").unlink()
    assert inventory.marked(source).values == {"reason": "ENOENT"}
    with Archives() as opened:
        found = reading.read(source, FORMATS, opened, print)
    assert found.problems[0].values == {"reason": "ENOENT"}


def test_a_name_that_is_no_text_can_still_be_told(tmp_path):
    """File names are bytes; a problem's path must be storable and printable."""
    try:
        (tmp_path / os.fsdecode(b"r\xfcn.fit")).write_bytes(b"x")
    except OSError:
        pytest.skip("this file system takes text names only")
    (found,) = read_here(tmp_path)
    assert found.path.encode("utf-8").endswith(b"r\\xfcn.fit")


@pytest.mark.parametrize(
    ("head", "looks"),
    [
        (b"\xff\xd8\xff\xe0", "jpeg"),
        (b"7z\xbc\xaf\x27\x1c", "7z"),
        (gzip.compress(b"a" * 257 + b"ustar", mtime=0), "tar"),  # no time in it: its bytes are part of the test's name
        (b"<!DOCTYPE html><html>", "html"),
        (b"<svg>", "xml"),
        (b"hello", ""),
    ],
)
def test_an_unknown_file_is_said_to_look_like_something(tmp_path, head, looks):
    """So that the refusal helps."""
    (tmp_path / "x.fit").write_bytes(head)
    (found,) = read_here(tmp_path)
    assert [(each.code, each.values) for each in found.problems] == [
        ("unknown_format", {"looks_like": looks, "suffix": ".fit"})
    ]


def test_a_folder_may_hold_anything_else(tmp_path):
    """Only what was named, or is called like a recording, must be readable; pictures are not even opened for it."""
    (tmp_path / "notes.txt").write_bytes(b"hello")
    (tmp_path / "me.jpg").write_bytes(b"\xff\xd8\xff\xe0")
    assert codes(tmp_path) == [("notes.txt", "", [])]
    assert codes(tmp_path / "notes.txt") == [("notes.txt", "", ["unknown_format"])]
    assert codes(tmp_path / "me.jpg") == [("me.jpg", "", ["unknown_format"])]


@pytest.mark.parametrize("name", ["messaging.json", "Contacts.csv", "followers.csv", "logins.csv"])
def test_what_tells_of_other_people_is_never_opened(tmp_path, name):
    """Whatever is in it."""
    (tmp_path / name).write_bytes(CSV)
    assert codes(tmp_path) == []


def test_problems_of_one_file_are_told_up_to_a_number(tmp_path):
    """A table of two million bad rows has one cause."""
    rows = b"".join(b"%d,48\n" % number for number in range(500))
    (tmp_path / "a.csv").write_bytes(b"id,restingHR\n" + rows)
    (found,) = read_here(tmp_path)
    assert len(found.problems) == inventory.MOST_PROBLEMS + 1
    assert found.problems[-1].values == {"count": 500 - inventory.MOST_PROBLEMS}


def test_a_mistake_of_ours_costs_one_file(tmp_path, monkeypatch):
    """A format that raises is named; so is one that asks for more memory than there is."""
    module = import_module("sorewise.importers.fit")
    (tmp_path / "run.fit").write_bytes(w.run_file())
    for error, code in ((KeyError("x"), "our_mistake"), (MemoryError(), "too_much_memory")):

        def read(file, path, error=error):
            yield from ()
            raise error

        monkeypatch.setattr(module, "read", read)
        assert codes(tmp_path) == [("run.fit", "", [code])]


def test_a_stream_tells_how_far_it_is(tmp_path, monkeypatch):
    """By the megabyte, in bytes on disk; what was looked at first is read once."""
    monkeypatch.setattr(reading, "STREAMED", {"fit"})
    module = import_module("sorewise.importers.fit")
    got = []

    def read(file, path):
        got.extend(iter(lambda: file.read(700_001), b""))
        yield from ()

    monkeypatch.setattr(module, "read", read)
    content = w.run_file() + os.urandom(5_000_000)
    (tmp_path / "a.fit.gz").write_bytes(gzip.compress(content, 1))
    beats = []
    (found,) = read_here(tmp_path, beat=beats.append)
    assert b"".join(got) == content
    assert found.bytes * 0.6 < sum(beats) <= found.bytes


def test_the_first_bytes_are_never_claimed_by_two_formats():
    """Kind is told from content, so the order of the formats does not matter."""
    modules = [import_module(module) for _, module in IMPORTERS]
    heads = (
        w.run_file(),
        CSV,
        b'{"sorewise": {"format": 1}}',
        b"<gpx>",
        b"<TrainingCenterDatabase>",
        b"[]",
        b"{}",
        b"",
    )
    for head in heads:
        assert sum(each.recognises(head, "x") for each in modules) <= 1


def test_our_own_document_comes_through_the_same_door(tmp_path):
    """And formats are only those that are asked for."""
    (tmp_path / "all.txt").write_bytes(b'{"sorewise": {"format": 1}, "sessions": []}')
    assert codes(tmp_path / "all.txt", formats=IMPORTERS) == [("all.txt", "sorewise", [])]
    assert codes(tmp_path / "all.txt", formats=()) == [("all.txt", "", ["unknown_format"])]


def test_a_source_says_where_it_lies(tmp_path):
    """A loose file has no place inside; its mark is the hash of what lies on the disk."""
    (tmp_path / "a.fit").write_bytes(b"x")
    (source,) = inventory.entries([tmp_path])
    assert source == Source(path=str(tmp_path / "a.fit"), file=tmp_path / "a.fit", bytes=1, length=1, expected=True)
    assert inventory.marked(source) == replace(source, mark=hashlib.sha256(b"x").hexdigest())
