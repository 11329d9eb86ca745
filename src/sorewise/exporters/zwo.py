"""A run as a workout for Zwift (ZWO): how long each part is, and in words how hard it is meant.

The format knows time and a share of a measure of Zwift's own (which of its paces a share is of is written nowhere
binding), so no number to steer by is written: a wrong one would ask for more than was meant. Each part is a free run
whose words appear at its start. A distance becomes a time, and so does a part that lasts until the lap button.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from xml.etree import ElementTree as ET

from sorewise.exporters.shared import RUNS, ExportError, Lost, LostCode, clean, parts, run_through, told
from sorewise.model.plan import PlannedSession, Step


def workout(
    session: PlannedSession,
    *,
    name: str,
    notes: str = "",
    step_notes: Callable[[Step], str] = lambda step: step.cue,
    pace_s_per_km: float = 360.0,
    open_s: float = 300.0,
) -> tuple[bytes, tuple[Lost, ...]]:
    """The file, and what it could not say.

    `pace_s_per_km` turns distances into times where a step names no pace of its own: a brisk one, so that no part gets
    longer than meant. `open_s` is how long a step without a length lasts, unless the session's own length leaves
    another time for it. Raises ExportError: `no_workout` for anything but a run.
    """
    if session.kind not in RUNS:
        raise ExportError("no_workout", session.id)
    steps = list(run_through(parts(session)))
    lengths = [_seconds(step, pace_s_per_km) for step in steps]
    left = (session.duration_s or 0) - sum(length or 0 for length in lengths)
    if lengths.count(None) == 1 and left > 0:
        open_s = left
    root = ET.Element("workout_file")
    for tag, text in (("author", "sorewise"), ("name", name), ("description", notes), ("sportType", "run")):
        ET.SubElement(root, tag).text = clean(text)
    ET.SubElement(root, "tags")
    body = ET.SubElement(root, "workout")
    for step, length in zip(steps, _whole([open_s if length is None else length for length in lengths]), strict=True):
        part = ET.SubElement(body, "FreeRide", Duration=str(length))
        if words := clean(step_notes(step)).strip():
            ET.SubElement(part, "textevent", timeoffset="0", message=words)
    ET.indent(root)
    return ET.tostring(root, encoding="utf-8", xml_declaration=True) + b"\n", told(_lost(steps))


def _seconds(step: Step, pace_s_per_km: float) -> float | None:
    """How long a step is; by its own pace, the quicker end, if it has one."""
    if step.duration_s:
        return step.duration_s
    if not step.distance_m:
        return None
    ends = [end for end in (step.target.low, step.target.high) if end] if step.target.kind == "pace_s_per_km" else []
    return step.distance_m / 1000 * min(ends, default=pace_s_per_km)


def _whole(lengths: list[float]) -> Iterator[int]:
    """Whole seconds whose sum stays that of the lengths, to the second; none is less than one."""
    meant = given = 0.0
    for length in lengths:
        meant += length
        seconds = max(1, round(meant - given))
        given += seconds
        yield seconds


def _lost(steps: list[Step]) -> Iterator[LostCode]:
    for step in steps:
        if step.duration_s and step.distance_m:
            yield "length_two"
        elif not step.duration_s:
            yield "distance_as_time" if step.distance_m else "open_as_time"
        if step.target.kind != "open" and (step.target.low, step.target.high) != (None, None):
            yield "target_in_words"
