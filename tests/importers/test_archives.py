"""ZIP archives: the good members are read, each bad one is refused in a word, and nothing lands on the disk."""

import gzip
import io
import stat
import struct
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from importers import fit_writer as w
from importers.test_reading import CSV, codes, read_here
from sorewise.importers import archives
from sorewise.importers.run import inventory

SAFE = "activities/1.fit"


def packed(members, **more):
    """A ZIP archive with these contents by name (or by ZipInfo)."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, **more) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()


def export(folder, members):
    """An archive on disk."""
    file = folder / "export.zip"
    file.write_bytes(members if isinstance(members, bytes) else packed(members))
    return file


def inside(folder, members):
    """Path within the archive, format and problem codes of each entry."""
    file = export(folder, members)
    return [
        (each.path.removeprefix(str(file)), each.format, [problem.code for problem in each.problems])
        for each in read_here(file)
    ]


def test_an_account_export_is_read_where_it_lies(tmp_path):
    """Recordings, packed or not, and tables; pictures, pages and what systems leave behind are passed over."""
    members = {
        "activities/": b"",
        "activities/1.fit": w.run_file(),
        "activities/2.fit.gz": gzip.compress(w.run_file()),
        "wellness.csv": CSV,
        "media/me.jpg": b"\xff\xd8",
        "__MACOSX/activities/._1.fit": b"x",
        "profile.json": b"{}",
        "messaging.json": b"[]",
        "a/followers.csv": CSV,
    }
    assert inside(tmp_path, members) == [
        ("!activities/1.fit", "fit", []),
        ("!activities/2.fit.gz", "fit", []),
        ("!wellness.csv", "intervals.icu", []),
        ("!profile.json", "", []),
    ]
    assert [each.name for each in tmp_path.iterdir()] == ["export.zip"]


def test_what_the_archive_is_called_does_not_matter(tmp_path):
    """Its first bytes tell."""
    (tmp_path / "Takeout").write_bytes(packed({SAFE: w.run_file()}))
    assert codes(tmp_path) == [("1.fit", "fit", [])]


def test_a_member_is_known_by_name_checksum_and_size(tmp_path):
    """Without unpacking it; another content under the same name is another."""
    marks = []
    for content in (CSV, CSV, CSV.replace(b"48", b"49")):
        (source,) = inventory.entries([export(tmp_path, {"a.csv": content})])
        marks.append(source.mark)
    assert marks[0] == marks[1] != marks[2]


@pytest.mark.parametrize(
    "name", ["../1.fit", "/etc/1.fit", "C:\\1.fit", "a/../../1.fit", "..\\1.fit", "a" * 2000 + ".fit"]
)
def test_a_name_that_leads_out_is_refused(tmp_path, name):
    """Nothing is ever written, but who names a member like this means no good."""
    (bad, good) = inside(tmp_path, {name: w.run_file(), SAFE: w.run_file()})
    assert bad[2] == ["unsafe_name"]
    assert good == ("!activities/1.fit", "fit", [])


def test_links_and_locked_members_are_refused(tmp_path):
    """Each with its word; the others are read."""
    link = zipfile.ZipInfo("link.fit")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    data = bytearray(packed({link: b"/etc/passwd", "locked.fit": b"x" * 20, SAFE: w.run_file()}))
    at = data.rindex(b"PK\x01\x02", 0, data.rindex(b"locked.fit"))
    data[at + 8] |= 1
    assert inside(tmp_path, bytes(data)) == [
        ("!link.fit", "", ["link_inside"]),
        ("!locked.fit", "", ["encrypted"]),
        ("!activities/1.fit", "fit", []),
    ]


def test_a_packing_nobody_uses_is_refused(tmp_path):
    """Stored and deflated are what every service writes."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_LZMA) as archive:
        archive.writestr("a.fit", w.run_file())
    assert inside(tmp_path, out.getvalue()) == [("!a.fit", "", ["unknown_packing"])]


def test_bombs_are_seen_before_they_are_unpacked(tmp_path):
    """A member that grows beyond all measure, and an archive whose members do so together."""
    assert inside(tmp_path, {"a.csv": bytes(4_000_000), SAFE: w.run_file()}) == [
        ("!a.csv", "", ["bomb"]),
        ("!activities/1.fit", "fit", []),
    ]
    many = {f"{number}.csv": bytes(900_000) for number in range(20)}
    assert inside(tmp_path, many) == [("", "", ["bomb"])]


def test_a_member_too_large_is_refused_by_its_announced_size(tmp_path, monkeypatch):
    """Before a byte of it is read; XML is read as a stream and may be longer."""
    monkeypatch.setattr(inventory, "MOST_BYTES", 100)
    assert inside(tmp_path, {"a.fit": w.run_file(), "a.xml": b"<a>" + b"x" * 2000}) == [
        ("!a.fit", "", ["too_large"]),
        ("!a.xml", "", []),
    ]


def test_an_archive_in_an_archive_is_read_and_no_deeper(tmp_path):
    """As Garmin's export nests the recordings."""
    inner = packed({"run.fit": w.run_file()})
    assert inside(tmp_path, {"Part1.zip": inner, "deep.zip": packed({"deeper.zip": inner})}) == [
        ("!Part1.zip!run.fit", "fit", []),
        ("!deep.zip!deeper.zip", "", ["nested_too_deep"]),
    ]


def test_archives_that_are_none(tmp_path):
    """Nothing of use inside, nothing at all, broken off, and a list that is too long."""
    assert inside(tmp_path, {"a.txt": b"x"}) == [("", "", ["nothing_inside"])]
    assert inside(tmp_path, packed({})) == [("", "", ["nothing_inside"])]
    whole = packed({SAFE: w.run_file()})
    assert inside(tmp_path, whole[:-40]) == [("", "", ["damaged"])]
    end = bytearray(whole)
    end[-14:-10] = struct.pack("<HH", 0xFFFF, 0xFFFF)
    end[-10:-6] = struct.pack("<I", 0xFFFFFFF0)
    assert inside(tmp_path, bytes(end)) == [("", "", ["too_many_names"])]


def test_a_member_whose_checksum_fails_is_damaged(tmp_path):
    """Nothing of it is taken."""
    whole = bytearray(packed({"a.csv": CSV * 3}))
    whole[whole.index(b"a.csv") + 12] ^= 0xFF
    assert inside(tmp_path, bytes(whole)) == [("!a.csv", "", ["damaged"])]


def test_an_archive_of_nothing_but_refusals_tells_some_of_them(tmp_path):
    """And how many more."""
    found = inside(tmp_path, {f"../{number}.fit": b"" for number in range(300)})
    assert len(found) == inventory.MOST_PROBLEMS + 1
    assert found[-1] == ("", "", ["more_problems"])


def test_a_member_without_a_name_is_passed_over(tmp_path):
    """The archive is read all the same."""
    data = packed({"x": b"x", SAFE: w.run_file()})
    at = data.rindex(b"PK\x01\x02", 0, data.rindex(b"PK\x01\x02"))
    nameless = data[: at + 28] + b"\0\0" + data[at + 30 : at + 46] + data[at + 47 :]
    end = nameless.rindex(b"PK\x05\x06")
    (length,) = struct.unpack_from("<I", nameless, end + 12)
    nameless = nameless[: end + 12] + struct.pack("<I", length - 1) + nameless[end + 16 :]
    assert [entry[0] for entry in inside(tmp_path, nameless)] == ["!activities/1.fit"]


def test_a_member_s_name_cannot_command_a_terminal(tmp_path):
    """It is shown without what a terminal obeys."""
    (found,) = read_here(export(tmp_path, {"a\x1b[2Jb.fit": b"x"}))
    assert Path(found.path).name == "export.zip!a?[2Jb.fit"


def test_the_announced_length_of_a_list_is_read_in_both_forms():
    """The wide form stands before the narrow one."""
    wide = b"PK\x06\x06" + bytes(28) + struct.pack("<QQ", 5_000_000, 1 << 40)
    narrow = b"PK\x05\x06" + bytes(6) + struct.pack("<HI", 3, 99) + bytes(6)
    assert archives._announced(narrow) == (3, 99)
    assert archives._announced(wide + narrow) == (5_000_000, 1 << 40)
    assert archives._announced(b"nothing") == (0, 0)


WHOLE = packed({"1.fit": w.run_file()[:600], "a.csv": CSV, "b.zip": packed({"c.csv": CSV})})


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.integers(0, len(WHOLE) - 1), st.integers(0, 255)), max_size=8), st.integers(0, len(WHOLE)))
def test_no_archive_raises(tmp_path, changes, end):
    """Whatever its bytes are."""
    data = bytearray(WHOLE)
    for place, value in changes:
        data[place] = value
    for found in read_here(export(tmp_path, bytes(data[:end]))):
        assert found.problems or found.format or found.bytes
