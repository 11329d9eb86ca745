"""What a workout file has to say, worked out from the plan alone, and what two readers find in it."""

from collections.abc import Iterable, Iterator
from typing import Any

import fitdecode
import fitfast

from sorewise.model.plan import PlannedSession, Repeat, Step, Target

Row = tuple[Any, ...]
"""Type of the length, its milliseconds or centimetres, type of the target, value, low, high, role."""


def meant(session: PlannedSession) -> Iterator[Row]:
    """The rows of a file in their order; a repeat names its first row, and how often."""
    rows = list(_rows(session.steps))
    whole = Step(role="active", duration_s=session.duration_s, distance_m=session.distance_m)
    yield from rows or [_step(whole)]


def _rows(steps: Iterable[Step | Repeat]) -> Iterator[Row]:
    index = 0
    for step in steps:
        inner = step.steps if isinstance(step, Repeat) else (step,)
        times = step.times if isinstance(step, Repeat) else 1
        if not times:
            continue
        yield from map(_step, inner)
        index += len(inner)
        if times > 1 and inner:
            yield ("repeat_until_steps_cmplt", index - len(inner), None, times, None, None, None)
            index += 1


def _step(step: Step) -> Row:
    if step.duration_s:
        return ("time", round(step.duration_s * 1000), *_target(step.target), step.role)
    if step.distance_m:
        return ("distance", round(step.distance_m * 100), *_target(step.target), step.role)
    return ("open", None, *_target(step.target), step.role)


def _target(target: Target) -> Row:
    ends = [end for end in (target.low, target.high) if end is not None]
    if len(ends) == 2 and target.kind == "pace_s_per_km":
        return ("speed", 0, round(1_000_000 / max(ends)), round(1_000_000 / min(ends)))
    if len(ends) == 2 and target.kind == "hr_bpm":
        return ("heart_rate", 0, round(min(ends)) + 100, round(max(ends)) + 100)
    if len(ends) == 2 and target.kind == "hr_zone" and ends[0] == ends[1] and ends[0] == int(ends[0]):
        return ("heart_rate", int(ends[0]), None, None)
    return ("open", None, None, None)


def fast(data: bytes) -> Iterator[Row]:
    """The rows by fitfast, which refuses a wrong checksum."""
    for step in fitfast.parse(data)["workout_step"]:
        yield tuple(
            step.get(name)
            for name in (
                "duration_type",
                "duration_value",
                "target_type",
                "target_value",
                "custom_target_value_low",
                "custom_target_value_high",
                "intensity",
            )
        )


def second(data: bytes) -> Iterator[Row]:
    """The rows by fitdecode, which refuses one, too; it names a field by the type that was set before."""
    for step in messages(data, "workout_step"):
        raw = {name: field.raw_value for name, field in step.items()}
        length = [raw[name] for name in raw if name.startswith("duration_") and name != "duration_type"]
        value = [raw[name] for name in ("target_speed_zone", "target_hr_zone", "repeat_steps") if name in raw]
        low, high = ([raw[name] for name in raw if name.endswith(end)] for end in ("_low", "_high"))
        numbers = [found[0] if found else None for found in (length, value, low, high)]
        names = [step[name].value if name in step else None for name in ("duration_type", "target_type", "intensity")]
        yield (names[0], numbers[0], names[1], *numbers[1:], names[2])


def messages(data: bytes, kind: str) -> Iterator[dict[str, Any]]:
    """The messages of one name as fitdecode finds them: their fields that hold something."""
    with fitdecode.FitReader(data, check_crc=fitdecode.CrcCheck.RAISE) as reader:
        for frame in reader:
            if isinstance(frame, fitdecode.FitDataMessage) and frame.name == kind:
                yield {field.name: field for field in frame.fields if field.raw_value is not None}
