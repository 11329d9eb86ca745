"""What one session's text means: kind, length, steps, whether it is key, fixed, a race. One understanding for all.

    intervals 6x800 @ 5k / 400 jog      long 18 km!      half marathon =      tempo 3x10 min, 2 km warm-up

`!` at the end marks a key session, `=` a fixed one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, time
from typing import Literal, cast

from sorewise.importers.plans.found import Draft
from sorewise.importers.plans.lengths import lengths
from sorewise.importers.plans.steps import Structure, structure_of
from sorewise.importers.plans.targets import aim_of
from sorewise.importers.plans.words import PRIORITY, RUN, is_run_walk, kind_of, race_of
from sorewise.importers.shared.notes import SHOWN_LETTERS, line_of_text
from sorewise.model.plan import Assumed, PlanKind, PlannedSession, RaceType, Repeat, Step

Priority = Literal["A", "B", "C"]
MOST_LETTERS = 2_000
BARE_NUMBER = re.compile(r"(?<!\S)\d{1,5}(?:[.,]\d+)?(?!\S)")
MARKS = re.compile(r"(?<=[\w)\]'\"%.])\s*(?P<marks>[!=]+)\s*(?=$|[,;])|(?<!\S)(?P<alone>[!=])(?=\s|$)")

EASY_TARGETS = {"rpe": 4, "hr_zone": 2}
"""Up to here an effort is an easy one, whatever else is said."""


@dataclass(frozen=True, slots=True)
class Meant:
    """One session as its text was understood; `notes` are codes with the words they are about."""

    kind: PlanKind
    duration_s: float | None = None
    distance_m: float | None = None
    steps: tuple[Step | Repeat, ...] = ()
    key: bool = False
    fixed: bool = False
    race: RaceType | None = None
    priority: Priority | None = None
    assumed: tuple[Assumed, ...] = ()
    name: str = ""
    remark: str = ""
    notes: tuple[tuple[str, str], ...] = ()


def meaning(text: str, *, extra: str = "") -> Meant:
    """What a text says of one session; `extra` are words about its kind from elsewhere, such as a column of its own."""
    text = " ".join(text[:MOST_LETTERS].split())
    marks = "".join((found["marks"] or found["alone"]) for found in MARKS.finditer(text))
    plain = MARKS.sub("", text).strip(" ,;")
    made = structure_of(plain)
    unclear = BARE_NUMBER.findall(plain) if not (made.whole or made.steps or made.unclear) else []
    seconds, metres, doubled = _whole(made)
    kind, race, assumed, notes = _kind(plain, extra, made, metres)
    notes += [("steps_unclear" if "x" in part.casefold() else "length_unclear", part) for part in made.unclear]
    notes += [("length_unclear", part) for part in unclear[:1]]
    notes += [("two_lengths", plain)] * doubled + [("length_range", plain)] * made.ranged
    priority = PRIORITY.search(plain)
    return Meant(
        kind=kind,
        duration_s=seconds,
        distance_m=metres,
        steps=() if _by_the_way(made, kind, metres, seconds) else tuple(made.steps),
        key="!" in marks,
        fixed="=" in marks or kind == "race",
        race=race,
        priority=cast("Priority", priority[1] or priority[2]) if priority and kind == "race" else None,
        assumed=assumed,
        name=line_of_text(plain),
        notes=tuple((code, about[:SHOWN_LETTERS]) for code, about in notes),
    )


def keep(meant: Meant, draft: Draft, day: date, place: str, *, start: time | None = None, known_as: str = "") -> bool:
    """Put the session on its day into the draft; what is to be said of it is noted if it is kept.

    It is known as the next one of `known_as`, without which that is its day.
    """
    session = session_of(meant, day, start=start, uid=draft.next_uid(known_as or day.isoformat()))
    kept = draft.add(session, place)
    for code, about in meant.notes:
        if kept:
            draft.note_alike(code, place, "" if code == "kind_plain" else about)
    return kept


def session_of(meant: Meant, day: date, *, start: time | None = None, uid: str = "") -> PlannedSession:
    """The session on its day; its id is made of `uid` when it is kept."""
    return PlannedSession(
        id="",
        day=day,
        start=start,
        kind=meant.kind,
        duration_s=meant.duration_s,
        distance_m=meant.distance_m,
        steps=meant.steps,
        key=meant.key,
        hold="fixed" if meant.fixed else "movable",
        priority=meant.priority,
        race=meant.race,
        name=meant.name,
        notes=meant.remark,
        source_uid=uid,
        assumed=meant.assumed,
    )


def _kind(
    plain: str, extra: str, made: Structure, metres: float | None
) -> tuple[PlanKind, RaceType | None, tuple[Assumed, ...], list[tuple[str, str]]]:
    """Kind and race, what was assumed, and what to say of it. A kind that nobody knows counts as hard."""
    text = f"{extra} {plain}".strip()
    repeats = any(isinstance(step, Repeat) for step in made.steps)
    found = kind_of(f"{extra} {_words_of(made)}" if made.steps and not is_run_walk(text) else text)
    nothing_said = not made.whole and not made.steps and not RUN.search(text.casefold())
    if found and not found.named and (nothing_said or _aims_high(text)):
        found = None
    if repeats and (found is None or not found.named):
        return "intervals", None, (), []
    if found is None:
        return "intervals", None, ("kind",), [("kind_unknown", text)]
    if found.kind == "race":
        race = race_of(text, metres)
        return "race", race, () if race else ("length",), [] if race else [("race_length", text)]
    return found.kind, None, (), [] if found.named else [("kind_plain", text)]


def _by_the_way(made: Structure, kind: PlanKind, metres: float | None, seconds: float | None) -> bool:
    """Whether the steps are but a small part of an easy session: "10 km with 6x100 strides"."""
    parts = (total(made.steps, "distance_m"), metres), (total(made.steps, "duration_s"), seconds)
    small = any(part is not None and whole is not None and part < whole / 2 for part, whole in parts)
    return small and kind in {"easy", "recovery", "long"}


def _words_of(made: Structure) -> str:
    """The words of the main part, without its lengths: what a warm-up or a recovery is called is not the session."""
    return " ".join(_without_lengths(part) for part in made.words)


def _without_lengths(text: str) -> str:
    for found in reversed(list(lengths(text))):
        text = f"{text[: found.start]} {text[found.end :]}"
    return text


def _aims_high(text: str) -> bool:
    """Whether a text names how hard it is meant, and not plainly an easy effort: then it is more than a run."""
    aim = aim_of(text)
    low_end = EASY_TARGETS.get(aim.target.kind)
    return bool(aim.cue) or (aim.target.kind != "open" and not (low_end and (aim.target.high or 99) <= low_end))


def _whole(made: Structure) -> tuple[float | None, float | None, bool]:
    """Seconds and metres of the whole session, and whether it was given two of one of them.

    Steps add up to it only if they are the whole: with a warm-up or a cool-down, and all by time or all by distance.
    """
    seconds = [found.seconds for found in made.whole if found.seconds is not None]
    metres = [found.metres for found in made.whole if found.metres is not None]
    if seconds or metres:
        doubled = len(set(seconds)) > 1 or len(set(metres)) > 1
        return (seconds[0] if seconds else None), (metres[0] if metres else None), doubled
    if len(made.steps) > 1:
        return total(made.steps, "duration_s"), total(made.steps, "distance_m"), False
    return None, None, False


def total(steps: list[Step | Repeat] | tuple[Step | Repeat, ...], measure: str) -> float | None:
    """What all steps add up to in one measure; None if one of them is not given in it."""
    amount = 0.0
    for part in steps:
        times, inside = (part.times, part.steps) if isinstance(part, Repeat) else (1, (part,))
        for step in inside:
            one = getattr(step, measure)
            if one is None:
                return None
            amount += times * one
    return round(amount, 3)
