"""What a check in a run, after it or before it says around its questions."""

from __future__ import annotations

from collections.abc import Iterator

from sorewise.text.page import Line
from sorewise.text.speech import tr


def when() -> Iterator[Line]:
    """Which moment it is about."""
    yield Line(tr("Where are you?"))
    yield Line(tr("1 out running   2 back from the run   3 not set off yet, but something changed"), "quiet", 1)


def one_of_three() -> str:
    """For more than one moment."""
    return tr("Choose one of --during, --after and --before.")


def which() -> str:
    """Where nobody can be asked which moment it is."""
    return tr("Say which moment it is about: --during, --after or --before.")


def no_check_in() -> str:
    """Before a check-in there is nothing to check again."""
    return tr("There is no check-in of this morning to check again. Start with: sorewise check")


def red_button() -> str:
    """The red button of a run."""
    return tr("Anything alarming: chest, breath, head, a pop, numbness, swelling?")
