"""XML from anywhere, read as a stream: no document type, no entities, no network; what breaks the rules is read around.

Everything before the root element is dropped unread, but for the name of the encoding: what is not read can neither
bring entities nor fail (real exports have a broken document type). Bytes that no XML may have become blanks, and an
"&" that begins nothing becomes one that stands for itself. Of what is still wrong the parser keeps what it can.
"""

from __future__ import annotations

import codecs
import hashlib
import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any, BinaryIO, Literal, Protocol

from lxml import etree  # type: ignore[import-untyped]  # it brings no types

CHUNK_BYTES = 64 * 1024
# Longer than any document type; a root element later than this is none.
MOST_PROLOG_BYTES = 256 * 1024
# After a fault the parser may hold back everything to the end of the file; it is not waited for longer than this.
MOST_WAITING_BYTES = 8 * 1024 * 1024
# A longer text holds no number.
LONGEST_TEXT_BYTES = 64 * 1024
TAIL_BYTES = 4096

OPENED, CLOSED = b"<!--", b"-->"
FIRST_TAG = re.compile(rb"<(?:[\w.-]+:)?([A-Za-z_][\w.-]*)(?=[\s/>])")
ENCODING = re.compile(rb"""\A\s*<\?xml[^>]*?\sencoding\s*=\s*["']([A-Za-z][\w.-]*)["']""")
REFERENCE = re.compile(rb"&(#\d{1,7};|#x[0-9A-Fa-f]{1,6};|(?:amp|lt|gt|quot|apos);)?")
BLANKED = bytes(ord(" ") if byte < ord(" ") and byte not in b"\t\n\r" else byte for byte in range(256))
HIGHEST_LETTER = 0x10FFFF
SURROGATES = range(0xD800, 0xE000)

Fault = Literal["", "cut_short", "broken"]


def root_name(head: bytes) -> str:
    """The name of a document's outermost element, without its prefix; "" if `head` is no beginning of XML."""
    text = _utf8(head)
    if not text.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        return ""
    found = _first_tag(text)
    return found[1].decode() if found else ""


class Readable(Protocol):
    """What bytes can be read from, forwards."""

    def read(self, size: int, /) -> bytes:
        """Up to `size` bytes; none at the end."""


class Document:
    """One XML file, read once.

    After `elements` has ended, `fault` says whether the document was whole, `sections` names the children of its root,
    and `sha256` is that of the file.
    """

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._digest = hashlib.sha256()
        self._tail = b""
        self._root = b""
        self._broken = False
        self.sections: frozenset[str] = frozenset()

    @property
    def sha256(self) -> str:
        """Of what was read (hex)."""
        return self._digest.hexdigest()

    @property
    def fault(self) -> Fault:
        """Whether its end is missing, or something in it is not as XML must be."""
        if not re.search(rb"</(?:[\w.-]+:)?" + re.escape(self._root or b"?") + rb"\s*>", self._tail):
            return "cut_short"
        return "broken" if self._broken else ""

    def elements(self, *names: str) -> Iterator[Any]:
        """Each element of these names, whatever its namespace, once it is closed (in a broken file at its end).

        An element is emptied when the next ones are read: take what you need of it, and of those around it only names
        and attributes.
        """
        parser = _parser(names)
        waiting, given_up = 0, False
        last: list[Any] = []
        for chunk in _mended(self._body()):
            self._tail = (self._tail + chunk)[-TAIL_BYTES:]
            if given_up:  # what follows is read for the checksum alone
                continue
            parser.feed(chunk)
            found = _closed(parser)
            yield from found
            last = _drop(last + found)
            waiting = 0 if found else waiting + len(chunk)
            given_up = waiting > MOST_WAITING_BYTES and _faulty(parser)
        if self._root:  # nothing was fed without one
            root = _ended(parser)
            self.sections = frozenset() if root is None else frozenset(local(child.tag) for child in root)
            yield from _closed(parser)
        self._broken = _faulty(parser)

    def _body(self) -> Iterator[bytes]:
        """The document from its root element on, behind a line that names its encoding if it named one."""
        chunks = utf8_chunks(self)
        head = b""
        for chunk in chunks:
            head += chunk
            found = _first_tag(head)
            if found:
                self._root = found[1]
                encoding = ENCODING.match(head.removeprefix(codecs.BOM_UTF8))
                yield (_declaration(encoding[1]) if encoding else b"") + head[found.start() :]
                break
            if len(head) > MOST_PROLOG_BYTES:
                break
        yield from chunks if self._root else ()
        for _ in chunks:  # the checksum is that of the whole file
            pass

    def read(self, size: int) -> bytes:
        """The next bytes of the file, counted into its checksum."""
        chunk = self._file.read(size)
        self._digest.update(chunk)
        return chunk


def utf8_chunks(file: Readable) -> Iterator[bytes]:
    """The bytes of a file in pieces, none of them empty; in UTF-8 if it was in UTF-16, otherwise as they are."""
    first = file.read(CHUNK_BYTES)
    wide = first.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    decoder = codecs.getincrementaldecoder("utf-16")("replace")
    chunk = first
    while chunk:
        plain = decoder.decode(chunk).encode("utf-8", "replace") if wide else chunk
        if plain:
            yield plain
        chunk = file.read(CHUNK_BYTES)


@lru_cache(maxsize=1024)
def local(tag: object) -> str:
    """A tag without its namespace; "" for what is no element (a comment)."""
    return tag.rpartition("}")[2].rpartition(":")[2] if isinstance(tag, str) else ""


def children(element: Any) -> dict[str, str]:
    """The texts of an element's children by their names; of several of one name the first."""
    found: dict[str, str] = {}
    for child in element:
        # What is quoted as a whole (CDATA) has an "&" of its own, which was mended as well.
        found.setdefault(local(child.tag), (child.text or "").strip().replace("&amp;", "&"))
    return found


def number(text: str | None) -> float | None:
    """A number as a point writes it; None if it is none."""
    try:
        return float(text)  # type: ignore[arg-type]  # None is refused as fast as it is asked for
    except (TypeError, ValueError):
        return None


def _first_tag(text: bytes) -> re.Match[bytes] | None:
    """The first start tag, past declarations, comments and a document type."""
    at = text.find(b"<")
    while at >= 0:
        if text.startswith(OPENED, at):
            end = text.find(CLOSED, at + len(OPENED))
            if end < 0:
                return None
            at = end
        elif found := FIRST_TAG.match(text, at):
            return found
        at = text.find(b"<", at + 1)
    return None


def _parser(names: Iterable[str]) -> Any:
    """A parser of streams that opens nothing but what it is fed."""
    return etree.XMLPullParser(
        events=("end",),
        tag=[f"{{*}}{name}" for name in names],
        recover=True,
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
        remove_blank_text=True,
    )


def _closed(parser: Any) -> list[Any]:
    """The elements that were closed since this was last asked."""
    return [element for _, element in parser.read_events()]


def _ended(parser: Any) -> Any:
    """The root element, once the parser knows that no more will come; None if it could make nothing of it all."""
    try:
        return parser.close()
    except etree.XMLSyntaxError:
        return None


def _drop(read: list[Any]) -> list[Any]:
    """Let go of elements that were read; the last is only emptied and handed back: the parser may write behind it."""
    for element in read[:-1]:
        parent = element.getparent()
        if parent is not None:
            parent.remove(element)
    for element in read[-1:]:
        element.clear(keep_tail=True)
    return read[-1:]


def _faulty(parser: Any) -> bool:
    """Whether the parser met what no XML may have; a prefix without a namespace harms nobody."""
    return any(entry.level == etree.ErrorLevels.FATAL for entry in parser.feed_error_log)


def _mended(chunks: Iterator[bytes]) -> Iterator[bytes]:
    """The same bytes with forbidden ones blank and every "&" at the beginning of a reference that XML itself knows.

    Each piece ends with a tag. What stands behind the last tag of the file is dropped: in a file that was cut short it
    may be half a number.
    """
    rest = b""
    for chunk in chunks:
        whole = (rest + chunk).translate(BLANKED)
        cut = whole.rfind(b">") + 1 or (len(whole) if len(whole) > LONGEST_TEXT_BYTES else 0)
        if cut:
            yield REFERENCE.sub(_reference, whole[:cut])
        rest = whole[cut:]


def _reference(found: re.Match[bytes]) -> bytes:
    name = found[1]
    if name is None:
        return b"&amp;"
    if not name.startswith(b"#"):
        return found[0]
    number = int(name[2:-1], 16) if name.startswith(b"#x") else int(name[1:-1])
    allowed = number <= HIGHEST_LETTER and number not in SURROGATES and (number >= ord(" ") or number in b"\t\n\r")
    return found[0] if allowed else b" "


def _declaration(encoding: bytes) -> bytes:
    """A first line that names the encoding; one that is not known, or is of another width, is taken as UTF-8."""
    try:
        name = codecs.lookup(encoding.decode()).name
    except LookupError:
        name = "utf-8"
    if name.startswith(("utf-16", "utf-32", "utf-7")):
        name = "utf-8"
    return b'<?xml version="1.0" encoding="%s"?>' % name.encode()


def _utf8(head: bytes) -> bytes:
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return head.decode("utf-16", "replace").encode("utf-8", "replace")
    return head
