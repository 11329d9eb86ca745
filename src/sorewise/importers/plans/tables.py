"""Plans as tables: CSV by any separator, as spreadsheets save it, and the tables of a Markdown page."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping
from datetime import date
from itertools import pairwise

from sorewise.importers.plans.columns import Columns, columns_of
from sorewise.importers.plans.days import WEEKDAYS
from sorewise.importers.plans.found import Draft
from sorewise.importers.plans.rows import Rows
from sorewise.importers.shared.entry import Entry
from sorewise.importers.shared.table import Table, cells

SEPARATORS = ",;\t|"
HEADER_WITHIN = 15
"""A table may stand under a title."""
LEAST_SCORE = 2
RULE = re.compile(r"\s*\|?\s*:?-{2,}:?\s*(\|\s*:?-{2,}:?\s*)*\|?\s*")
PIPE = re.compile(r"(?<!\\)\|")
MARKUP = re.compile(
    r"(\*\*|__|~~|`)|<br\s*/?>|!?\[([^\]]*)\]\([^)]*\)|(?<!\w)[*_](?=\S)|(?<=\S)[*_](?!\w)", re.IGNORECASE
)
ROW_START = re.compile(rf'"?(?:\d{{1,4}}[-./]\d{{1,2}}|(?:{"|".join(WEEKDAYS)})\b)', re.IGNORECASE)
WEEK = re.compile(r"(?:#+|\*\*)\s*(?:\w+\s)?((?:week|woche|kw|cw)\s*\d{1,3})\b", re.IGNORECASE)
"""A heading that names the week of the table below it."""
MOST_ROWS = 6_000
MOST_HEADER_LETTERS = 5_000


def read(text: str, path: str, today: date, plan: str) -> Draft | None:
    """The sessions of the tables in a text; None if there is none that tells of a plan."""
    return _markdown(text, path, today, plan) or _separated(text, path, today, plan)


def _separated(text: str, path: str, today: date, plan: str) -> Draft | None:
    """A CSV, by the separator under which most of its header is known."""
    lines = list(io.StringIO(text, newline=None))
    best: tuple[int, int, str, Columns] | None = None
    for at, line in enumerate(lines[:HEADER_WITHIN]):
        for separator in SEPARATORS if len(line) <= MOST_HEADER_LETTERS else "":
            columns = columns_of(cells(line, separator))
            if columns.score >= LEAST_SCORE and (best is None or columns.score > best[0]):
                best = (columns.score, at, separator, columns)
    if best is None:
        return None
    _, at, separator, columns = best
    draft = Draft(path, today, "csv", plan)
    # What stands above the header becomes empty lines below it, so that the lines keep their numbers.
    body = lines[at] + "\n" * at + "".join(lines[at + 1 : MOST_ROWS])
    if len(lines) > MOST_ROWS:
        draft.note("too_many_lines", f"line {MOST_ROWS + 1}", most=MOST_ROWS)
    table = Table(draft.notes, body, separator, ROW_START)
    Rows(draft).read(columns, table.entries(_wanted(columns)))
    return draft


def _wanted(columns: Columns) -> Mapping[str, int]:
    return {**columns.places, **{str(at): at for at in columns.weekdays}}


def _markdown(text: str, path: str, today: date, plan: str) -> Draft | None:
    """The tables of a page, one after the other; each goes on where the one before it ended."""
    every = text.splitlines()
    lines = every[:MOST_ROWS]
    draft = Draft(path, today, "markdown", plan)
    if len(every) > MOST_ROWS:
        draft.note("too_many_lines", f"line {MOST_ROWS + 1}", most=MOST_ROWS)
    rows, week, met = Rows(draft), "", False
    for number, (line, below) in enumerate(pairwise(lines), 1):
        if heading := WEEK.match(line):
            week = heading[1]
        if (
            "|" not in line
            or len(line + below) > MOST_HEADER_LETTERS
            or not RULE.fullmatch(below)
            or "|" not in below + line
        ):
            continue
        columns = columns_of(_cells(line))
        if columns.score < LEAST_SCORE:
            continue
        met = True
        rows.read(columns, _rows(draft, lines, number + 1, columns), week)
    return draft if met else None


def _rows(draft: Draft, lines: list[str], start: int, columns: Columns) -> Iterator[Entry]:
    """The rows of a table from line `start` (from 0) on, up to the first line that is none."""
    for number, line in enumerate(lines[start:], start + 1):
        if "|" not in line:
            return
        found = _cells(line)
        values = {name: found[at] for name, at in _wanted(columns).items() if at < len(found)}
        yield Entry(draft.notes, f"line {number}", values, "column ")


def _cells(line: str) -> list[str]:
    plain = line.strip().removeprefix("|")
    plain = plain[:-1] if plain.endswith("|") and not plain.endswith("\\|") else plain
    return [MARKUP.sub(lambda m: m[2] or "", cell).replace("\\|", "|").strip() for cell in PIPE.split(plain)]
