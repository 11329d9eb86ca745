"""One row of a table or one object of a JSON list, read alike: values by name, each with its place in the file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sorewise.importers.shared.notes import SHOWN_LETTERS, Notes, Within, line_of_text
from sorewise.model.records import Value


@dataclass(frozen=True, slots=True)
class Entry:
    """What one row or object says. `place` is where it stands, `inside` what comes before a value's name there.

    `decimal` is the mark before the decimals of numbers that are text.
    """

    notes: Notes
    place: str
    values: Mapping[str, object]
    inside: str = ""
    decimal: str = "."

    def number(self, name: str, within: Within, *, times: float = 1.0) -> float | None:
        """The value as a number within its range, in a unit `times` the file's; None if it is unknown or noted."""
        value = self.values.get(name)
        if isinstance(value, str) and self.decimal != ".":
            value = value.replace(self.decimal, ".")
        return self.notes.number(value, within, self.at(name), name, times=times)

    def first(self, names: tuple[str, ...], within: Within, *, times: float = 1.0) -> float | None:
        """The number under the first of these names that has one."""
        found = (self.number(name, within, times=times) for name in names if name in self.values)
        return next((value for value in found if value is not None), None)

    def text(self, name: str) -> str:
        """The value as one line of printable text, "" if it is none."""
        return line_of_text(self.values.get(name))

    def id(self, name: str) -> str:
        """The value as an id, which some write as a number, and some of those with a decimal point."""
        return line_of_text(str(self.values.get(name) or "")).removesuffix(".0")

    def shown(self, name: str) -> str:
        """What stands there, whatever it is, short enough for a sentence."""
        return line_of_text(str(self.values.get(name)))[:SHOWN_LETTERS]

    def at(self, name: str) -> str:
        """Where a value stands: "line 3, column restingHR"."""
        return f"{self.place}, {self.inside}{name}"

    def note(self, code: str, name: str = "", **values: Value) -> None:
        """Note what is wrong with the entry or with one value of it."""
        self.notes.note(code, self.at(name) if name else self.place, kept=0, **values)
