"""Entries of `summarizedActivities.json` -> sessions. Lengths and heights are in cm, times in ms, RPE is tenfold."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sorewise.importers.garmin.sports import type_of
from sorewise.importers.shared.days import in_zone, unix_ms
from sorewise.importers.shared.entry import Entry
from sorewise.importers.shared.gathered import Gathered
from sorewise.importers.shared.notes import CLIMB_M, DISTANCE_M, DURATION_S, HEART_RATE, PER_CENT, RPE, Notes, Within
from sorewise.model.records import Session

SOURCE = "garmin"
FROM_CM, FROM_MS, FROM_TENFOLD = 0.01, 0.001, 0.1
STARTS = ("startTimeGmt", "beginTimestamp")
ZONES = tuple(f"hrTimeInZone_{zone}" for zone in range(8))
RACE = 1
NO_TIME = Within(0, DURATION_S.most)  # no time in a zone is a count too


def sessions(notes: Notes, entries: Iterable[Entry]) -> list[Session]:
    """A session for each activity; a multisport activity whose legs are told too gives its legs alone."""
    gathered = Gathered(notes)
    wholes: set[str] = set()
    for entry in entries:
        utc = next((at for name in STARTS if (at := unix_ms(entry.values.get(name)))), None)
        if utc is None:
            entry.note("no_date")
            continue
        start = in_zone(utc, unix_ms(entry.values.get("startTimeLocal")))
        gathered.add(_session(entry, start or utc), entry, zone_known=start is not None)
        if entry.values.get("parentId") is not None:
            wholes.add(entry.id("parentId"))
    return [each for each in gathered.done() if each.source_id not in wholes]


def _session(entry: Entry, start: datetime) -> Session:
    sport, sub_sport = type_of(entry.values)
    source_id = entry.id("activityId") or start.isoformat()
    return Session(
        id=f"{SOURCE}:{source_id}",
        start=start,
        sport=sport,
        sub_sport=sub_sport,
        kind="race" if entry.values.get("eventTypeId") == RACE else None,
        duration_s=entry.first(("elapsedDuration", "duration"), DURATION_S, times=FROM_MS),
        moving_s=entry.first(("movingDuration", "duration"), DURATION_S, times=FROM_MS),
        distance_m=entry.number("distance", DISTANCE_M, times=FROM_CM),
        ascent_m=entry.number("elevationGain", CLIMB_M, times=FROM_CM),
        descent_m=entry.number("elevationLoss", CLIMB_M, times=FROM_CM),
        rpe=entry.first(("workoutRpe", "directWorkoutRpe"), RPE, times=FROM_TENFOLD),
        feel=entry.first(("workoutFeel", "directWorkoutFeel"), PER_CENT),
        heart_rate=entry.number("avgHr", HEART_RATE),
        hr_zone_s=_zones(entry),
        name=entry.text("name"),
        source=SOURCE,
        source_id=source_id,
    )


def _zones(entry: Entry) -> tuple[float, ...]:
    """Seconds in each heart-rate zone, below zone 1 first, as far as they are told without a gap."""
    told = [entry.number(name, NO_TIME, times=FROM_MS) for name in ZONES]
    known = told[: told.index(None)] if None in told else told
    return tuple(each for each in known if each is not None)
