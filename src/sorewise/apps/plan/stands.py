"""The sessions of the coming days written out as they stand, and what is told beside them elsewhere."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sorewise.apps.day import manner_of, shown_page
from sorewise.apps.plan.coming import Coming
from sorewise.apps.plan.limit import left
from sorewise.coach.signs import stop_signs
from sorewise.coach.today import OURS
from sorewise.coach.week import as_placed
from sorewise.model.plan import Placement, PlannedSession
from sorewise.text.page import Line
from sorewise.text.plan import description
from sorewise.text.today import stop_rules
from sorewise.text.week import week_lines
from sorewise.text.week_changes import change_said, rules_said
from sorewise.text.week_words import Telling, telling


def stands(found: Coming, placements: Sequence[Placement] | None = None) -> dict[str, PlannedSession | None]:
    """Every session as it stands under the proposal, or under other placements; None is left out."""
    placed = {one.session: one for one in (found.replan.placements if placements is None else placements)}
    return {
        name: _standing(found, session, placed[name]) if name in placed else None
        for name, session in found.sessions.items()
    }


def _standing(found: Coming, session: PlannedSession, placement: Placement) -> PlannedSession | None:
    """Today's is no more than the verdict left of it; what is fixed never vanishes, and has a notice of its own."""
    written = as_placed(session, placement, found.book)
    if written is None or written.day != found.situation.day:
        return written
    stands = left(found, written, walking=placement.form == "run_walk")
    return written if stands is None and (written.hold == "fixed" or written.kind == "race") else stands


def told(found: Coming) -> Telling:
    """What the sentences of this week speak of."""
    return telling(found.replan, found.situation, stands(found), found.book, manner_of(found.history.profile))


def lines(found: Coming) -> Iterator[Line]:
    """The whole page of the week."""
    manner = manner_of(found.history.profile)
    return week_lines(found.replan, found.situation, stands(found), found.book, manner, word=word_of(found))


def word_of(found: Coming) -> str:
    """The big word of the verdict that holds today; "" without one."""
    return "" if found.held is None else shown_page(found.held)[0].text


def beside(found: Coming, session: PlannedSession, on: Telling) -> str:
    """What stands in a calendar or on a watch beside a session: its parts, why it is so, when to break off."""
    running = session.kind not in {"xt", "strength_leg", "strength_other", "mobility", "rest"}
    years = found.history.profile.answers.get("experience_years")
    novice = not isinstance(years, int | float) or years < found.book.number("novice_years")
    stop = stop_rules(tuple(stop_signs(found.book, running=running, novice=novice)))
    return description(session, _why(found, session, on), stop, on.manner)


def _why(found: Coming, session: PlannedSession, on: Telling) -> Iterator[str]:
    """The rules for which it was agreed to; of today's session what this morning made of it. No proposal is told."""
    kept = next((one for one in found.history.week.kept if one.session == session.id), None)
    yield from rules_said(kept.rules if kept else (), found.book)
    change = on.changes.get(session.id)
    if change is not None and session.day == found.situation.day and session.source == OURS:
        yield change_said(change, on)
