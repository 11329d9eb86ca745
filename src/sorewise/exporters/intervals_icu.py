"""Sessions for intervals.icu: a workout as its text, and sessions as events that are known again by their id.

In its text `m` is minutes and metres are `mtr`; a repeat stands between empty lines and holds none; what stands before
the length is a cue, so that a cue must not hold anything that reads as a length; without the word Pace or HR a range is
one of power; a rest is one only by `intensity=rest`. An effort (RPE) and beats are no targets there: they end the cue.
`speakable` is what of a session this text can say; `importers.plans` reads it back.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any

from sorewise.exporters.shared import RUNS, Lost, LostCode, clean, flat, parts, run_through, told, uid_of
from sorewise.model.plan import PlannedSession, Repeat, Step, Target

METRES = re.compile(r"(\d)\s*(?:mtr|met(?:er|re)s?)(?![^\W\d_])", re.IGNORECASE)
"""With a blank before it, too, this is a length there."""
LENGTH = re.compile(r"(\d)(?=(?:h|m|s|km|mi|mtr|['\"])(?![^\W\d_]))", re.IGNORECASE)
EFFORT = re.compile(r"\b(RPE|HR)(?= [\d.-]+(?: bpm)?\Z)", re.IGNORECASE)
TIMES = re.compile(r"\d+\s*x\Z", re.IGNORECASE)
FROM = {"rpe": 0.0, "hr_zone": 1.0, "hr_bpm": 1.0, "lthr_pct": 1.0, "pace_pct": 1.0}
"""Where "up to" begins."""
TYPES = {"xt": "Workout", "strength_leg": "WeightTraining", "strength_other": "WeightTraining", "mobility": "Workout"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """A session with its words: what it is called, and what stands above its steps (reason, when to stop)."""

    session: PlannedSession
    name: str
    notes: str = ""


def text_of(session: PlannedSession) -> tuple[str, tuple[Lost, ...]]:
    """The steps as workout text, and what it could not say as it was meant."""
    said, lost = speakable(session)
    return "\n\n".join("\n".join(block) for block in _blocks(said)), lost


def events(entries: Iterable[Event]) -> list[dict[str, Any]]:
    """Events to be sent (as JSON, with `upsert=true`): an event of the same `external_id` is overwritten.

    A race without a priority is written as an A race: what follows from it is the most careful. A rest day is a note.
    """
    return [_event(entry) for entry in entries]


def document(entries: Sequence[Event]) -> str:
    """The events as JSON text."""
    return json.dumps(events(entries), ensure_ascii=False, allow_nan=False, indent=1) + "\n"


def speakable(session: PlannedSession) -> tuple[tuple[Step | Repeat, ...], tuple[Lost, ...]]:
    """The steps as the text can say them, and what had to be changed for it.

    Whole seconds or metres; of a time and a distance the time; "up to" as a range from the lowest, "or more" as one
    number; an ends' number of at most one decimal, whole for zones, beats and paces; a cue of one line that reads as
    nothing else.
    """
    lost: list[LostCode] = []
    steps = parts(session)
    said = tuple(
        replace(step, steps=tuple(_said(inner) for inner in step.steps)) if isinstance(step, Repeat) else _said(step)
        for step in steps
    )
    for meant, kept in zip(flat(steps), flat(said), strict=True):
        lost += _lost(meant, kept)
    return said, told(lost)


def _blocks(steps: Iterable[Step | Repeat]) -> Iterator[list[str]]:
    """The lines of each repeat, and of the steps between two of them."""
    for together, some in groupby(steps, key=lambda step: isinstance(step, Step)):
        if together:
            yield [_line(step) for step in flat(some)]
        else:
            yield from ([f"{each.times}x", *map(_line, each.steps)] for each in some if isinstance(each, Repeat))


def _event(entry: Event) -> dict[str, Any]:
    session = entry.session
    steps = text_of(session)[0] if session.kind in RUNS and (session.steps or _long(session)) else ""
    start = session.start.isoformat(timespec="seconds")[:8] if session.start else "00:00:00"
    event: dict[str, Any] = {
        "external_id": uid_of(session),
        "start_date_local": f"{session.day.isoformat()}T{start}",
        "category": _category(session),
        "type": "Run" if session.kind in RUNS else TYPES.get(session.kind),
        "name": clean(entry.name),
        "description": "\n\n".join(filter(None, [_free(entry.notes), steps])),
        "moving_time": _total(session, "duration_s"),
        "distance": _total(session, "distance_m"),
    }
    return {name: value for name, value in event.items() if value is not None}


def _category(session: PlannedSession) -> str:
    if session.kind == "race":
        return f"RACE_{session.priority or 'A'}"
    return "NOTE" if session.kind == "rest" else "WORKOUT"


def _long(session: PlannedSession) -> bool:
    return bool(session.duration_s or session.distance_m)


def _total(session: PlannedSession, name: str) -> int | None:
    """The whole length: as the session says it, else the sum of its steps if each has one."""
    whole = getattr(session, name)
    lengths = [getattr(step, name) for step in run_through(parts(session))]
    total = whole or (sum(lengths) if all(lengths) else None)
    return round(total) if total else None


def _free(notes: str) -> str:
    """Words above the steps, none of whose lines reads as a step or a repeat."""
    lines = (line.strip() for line in clean(notes).replace("<", "(").split("\n"))
    dashes = (re.sub(r"\A[-–—*]+\s*", "– ", line) for line in lines)
    return "\n".join(f"{line}." if TIMES.search(line) else line for line in dashes).strip()


def _said(step: Step) -> Step:
    seconds = max(1, round(step.duration_s)) if step.duration_s else None
    metres = max(1, round(step.distance_m)) if step.distance_m and not seconds else None
    return Step(
        role=step.role,
        duration_s=seconds and float(seconds),
        distance_m=metres and float(metres),
        target=_aim(step.target),
        cue=_cue(step.cue),
    )


def _aim(target: Target) -> Target:
    low, high = target.low, target.high
    if target.kind == "open" or (low is None and high is None):
        return Target()
    if low is None:
        low = FROM.get(target.kind, high)
    ends = [_round(end, target.kind) for end in (low, low if high is None else high) if end is not None]
    return Target(kind=target.kind, low=ends[0], high=ends[1])


def _round(end: float, kind: str) -> float:
    return float(round(end)) if kind in {"hr_zone", "hr_bpm", "pace_s_per_km"} else round(end, 1)


def _cue(cue: str) -> str:
    """A cue in one line that reads as nothing else: "2m hard" becomes "2 m hard", and "RPE 7" at its end "RPE: 7"."""
    line = " ".join(clean(cue).replace("<", "(").replace("intensity=", "intensity ").split()).lstrip("-–— ")
    return EFFORT.sub(r"\1:", LENGTH.sub(r"\1 ", METRES.sub(r"\1m", line)))


def _lost(meant: Step, said: Step) -> Iterator[LostCode]:
    if meant.duration_s and meant.distance_m:
        yield "length_two"
    if (said.duration_s or said.distance_m) not in {meant.duration_s or meant.distance_m, None}:
        yield "length_rounded"
    if meant.target.kind != "open" and (meant.target.low is None) != (meant.target.high is None):
        yield "target_one_sided"
    elif (said.target.low, said.target.high) != (meant.target.low, meant.target.high):
        yield "target_rounded"
    if said.target.kind in {"rpe", "hr_bpm"}:
        yield "target_in_words"
    if said.cue != meant.cue:
        yield "cue_changed"


def _line(step: Step) -> str:
    effort, aim = _words(step.target)
    return " ".join(filter(None, ["-", step.cue, effort, _length(step), aim, f"intensity={step.role}"]))


def _length(step: Step) -> str:
    if step.duration_s:
        minutes, seconds = divmod(int(step.duration_s), 60)
        hours, minutes = divmod(minutes, 60)
        return "".join(f"{n}{unit}" for n, unit in ((hours, "h"), (minutes, "m"), (seconds, "s")) if n)
    return f"{int(step.distance_m)}mtr" if step.distance_m else "1s press lap"


def _words(target: Target) -> tuple[str, str]:
    """What ends the cue, and what follows the length: one of both."""
    if target.low is None or target.high is None:
        return "", ""
    ends = (target.low,) if target.low == target.high else (target.low, target.high)
    numbers = "-".join(f"{end:g}" for end in ends)
    zones = "-".join(f"Z{end:g}" for end in ends)
    after = {"hr_zone": f"{zones} HR", "lthr_pct": f"{numbers}% LTHR", "pace_pct": f"{numbers}% Pace"}
    paces = "-".join(f"{int(end) // 60}:{int(end) % 60:02d}" for end in ends)
    before = {"rpe": f"RPE {numbers}", "hr_bpm": f"HR {numbers} bpm"}
    return before.get(target.kind, ""), "" if target.kind in before else after.get(target.kind, f"{paces}/km Pace")
