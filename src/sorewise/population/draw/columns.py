"""Columns of facts: numbers with NaN where unknown (yes and no are 1 and 0), words as codes with -1 where unknown."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from sorewise.population.draw.chance import Codes, Flags, Floats

if TYPE_CHECKING:
    from numpy.typing import NDArray

UNKNOWN = np.int8(-1)


@dataclass(frozen=True, slots=True)
class Words:
    """Codes into the words `of`; -1 is unknown."""

    codes: Codes
    of: tuple[str, ...]

    def is_(self, word: str) -> Flags:
        """Where it is known to be that word."""
        return np.equal(self.codes, self.of.index(word))


Column = Floats | Words
Columns = dict[str, Column]


def told(flags: Flags) -> Floats:
    """Yes and no as a column."""
    return flags.astype(np.float32)


def words(column: Column) -> Words:
    """A column that is one of words."""
    if not isinstance(column, Words):
        raise TypeError("a column of numbers, where words were meant")
    return column


def numbers(column: Column) -> Floats:
    """A column that is one of numbers."""
    if isinstance(column, Words):
        raise TypeError("a column of words, where numbers were meant")
    return column


def only_where(known: Flags, column: Column) -> Column:
    """The column, unknown elsewhere."""
    if isinstance(column, Words):
        return Words(np.where(known, column.codes, UNKNOWN), column.of)
    return np.where(known, column, np.float32(np.nan))


def take(columns: Mapping[str, Column], index: Any) -> Columns:
    """These rows (or cells) of every column."""
    return {name: _each(column, lambda values: values[index]) for name, column in columns.items()}


def below(parts: Iterable[Mapping[str, Column]]) -> Columns:
    """Tables one below the other; a column that a table lacks is unknown there. Words must be of the same kind."""
    tables = [(len(_values(next(iter(part.values())))), part) for part in parts]
    names = dict.fromkeys(name for _, part in tables for name in part)
    return {name: _joined([part.get(name, rows) for rows, part in tables]) for name in names}


def _each(column: Column, change: Callable[[NDArray[Any]], NDArray[Any]]) -> Column:
    if isinstance(column, Words):
        return Words(change(column.codes), column.of)
    return change(column)


def _values(column: Column) -> NDArray[Any]:
    return column.codes if isinstance(column, Words) else column


def _joined(parts: list[Column | int]) -> Column:
    """Join columns; a number stands for so many unknown rows."""
    of = tuple(dict.fromkeys(word for part in parts if isinstance(part, Words) for word in part.of))
    return Words(np.concatenate([_codes(part, of) for part in parts]), of) if of else _row_of_numbers(parts)


def _codes(part: Column | int, of: tuple[str, ...]) -> Codes:
    if isinstance(part, int):
        return np.full(part, UNKNOWN)
    return _recoded(words(part), of)


def _row_of_numbers(parts: list[Column | int]) -> Floats:
    return np.concatenate(
        [np.full(part, np.nan, np.float32) if isinstance(part, int) else numbers(part) for part in parts]
    )


def _recoded(column: Words, of: tuple[str, ...]) -> Codes:
    """Its codes in a larger vocabulary."""
    table = np.array([*(of.index(word) for word in column.of), UNKNOWN], dtype=np.int8)
    return table[column.codes]
