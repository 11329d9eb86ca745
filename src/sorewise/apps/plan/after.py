"""What a check-in does to the week: how much changes, and what, told below the verdict."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from sorewise.text.page import Line

if TYPE_CHECKING:
    from sorewise.apps.plan.coming import Coming
    from sorewise.store import Store


def week_after(store: Store, today: date) -> Coming | None:
    """The coming days after today's verdict; None without a plan. Nothing of the planner is loaded before it is due."""
    if not store.history(since=today).plan:
        return None
    from sorewise.apps.plan.coming import coming

    return coming(store)


def lines(found: Coming) -> Iterator[Line]:
    """The changes, one line each, and how many they are; nothing where the week stays as it is."""
    from sorewise.apps.plan.stands import told
    from sorewise.text.week import check_said
    from sorewise.text.week_changes import change_said

    changes = found.replan.changes
    if changes:
        on = told(found)
        yield Line("", "gap")
        yield Line(check_said(changes), "heading")
        yield from (Line(change_said(change, on), "item", about=change.session) for change in changes)
