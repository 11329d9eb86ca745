"""What the commands say of themselves: what was kept, what was not, and what to do next."""

from __future__ import annotations

from sorewise.text.speech import tr
from sorewise.text.words import HEADLINES


def stopped() -> str:
    """After Ctrl-C."""
    return tr("Stopped. Nothing of this was saved.")


def parent_first(age: int) -> str:
    """Under 16, before a parent agreed."""
    return tr(
        "Under {age} sorewise gives no verdict without a parent's word. "
        "A parent can give it with: sorewise profile --parent-agrees",
        age=age,
    )


def headline(code: str) -> str:
    """The big word of a stored headline; the code itself if it is of another time."""
    return tr(HEADLINES[code]) if code in HEADLINES else code


def forgotten() -> str:
    """Where a page was deleted with the private answers it rested on."""
    return tr("The reasons were deleted together with private answers.")


def no_verdict_today() -> str:
    """Before the first check-in of a day."""
    return tr("There is no verdict for today yet. Start with: sorewise check")


def given_at(clock: str) -> str:
    """When a verdict was given."""
    return tr("As of {clock}.", clock=clock)
