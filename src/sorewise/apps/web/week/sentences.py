"""What the Plan page says of a week: the sentences of `text`, put together for a row, a reason or a way."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from sorewise.apps.day import manner_of
from sorewise.apps.plan.limit import left
from sorewise.apps.plan.stands import stands
from sorewise.apps.web.verdict import HEADLINES, Entry, entries_of
from sorewise.coach.week import as_placed
from sorewise.model.plan import Placement
from sorewise.text.session import planned_said
from sorewise.text.speech import tr
from sorewise.text.week import header_said
from sorewise.text.week_changes import why_lines, why_said
from sorewise.text.week_notices import notice_said, one_each
from sorewise.text.week_other import alternative_said
from sorewise.text.week_words import (
    LEFT_OUT,
    Telling,
    chances_told,
    likely,
    likely_said,
    short_day,
    standing_said,
    stands_said,
    telling,
)

if TYPE_CHECKING:
    from sorewise.apps.plan.coming import Coming
    from sorewise.model.plan import PlannedSession
    from sorewise.model.week import Alternative, PlanChange, Replan, Standing


FIRST = frozenset({
    "bone_stress", "referral", "return", "conflict", "no_rest_day", "race_day_check", "fixed_against_rule",
    "all_dropped",
})  # fmt: skip
"""Notices that whoever looks at the week has to meet before it."""


@dataclass(frozen=True, kw_only=True)
class Why:
    """Why one session changes: what it was and is, one line, and the whole of it; no line where no rule speaks."""

    was: str
    now: str
    line: str
    story: Sequence[Entry]


class Sentences:
    """Everything that is said of one week, under one plan for it (the proposal unless told otherwise)."""

    def __init__(self, found: Coming, replan: Replan | None = None) -> None:
        self._found = found
        self._replan = replan or found.replan
        self._manner = manner_of(found.history.profile)

    def stands(self, placements: Sequence[Placement]) -> Mapping[str, PlannedSession | None]:
        """Every session as it is under these placements; None is left out."""
        return stands(self._found, placements)

    @cached_property
    def _telling(self) -> Telling:
        found, stands = self._found, self.stands(self._replan.placements)
        return telling(self._replan, found.situation, stands, found.book, self._manner)

    def header(self) -> str:
        """As in "2 changes in your week, because of today's calf"."""
        today = self._found.situation.today if self._found.held is not None else None
        return header_said(self._telling, self._replan.changes, today)

    def notices(self, *, first: bool) -> list[str]:
        """What there is to know beside the changes: what comes before the week, or what may come after it."""
        notices = one_each(self._replan.notices, self._telling)
        return [notice_said(one, self._telling) for one in notices if (one.code in FIRST) is first]

    def session(self, session: PlannedSession, placement: Placement | None = None) -> str:
        """The session in one line, as it is under a placement; "" if that leaves it out. Without one: as meant."""
        if placement is None:
            return planned_said(session, self._manner)
        stands = as_placed(session, placement, self._found.book)
        if stands is None:
            return ""
        own = stands if stands.kind == session.kind else replace(stands, name="")  # its name is of what it was
        return stands_said(own, placement.form, self._manner)

    def todays(self, session: PlannedSession, placement: Placement) -> str:
        """The session in one line as it stands; today's as this morning's verdict left it, "" if it left nothing."""
        written = as_placed(session, placement, self._found.book)
        if written is None or placement.day != self._found.situation.day:
            return self.session(session, placement)
        stands = left(self._found, written, walking=placement.form == "run_walk")
        if stands is None:
            return self.session(session, placement) if session.hold == "fixed" or session.kind == "race" else ""
        own = stands if stands.kind == session.kind else replace(stands, name="")
        return stands_said(own, placement.form, self._manner)

    def standing(self, session: PlannedSession, standing: Standing) -> str:
        """The session in one line, as it stood or stands; "" if it is left out."""
        return "" if standing.kind is None else standing_said(session, standing, self._manner)

    def why(self, change: PlanChange) -> Why:
        """Why a session changes."""
        session = self._found.sessions[change.session]
        return Why(
            was=self.standing(session, change.before),
            now=self.standing(session, change.after) or tr(LEFT_OUT),
            line=why_said(change, self._telling),
            story=self.story(session.id),
        )

    def beside(self, session: str, placements: Sequence[Placement]) -> list[Why]:
        """What becomes otherwise than under these placements, with a session moved: the others, each with its days."""
        before = {one.session: one for one in placements}
        changes = {one.session: one for one in self._replan.changes}
        return [
            self._beside(before[one.session], one, changes.get(one.session))
            for one in self._replan.placements
            if one.session in before and one.session != session and not _alike(before[one.session], one)
        ]

    def _beside(self, before: Placement, after: Placement, change: PlanChange | None) -> Why:
        session = self._found.sessions[after.session]
        was, now = (self.session(session, one) or tr(LEFT_OUT) for one in (before, after))
        if before.day != after.day:
            was, now = f"{short_day(before.day)}: {was}", f"{short_day(after.day)}: {now}"
        line = why_said(change, self._telling) if change else ""
        return Why(was=was, now=now, line=line, story=self.story(session.id) if change else [])

    def story(self, session: str) -> list[Entry]:
        """All that is known of one session of the week, without its own name above it."""
        lines = [line for line in why_lines(session, self._telling) if line.part != "gap"]
        return entries_of(lines[1:])

    def way(self, way: Alternative) -> tuple[str, str]:
        """Another legal week: what a form calls it, and what it does otherwise."""
        return way_name(way), alternative_said(way, self._telling)

    def rule(self, rule: str) -> str:
        """What a rule of the week says."""
        known = self._found.book.week.get(rule)
        return tr(known.says) if known is not None and known.says else rule

    def likely(self, day: date) -> tuple[str, str]:
        """Shape and words of the verdict that is likely on a coming day; the shape of an open day is "open"."""
        chance = chances_told(self._found.situation).get(day)
        found = likely(chance)
        return ("open" if found is None else HEADLINES.get(found.code, "open")), likely_said(chance)


def _alike(one: Placement, other: Placement) -> bool:
    return (one.day, one.form) == (other.day, other.form)


def way_name(way: Alternative) -> str:
    """What a form calls an alternative."""
    return f"{way.code} {way.about}".rstrip()
