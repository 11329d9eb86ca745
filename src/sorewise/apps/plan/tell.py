"""What the runner says of their weeks: when there is time, and what a session is to them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING

from sorewise.apps.plan.agreed import agree
from sorewise.model.plan import Absence, Availability, Hold, Placement, PlannedSession, WeekSettings

if TYPE_CHECKING:
    from sorewise.apps.plan.coming import Coming
    from sorewise.store import Store

DAY_MINUTES = 24 * 60
LONGEST_ABSENCE_DAYS = 366


def has_time(store: Store, weekdays: Mapping[int, float], now: datetime) -> None:
    """These are the minutes of each weekday (0 is Monday); one that is not named does not matter."""

    def told(settings: WeekSettings) -> WeekSettings:
        time = replace(settings.availability, weekdays=dict(sorted(weekdays.items())))
        return replace(settings, availability=time)

    store.weeks.change(told, now, "days")


def has_also_time(
    store: Store,
    weekdays: Mapping[int, float],
    dates: Mapping[date, float],
    now: datetime,
    *,
    afresh: bool = False,
    long_is_hard: bool | None = None,
) -> None:
    """These minutes beside what was said before, or `afresh` in its place; None leaves it open what a long run is."""

    def told(settings: WeekSettings) -> WeekSettings:
        known = Availability() if afresh else settings.availability
        time = replace(known, weekdays={**known.weekdays, **weekdays}, dates={**known.dates, **dates})
        hard = settings.long_is_hard if long_is_hard is None else long_is_hard
        return replace(settings, availability=time, long_is_hard=hard)

    store.weeks.change(told, now, "days")


def was_cleared(store: Store, now: datetime) -> None:
    """Somebody looked at what the runner was sent with, and they may run again."""
    store.weeks.change(lambda settings: replace(settings, cleared=now.date()), now, "cleared")


def is_away(store: Store, first: date, last: date, minutes: float, now: datetime, reason: str = "") -> None:
    """On these days, both included, there are only so many minutes. Raises ValueError if `last` comes before."""
    if last < first:
        raise ValueError(f"{last.isoformat()} comes before {first.isoformat()}")
    _absence(store, first, last, [Absence(first=first, last=last, minutes=minutes, reason=reason)], now)


def is_not_away(store: Store, first: date, last: date, now: datetime) -> None:
    """Take back an absence of exactly these days."""
    _absence(store, first, last, [], now)


def _absence(store: Store, first: date, last: date, instead: list[Absence], now: datetime) -> None:
    def told(settings: WeekSettings) -> WeekSettings:
        others = [one for one in settings.availability.absences if (one.first, one.last) != (first, last)]
        absences = sorted([*others, *instead], key=lambda one: (one.first, one.last))
        return replace(settings, availability=replace(settings.availability, absences=tuple(absences)))

    store.weeks.change(told, now, "away")


def marked(store: Store, session: PlannedSession, *, key: bool, hold: Hold, now: datetime) -> None:
    """Say whether the plan is built around a session, and whether it may move."""
    store.add([replace(session, key=key, hold=hold)], "plan", at=now, exact=True)


def placed(store: Store, found: Coming, placement: Placement) -> None:
    """The runner's own word on one session; of the others nothing changes."""
    others = [one for one in found.history.week.kept if one.session != placement.session]
    agree(store, found, [*others, placement], "move")


def left_out(store: Store, found: Coming, session: PlannedSession) -> None:
    """Leave a session out of the week; raises ValueError for one that is fixed."""
    if session.hold == "fixed" or session.kind == "race":
        raise ValueError(f"{session.id} is fixed")
    day = next((one.day for one in found.replan.placements if one.session == session.id), session.day)
    placed(store, found, Placement(session=session.id, day=day, form="drop", by="runner"))


def put_back(store: Store, found: Coming, session: PlannedSession) -> None:
    """The session is again what its author meant."""
    others = tuple(one for one in found.history.week.kept if one.session != session.id)
    agree(store, found, others, "move")
