"""The mistakes a person can mend: one class each, with a code and values; the sentence is made in `text`."""

from __future__ import annotations


class SorewiseError(Exception):
    """Base of every error this package raises on purpose.

    `code` names the kind of mistake for machines; `values` holds what the sentence needs. `str()` gives a plain English
    sentence (what, where, what to do) for those who use the package from Python.
    """

    code = "error"

    def __init__(self, message: str, **values: object) -> None:
        """Keep the sentence and the values it was made of."""
        super().__init__(message)
        self.values = values


class RulebookError(SorewiseError):
    """A rulebook file says something that cannot be meant; all mistakes found are in `mistakes`."""

    code = "rulebook"

    def __init__(self, mistakes: list[str]) -> None:
        """Keep every mistake, so that they can be mended in one go."""
        super().__init__("\n".join(mistakes), mistakes=mistakes)
        self.mistakes = mistakes


class ConditionError(SorewiseError):
    """A condition cannot be read; `column` counts from 1 within its text."""

    code = "condition"

    def __init__(self, message: str, column: int) -> None:
        """Keep where in the text the mistake is."""
        super().__init__(message, column=column)
        self.column = column


class AnswerError(SorewiseError):
    """An answer names an unknown fact, has the wrong type or lies out of range."""

    code = "answer"


class StoreError(SorewiseError):
    """The store cannot be opened, is newer than this program, is damaged, or cannot be written."""

    code = "store"


class InputError(SorewiseError):
    """A file or an option that the person gave cannot be used."""

    code = "input"
