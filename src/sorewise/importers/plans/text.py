"""The text in a plan's bytes: UTF-8, UTF-16 as some spreadsheets save it, or an older Western encoding."""

from __future__ import annotations

import codecs

from sorewise.importers.shared.table import text_of

WIDE = 0.3
"""UTF-16 without its mark has a zero in nearly every second byte of Western text."""


def text_in(data: bytes, *, whole: bool = True) -> str:
    """The text; never raises. What is no UTF-8 is read as Windows-1252, in which Excel saves a CSV.

    `whole`: the end of the data is the end of the file, and not in the middle of a letter.
    """
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return text_of(data)
    zeros = data[:4096].count(0)
    if zeros > WIDE * len(data[:4096]):
        return data.decode("utf-16-le" if data[1:2] == b"\0" else "utf-16-be", "replace")
    try:
        return codecs.getincrementaldecoder("utf-8-sig")("strict").decode(data, final=whole)
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")
