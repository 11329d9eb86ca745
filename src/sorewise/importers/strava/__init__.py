"""Strava's bulk export: `activities.csv`, one activity a row, in any language and of any year.

The files of the activities lie beside it and are read for themselves; the row adds what only Strava knows: the name
that the runner gave, and how hard it was. It names the file that it is about.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from typing import BinaryIO

from sorewise.importers.shared.entry import Entry
from sorewise.importers.shared.gathered import Gathered
from sorewise.importers.shared.notes import CLIMB_M, DISTANCE_M, DURATION_S, HEART_RATE, RPE, Notes
from sorewise.importers.shared.table import Table, header, text_of
from sorewise.importers.strava import dates
from sorewise.importers.strava.columns import Layout, layout
from sorewise.importers.strava.sports import sport_of
from sorewise.model.records import ImportProblem, Origin, Session, SessionKind

SOURCE = "strava"
HEAD_BYTES = 64 * 1024
# A row begins with the activity's number and its date; so does no line of a description.
ROW_START = re.compile(r'"?\d{4,}"?[,;\t]"?[^"\n]{4,40}?\d{1,2}[.:]\d{2}[.:]\d{2}')
NUMBERS = ("elapsed", "moving", "distance", "ascent", "descent", "rpe", "heart_rate")
# Strava's numbers for what a run (and, from 10 on, a ride) was; the others say no more than "run".
KINDS: dict[str, SessionKind] = {"1": "race", "2": "long", "11": "race"}
TICKED = frozenset({"1", "1.0", "true"})
FILE = re.compile(r"activities/[\w.-]{1,80}", re.ASCII)
THOUSANDS = re.compile(r"\d{1,3}(,\d{3})+", re.ASCII)


def recognises(head: bytes, name: str) -> bool:  # noqa: ARG001 - the door's signature; content alone decides here
    """Whether the header is one of Strava's."""
    return any(layout(names) for _, names in header(head))


def read(file: BinaryIO, path: str) -> Iterator[Session | ImportProblem]:
    """A session for each row, in the order of the file; what cannot be is left out and named."""
    data = file.read()
    notes = Notes(path)
    for separator, names in header(data[:HEAD_BYTES]):
        found = layout(names)
        if found:
            yield from _sessions(notes, Table(notes, text_of(data), separator, ROW_START), found)
            break
    yield from notes.found


def _sessions(notes: Notes, table: Table, found: Layout) -> list[Session]:
    gathered = Gathered(notes)
    entries = list(table.entries(found.columns, decimal="."))
    order = dates.order_of(str(entry.values.get("date", "")) for entry in entries)
    for entry in entries:
        start = dates.moment(str(entry.values.get("date", "")), order)
        if start is None:
            entry.note("bad_date", "date", value=entry.shown("date"))
            continue
        numbers = {name: _plain(entry.values.get(name), found) for name in NUMBERS}
        session = _session(replace(entry, values={**entry.values, **numbers}), start, found, gathered)
        # The table is in UTC; the file that a row names knows the runner's zone.
        gathered.add(session, entry, zone_known=bool(session.origins))
    return gathered.done()


def _session(entry: Entry, start: datetime, found: Layout, gathered: Gathered) -> Session:
    source_id = entry.id("id") or start.isoformat()
    kind = entry.text("type")
    sport, sub_sport = gathered.sport(kind, sport_of(kind))
    # Without a column in metres a swim may be told in metres or in kilometres.
    metres = None if sport == "swim" and found.metres > 1 else found.metres
    return Session(
        id=f"{SOURCE}:{source_id}",
        start=start,
        sport=sport,
        sub_sport=sub_sport,
        kind=_kind(entry),
        duration_s=entry.number("elapsed", DURATION_S),
        moving_s=entry.number("moving", DURATION_S),
        distance_m=entry.number("distance", DISTANCE_M, times=metres) if metres else None,
        ascent_m=entry.number("ascent", CLIMB_M),
        descent_m=entry.number("descent", CLIMB_M),
        rpe=entry.number("rpe", RPE),
        heart_rate=entry.number("heart_rate", HEART_RATE),
        name=entry.text("name"),
        source=SOURCE,
        source_id=source_id,
        origins=_origins(entry, source_id),
    )


def _origins(entry: Entry, source_id: str) -> tuple[Origin, ...]:
    """The activity's own file, which lies beside the table: by it the row is known to be about that recording."""
    file = entry.text("file")
    if not FILE.fullmatch(file):
        return ()
    table = entry.notes.path
    beside = table[: max(table.rfind("/"), table.rfind("!")) + 1]
    return (Origin(source=SOURCE, source_id=source_id, path=f"{beside}{file}"),)


def _kind(entry: Entry) -> SessionKind | None:
    """What the runner said it was: by ticking it in newer years, by its type in older ones."""
    if entry.text("race").casefold() in TICKED:
        return "race"
    if entry.text("long").casefold() in TICKED:
        return "long"
    return KINDS.get(entry.text("kind").removesuffix(".0"))


def _plain(value: object, found: Layout) -> str:
    """A number's cell with a decimal point and no marks between thousands, as the table's language sets them."""
    cell = "".join(str(value or "").split())
    if "," in cell and "." in cell:
        mark = max(",", ".", key=cell.rindex)
        return cell.replace("." if mark == "," else ",", "").replace(",", ".")
    return cell.replace(",", "") if found.english and THOUSANDS.fullmatch(cell) else cell.replace(",", ".")
