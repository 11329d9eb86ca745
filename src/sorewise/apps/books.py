"""Rulebooks of other days: keeping the files a decision was made by, and judging by them again."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, NamedTuple

from sorewise.apps.here import here
from sorewise.model.errors import SorewiseError
from sorewise.store import DecisionRecord, RulebookText, Store
from sorewise.text.replay import Difference, Reading

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

    from sorewise.engine.book import Rulebook
    from sorewise.engine.state import State
    from sorewise.model.decision import Decision


class Again(NamedTuple):
    """A stored decision, judged again."""

    record: DecisionRecord
    decision: Decision
    state: State
    book: Rulebook

    @property
    def reading(self) -> Reading:
        """How it reads now."""
        return Reading(self.decision.headline, self.decision.activity, self.decision.referral)

    def against(self, before: Reading) -> Difference | None:
        """What is different from an earlier reading, None if nothing is."""
        record = self.record
        if before == self.reading:
            return None
        return Difference(record.id, record.at, record.phase, before, self.reading)


def reading_of(record: DecisionRecord) -> Reading:
    """How a decision read when it was made."""
    return Reading(*(str(record.decision.get(part, "")) for part in Reading._fields))


def content_of(version: str) -> str:
    """The part of a version that tells the content, whatever the release."""
    return version.partition("+")[2]


def our_text(book: Rulebook) -> RulebookText:
    """The files of the rulebook as it ships, under the version that the decision names."""
    from importlib.resources import files

    release = book.version.partition("+")[0]
    return RulebookText(version=book.version, release=release, files=_texts(files("sorewise") / "rulebook"))


def overlay_text(folder: Path | None) -> Mapping[str, str]:
    """The files of a person's own rulebook."""
    return {} if folder is None else _texts(folder)


def _texts(folder: Traversable) -> dict[str, str]:
    from sorewise.engine.rules import pages_of

    return {label: page.read_bytes().decode() for label, _, page in pages_of(folder)}


def of_its_day(store: Store, record: DecisionRecord) -> Rulebook | None:
    """The rulebook that made a decision: ours of today if it is the same, else from the files kept with it."""
    present = here().book()
    if content_of(present.version) == content_of(record.rulebook):
        return present
    kept = store.rulebook(record.rulebook)
    if kept is None:
        return None
    from sorewise.engine.rules import load

    with TemporaryDirectory(prefix="sorewise-") as folder:
        base, overlay = Path(folder) / "base", Path(folder) / "overlay"
        _write(base, kept.files)
        _write(overlay, {name: str(text) for name, text in record.overlay.items()})
        try:
            found = load(overlay if record.overlay else None, base=base)
        except SorewiseError:  # a rulebook of a form that is not read any more
            return None
    return found if content_of(found.version) == content_of(record.rulebook) else None


def _write(folder: Path, texts: Mapping[str, str]) -> None:
    for name, text in texts.items():
        file = folder / name
        if folder.resolve() not in file.resolve().parents:
            continue  # a name that leads elsewhere is none of ours
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text.encode())  # byte for byte: the version is made of them


def judged_again(record: DecisionRecord, book: Rulebook, switched_on: tuple[str, ...]) -> Again | None:
    """The same facts under a rulebook; None where that rulebook cannot read them or they were deleted."""
    from sorewise.engine.decide import decide
    from sorewise.engine.state import open_door

    if not record.answers:
        return None
    answers: dict[str, Any] = dict(record.answers)
    try:
        state = open_door(book, answers, record.history, today=record.day, switched_on=switched_on)
    except SorewiseError:
        return None
    return Again(record, decide(book, state), state, book)
