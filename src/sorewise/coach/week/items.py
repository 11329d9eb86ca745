"""The sessions that are to be placed, each with how it stands now, in days counted from today."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time

from sorewise.coach.week.groups import HARD, RUNS
from sorewise.coach.week.sizes import Length, Paces, length_of
from sorewise.engine.book import Rulebook
from sorewise.model.errors import InputError
from sorewise.model.plan import Form, Placement, PlannedSession
from sorewise.model.week import Situation

LONGEST = 28
"""Days that can be planned at once."""


@dataclass(frozen=True, slots=True, eq=False)
class Item:
    """One session: `day` is its author's, `stands` where it is kept, both counted from today; `week` is its own.

    `still` ones never move, shrink or vanish. `hard` counts kinds nobody knows. `minute` is its local start.
    """

    number: int
    session: PlannedSession
    day: int
    stands: int
    form: Form
    week: int
    minute: int | None
    length: Length
    weight: int
    hard: bool
    still: bool
    missed: bool
    clinician: bool
    kept: Placement | None

    @property
    def id(self) -> str:
        """The session's."""
        return self.session.id

    @property
    def important(self) -> bool:
        """Its place in the order of the week matters."""
        return self.session.key or self.hard or self.session.kind == "long"


def week_of(day: date) -> int:
    """The number of a week from Monday to Sunday."""
    return (day.toordinal() - 1) // 7


def minute_of(start: time | None) -> int | None:
    """Local wall time in minutes; elapsed time is no matter where clocks change."""
    return None if start is None else start.hour * 60 + start.minute


def items_of(situation: Situation, book: Rulebook, paces: Paces) -> list[Item]:
    """Every session that stands in the coming days, in a fixed order. Raises InputError where it cannot be planned."""
    if not 1 <= situation.days <= LONGEST:
        raise InputError(f"1 to {LONGEST} days can be planned, not {situation.days}", days=situation.days)
    ids = [session.id for session in situation.plan]
    if len(set(ids)) < len(ids):
        twice = sorted({id_ for id_ in ids if ids.count(id_) > 1})
        raise InputError(f"sessions of one id: {', '.join(twice)}", ids=twice)
    return [_item(number, one, situation, book, paces) for number, one in enumerate(_standing(situation))]


def _standing(situation: Situation) -> Iterator[PlannedSession]:
    ordered = sorted(situation.plan, key=lambda one: (one.day, one.start is None, one.start or time(), one.id))
    for session in ordered:
        if session.status in {"done", "dropped"}:
            continue
        kept = kept_of(session, situation)
        offset = ((kept.day if kept else session.day) - situation.day).days
        missed = session.status == "missed" and session.day < situation.day
        if missed or 0 <= offset < situation.days:
            yield session


def kept_of(session: PlannedSession, situation: Situation) -> Placement | None:
    """What the runner kept for it; a placement on a day that is past says nothing."""
    kept = [one for one in situation.settings.kept if one.session == session.id and one.day >= situation.day]
    return kept[-1] if kept else None


def _item(number: int, session: PlannedSession, situation: Situation, book: Rulebook, paces: Paces) -> Item:
    kept = kept_of(session, situation)
    day = (session.day - situation.day).days
    missed = session.status == "missed" and day < 0
    clinician = session.plan != "" and session.plan in situation.settings.clinician_plans
    still = not missed and (session.hold == "fixed" or session.kind in {"race", "rest"} or clinician)
    if (still and session.kind != "rest") or session.hold == "fixed":  # only the runner puts such a session elsewhere
        kept = kept if kept and kept.by == "runner" and not clinician else None
    hard = session.kind in HARD or (session.kind in RUNS and "kind" in session.assumed)
    return Item(
        number=number,
        session=session,
        day=day,
        stands=(kept.day - situation.day).days if kept else day,
        form=kept.form if kept else "drop" if missed else "as_planned",
        week=week_of(session.day),
        minute=minute_of(session.start),
        length=length_of(session, situation.done, book, paces),
        weight=_weight(session, book, hard=hard, missed=missed),
        hard=hard,
        still=still,
        missed=missed,
        clinician=clinician,
        kept=kept,
    )


def _weight(session: PlannedSession, book: Rulebook, *, hard: bool, missed: bool) -> int:
    if missed:
        name = "week_weight_missed"
    elif session.kind == "long" or (hard and session.key):
        name = "week_weight_key"
    elif hard:
        name = "week_weight_hard"
    elif session.kind == "strength_leg":
        name = "week_weight_strength"
    else:
        name = "week_weight_easy" if session.kind == "easy" else "week_weight_rest"
    return round(book.number(name))
