"""Entries of activities -> sessions. Effort is `icu_rpe` (1-10), `feel` 1-5 with 1 strong, times in seconds, metres."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from datetime import UTC, datetime

from sorewise.importers.shared.days import in_zone, iso_moment
from sorewise.importers.shared.entry import Entry
from sorewise.importers.shared.gathered import Gathered
from sorewise.importers.shared.notes import CLIMB_M, DISTANCE_M, DURATION_S, HEART_RATE, RPE, TRIMP, Notes, Within
from sorewise.importers.shared.sports import type_of
from sorewise.model.records import Session

SOURCE = "intervals.icu"
NAMES = (
    "id", "start_date", "start_date_local", "name", "type", "sub_type", "race", "workout_type", "elapsed_time",
    "moving_time", "distance", "total_elevation_gain", "total_elevation_loss", "average_heartrate", "icu_rpe",
    "perceived_exertion", "feel", "trimp", "device_name",
)  # fmt: skip
ROW_START = re.compile(r'"?(i?\d+|\d{4}-\d{2}-\d{2}T[\d:]{8})"?[,;\t]', re.ASCII)
STRONG_TO_WEAK = Within(1, 5, 0)
# The service took these over from Strava: a run's and a ride's number for "race".
RACES = frozenset({"1", "11"})


def recognises(names: Collection[str]) -> bool:
    """Whether a header names an activity, when it began and how long it was."""
    return {"id", "start_date_local"} <= {*names} and not {"moving_time", "elapsed_time", "distance"}.isdisjoint(names)


def sessions(notes: Notes, entries: Iterable[Entry]) -> list[Session]:
    """A session for each activity that has a start; planned workouts are passed over."""
    gathered = Gathered(notes)
    for entry in entries:
        if "category" in entry.values:
            continue
        start = _start(entry)
        if start is None:
            entry.note("no_date")
            continue
        gathered.add(_session(entry, start, gathered), entry, zone_known=_utc(entry) is not None)
    return gathered.done(local=True)


def _session(entry: Entry, start: datetime, gathered: Gathered) -> Session:
    source_id = entry.id("id") or start.isoformat()
    kind = entry.text("type")
    sport, sub_sport = gathered.sport(kind, type_of(kind))
    elapsed, moving = (entry.number(name, DURATION_S) for name in ("elapsed_time", "moving_time"))
    feel = entry.number("feel", STRONG_TO_WEAK)
    return Session(
        id=f"{SOURCE}:{source_id}",
        start=start,
        sport=sport,
        sub_sport=sub_sport,
        kind="race" if _is_race(entry) else None,
        duration_s=elapsed if elapsed is not None else moving,
        moving_s=moving,
        distance_m=entry.number("distance", DISTANCE_M),
        ascent_m=entry.number("total_elevation_gain", CLIMB_M),
        descent_m=entry.number("total_elevation_loss", CLIMB_M),
        rpe=entry.first(("icu_rpe", "perceived_exertion"), RPE),
        feel=None if feel is None else (STRONG_TO_WEAK.most - feel) * 25,
        heart_rate=entry.number("average_heartrate", HEART_RATE),
        trimp=entry.number("trimp", TRIMP),
        hr_zone_s=_zones(entry.values.get("icu_hr_zone_times")),
        name=entry.text("name"),
        device=entry.text("device_name"),
        source=SOURCE,
        source_id=source_id,
    )


def _start(entry: Entry) -> datetime | None:
    """The start in the runner's zone; if only the local time is told, that time as UTC, so that its day is right."""
    local = iso_moment(entry.values.get("start_date_local"))
    utc = _utc(entry)
    if utc is not None:
        return in_zone(utc, local) or utc
    return None if local is None else local.replace(tzinfo=UTC)


def _utc(entry: Entry) -> datetime | None:
    """The start as the service keeps it; always UTC, with or without a Z."""
    found = iso_moment(entry.values.get("start_date"))
    return None if found is None else found.replace(tzinfo=found.tzinfo or UTC).astimezone(UTC)


def _is_race(entry: Entry) -> bool:
    told = str(entry.values.get("race")).casefold() == "true" or entry.text("sub_type").casefold() == "race"
    return told or str(entry.values.get("workout_type")).removesuffix(".0") in RACES


def _zones(value: object) -> tuple[float, ...]:
    """Seconds in each heart-rate zone, if each of them is a count."""
    if not isinstance(value, list):
        return ()
    good = [float(each) for each in value if isinstance(each, int | float) and 0 <= each <= DURATION_S.most]
    return tuple(good) if len(good) == len(value) else ()
