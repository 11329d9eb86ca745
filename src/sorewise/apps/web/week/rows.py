"""The coming days as rows: each day with its likely verdict and its sessions, each session with what becomes of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from sorewise.apps.web.verdict import kind_of
from sorewise.model.plan import Placement
from sorewise.model.week import PlanChange
from sorewise.text.commands import headline
from sorewise.text.speech import tr
from sorewise.text.web import plan as said

if TYPE_CHECKING:
    from sorewise.apps.plan.coming import Coming
    from sorewise.apps.web.week.sentences import Sentences
    from sorewise.model.plan import PlannedSession


SWAPPED = frozenset({"easy", "easy_50", "cross_train", "run_walk", "drop"})
"""Forms in which a key session is none any more."""


@dataclass(frozen=True, kw_only=True)
class Item:
    """One session on a day.

    `now` is what it is here, "" where it is here no more; `was` what stood here and does not hold, "" if nothing.
    `note` says in a word where it went or came from; `change` is why, told where the session is now.
    """

    id: str
    now: str = ""
    was: str = ""
    note: str = ""
    key: bool = False
    fixed: bool = False
    clinician: bool = False
    change: PlanChange | None = None

    @property
    def name(self) -> str:
        """What it is called where it is spoken of."""
        return self.now or self.was

    @property
    def movable(self) -> bool:
        """Whether the runner may move it from here."""
        return bool(self.now) and not self.fixed


@dataclass(frozen=True, kw_only=True)
class Row:
    """One day. `look` is the shape of `likely`, which is today's verdict or the likely one; "" is open."""

    day: date
    name: str
    today: bool
    look: str
    likely: str
    items: Sequence[Item] = field(default=())


def rows(found: Coming, placements: Iterable[Placement], changes: Sequence[PlanChange], words: Sentences) -> list[Row]:
    """Every coming day under these placements; `changes` are those against what was kept."""
    by_day: dict[date, list[Item]] = {}
    placed = {one.session: one for one in placements}
    changed = {one.session: one for one in changes}
    for session in found.situation.plan:
        standing = placed.get(session.id) or Placement(session=session.id, day=session.day)
        for day, item in _items(found, session, standing, changed.get(session.id), words):
            by_day.setdefault(day, []).append(item)
    today = found.situation.day
    days = [today + timedelta(days=ahead) for ahead in range(found.situation.days)]
    return [_row(found, day, by_day.get(day, []), words) for day in days]


def _row(found: Coming, day: date, items: Sequence[Item], words: Sentences) -> Row:
    today = found.situation.day
    if day == today and found.held is not None:
        look, likely = kind_of(found.held), headline(str(found.held.decision.get("headline", "")))
    else:
        look, likely = words.likely(day)
    return Row(
        day=day, name=said.day_near(day, today), today=day == today, look=look, likely=likely,
        items=sorted(items, key=lambda one: not one.now),
    )  # fmt: skip


def _items(
    found: Coming, session: PlannedSession, placement: Placement, change: PlanChange | None, words: Sentences
) -> Iterator[tuple[date, Item]]:
    """The session where it stands, and where it stood if that was another day."""
    base = Item(
        id=session.id,
        key=session.key,
        fixed=session.hold == "fixed",
        clinician=bool(session.plan) and session.plan in found.history.week.clinician_plans,
    )
    stands = words.session(session, placement)
    now = words.todays(session, placement) if stands else ""
    if placement.form in SWAPPED:
        base = replace(base, key=False)
    if change is None:
        if now != stands:
            yield placement.day, replace(base, now=now, was=stands, note=tr(said.TODAYS))
        elif now:
            yield placement.day, replace(base, now=now)
        elif session.status != "missed":
            yield placement.day, replace(base, was=words.session(session), note=tr(said.LEFT_OUT))
        return
    before = words.standing(session, change.before) or words.session(session)
    was = before if before != now else ""
    if not now:
        yield change.before.day, replace(base, was=before, note=tr(said.LEFT_OUT), change=change)
    elif change.before.day == placement.day:
        yield placement.day, replace(base, now=now, was=was, change=change)
    else:
        came, went = said.day_said(change.before.day), said.day_said(placement.day)
        yield change.before.day, replace(base, was=before, note=tr(said.MOVED_TO, day=went))
        yield placement.day, replace(base, now=now, was=was, note=tr(said.MOVED_FROM, day=came), change=change)
