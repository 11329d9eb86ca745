"""A session told by a name and a description, as calendars have it: the name says what it is, either may say how."""

from __future__ import annotations

import re
from dataclasses import replace

from sorewise.importers.plans.intervals_text import steps_of
from sorewise.importers.plans.meaning import Meant, meaning, total
from sorewise.importers.plans.words import RUN
from sorewise.model.plan import Repeat

MOST_LINES, MOST_LINE_LETTERS = 12, 200
STEP_LINE = re.compile(r"^\s*-\s*\S", re.MULTILINE)
MARKUP = re.compile(r"<[^<>]{1,200}>")


def described(name: str, description: str, *, extra: str = "") -> Meant:
    """What both say together; `extra` are words about its kind from elsewhere."""
    found = meaning(name, extra=extra)
    text = MARKUP.sub("\n", description)
    if STEP_LINE.search(text) and (workout := steps_of(text)).steps:
        repeats = any(isinstance(step, Repeat) for step in workout.steps)
        if repeats and _is_plain(found):
            found = replace(found, kind="intervals", notes=(), assumed=())
        found = replace(
            found,
            steps=workout.steps,
            duration_s=found.duration_s or total(workout.steps, "duration_s"),
            distance_m=found.distance_m or total(workout.steps, "distance_m"),
            notes=(*found.notes, *(("steps_unclear", line) for line in workout.left)),
        )
    elif (inside := _inside(text, f"{extra} {name}")) is not None and len(inside.steps) >= len(found.steps):
        found = replace(
            inside,
            name=found.name,
            key=found.key,
            fixed=found.fixed or inside.fixed,
            duration_s=found.duration_s or inside.duration_s,
            distance_m=found.distance_m or inside.distance_m,
        )
    return found


def is_training(meant: Meant, name: str) -> bool | None:
    """Whether an event is a session: True for sure, None for perhaps (a word alone), False if nothing speaks for it."""
    if meant.steps or meant.distance_m or meant.duration_s or meant.kind == "race" or RUN.search(name.casefold()):
        return True
    return False if meant.assumed or any(code == "kind_plain" for code, _ in meant.notes) else None


def _is_plain(meant: Meant) -> bool:
    return "kind" in meant.assumed or any(code == "kind_plain" for code, _ in meant.notes)


def _inside(text: str, extra: str) -> Meant | None:
    """What the description says, if it holds steps or a length; words alone are a remark."""
    lines = [line.strip(" -*•\t") for line in text.splitlines() if line.strip()]
    if not lines or len(lines) > MOST_LINES or any(len(line) > MOST_LINE_LETTERS for line in lines):
        return None
    inside = meaning(", ".join(lines), extra=extra)
    return inside if inside.steps or inside.duration_s or inside.distance_m else None
