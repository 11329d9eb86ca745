"""Events of intervals.icu (JSON): workouts, races, and the days on which there is less time or none.

`start_date_local` is the runner's own clock, midnight standing for no time; `end_date_local` is the first day after.
`training_availability` is normal, limited (to `max_training_time` seconds a day) or unavailable; days sick, injured or
on holiday that do not say so are taken for days without training.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any, Literal, cast

from sorewise.importers.plans.description import described
from sorewise.importers.plans.found import FURTHEST_M, LONGEST_S, Draft
from sorewise.importers.plans.meaning import Meant, session_of
from sorewise.importers.plans.words import kind_of, race_of
from sorewise.importers.shared.days import iso_day, iso_moment
from sorewise.importers.shared.entry import Entry
from sorewise.importers.shared.notes import Within
from sorewise.importers.shared.sports import plain_name, type_of
from sorewise.model.plan import Absence, Availability, PlanKind

SOURCE = "intervals.icu"
PLAN = "intervals-icu"
RACES = {"RACE_A": "A", "RACE_B": "B", "RACE_C": "C"}
AWAY = {"SICK": "sick", "INJURED": "injured", "HOLIDAY": "holiday"}
RUNS = frozenset({"recovery", "easy", "long", "tempo", "intervals", "hills", "test", "race", "rest"})
MOST_LETTERS = 20_000
MOBILITY = frozenset({"yoga", "pilates"})
# What is beyond is left to the draft, which refuses the whole session: half of it would be another one.
SECONDS = Within(-LONGEST_S * 1000, LONGEST_S * 1000, 0)
METRES = Within(-FURTHEST_M * 1000, FURTHEST_M * 1000, 0)


def recognises(found: object) -> bool:
    """Whether a JSON document is a list of events, or one of them."""
    return any("category" in event and "start_date_local" in event for event in _events(found))


def read(found: object, path: str, today: date) -> Draft:
    """The sessions and absences of the events."""
    draft = Draft(path, today, SOURCE, PLAN)
    for number, values in enumerate(_events(found), 1):
        entry = Entry(draft.notes, f"event {number}", values)
        category = entry.text("category").upper()
        start = _start(entry)
        if start is None:
            entry.note("no_date")
        elif category == "WORKOUT" or category in RACES:
            _add(entry, draft, start, category)
        elif category in AWAY or entry.text("training_availability"):
            _away(entry, draft, start.date(), AWAY.get(category, entry.text("name")))
    return draft


def _events(found: object) -> Iterator[dict[str, Any]]:
    """The objects of the list, of the list under "events", or the one that it is."""
    if isinstance(found, dict):
        found = found.get("events", [found])
    yield from (event for event in found if isinstance(event, dict)) if isinstance(found, list) else ()


def _start(entry: Entry) -> datetime | None:
    value = entry.values.get("start_date_local")
    if (day := iso_day(value)) is not None:
        return datetime.combine(day, time.min)
    return iso_moment(value)


def _add(entry: Entry, draft: Draft, start: datetime, category: str) -> None:
    description = entry.values.get("description")
    meant = described(entry.text("name"), description[:MOST_LETTERS] if isinstance(description, str) else "")
    seconds = entry.first(("moving_time", "time_target"), SECONDS)
    metres = entry.first(("distance", "distance_target"), METRES)
    meant = replace(
        meant,
        duration_s=meant.duration_s if seconds is None else seconds,
        distance_m=meant.distance_m if metres is None else metres,
    )
    meant = _race(entry, meant, category) if category in RACES else _of_type(entry, meant)
    uid = entry.id("external_id") or entry.id("uid") or entry.id("id")
    clock = start.time().replace(tzinfo=None)
    session = session_of(
        meant,
        start.date(),
        start=None if clock == time.min else clock,
        uid=uid or draft.next_uid(start.date().isoformat()),
    )
    done = entry.values.get("paired_activity_id") not in {None, ""}
    if draft.add(replace(session, status="done") if done else session, entry.place):
        for code, about in meant.notes:
            draft.note_alike(code, entry.place, "" if code == "kind_plain" else about)


def _race(entry: Entry, meant: Meant, category: str) -> Meant:
    """A race as the category says, whatever the name does."""
    race = race_of(entry.text("name"), meant.distance_m)
    notes = tuple(note for note in meant.notes if not note[0].startswith(("kind", "race")))
    return replace(
        meant,
        kind="race",
        fixed=True,
        priority=cast("Literal['A', 'B', 'C']", RACES[category]),
        race=race,
        assumed=() if race else ("length",),
        notes=notes if race else (*notes, ("race_length", entry.text("name"))),
    )


def _of_type(entry: Entry, meant: Meant) -> Meant:
    """What the event's type says of the kind: it knows the sport, the words know how."""
    name = entry.text("type")
    known = type_of(name)
    sport = None if known is None else known.sport
    if not name or (sport == "run" and meant.kind in RUNS):
        return meant
    if sport == "run":
        notes = (*meant.notes, ("kind_unknown", entry.text("name")))
        return replace(meant, kind="intervals", assumed=("kind",), notes=notes)
    kind: PlanKind
    if sport == "strength":
        told = kind_of(f"strength {entry.text('name')}")
        kind = told.kind if told and told.kind == "strength_other" else "strength_leg"
    elif plain_name(name) in MOBILITY:
        kind = "mobility"
    elif sport is None or plain_name(name) in {"workout", "other"}:
        return meant
    else:
        kind = "xt"
    return replace(meant, kind=kind, race=None, fixed=False, assumed=(), notes=())


def _away(entry: Entry, draft: Draft, first: date, reason: str) -> None:
    """Days with less time than usual, or none."""
    told = entry.text("training_availability").casefold()
    if told == "normal" or first > draft.last:
        return
    minutes = 0.0
    if told == "limited":
        seconds = entry.number("max_training_time", SECONDS)
        if seconds is None or not 0 <= seconds <= LONGEST_S:
            entry.note("limit_unknown", text=entry.shown("name"))
            return
        minutes = seconds / 60
    end = _end(entry)
    last = first if end is None else max(first, end - timedelta(days=1))
    if last < draft.first:
        return
    away = Absence(first=first, last=last, minutes=minutes, reason=reason)
    before = draft.availability
    draft.availability = Availability(absences=(*before.absences, away)) if away not in before.absences else before


def _end(entry: Entry) -> date | None:
    value = entry.values.get("end_date_local")
    if (day := iso_day(value)) is not None:
        return day
    moment = iso_moment(value)
    if moment is None:
        return None
    return moment.date() if moment.time() == time.min else moment.date() + timedelta(days=1)
