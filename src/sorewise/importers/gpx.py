"""GPX: tracks of places and times. Each track becomes a session; what its points do not say stays unknown.

Routes and waypoints are plans, not runs. Times are in UTC, so the local day is told from the sun's time at the first
place. The sport is what the track says, else what its name says, else what its speed allows, with a word about it.
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
from sorewise.importers.shared.notes import Notes, line_of_text
from sorewise.importers.shared.recordings import Doubts, handed_over
from sorewise.importers.shared.sport_words import sport_in, sport_of_type
from sorewise.importers.shared.sports import Type
from sorewise.importers.shared.sun import believable, moment, settled, started
from sorewise.importers.track import Floats, Track, along, track
from sorewise.model.records import ImportProblem, Session, Sport

PLANS = {"rte": "route", "wpt": "waypoints"}
HEART_RATE = frozenset({"hr", "heartrate", "heart_rate"})
# Nobody rests this long within a run: the next segment is another one, in a device that keeps all in one track.
LONGEST_REST_S = 8 * 3600
# Somebody tried a button.
SHORTEST_S = 60
# Faster on the whole than this nobody runs, slower nobody who runs.
FASTEST_RUN_M_S, SLOWEST_RUN_M_S = 5.6, 1.7


class Point(NamedTuple):
    """One place: degrees, metres, seconds since 1970, per minute; what it does not say is None."""

    latitude: float | None
    longitude: float | None
    altitude_m: float | None
    at: float | None
    heart_rate: float | None


@dataclass
class Recording:
    """The points of one session in the order of the file. `segments` are the places where a segment begins."""

    element: Any
    points: list[Point] = field(default_factory=list)
    segments: list[int] = field(default_factory=list)
    first_time: str = ""


def recognises(head: bytes, name: str) -> bool:  # noqa: ARG001 - the door's signature; content alone decides here
    """Whether the document is a `gpx`."""
    return root_name(head) == "gpx"


def read(file: BinaryIO, path: str) -> Iterator[Session | ImportProblem]:
    """A session for each track that has times; nothing is raised for bad data."""
    document = Document(file)
    notes = Notes(path)
    doubts = Doubts()
    made = [found for each in recordings(document) if (found := _session(each, doubts))]
    if not (made or doubts or document.fault):
        notes.note("no_activity", what=next((what for part, what in PLANS.items() if part in document.sections), ""))
    doubts.tell(notes)
    yield from handed_over(made, "gpx", document, notes)


def recordings(document: Document) -> Iterator[Recording]:
    """The points of each track that has any; a night within a track parts two."""
    current: Recording | None = None
    segment = None
    for element in document.elements("trkpt"):
        point, time = _point(element)
        above = element.getparent()
        if above is None:  # a broken file may be one point and nothing else
            continue
        if above is not segment or current is None:
            segment = above
            whole = _track_above(above)
            if current is None or whole is not current.element or _rested(current, point):
                if current:
                    yield current
                current = Recording(whole)
            current.segments.append(len(current.points))
        current.points.append(point)
        current.first_time = current.first_time or time
    if current:
        yield current


def _track_above(segment: Any) -> Any:
    """The track that a segment belongs to; the segment itself where a broken file has none."""
    return next((each for each in segment.iterancestors() if local(each.tag) == "trk"), segment)


def _rested(current: Recording, point: Point) -> bool:
    last = current.points[-1].at
    return last is not None and point.at is not None and point.at - last > LONGEST_REST_S


def _point(element: Any) -> tuple[Point, str]:
    """The point, and its time as written."""
    altitude = at = rate = None
    time = ""
    for child in element:
        name = local(child.tag)
        if name == "ele":
            altitude = number(child.text)
        elif name == "time":
            time = child.text or ""
            found = moment(time)
            at = found.timestamp() if found and believable(found) else None
        elif name == "extensions":
            rate = _heart_rate(child)
    return Point(number(element.get("lat")), number(element.get("lon")), altitude, at, rate), time


def _heart_rate(extensions: Any) -> float | None:
    for each in extensions.iter():
        if local(each.tag) in HEART_RATE:
            return number(each.text)
    return None


def _session(recording: Recording, doubts: Doubts) -> Session | None:
    """The session of a recording, measured from its points; None (and a doubt) if it has no usable times."""
    latitude, longitude, altitude, at, rate = zip(*recording.points, strict=True)
    times = settled(at)
    found = track(times, distance_m=_way(recording, latitude, longitude), altitude_m=altitude, heart_rate=rate)
    if found is None or found.duration_s < SHORTEST_S:
        doubts.add(_why_none(recording))
        return None
    said = children(recording.element)
    name = line_of_text(said.get("name"))
    meaning = sport_of_type(line_of_text(said.get("type"))) or sport_in(name)
    if meaning is None:
        meaning = Type(_sport_by_speed(found))
        doubts.add("sport_guessed", kept=1, what=meaning.sport)
    seconds = float(np.nanmin(times))
    start = started(seconds, recording.first_time, next(filter(None, longitude), None))
    if start is None:
        start = datetime.fromtimestamp(int(seconds), UTC)
        doubts.add("no_time_zone", kept=1)
    session = Session(
        id="",
        start=start,
        sport=meaning.sport,
        sub_sport=meaning.sub_sport,
        kind="strength" if meaning.sport == "strength" else None,
        duration_s=found.duration_s,
        name=name,
    )
    return measured(session, found)


def _why_none(recording: Recording) -> str:
    """Why a recording makes no session: a route has no times, a clock that was not set has impossible ones."""
    if any(each.at is not None for each in recording.points):
        return "too_short"
    return "odd_times" if recording.first_time else "no_times"


def _way(recording: Recording, latitude: tuple[float | None, ...], longitude: tuple[float | None, ...]) -> Floats:
    """Metres from the start; the way from one segment to the next was not recorded and counts nothing."""
    done = 0.0
    parts = []
    for first, end in pairwise([*recording.segments, len(recording.points)]):
        part = along(latitude[first:end], longitude[first:end]) + done
        done = max(done, float(np.max(part, initial=done, where=np.isfinite(part))))
        parts.append(part)
    return np.concatenate(parts)


def _sport_by_speed(points: Track) -> Sport:
    moving = points.moving_s
    if not moving or points.length_m is None:
        return "run"
    speed = points.length_m / moving
    if speed > FASTEST_RUN_M_S:
        return "ride"
    return "run" if speed >= SLOWEST_RUN_M_S else "walk"
