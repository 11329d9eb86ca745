"""What XML recordings have in common once they are read: the names they are met by again, and words about a fault."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from sorewise.importers.shared.markup import Document
from sorewise.importers.shared.notes import Notes
from sorewise.model.records import ImportProblem, Session


class Doubts:
    """What is to be said about the recordings of one file: each thing once, with how many of them it was."""

    def __init__(self) -> None:
        self._met: Counter[tuple[str, int, tuple[tuple[str, str], ...]]] = Counter()

    def __bool__(self) -> bool:
        return bool(self._met)

    def add(self, code: str, *, kept: int = 0, **values: str) -> None:
        """Note it of one more recording, which was kept or not."""
        self._met[code, kept, tuple(values.items())] += 1

    def tell(self, notes: Notes) -> None:
        """Hand over what was met."""
        for (code, kept, values), count in self._met.items():
            notes.note(code, kept=kept * count, count=count, **dict(values))


def handed_over(
    made: Sequence[Session], source: str, document: Document, notes: Notes
) -> Iterator[Session | ImportProblem]:
    """The sessions of a file that was read to its end, each with its id, and then the problems.

    A file has no name of its own that would stay when it is renamed or copied: its content is the name.
    """
    for index, session in enumerate(made):
        source_id = document.sha256[:16] + (f".{index + 1}" if index else "")
        yield replace(
            session,
            id=f"{source}:{source_id}",
            source=source,
            source_id=source_id,
            file_sha256=document.sha256,
            quality="partial" if document.fault else "whole",
        )
    if document.fault and made:
        notes.note("xml_cut_short" if document.fault == "cut_short" else "xml_broken", kept=len(made))
    elif document.fault:
        notes.note("damaged", reason="content")
    yield from notes.found
