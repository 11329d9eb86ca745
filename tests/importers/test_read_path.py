"""A folder of anything: each file is read or refused with its reason, always in the same order."""

import errno
import gzip
import hashlib
import os
import socket
from pathlib import Path

import pytest

from importers import fit_writer as w
from sorewise import importers
from sorewise.importers import files, read_path
from sorewise.model.errors import InputError

CSV = b"id,restingHR\n2026-05-28,48\n"


def codes(path, **more):
    """File name, format and problem codes, in the order they come."""
    return [(Path(each.path).name, each.format, [p.code for p in each.problems]) for each in read_path(path, **more)]


def test_kind_is_told_by_content_and_not_by_name(tmp_path):
    """A FIT file without a suffix is read, a picture called .fit is not."""
    (tmp_path / "b").write_bytes(w.run_file())
    (tmp_path / "a.txt").write_bytes(CSV)
    (tmp_path / "c.fit").write_bytes(b"\x89PNG\r\n\x1a\n")
    assert codes(tmp_path) == [("a.txt", "intervals.icu", []), ("b", "fit", []), ("c.fit", "", ["unknown_format"])]


def test_a_file_is_found_with_its_size_and_hash(tmp_path):
    """The hash is that of the content, also in the session."""
    (tmp_path / "run.fit").write_bytes(w.run_file())
    (found,) = read_path(tmp_path / "run.fit")
    assert (found.bytes, found.sha256) == (len(w.run_file()), hashlib.sha256(w.run_file()).hexdigest())
    assert [each.file_sha256 for each in found.records] == [found.sha256]


def test_the_order_is_that_of_the_names_folder_by_folder(tmp_path):
    """Whatever order the file system has; hidden files are passed over."""
    for name in ("z.csv", "a/2.csv", "a/1.csv", "B.csv", ".hidden/x.csv", "a/.DS_Store"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(CSV + name.encode())
    expected = ["B.csv", "1.csv", "2.csv", "z.csv"]
    assert [name for name, _, _ in codes(tmp_path)] == expected
    assert [name for name, _, _ in codes(tmp_path / ".hidden")] == ["x.csv"]


def test_the_same_content_is_read_once(tmp_path):
    """A copy, and what the caller knows already."""
    (tmp_path / "1.csv").write_bytes(CSV)
    (tmp_path / "2.csv").write_bytes(CSV)
    first, second = read_path(tmp_path)
    assert (first.known, len(first.records), second.known, second.records) == (False, 1, True, ())
    assert all(each.known for each in read_path(tmp_path, known={first.sha256}))


def test_nothing_there_is_the_caller_s_mistake(tmp_path):
    """Misuse raises."""
    with pytest.raises(InputError, match="no such file"):
        list(read_path(tmp_path / "absent"))


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
        found = [each.problems[0] for each in read_path(tmp_path)]
    assert [(each.code, each.values) for each in found] == [
        ("not_a_file", {"what": "pipe"}),
        ("not_a_file", {"what": "socket"}),
    ]


def test_a_file_too_large_is_refused(tmp_path, monkeypatch):
    """More than the cap is never read."""
    monkeypatch.setattr(files, "MOST_BYTES", 10)
    (tmp_path / "a.csv").write_bytes(CSV)
    (found,) = read_path(tmp_path)
    assert found.problems[0].values == {"bytes": len(CSV), "most": 10}


def test_gzip_is_unpacked(tmp_path, monkeypatch):
    """As accounts export it; the hash is that of the content, so that the plain file is the same."""
    packed = gzip.compress(w.run_file())
    (tmp_path / "a.fit.gz").write_bytes(packed)
    (tmp_path / "b.fit").write_bytes(w.run_file())
    (tmp_path / "c.fit.gz").write_bytes(packed[:-9])
    (tmp_path / "d.fit.gz").write_bytes(packed[:-8] + bytes(8))
    (tmp_path / "e.fit.gz").write_bytes(gzip.compress(b""))
    (tmp_path / "f.fit.gz").write_bytes(gzip.compress(packed))
    assert codes(tmp_path) == [
        ("a.fit.gz", "fit", []),
        ("b.fit", "", []),
        ("c.fit.gz", "", ["damaged"]),
        ("d.fit.gz", "", ["damaged"]),
        ("e.fit.gz", "", ["empty_file"]),
        ("f.fit.gz", "", ["unknown_format"]),
    ]
    monkeypatch.setattr(files, "MOST_BYTES", 5000)
    (tmp_path / "bomb").write_bytes(gzip.compress(bytes(1_000_000)))
    (found,) = read_path(tmp_path / "bomb")
    assert found.problems[0].values == {"bytes": 5001, "most": 5000}


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
    first, second = read_path(tmp_path)
    assert (first.problems[0].code, first.problems[0].values) == ("unreadable", {"reason": "EACCES"})
    assert len(second.records) == 1


def test_a_name_that_is_no_text_can_still_be_told(tmp_path):
    """File names are bytes; a problem's path must be storable and printable."""
    try:
        (tmp_path / os.fsdecode(b"r\xfcn.fit")).write_bytes(b"x")
    except OSError:
        pytest.skip("this file system takes text names only")
    (found,) = read_path(tmp_path)
    assert found.path.encode("utf-8").endswith(b"r\\xfcn.fit")


@pytest.mark.parametrize(
    ("head", "looks"),
    [
        (b"\xff\xd8\xff\xe0", "jpeg"),
        (b"PK\x03\x04", "zip"),
        (b"\x1f\x8b\x08", "gzip"),
        (b'<?xml version="1.0"?>\n<gpx version="1.1">', "gpx"),
        (b"\xef\xbb\xbf<TrainingCenterDatabase>", "tcx"),
        (b"<svg>", "xml"),
        (b"hello", ""),
    ],
)
def test_an_unknown_file_is_said_to_look_like_something(head, looks):
    """So that the refusal helps."""
    (problem,) = importers.read_bytes(head, "x.fit").problems
    assert (problem.code, problem.values) == ("unknown_format", {"looks_like": looks, "suffix": ".fit"})


def test_our_own_document_comes_through_the_same_door(tmp_path):
    """And the caller may put another reader in the place of one."""
    (tmp_path / "all.txt").write_bytes(b'{"sorewise": {"format": 1}, "sessions": []}')
    assert codes(tmp_path) == [("all.txt", "sorewise", [])]
    assert codes(tmp_path, formats=()) == [("all.txt", "", ["unknown_format"])]


def test_the_first_bytes_are_never_claimed_by_two_formats():
    """Kind is told from content, so the order of the formats does not matter."""
    for head in (w.run_file(), CSV, b'{"sorewise": {"format": 1}}'):
        assert sum(each.recognises(head, "x") for _, each in importers.IMPORTERS) == 1
