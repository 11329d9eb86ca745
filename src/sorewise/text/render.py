"""The door of this room: a judged moment in, its page out."""

from __future__ import annotations

from sorewise.text.emergency import emergency_number, help_page
from sorewise.text.in_run import in_run_page
from sorewise.text.needs import Found, Manner
from sorewise.text.page import Line, Page, plain
from sorewise.text.recovery import recovery_page
from sorewise.text.verdict import verdict_page
from sorewise.text.why import why_page

__all__ = [
    "Line",
    "Manner",
    "Page",
    "emergency_number",
    "help_page",
    "in_run_page",
    "page_of",
    "plain",
    "recovery_page",
    "verdict_page",
    "why_page",
]


def page_of(found: Found, manner: Manner) -> Page:
    """The page of a morning, of a run, or of the hours after it; a referral for today or now has a page of its own."""
    if found.decision.phase == "in_run":
        return in_run_page(found.decision, found.book, manner)
    return verdict_page(
        found.decision,
        found.book,
        manner,
        planned=found.planned,
        today=found.session,
        recovery=found.recovery,
        changes=found.changes,
    )
