"""TCX: activities of laps of points, as training watches wrote them. Each activity becomes a session.

What the watch counted itself (time, distance and mean heart rate of its laps) stands; the rest is measured from the
points. Times are in UTC, so the local day is told from the first place. Courses and workouts are plans, not runs.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import pairwise
from typing import Any, BinaryIO, NamedTuple

import numpy as np

from sorewise.importers.measure import measured
from sorewise.importers.shared.markup import Document, children, local, number, root_name
from sorewise.importers.shared.notes import DISTANCE_M, DURATION_S, HEART_RATE, Notes, Within, line_of_text
from sorewise.importers.shared.recordings import handed_over
from sorewise.importers.shared.sport_words import sport_of_type
from sorewise.importers.shared.sports import Type
from sorewise.importers.shared.sun import believable, moment, settled, started
from sorewise.importers.track import Floats, Track, along, track
from sorewise.model.records import ImportProblem, Session

PLANS = {"Courses": "course", "Workouts": "workout"}
NO_UNIT = "0"


class Point(NamedTuple):
    """One moment: seconds since 1970, metres, degrees, per minute; what it does not say is None."""

    at: float | None
    distance_m: float | None
    altitude_m: float | None
    heart_rate: float | None
    latitude: float | None
    longitude: float | None


@dataclass
class Recording:
    """One activity with its points in the order of the file; `tracks` are the places where a track begins."""

    element: Any
    points: list[Point] = field(default_factory=list)
    tracks: list[int] = field(default_factory=list)


class Lap(NamedTuple):
    """What the watch counted in one lap."""

    start: str
    seconds: float | None
    distance_m: float | None
    heart_rate: float | None


def recognises(head: bytes, name: str) -> bool:  # noqa: ARG001 - the door's signature; content alone decides here
    """Whether the document is a `TrainingCenterDatabase`."""
    return root_name(head) == "TrainingCenterDatabase"


def read(file: BinaryIO, path: str) -> Iterator[Session | ImportProblem]:
    """A session for each activity; nothing is raised for bad data."""
    document = Document(file)
    notes = Notes(path)
    made = [
        session
        for number, each in enumerate(recordings(document), 1)
        if (session := _session(each, notes, f"activity {number}"))
    ]
    if not (made or notes.found or document.fault):
        notes.note("no_activity", what=next((what for part, what in PLANS.items() if part in document.sections), ""))
    yield from handed_over(made, "tcx", document, notes)


def recordings(document: Document) -> Iterator[Recording]:
    """Each activity once it is closed, with all its points; the points of a course are left out."""
    points: list[Point] = []
    tracks: list[int] = []
    above, run = None, False
    for element in document.elements("Trackpoint", "Activity"):
        if local(element.tag) == "Activity":
            yield Recording(element, points, tracks)
            points, tracks = [], []
            continue
        if element.getparent() is not above:
            above = element.getparent()
            run = above is not None and any(local(each.tag) == "Activity" for each in above.iterancestors())
            if run:
                tracks.append(len(points))
        if run:
            points.append(_point(element))


def _point(element: Any) -> Point:
    at = distance = altitude = rate = latitude = longitude = None
    for child in element:
        name = local(child.tag)
        if name == "Time":
            found = moment(child.text)
            at = found.timestamp() if found and believable(found) else None
        elif name == "DistanceMeters":
            distance = number(child.text)
        elif name == "AltitudeMeters":
            altitude = number(child.text)
        elif name == "HeartRateBpm":
            rate = number(child[0].text) if len(child) else None
        elif name == "Position":
            latitude, longitude = _place(child)
    return Point(at, distance, altitude, rate, latitude, longitude)


def _place(element: Any) -> tuple[float | None, float | None]:
    latitude = longitude = None
    for child in element:
        if local(child.tag) == "LatitudeDegrees":
            latitude = number(child.text)
        else:
            longitude = number(child.text)
    return latitude, longitude


def _session(recording: Recording, notes: Notes, place: str) -> Session | None:
    """The session of an activity; None (and a word) if it has no usable start."""
    said = children(recording.element)
    laps = [_lap(each, notes, place) for each in recording.element if local(each.tag) == "Lap"]
    start = _start(recording, laps, said, notes, place)
    if start is None:
        notes.note("no_date", place)
        return None
    meaning = sport_of_type(line_of_text(recording.element.get("Sport"))) or Type("other")
    points = _track(recording)
    moving = _total([each.seconds for each in laps])
    session = Session(
        id="",
        start=start,
        sport=meaning.sport,
        sub_sport="" if meaning.sub_sport == "other" else meaning.sub_sport,
        kind="strength" if meaning.sport == "strength" else None,
        duration_s=max(moving or 0.0, points.duration_s if points else 0.0) or None,
        moving_s=moving,
        distance_m=_total([each.distance_m for each in laps]),
        heart_rate=_mean_heart_rate(laps),
        name=_name(recording.element),
        device=line_of_text(_within(recording.element, "Creator").get("Name")),
        device_id=_device_id(recording.element, said),
    )
    return measured(session, points)


def _lap(element: Any, notes: Notes, place: str) -> Lap:
    said = children(element)

    def counted(name: str, within: Within) -> float | None:
        return notes.number(said.get(name), within, place, name)

    mean = next((children(each).get("Value") for each in element if local(each.tag) == "AverageHeartRateBpm"), None)
    return Lap(
        start=element.get("StartTime", ""),
        seconds=counted("TotalTimeSeconds", DURATION_S),
        distance_m=counted("DistanceMeters", DISTANCE_M),
        heart_rate=notes.number(mean, HEART_RATE, place, "AverageHeartRateBpm"),
    )


def _total(values: list[float | None]) -> float | None:
    """The sum of what the laps say; None if they say nothing."""
    return sum(each for each in values if each is not None) or None


def _mean_heart_rate(laps: list[Lap]) -> float | None:
    """The mean over the laps by their length; None if a lap of some length does not say it."""
    long = [each for each in laps if each.seconds]
    seconds = sum(each.seconds or 0 for each in long)
    if not seconds or any(each.heart_rate is None for each in long):
        return None
    return round(sum((each.heart_rate or 0) * (each.seconds or 0) for each in long) / seconds, 1)


def _start(recording: Recording, laps: list[Lap], said: dict[str, str], notes: Notes, place: str) -> datetime | None:
    """The start in the zone that is written, else in that of the first place, else in UTC with a word about it."""
    for written in (*(each.start for each in laps[:1]), said.get("Id", "")):
        found = moment(written)
        if found and believable(found):
            break
    else:
        return None
    longitude = next((each.longitude for each in recording.points if each.longitude is not None), None)
    start = started(found.timestamp(), written, longitude)
    if start is None:
        notes.note("no_time_zone", place, kept=1)
    return start or datetime.fromtimestamp(int(found.timestamp()), UTC)


def _track(recording: Recording) -> Track | None:
    if not recording.points:
        return None
    at, distance, altitude, rate, latitude, longitude = zip(*recording.points, strict=True)
    if any(distance):
        way: Floats = _rising(np.array(distance, dtype=np.float64), recording.tracks)
    else:
        way = along(latitude, longitude)
    return track(settled(at), distance_m=way, altitude_m=altitude, heart_rate=rate)


def _rising(way: Floats, tracks: list[int]) -> Floats:
    """The counted metres; some watches begin every lap at nothing, which is put behind the lap before."""
    before = 0.0
    for first, end in pairwise([*tracks, len(way)]):
        part = way[first:end]
        counted = part[np.isfinite(part)]
        if len(counted):
            part += before if counted[0] < before else 0.0
            before = float(part[np.isfinite(part)][-1])
    return way


def _name(element: Any) -> str:
    """What the watch calls the training, if it followed a plan; notes may say anything, so they are no name."""
    training = next((each for each in element if local(each.tag) == "Training"), None)
    return "" if training is None else line_of_text(_within(training, "Plan").get("Name"))


def _device_id(element: Any, said: dict[str, str]) -> str:
    """The watch's serial number and when it began, which stay in every copy; "" where they are not told."""
    unit, created = _within(element, "Creator").get("UnitId", ""), moment(said.get("Id"))
    told = unit.isdecimal() and unit != NO_UNIT and created is not None and believable(created)
    return f"{unit}-{int(created.timestamp())}" if told and created else ""


def _within(element: Any, name: str) -> dict[str, str]:
    """The texts inside the child of this name."""
    return next((children(each) for each in element if local(each.tag) == name), {})
