"""One session as a workout file (FIT) for a watch.

The writing library stores nonsense without a word: a time set before its type is a thousandth of it, a time under the
type distance becomes metres, a misspelt field is dropped. So every step is made in one place, type first, and each file
is read back by another library and compared, number by number, before it is handed out.

A watch steers by speed, by one heart-rate zone, or by a range of beats. Effort, shares of a threshold, several zones
and one-sided ranges are no targets there: such a step is open, and its words say how hard it is meant.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from sorewise.exporters.shared import ExportError, Lost, LostCode, clean, cut, flat, parts, told, uid_of
from sorewise.model.plan import PlannedSession, Repeat, Step, Target

if TYPE_CHECKING:
    from fit_tool.profile.messages.workout_step_message import WorkoutStepMessage

MOST_OCTETS = 254
"""Of a text; one more ends it."""
MOST_UNIT = 0xFFFF_FFFE
MOST_STEPS = 0xFFFE
BPM_FROM = 100
"""Below it a value is a share of the highest heart rate."""
ZONES = (1, 2, 3, 4, 5)
INTENSITY = {"warmup": "WARMUP", "active": "ACTIVE", "recovery": "RECOVERY", "rest": "REST", "cooldown": "COOLDOWN"}
SPORTS = {
    "xt": ("TRAINING", "CARDIO_TRAINING"),
    "strength_leg": ("TRAINING", "STRENGTH_TRAINING"),
    "strength_other": ("TRAINING", "STRENGTH_TRAINING"),
    "mobility": ("TRAINING", "FLEXIBILITY_TRAINING"),
}
RUNNING = ("RUNNING", "GENERIC")


@dataclass(frozen=True, slots=True)
class Row:
    """One step as the file holds it: milliseconds or centimetres, millimetres a second or beats + 100."""

    duration: str
    length: int | None
    target: str | None
    value: int | None = None
    low: int | None = None
    high: int | None = None
    intensity: str | None = None
    notes: str | None = None


def workout(
    session: PlannedSession,
    *,
    name: str,
    notes: str = "",
    step_notes: Callable[[Step], str] = lambda step: step.cue,
    made: datetime,
) -> tuple[bytes, tuple[Lost, ...]]:
    """The file, and what it does not steer by; the same arguments give the same bytes.

    `notes` (the reason, when to stop) are the session's own and stand with its first step, too, since not every watch
    shows the session's. `step_notes` gives the words of a step. `made` is when the file was made. Raises ExportError:
    `no_workout` for a day of rest, `too_large`, `not_as_meant` if the file says something else when it is read back,
    `missing` without the library.
    """
    if session.kind == "rest":
        raise ExportError("no_workout", session.id)
    steps = parts(session)
    lost: list[LostCode] = [code for step in flat(steps) for code in _lost(step)]
    rows = list(_rows(steps, _text(notes), step_notes))
    lost += ["notes_cut" for row in rows if row.notes and len(row.notes.encode()) > MOST_OCTETS]
    rows = [replace(row, notes=_short(row.notes or "")) for row in rows]
    head = (_short(name), _short(notes), *SPORTS.get(session.kind, RUNNING))
    if len(rows) > MOST_STEPS:
        raise ExportError("too_large", "steps")
    number = zlib.crc32(uid_of(session).encode("utf-8", "replace")) or 1  # else files of one moment are one to a watch
    data = _built(head, rows, made, number)
    _compare(data, head, rows)
    return data, told(lost)


def _rows(steps: Sequence[Step | Repeat], notes: str, step_notes: Callable[[Step], str]) -> Iterator[Row]:
    index = 0
    for step in steps:
        inner = step.steps if isinstance(step, Repeat) else (step,)
        for one in inner:
            words = [_text(step_notes(one)), *([notes] if index == 0 else [])]
            yield _row(one, "\n".join(filter(None, words)))
            index += 1
        if isinstance(step, Repeat):
            yield Row("repeat_until_steps_cmplt", index - len(inner), None, _held(step.times))
            index += 1


def _row(step: Step, notes: str) -> Row:
    duration, length = "open", None
    if step.duration_s:
        duration, length = "time", _held(step.duration_s * 1000)
    elif step.distance_m:
        duration, length = "distance", _held(step.distance_m * 100)
    target, value, low, high = _target(step.target)
    return Row(duration, length, target, value, low, high, step.role, notes or None)


def _target(target: Target) -> tuple[str, int | None, int | None, int | None]:
    """Type, value, and both ends: a value of 0 says that the ends count. Of two paces the larger is the slower."""
    if target.low is None or target.high is None or not target.low > 0 or not target.high > 0:
        return "open", None, None, None
    low, high = sorted((target.low, target.high))
    if target.kind == "pace_s_per_km":
        return "speed", 0, _held(1_000_000 / high), _held(1_000_000 / low)
    if target.kind == "hr_bpm":
        return "heart_rate", 0, _held(low) + BPM_FROM, _held(high) + BPM_FROM
    if target.kind == "hr_zone" and low == high and low in ZONES:
        return "heart_rate", int(low), None, None
    return "open", None, None, None


def _lost(step: Step) -> Iterator[LostCode]:
    if step.duration_s and step.distance_m:
        yield "length_two"
    said = step.target.kind != "open" and (step.target.low, step.target.high) != (None, None)
    if said and _target(step.target)[0] == "open":
        yield "target_in_words"


def _held(number: float) -> int:
    """A number as the file has room for; raises ExportError if it has none."""
    whole = round(number)
    if not 0 < whole <= MOST_UNIT:
        raise ExportError("too_large", f"{number:g}")
    return whole


def _text(text: str) -> str:
    return clean(text).replace("\t", " ").strip()


def _short(text: str) -> str | None:
    return cut(_text(text), MOST_OCTETS).rstrip() or None


def _built(head: tuple[str | None, str | None, str, str], rows: Sequence[Row], made: datetime, number: int) -> bytes:
    try:
        from fit_tool.fit_file_builder import FitFileBuilder
        from fit_tool.profile.messages.file_id_message import FileIdMessage
        from fit_tool.profile.messages.workout_message import WorkoutMessage
        from fit_tool.profile.profile_type import FileType, Manufacturer, Sport, SubSport
    except ImportError as error:
        raise ExportError("missing", "fit-tool") from error
    about = FileIdMessage()
    about.type = FileType.WORKOUT
    about.manufacturer = Manufacturer.DEVELOPMENT.value
    about.product = 0
    about.serial_number = number
    about.time_created = round(made.timestamp()) * 1000
    whole = WorkoutMessage()
    whole.workout_name, whole.workout_description = head[0], head[1]
    whole.sport, whole.sub_sport = Sport[head[2]], SubSport[head[3]]
    whole.num_valid_steps = len(rows)
    builder = FitFileBuilder()
    builder.add_all([about, whole, *(_message(index, row) for index, row in enumerate(rows))])
    return bytes(builder.build_bytes())


def _message(index: int, row: Row) -> WorkoutStepMessage:
    """The one place where a step's fields are set; each value after its type."""
    from fit_tool.profile.messages.workout_step_message import WorkoutStepMessage
    from fit_tool.profile.profile_type import Intensity, WorkoutStepDuration, WorkoutStepTarget

    message = WorkoutStepMessage()
    message.message_index = index
    message.duration_type = WorkoutStepDuration[row.duration.upper()]
    if row.duration == "time" and row.length is not None:
        message.duration_time = row.length / 1000
    elif row.duration == "distance" and row.length is not None:
        message.duration_distance = row.length / 100
    elif row.duration == "repeat_until_steps_cmplt":
        message.duration_step, message.target_value = row.length, row.value
        return message
    message.target_type = WorkoutStepTarget[str(row.target).upper()]
    if row.target == "speed" and row.low is not None and row.high is not None:
        message.target_speed_zone = row.value
        message.custom_target_speed_low, message.custom_target_speed_high = row.low / 1000, row.high / 1000
    elif row.target == "heart_rate":
        message.target_hr_zone = row.value
        if row.low is not None:
            message.custom_target_heart_rate_low, message.custom_target_heart_rate_high = row.low, row.high
    message.intensity = Intensity[INTENSITY[str(row.intensity)]]
    if row.notes:
        message.notes = row.notes
    return message


def _compare(data: bytes, head: tuple[str | None, str | None, str, str], rows: Sequence[Row]) -> None:
    """Raises ExportError unless the file, read by the other library, says exactly what was meant."""
    import fitfast

    try:
        found: dict[str, list[dict[str | int, Any]]] = fitfast.parse(data)
    except (ValueError, OverflowError) as fault:
        raise ExportError("not_as_meant", "file") from fault
    if [one.get("type") for one in found.get("file_id", [])] != ["workout"]:
        raise ExportError("not_as_meant", "type")
    about = [
        (one.get("wkt_name"), one.get("wkt_description"), one.get("sport"), one.get("num_valid_steps"))
        for one in found.get("workout", [])
    ]
    if about != [(head[0], head[1], head[2].lower(), len(rows))]:
        raise ExportError("not_as_meant", "workout")
    steps = found.get("workout_step", [])
    if len(steps) != len(rows):
        raise ExportError("not_as_meant", "steps")
    for index, (one, row) in enumerate(zip(steps, rows, strict=True)):
        if one.get("message_index") != index or _found(one) != row:
            raise ExportError("not_as_meant", f"step {index + 1}")


def _found(one: dict[str | int, Any]) -> Row:
    return Row(
        str(one.get("duration_type")),
        one.get("duration_value"),
        one.get("target_type"),
        one.get("target_value"),
        one.get("custom_target_value_low"),
        one.get("custom_target_value_high"),
        one.get("intensity"),
        one.get("notes"),
    )
