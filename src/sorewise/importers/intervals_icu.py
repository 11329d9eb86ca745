"""The wellness table of intervals.icu (CSV): one row a day -> one `Night`, each bad cell a problem with its place.

Columns are found by name, so their order and number do not matter: `id` or `date`, restingHR (/min), hrv (rMSSD, ms),
hrvSDNN (ms), sleepSecs (s), sleepScore (0-100), and as rated by the runner, 1-4 with 1 good: sleepQuality, soreness,
fatigue, stress, mood. A copy saved by a spreadsheet (`;`, tabs, decimal comma, UTF-16) is read as well.
"""

from __future__ import annotations

import codecs
import csv
import re
from collections.abc import Iterator
from datetime import date
from typing import BinaryIO

from sorewise.model.records import ImportProblem, Night, Value

SCALE = "intervals.icu"
DAY_COLUMNS = ("id", "date")
# Column -> field of the night, least, most. 0 in a measured column is a device's "no value" and out of range.
COLUMNS: dict[str, tuple[str, float, float]] = {
    "restingHR": ("resting_hr", 25, 150),
    "hrv": ("hrv_rmssd", 1, 400),
    "hrvSDNN": ("hrv_sdnn", 1, 500),
    "sleepSecs": ("sleep_s", 1, 57_600),
    "sleepScore": ("sleep_score", 0, 100),
    "sleepQuality": ("sleep_quality", 1, 4),
    "soreness": ("soreness", 1, 4),
    "fatigue": ("fatigue", 1, 4),
    "stress": ("stress", 1, 4),
    "mood": ("mood", 1, 4),
}
SEPARATORS = ",;\t"
ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
# Where a new row begins: an open quote in the row before must not swallow it.
ROW_START = re.compile(r'"?\d{4}-\d{2}-\d{2}"?[,;\t]', re.ASCII)
NUMBER = re.compile(r"[+-]?\d+(\.\d+)?", re.ASCII)
EARLIEST = date(1990, 1, 1)
MOST_ROW_LINES = 200


def recognises(head: bytes, name: str) -> bool:  # noqa: ARG001 - the door's signature; content alone decides here
    """Whether the first line names a day column and at least one column we read."""
    lines = _text(head).splitlines()
    return bool(lines) and _separator(lines[0]) is not None


def read(file: BinaryIO, path: str) -> Iterator[Night | ImportProblem]:
    """A night for each good row, in the order of the file; what is out of range is left out and named."""
    table = _Table(path, _text(file.read()))
    nights: list[Night] = []
    for line, cells in table.rows():
        night = table.night(line, cells)
        if night:
            nights.append(night)
    yield from nights
    yield from table.problems


class _Table:
    """One file being read: its columns, the days met so far and the problems."""

    def __init__(self, path: str, text: str) -> None:
        self.path = path
        self.problems: list[ImportProblem] = []
        self.lines = text.splitlines(keepends=True)
        self.closed = not self.lines or self.lines[-1].endswith(("\n", "\r"))
        self.separator = _separator(self.lines[0]) if self.lines else None
        self.names = _cells(self.lines[0], self.separator) if self.separator else []
        self.columns: dict[str, int] = {}
        for index, name in enumerate(self.names):
            if name in self.columns and (name in COLUMNS or name in DAY_COLUMNS):
                self._note(1, name, "doubled_column", name=name)
            self.columns.setdefault(name, index)
        self.first_line: dict[date, int] = {}

    def rows(self) -> Iterator[tuple[int, list[str]]]:
        """Line number (from 1) and cells of each row that is not empty; a quoted cell may run over several lines."""
        at = 1
        while self.separator and at < len(self.lines):
            start = at
            row = self.lines[at]
            at += 1
            while row.count('"') % 2 and at < len(self.lines):
                if ROW_START.match(self.lines[at]) or at - start >= MOST_ROW_LINES:
                    break
                row += self.lines[at]
                at += 1
            if row.count('"') % 2:
                self._note(start + 1, "", "open_quote")
                at = start + 1
                row = self.lines[start].partition('"')[0].rpartition(self.separator)[0]
            cells = _cells(row, self.separator)
            if any(cells):
                yield start + 1, self._whole(start + 1, cells, last=at >= len(self.lines))

    def _whole(self, line: int, cells: list[str], *, last: bool) -> list[str]:
        """The cells to be trusted: if the file breaks off in its last line, the last cell may be half a number."""
        if last and not self.closed and len(cells) < len(self.names):
            self._note(line, "", "cut_short")
            return cells[:-1]
        return cells

    def night(self, line: int, cells: list[str]) -> Night | None:
        """The night of a row, or None if its day is not usable or it holds nothing that we read."""
        if len(cells) > len(self.names) and any(cells[len(self.names) :]):
            # A stray separator shifts what follows it: no cell can be trusted.
            self._note(line, "", "too_many_cells", cells=len(cells), columns=len(self.names))
            return None
        day = self._day(line, cells)
        if day is None:
            return None
        values = {field: self._number(line, cells, name) for name, (field, _, _) in COLUMNS.items()}
        if all(value is None for value in values.values()):
            return None
        if day in self.first_line:
            self._note(line, "", "doubled_date", date=day.isoformat(), first_line=self.first_line[day])
            return None
        self.first_line[day] = line
        return Night(day=day, scale=SCALE, source=SCALE, **values)

    def _day(self, line: int, cells: list[str]) -> date | None:
        """The day of a row; only YYYY-MM-DD, since 01/02/2026 is two days."""
        name = next(name for name in DAY_COLUMNS if name in self.columns)
        cell = self._cell(cells, name)
        try:
            day = date.fromisoformat(cell) if ISO_DAY.fullmatch(cell) else None
        except ValueError:
            day = None
        if day is None or day < EARLIEST:
            self._note(line, name, "bad_date", value=cell[:40])
            return None
        return day

    def _number(self, line: int, cells: list[str], name: str) -> float | None:
        """The number in a cell if it is within the column's range."""
        cell = self._cell(cells, name)
        if not cell:
            return None
        if self.separator != ",":
            cell = cell.replace(",", ".")
        _, least, most = COLUMNS[name]
        if not NUMBER.fullmatch(cell):
            self._note(line, name, "not_a_number", value=cell[:40])
            return None
        value = float(cell)
        if not least <= value <= most:
            self._note(line, name, "out_of_range", field=name, value=value, least=least, most=most)
            return None
        return value

    def _cell(self, cells: list[str], name: str) -> str:
        index = self.columns.get(name)
        return cells[index] if index is not None and index < len(cells) else ""

    def _note(self, line: int, column: str, code: str, **values: Value) -> None:
        place = f"line {line}, column {column}" if column else f"line {line}"
        self.problems.append(ImportProblem(path=self.path, code=code, place=place, values=values))


def _text(data: bytes) -> str:
    """The text; what is not valid in it can only be in comments, which are not read, and is replaced."""
    wide = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    return data.decode("utf-16" if wide else "utf-8-sig", "replace")


def _separator(line: str) -> str | None:
    """The separator under which the header names a day and a column we read; None if there is none such."""
    for separator in SEPARATORS:
        names = set(_cells(line, separator))
        if names & set(DAY_COLUMNS) and names & set(COLUMNS):
            return separator
    return None


def _cells(row: str, separator: str) -> list[str]:
    """The cells of one row, without the blanks around them; [] if it is no row of a table (a cell beyond 128 kB)."""
    try:
        return [cell.strip() for cell in next(csv.reader([row], delimiter=separator), [])]
    except csv.Error:
        return []
