"""Workouts -> sessions; the runner's own rating of their effort, a record of its own, is put to its workout."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, timedelta, timezone

from sorewise.importers.apple_health.clock import moment, span_of
from sorewise.importers.apple_health.scan import Element, attributes_of
from sorewise.importers.shared.markup import number
from sorewise.importers.shared.notes import CLIMB_M, DISTANCE_M, DURATION_S, HEART_RATE, RPE, Within, line_of_text
from sorewise.importers.shared.recordings import Doubts
from sorewise.importers.shared.sports import Type
from sorewise.model.records import Session

PREFIX = "HKWorkoutActivityType"
SPORTS = {
    "Running": Type("run"),
    "Walking": Type("walk"),
    "Hiking": Type("walk", "hiking"),
    "Cycling": Type("ride"),
    "Swimming": Type("swim"),
    "TraditionalStrengthTraining": Type("strength", "strength_training"),
    "FunctionalStrengthTraining": Type("strength", "strength_training"),
}
INDOORS = {"run": "treadmill", "walk": "indoor_walking", "ride": "indoor_cycling"}
DISTANCE = "HKQuantityTypeIdentifierDistance"
HEART = "HKQuantityTypeIdentifierHeartRate"
# In metres and in seconds.
UNITS = {"km": 1000.0, "mi": 1609.344, "m": 1.0, "cm": 0.01, "yd": 0.9144, "ft": 0.3048}
UNITS |= {"min": 60.0, "s": 1.0, "sec": 1.0, "hr": 3600.0, "h": 3600.0}
CHILD = re.compile(
    rb"<(?P<closing>/?)(?P<name>Workout(?:Activity|Event|Route|Statistics)|MetadataEntry)(?P<rest>(?=[\s/>])[^<>]{0,4096})>"
)
LEAVES = frozenset({b"WorkoutStatistics", b"MetadataEntry"})
WATCH = re.compile(r"name:([^,>]+)(?:.*?hardware:(\w+(?:,\d+)?))?")
# Two devices of one runner cannot have been on two runs: more than half in common is the same one.
IN_COMMON = 0.5
SOURCE = "apple_health"


class Workouts:
    """Gathers workouts and ratings; `doubts` hears what cannot be."""

    EFFORT = "HKQuantityTypeIdentifierWorkoutEffortScore"

    def __init__(self, doubts: Doubts) -> None:
        self._doubts = doubts
        self._sessions: list[Session] = []
        self._efforts: dict[int, float] = {}

    def add(self, workout: Element) -> None:
        """One workout."""
        span = span_of(workout)
        if span is None:
            self._doubts.add("no_date")
            return
        start, end = span
        activity = workout.attributes.get("workoutActivityType", "").removeprefix(PREFIX)
        about = _Children(workout.inside)
        meaning = SPORTS.get(activity, Type("other", _snake(activity)))
        own = self._number(workout.attributes, "duration", "min", DURATION_S)
        elapsed = (end - start).total_seconds()
        self._sessions.append(
            Session(
                id="",
                start=start.replace(microsecond=0, tzinfo=timezone(start.utcoffset() or timedelta())),
                sport=meaning.sport,
                sub_sport=INDOORS.get(meaning.sport, meaning.sub_sport) if about.indoors else meaning.sub_sport,
                kind="strength" if meaning.sport == "strength" else None,
                duration_s=max(elapsed, own or 0.0) or None,
                moving_s=own,
                distance_m=self._distance(workout, about),
                ascent_m=self._height(about, "HKElevationAscended"),
                descent_m=self._height(about, "HKElevationDescended"),
                heart_rate=self._number(about.statistics.get(HEART, {}), "average", "", HEART_RATE),
                device=_device(workout.attributes),
                source=SOURCE,
                source_id=f"{start.astimezone(UTC):%Y%m%dT%H%M%SZ}-{_snake(activity)}",
            )
        )

    def add_effort(self, record: Element) -> None:
        """One rating: it has the start of its workout."""
        start, value = moment(record.attributes.get("startDate")), number(record.attributes.get("value"))
        if start and value and RPE.least < value <= RPE.most:
            self._efforts[int(start.timestamp())] = value

    def found(self) -> Iterator[Session]:
        """The sessions, in the order of time; of one that several devices wrote the one that says most."""
        kept: dict[str, list[Session]] = {}
        for session in sorted(self._sessions, key=lambda each: (each.start, each.source_id)):
            sort = kept.setdefault(session.source_id.partition("-")[2], [])
            if sort and _same(sort[-1], session):
                sort[-1] = max(sort[-1], session, key=_richness)
            else:
                sort.append(session)
        for session in sorted((each for sort in kept.values() for each in sort), key=lambda each: each.start):
            rpe = self._efforts.get(int(session.start.timestamp()))
            yield replace(session, id=f"{SOURCE}:{session.source_id}", rpe=rpe)

    def _distance(self, workout: Element, about: _Children) -> float | None:
        """The way, by the workout's statistics, or as older phones wrote it."""
        for kind, told in about.statistics.items():
            if kind.startswith(DISTANCE):
                return self._number(told, "sum", "km", DISTANCE_M)
        return self._number(workout.attributes, "totalDistance", "km", DISTANCE_M)

    def _height(self, about: _Children, key: str) -> float | None:
        """Metres of "8520 cm"."""
        value, _, unit = about.metadata.get(key, "").partition(" ")
        return self._number({"value": value, "unit": unit}, "value", "m", CLIMB_M) if value else None

    def _number(self, told: dict[str, str], name: str, unit: str, within: Within) -> float | None:
        """A value in metres or seconds, if it is within its range; `unit` is the one it has if it names none."""
        if name not in told:
            return None
        value = number(told[name])
        unit = told.get(f"{name}Unit") or told.get("unit") or unit
        value = None if value is None else value * UNITS.get(unit, 1.0)
        if value is None or not within.least <= value <= within.most:
            self._doubts.add("values_left_out", field=name)
            return None
        return value or None


class _Children:
    """What stands directly inside a workout; its parts (activities, routes) say the same once more."""

    def __init__(self, inside: bytes) -> None:
        self.statistics: dict[str, dict[str, str]] = {}
        self.metadata: dict[str, str] = {}
        depth = 0
        for child in CHILD.finditer(inside):
            if child["name"] not in LEAVES:
                depth += -1 if child["closing"] else not child["rest"].endswith(b"/")
            elif not depth:
                self._add(attributes_of(child["rest"]))

    @property
    def indoors(self) -> bool:
        """Whether it took place under a roof."""
        return self.metadata.get("HKIndoorWorkout") == "1"

    def _add(self, told: dict[str, str]) -> None:
        if "key" in told:
            self.metadata[told["key"]] = told.get("value", "")
        else:
            self.statistics[told.get("type", "")] = told


def _same(one: Session, other: Session) -> bool:
    """Whether two workouts of one kind, the earlier first, have more than half of the shorter in common."""
    lengths = [each.duration_s or 0.0 for each in (one, other)]
    later = (other.start - one.start).total_seconds()
    shared = min(lengths[0] - later, lengths[1])
    return later == 0 or shared > IN_COMMON * min(lengths)


def _richness(session: Session) -> tuple[int, float]:
    told = (session.distance_m, session.heart_rate, session.ascent_m, session.moving_s)
    return sum(each is not None for each in told), session.duration_s or 0.0


def _device(told: dict[str, str]) -> str:
    """The device as it names itself, with its model; else the program that wrote the workout."""
    watch = WATCH.search(html.unescape(told.get("device", "")))
    parts = watch.groups("") if watch else (html.unescape(told.get("sourceName", "")),)
    return line_of_text(" ".join(part.replace("\u00a0", " ") for part in parts if part))


def _snake(name: str) -> str:
    """HighIntensityIntervalTraining -> high_intensity_interval_training."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "_", re.sub(r"\W", "", name)).lower()[:60]
