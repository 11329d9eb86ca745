"""XML as a stream: what holds for every format that is read through it."""

import hashlib
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sorewise.importers.shared import markup
from sorewise.importers.shared.markup import Document, children, root_name

POINTS = b"".join(b'<p n="%d"><t>%d &amp; a</t></p>\n' % (n, n) for n in range(500))
WHOLE = b'<?xml version="1.0"?>\n<a xmlns="u"><b>' + POINTS + b"</b></a>\n"


def read(data):
    """The document, and the numbers and texts of its points."""
    document = Document(io.BytesIO(data))
    return document, [(each.get("n"), children(each).get("t")) for each in document.elements("p")]


@given(st.integers(1, 4000))
def test_the_size_of_the_pieces_makes_no_difference(size):
    """References, tags and comments may lie across them."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(markup, "CHUNK_BYTES", size)
        document, found = read(WHOLE)
    assert found == [(str(n), f"{n} & a") for n in range(500)]
    assert (document.fault, document.sha256, document.sections) == ("", hashlib.sha256(WHOLE).hexdigest(), {"b"})


def test_what_was_read_is_let_go():
    """A long file leaves no tree behind."""
    document = Document(io.BytesIO(WHOLE))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(markup, "CHUNK_BYTES", 256)
        left = [len(each.getparent()) for each in document.elements("p")]
    assert max(left) < 20


def test_a_fault_that_holds_all_back_is_not_waited_for(monkeypatch):
    """The rest of the file counts for the checksum alone."""
    monkeypatch.setattr(markup, "CHUNK_BYTES", 512)
    monkeypatch.setattr(markup, "MOST_WAITING_BYTES", 1024)
    data = WHOLE.replace(b'n="9">', b'n="9>', 1)
    document, found = read(data)
    assert len(found) < 500
    assert (document.fault, document.sha256) == ("broken", hashlib.sha256(data).hexdigest())


def test_a_file_without_a_root_is_read_to_its_end_and_no_further(monkeypatch):
    """A prolog has an end somewhere."""
    monkeypatch.setattr(markup, "MOST_PROLOG_BYTES", 1000)
    monkeypatch.setattr(markup, "CHUNK_BYTES", 512)
    data = b"<!-- x" * 2000 + b"<p/>"
    document, found = read(data)
    assert (found, document.fault, document.sha256) == ([], "cut_short", hashlib.sha256(data).hexdigest())


@pytest.mark.parametrize(
    ("head", "name"),
    [
        (b"<a/>", "a"),
        (b"\xef\xbb\xbf\n<?xml version='1.0'?><!-- <c> --><!DOCTYPE b [<!ENTITY d 'e'>]><x:b>", "b"),
        ("<?xml version='1.0'?><b c='d'>".encode("utf-16"), "b"),
        (b"<b", ""),
        (b"b<b>", ""),
        (b"", ""),
    ],
)
def test_the_root_is_the_first_element(head, name):
    """Neither a declaration nor a comment nor a document type is one."""
    assert root_name(head) == name


@given(st.binary(max_size=500))
def test_any_bytes_are_read(noise):
    """Whatever they are."""
    for data in (noise, b"<a>" + noise, WHOLE[:300] + noise + WHOLE[300:]):
        document, _ = read(data)
        assert document.sha256 == hashlib.sha256(data).hexdigest()
        root_name(data)


@pytest.mark.parametrize(
    "encoding", ["rot13", "base64", "utf-7", "utf-32", "cp037", "x-unknown", "zip", "big5", "idna"]
)
def test_any_encoding_may_be_named(encoding):
    """One that no XML can have is not believed, or makes a broken file; nothing is raised."""
    document, found = read(WHOLE.replace(b'version="1.0"', f'version="1.0" encoding="{encoding}"'.encode()))
    assert len(found) == 500 or document.fault


@pytest.mark.parametrize("noise", [b"<!--", b"<", b"<!-- >", b"<a", b"&", b"<![CDATA[", b'<?xml encoding="', b"<a:b:"])
def test_the_same_over_and_over_is_read_in_no_time(noise):
    """Nothing is searched again and again."""
    data = noise * (300_000 // len(noise))
    document, found = read(data)
    assert (found, root_name(data[:65536]) in {"", "a", "b"}) == ([], True)
    assert document.fault == "cut_short"
