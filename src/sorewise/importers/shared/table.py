"""The rows of a text table (CSV), whoever saved it: commas, semicolons or tabs, UTF-8 or UTF-16, cells over lines."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping

from sorewise.importers.shared.entry import Entry
from sorewise.importers.shared.notes import Notes

SEPARATORS = ",;\t"
# A quoted cell longer than this many lines is a quotation mark that was never closed.
MOST_ROW_LINES = 200


class Table:
    """A table whose first line names its columns; what cannot be trusted in its rows is noted.

    `row_start` matches the beginning of every row: where one begins, an open quotation mark has come to its end.
    """

    def __init__(self, notes: Notes, text: str, separator: str, row_start: re.Pattern[str]) -> None:
        self._notes = notes
        # Only these end a line: a name may hold one of the stranger separators that `str.splitlines` knows.
        self._lines = list(io.StringIO(text, newline=None))
        self._closed = not self._lines or self._lines[-1].endswith("\n")
        self._separator = separator
        self._row_start = row_start
        self.names = cells(self._lines[0], separator) if self._lines else []

    def columns(self, names: Iterable[str]) -> dict[str, int]:
        """Where the columns of these names stand; of two of one name the first is read, and that is noted."""
        found: dict[str, int] = {}
        for name in names:
            places = [index for index, each in enumerate(self.names) if each == name]
            if places:
                found[name] = places[0]
            if places[1:]:
                self._notes.note("doubled_column", f"line 1, column {name}", name=name)
        return found

    def entries(self, columns: Mapping[str, int], decimal: str = "") -> Iterator[Entry]:
        """Each row that is not empty: the cells of these columns by name, as far as the row reaches.

        Who separates by semicolons or tabs may write a decimal comma, unless `decimal` says otherwise.
        """
        mark = decimal or ("." if self._separator == "," else ",")
        for line, found in self._rows():
            values = {name: found[index] for name, index in columns.items() if index < len(found)}
            yield Entry(self._notes, f"line {line}", values, "column ", mark)

    def _rows(self) -> Iterator[tuple[int, list[str]]]:
        """The line (from 1) and the cells of each row that is not empty, as far as they stand in their columns."""
        at = 1
        while at < len(self._lines):
            start = at
            row = self._lines[at]
            at += 1
            while row.count('"') % 2 and at < len(self._lines):
                if at - start >= MOST_ROW_LINES or self._row_start.match(self._lines[at]):
                    break
                row += self._lines[at]
                at += 1
            if row.count('"') % 2:
                self._notes.note("open_quote", f"line {start + 1}")
                at = start + 1
                row = self._lines[start].partition('"')[0].rpartition(self._separator)[0]
            found = cells(row, self._separator)
            if any(found) and self._fits(start + 1, found):
                yield start + 1, self._whole(start + 1, found, last=at >= len(self._lines))

    def _fits(self, line: int, found: list[str]) -> bool:
        """Whether the row has no more cells than columns: a stray separator shifts all that follows it."""
        if not any(found[len(self.names) :]):
            return True
        self._notes.note("too_many_cells", f"line {line}", cells=len(found), columns=len(self.names))
        return False

    def _whole(self, line: int, found: list[str], *, last: bool) -> list[str]:
        """The cells to be trusted: if the file breaks off in its last line, the last cell may be half a number."""
        if last and not self._closed and len(found) < len(self.names):
            self._notes.note("cut_short", f"line {line}")
            return found[:-1]
        return found


def text_of(data: bytes) -> str:
    """The text of a file; what is not valid in it can only be in names and comments, and is replaced."""
    wide = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    return data.decode("utf-16" if wide else "utf-8-sig", "replace")


def header(data: bytes) -> Iterator[tuple[str, list[str]]]:
    """The first line of a file as cells under each separator it may have: (separator, names)."""
    line = io.StringIO(text_of(data), newline=None).readline()
    for separator in SEPARATORS:
        if separator in line:
            yield separator, cells(line, separator)


def cells(row: str, separator: str) -> list[str]:
    """The cells of one row, without the blanks around them; [] if it is no row of a table (a cell beyond 128 kB)."""
    try:
        return [cell.strip() for cell in next(csv.reader([row], delimiter=separator), [])]
    except csv.Error:
        return []
