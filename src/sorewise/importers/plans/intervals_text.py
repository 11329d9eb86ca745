r"""The workout text of intervals.icu as steps: what `exporters.intervals_icu` writes, and what people write there.

    text     = block (empty line, block)*
    block    = header? step+  |  repeat          a header is a line without "- "; "Main set 5x" begins a repeat
    repeat   = INT "x" newline step+             ended by an empty line or a header; repeats do not nest
    step     = "- " [cue] length [target] ["intensity=" role]
    length   = "1h2m30s" | "5'30\"" | "800mtr" | "1.5km" | "1mi" | "1s press lap" (open)       m is MINUTES, mtr metres
    target   = "5:10-4:50/km Pace" | "95-100% Pace" | "90-95% LTHR" | "Z2-Z3 HR"               "/mi Pace" is converted
    cue      = all before the first length; "RPE 6-7" or "HR 140-150 bpm" at its end is the target
    role     = warmup | active | recovery | rest | cooldown ("interval" and "other" are active)

Only `intensity=rest` is a rest; without it the header ("Warmup", "Cooldown") tells the role, else the step is active.
What follows the length and is no target we have (power, cadence, a share of the highest pulse) is put into the cue.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from sorewise.importers.plans.lengths import METRES_A_MILE
from sorewise.importers.plans.words import COOL_DOWN, WARM_UP
from sorewise.model.plan import Repeat, Step, Target

Role = Literal["warmup", "active", "recovery", "rest", "cooldown"]
ROLES: dict[str, Role] = {
    "warmup": "warmup", "active": "active", "interval": "active", "other": "active", "recovery": "recovery",
    "rest": "rest", "cooldown": "cooldown",
}  # fmt: skip
MOST_TIMES, MOST_STEPS = 100, 500
_EDGE = r"(?![^\W_])"
LENGTH = re.compile(
    rf"""(?<!\S)(?:
        (?P<metres>\d{{1,7}}(?:\.\d+)?)\s?(?:mtr|meters|metres){_EDGE}
      | (?P<km>\d{{1,4}}(?:\.\d+)?)km{_EDGE}
      | (?P<mi>\d{{1,4}}(?:\.\d+)?)mi{_EDGE}
      | (?=\d)(?:(?P<h>\d{{1,3}})h)?(?:(?P<m>\d{{1,4}})(?:m|'))?(?:(?P<s>\d{{1,6}})(?:s|"|(?<=m\d\d)))?{_EDGE}(?<!\d\s)
    )(?=\s|$)""",
    re.VERBOSE | re.IGNORECASE,
)
INTENSITY = re.compile(r"\s*\bintensity=(\w+)", re.IGNORECASE)
PRESS_LAP = re.compile(r"\s*\bpress lap\b", re.IGNORECASE)
_UNIT = r"(?:\s?/\s?(?P<{name}>\d*[a-z]+))?"
PACE = re.compile(
    rf"(?P<m>\d{{1,3}}):(?P<s>[0-5]\d){_UNIT.format(name='unit')}"
    rf"(?:\s?-\s?(?P<m2>\d{{1,3}}):(?P<s2>[0-5]\d){_UNIT.format(name='unit2')})?\s+Pace\b",
    re.IGNORECASE,
)
UNITS = {"": 1.0, "km": 1.0, "mi": METRES_A_MILE / 1000}
"""Kilometres in the unit of a pace; without one it is the sport's own, for a run a kilometre."""
SHARE = re.compile(r"(\d{1,3}(?:\.\d+)?)%?(?:\s?-\s?(\d{1,3}(?:\.\d+)?))?%\s+(LTHR|Pace)\b", re.IGNORECASE)
ZONES = re.compile(r"Z(\d)(?:\s?-\s?Z?(\d))?\s+HR\b", re.IGNORECASE)
EFFORT = re.compile(
    r"(?:^|\s)(?:RPE (?P<rpe>\d+(?:\.\d)?)(?:-(?P<rpe2>\d+(?:\.\d)?))?|HR (?P<bpm>\d+)(?:-(?P<bpm2>\d+))? bpm)$"
)
TIMES = re.compile(r"(?:.*\s)?(\d{1,3})\s?x\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class WorkoutText:
    """The steps of a text, and the step lines that were not understood."""

    steps: tuple[Step | Repeat, ...] = ()
    left: tuple[str, ...] = ()


def steps_of(text: str) -> WorkoutText:
    """The steps of a workout text; () where it has none."""
    made: list[Step | Repeat] = []
    left: list[str] = []
    inside: list[Step] = []
    times, role = 1, None
    for line in [*text.splitlines(), ""]:
        plain = line.strip()
        if plain.startswith("-"):
            step = step_of(plain[1:].strip(), role)
            if step is None:
                left.append(plain)
            elif times > 1:
                inside.append(step)
            elif len(made) < MOST_STEPS:
                made.append(step)
            continue
        if inside:
            made.append(Repeat(times=times, steps=tuple(inside)))
            inside, times = [], 1
        if plain:
            times, role = _header(plain, left)
    return WorkoutText(tuple(made), tuple(left))


def _header(line: str, left: list[str]) -> tuple[int, Role | None]:
    """How often the steps below a line are repeated, and the role that it gives them."""
    small = line.casefold()
    role: Role | None = "warmup" if WARM_UP.search(small) else "cooldown" if COOL_DOWN.search(small) else None
    match = TIMES.fullmatch(line)
    if match is None:
        return 1, role
    times = int(match[1])
    if not 1 <= times <= MOST_TIMES:
        left.append(line)
        return 1, role
    return times, role


def step_of(text: str, role: Role | None = None) -> Step | None:
    """The step of one line without its dash; None if it has no length.

    >>> step_of("Easy 10m Z2 HR intensity=warmup")
    Step(role='warmup', duration_s=600.0, distance_m=None, target=Target(kind='hr_zone', low=2.0, high=2.0), cue='Easy')
    """
    if intensity := INTENSITY.search(text):
        role = ROLES.get(intensity[1].casefold(), "active")
        text = INTENSITY.sub("", text)
    lap = PRESS_LAP.search(text) is not None
    length = next((found for found in LENGTH.finditer(text) if found[0]), None)
    if length is None:
        return None
    cue, after = text[: length.start()].strip(), PRESS_LAP.sub("", text[length.end() :]).strip()
    target, after = _target(after)
    if target.kind == "open":
        target, cue = _effort(cue)
    seconds, metres = _amount(length)
    if not seconds and not metres:
        return None
    is_open = lap and seconds == 1
    return Step(
        role=role or "active",
        duration_s=None if is_open else seconds,
        distance_m=metres,
        target=target,
        cue=" ".join(filter(None, (cue, after))),
    )


def _amount(length: re.Match[str]) -> tuple[float | None, float | None]:
    for name, unit in (("metres", 1.0), ("km", 1000.0), ("mi", METRES_A_MILE)):
        if length[name] is not None:
            return None, round(float(length[name]) * unit, 3)
    return float(int(length["h"] or 0) * 3600 + int(length["m"] or 0) * 60 + int(length["s"] or 0)), None


def _target(text: str) -> tuple[Target, str]:
    """The target behind a length, and what else stands there."""
    if (match := PACE.search(text)) and (unit := UNITS.get((match["unit2"] or match["unit"] or "").casefold())):
        low = round((int(match["m"]) * 60 + int(match["s"])) / unit, 3)
        high = low if match["m2"] is None else round((int(match["m2"]) * 60 + int(match["s2"])) / unit, 3)
        return Target(kind="pace_s_per_km", low=low, high=high), _rest(text, match)
    if match := SHARE.search(text):
        low, high = float(match[1]), float(match[2] or match[1])
        by_heart = match[3].casefold() == "lthr"
        return Target(kind="lthr_pct" if by_heart else "pace_pct", low=low, high=high), _rest(text, match)
    if match := ZONES.search(text):
        return Target(kind="hr_zone", low=float(match[1]), high=float(match[2] or match[1])), _rest(text, match)
    return Target(), text


def _effort(cue: str) -> tuple[Target, str]:
    """The effort or the beats that end a cue, and the cue without them."""
    match = EFFORT.search(cue)
    if match is None:
        return Target(), cue
    name = "rpe" if match["rpe"] is not None else "bpm"
    low, high = float(match[name]), float(match[f"{name}2"] or match[name])
    return Target(kind="rpe" if name == "rpe" else "hr_bpm", low=low, high=high), cue[: match.start()].strip()


def _rest(text: str, match: re.Match[str]) -> str:
    return " ".join(f"{text[: match.start()]} {text[match.end() :]}".split())
