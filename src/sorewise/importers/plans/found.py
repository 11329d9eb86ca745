"""What a plan's file was found to say, and the gathering of it: every session is looked at before it is kept.

A plan lies in the days around today: what is older than four weeks or further than a year away is left out and told.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from sorewise.importers.plans.tidy import tidy
from sorewise.importers.shared.notes import Notes
from sorewise.model.plan import Availability, PlannedSession
from sorewise.model.records import Answers, ImportProblem, Value

DAYS_BACK, DAYS_AHEAD = 28, 366
MOST_SESSIONS = 5_000
MOST_TOLD = 40
"""Problems that are told one by one; the rest is counted."""
LONGEST_S, FURTHEST_M = 24 * 3600.0, 250_000.0
DAY_MINUTES = 24 * 60.0


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanRead:
    """One plan as it was understood.

    `format` is "typed", "csv", "markdown", "ics", "intervals.icu" or "sorewise"; "" where none was recognised. `plan`
    is the plan's id, the same each time it is read. `sessions` are in the order of their days. `availability` holds
    minutes by weekday and date, and absences. `problems` tell, each with its place, what was left out or taken
    carefully; sentences for them are made in `text.problems`. `part`: it is what went out from here, where sessions may
    have been left out, so that a session that is not in it is not gone.
    """

    format: str = ""
    plan: str = ""
    sessions: tuple[PlannedSession, ...] = ()
    availability: Availability = field(default_factory=Availability)
    problems: tuple[ImportProblem, ...] = ()
    part: bool = False


def slug(text: str, most: int = 40) -> str:
    """A name as an id: "Mein Plan (Köln).csv" is "mein-plan-koln-csv"; "plan" if nothing is left of it."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().casefold()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:most].strip("-") or "plan"


def plan_of(name: str) -> str:
    """The id of a plan that says none of its own: the name of its file, without folders and ending."""
    last = re.split(r"[/\\!]", name)[-1]
    return slug(re.sub(r"\.[A-Za-z0-9]{1,5}$", "", last))


def session_id(plan: str, uid: str) -> str:
    """The id of the session that its source knows by `uid`: short, and the same whenever it is read.

    >>> session_id("spring", "2026-06-13/1") == session_id("spring", "2026-06-13/1")
    True
    """
    return "p" + hashlib.sha256(f"{plan}\0{uid}".encode("utf-8", "replace")).hexdigest()[:12]


class Draft:
    """A plan being read: keeps what can be, notes what cannot."""

    def __init__(self, path: str, today: date, source: str, plan: str) -> None:
        self.notes = Notes(path)
        self.today = today
        self.source = source
        self.plan = plan
        self.first, self.last = today - timedelta(days=DAYS_BACK), today + timedelta(days=DAYS_AHEAD)
        self.availability = Availability()
        self.part = False
        self._sessions: dict[str, PlannedSession] = {}
        self._alike: dict[tuple[object, ...], str] = {}
        self._counted: dict[str, int] = {}
        self._too_old: list[date] = []
        self._too_many = 0
        self._alike_notes: dict[tuple[str, str], list[str]] = {}

    def note(self, code: str, place: str = "", **values: Value) -> None:
        """Note what is wrong."""
        self.notes.note(code, place, kept=0, **values)

    def note_alike(self, code: str, place: str, text: str = "") -> None:
        """Note what is told once for all sessions that it is true of, with their number."""
        self._alike_notes.setdefault((code, text), []).append(place)

    def next_uid(self, day: str) -> str:
        """How a session is known whose source knows it by nothing: its day, and which one of that day it is."""
        self._counted[day] = self._counted.get(day, 0) + 1
        return f"{day}/{self._counted[day]}"

    def add(self, session: PlannedSession, place: str, *, exact: bool = False) -> bool:
        """Keep a session, with an id made of `source_uid` unless it has one; whether it was kept.

        `exact`: it is one of ours, and stays as it is.
        """
        session = tidy(session)
        if not self._sensible(session, place) or not self._in_time(session.day, place):
            return False
        if len(self._sessions) >= MOST_SESSIONS:
            self._too_many += 1
            return False
        one = (
            session
            if exact
            else replace(
                session,
                id=session.id or session_id(self.plan, session.source_uid),
                plan=session.plan or self.plan,
                source=self.source if session.source == "hand" else session.source,
            )
        )
        if one.id in self._sessions:
            self.note("doubled_id", place, id=one.id)
            return False
        alike = (one.day, one.start, one.kind, one.name, one.duration_s, one.distance_m, one.steps)
        if alike in self._alike and not exact:
            self.note("doubled_session", place, date=one.day.isoformat(), first=self._alike[alike])
            return False
        self._sessions[one.id], self._alike[alike] = one, place
        return True

    def read(self, *, told: Iterable[ImportProblem] = ()) -> PlanRead:
        """The plan, with what there is to say of it as a whole."""
        sessions = sorted(self._sessions.values(), key=in_order)
        for (code, text), places in self._alike_notes.items():
            self.note(code, places[0], text=text, count=len(places))
        if self._too_many:
            self.note("too_many_sessions", count=self._too_many, most=MOST_SESSIONS)
        if self._too_old and not sessions:
            self.note("plan_in_the_past", date=max(self._too_old).isoformat())
        elif sessions and sessions[-1].day < self.today:
            self.note("plan_in_the_past", date=sessions[-1].day.isoformat())
        elif self._too_old:
            self.note("past_left_out", count=len(self._too_old), date=self.first.isoformat())
        elif not sessions and not self.notes.found and self.availability == Availability():
            self.note("no_sessions")
        plans = {session.plan for session in sessions if session.plan}
        return PlanRead(
            format=self.source,
            plan=plans.pop() if len(plans) == 1 else self.plan,
            sessions=tuple(sessions),
            availability=self.availability,
            problems=_bounded([*told, *self.notes.found], self.notes.path),
            part=self.part,
        )

    def _sensible(self, session: PlannedSession, place: str) -> bool:
        sizes = ((session.duration_s, LONGEST_S, "hours", 3600), (session.distance_m, FURTHEST_M, "km", 1000))
        for value, most, unit, one in sizes:
            if value is not None and not 0 < value <= most:
                self.note("absurd_length", place, length=f"{value / one:g} {unit}", most=f"{most / one:g} {unit}")
                return False
        return True

    def _in_time(self, day: date, place: str) -> bool:
        if day < self.first:
            self._too_old.append(day)
            return False
        if day > self.last:
            self.note("too_far_ahead", place, date=day.isoformat(), last=self.last.isoformat())
            return False
        return True


def in_order(session: PlannedSession) -> tuple[date, str, str]:
    """What sessions are sorted by: day, time of day, id."""
    return session.day, "" if session.start is None else session.start.isoformat(), session.id


def _shown(values: Answers) -> Answers:
    """The values of a problem, where nothing that can be printed has a sign of its own."""
    return {name: "…" if value == "" else value for name, value in values.items()}


def _bounded(problems: list[ImportProblem], path: str) -> tuple[ImportProblem, ...]:
    """No more problems than anybody reads; how many more there are is told."""
    shown = [replace(problem, values=_shown(problem.values)) for problem in problems[:MOST_TOLD]]
    if len(problems) > MOST_TOLD:
        shown.append(ImportProblem(path=path, code="more_problems", values={"count": len(problems) - MOST_TOLD}))
    return tuple(shown)
