"""The structure of a session as people write it: "2 km warm-up, 6x800 @ 5k / 400 jog, 2 km cool-down".

A part is a repeat, a warm-up or cool-down, or a plain length. What is in doubt makes no step and is named, so that
nobody runs a guess.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Literal

from sorewise.importers.plans.lengths import LEAST_METRES, Length, lengths, only
from sorewise.importers.plans.targets import aim_of
from sorewise.importers.plans.words import COOL_DOWN, RECOVERY, STANDING, WARM_UP
from sorewise.model.plan import Repeat, Step

MOST_TIMES = 100
MOST_PARTS = 60
TIMES = re.compile(
    r"(?<![\w.,:])(?P<low>\d{1,3})(?:\s?[-–]\s?\d{1,3})?\s?(?:x|×|\*|mal|times)\s?(?=[\d(\s\w])", re.IGNORECASE
)
BARE = re.compile(r"(?<![\w.,:])\d{3,5}(?![\w:%]|[.,]\d)")
"""Metres without their unit, as runners write repeats: 6x800, 400 jog."""
BORDERS = re.compile(r"\s*(?:,(?!\d)|(?<!\d),|;|\+|\n|\bthen\b|\bdann\b|\bfollowed by\b)\s*", re.IGNORECASE)
INNER = re.compile(
    r"\s*(?:/(?!\s?(?:km?|mi)\b)|\bw/|\bwith\b|\bmit\b|[()\[\],;+]|\bon\b(?=[\s,]*\d))\s*",
    re.IGNORECASE,
)
ATTACHED_S, ATTACHED_M = 600.0, 1000.0
LEAST_BEFORE_WHOLE = 2  # what is repeated, and its recovery
TOTAL = re.compile(r"\b(?:total|in all|gesamt|insgesamt|incl\w*|inkl\w*)\b", re.IGNORECASE)

Role = Literal["warmup", "active", "recovery", "rest", "cooldown"]


@dataclass(slots=True)
class Structure:
    """What a text was understood to say: steps, lengths of the whole session, words left over for its kind.

    `unclear` are parts that look like structure and could not be read.
    """

    steps: list[Step | Repeat] = field(default_factory=list)
    whole: list[Length] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    unclear: list[str] = field(default_factory=list)
    ranged: bool = False


def structure_of(text: str) -> Structure:
    """The structure of one session's text."""
    made = Structure()
    parts = list(_parts(text))
    structured = any(
        TIMES.search(part) or WARM_UP.search(part.casefold()) or COOL_DOWN.search(part.casefold()) for part in parts
    )
    bare = [part for part in parts if _bare(part)] if structured else []
    for part in parts[:MOST_PARTS]:
        if times := TIMES.search(part):
            _repeat(made, part, times)
        elif made.steps and isinstance(made.steps[-1], Repeat) and _attached(made, part):
            continue
        elif structured and not (len(bare) == 1 and part in bare) and not TOTAL.search(part):
            _single(made, part)
        else:
            made.whole += _noted(made, part)
            made.words.append(part)
    return made


def _parts(text: str) -> Iterator[str]:
    """The parts between commas and the like; what stands in brackets stays together."""
    depth = at = 0
    brackets = [depth := max(0, depth + (letter in "([") - (letter in ")]")) for letter in text]  # depth: never closed
    for border in BORDERS.finditer(text):
        if brackets[border.start()] == 0 or depth:
            yield text[at : border.start()]
            at = border.end()
    yield text[at:]


def _bare(part: str) -> bool:
    found = next(lengths(part), None)
    return found is not None and not (part[: found.start] + part[found.end :]).strip(" .()")


def _noted(made: Structure, part: str) -> list[Length]:
    """The lengths of a plain part; what is in doubt is named."""
    found = list(lengths(aim_of(part).rest))
    made.unclear += [aim_of(part).rest[one.start : one.end] for one in found if not one.known]
    made.ranged |= any(one.ranged for one in found)
    return [one for one in found if one.known]


def _single(made: Structure, part: str) -> None:
    """A warm-up, a cool-down, or a plain part of a session that has more."""
    small = part.casefold()
    role: Role = "warmup" if WARM_UP.search(small) else "cooldown" if COOL_DOWN.search(small) else "active"
    found = _noted(made, part)
    if role == "active":
        made.words.append(part)
    if not found and role == "active":
        return
    if len(found) > 1:
        made.unclear.append(part.strip())
        return
    step = _step(part, found[0] if found else None, role)
    made.steps.append(step)


def _repeat(made: Structure, part: str, times: re.Match[str]) -> None:
    """A repeat: what stands before it tells the whole session's length, what stands after it are its steps."""
    before, body = part[: times.start()], part[times.end() :]
    count = int(times["low"])
    pieces = list(_pieces(body))
    for piece in pieces:
        made.whole += _noted(made, piece) if TOTAL.search(piece) else []
    inside = [piece for piece in pieces if not TOTAL.search(piece)]
    if len(inside) > LEAST_BEFORE_WHOLE and (length := _too_long_to_recover(inside[-1])):
        made.whole.append(length)
        inside = inside[:-1]
    steps = list(_steps_in(inside, bracketed=body.lstrip().startswith(("(", "["))))
    made.words += [before, *(piece for piece, step in steps if step is None or step.role == "active")]
    found = tuple(step for _, step in steps if step is not None)
    if TIMES.search(body) or not 1 < count <= MOST_TIMES or not found or found[0].role != "active":
        made.unclear.append(part.strip())
        return
    made.whole += _noted(made, before)
    made.steps.append(Repeat(times=count, steps=found))


def _too_long_to_recover(piece: str) -> Length | None:
    """The length that a piece is and no more, if nobody recovers for so long: "6x800 / 2 min 55 min" lasts 55 min."""
    found = only(piece)
    if found is None or ((found.seconds or 0) <= ATTACHED_S and (found.metres or 0) <= ATTACHED_M):
        return None
    return found


def _steps_in(pieces: list[str], *, bracketed: bool) -> Iterator[tuple[str, Step | None]]:
    """The pieces of a repeat's body, each with the step that it is, None if it has no length."""
    first = True
    for piece in pieces:
        found = _one_length(aim_of(piece).rest)
        if found is None or not found.known:
            yield piece, None
            continue
        role = _role_of(piece, first=first, bracketed=bracketed)
        first = False
        yield piece, _step(piece, found, role)


def _pieces(body: str) -> Iterator[str]:
    """The body of a repeat cut so that each piece has one length: "1 min run 1 min walk" is two."""
    for piece in INNER.split(_protected(body)):
        plain = piece.replace("\0", "/")
        starts = [found.start for found in lengths(aim_of(plain).rest)]
        if not starts[1:] or aim_of(plain).rest != plain:
            yield plain
            continue
        cuts = [0, *starts[1:], len(plain)]
        yield from (plain[a:b] for a, b in pairwise(cuts))


def _protected(body: str) -> str:
    """The slash of "4:30/km" parts nothing."""
    return re.sub(r"(\d)\s?/\s?(?=(?:km|k|mi|mile)\b)", "\\1\0", body, flags=re.IGNORECASE)


def _role_of(piece: str, *, first: bool, bracketed: bool) -> Role:
    small = piece.casefold()
    if first:
        return "active"
    if STANDING.search(small) and not RECOVERY.search(small):
        return "rest"
    return "recovery" if RECOVERY.search(small) or not bracketed or re.search(r"\boff\b", small) else "active"


def _attached(made: Structure, part: str) -> bool:
    """Whether a part after a repeat is its recovery ("6x800, 400 jog"); it is then put into it."""
    small = part.casefold()
    found = _one_length(aim_of(part).rest)
    last = made.steps[-1]
    words = RECOVERY.search(small) or STANDING.search(small)
    if not words or words[0] == "easy" or found is None or not found.known or not isinstance(last, Repeat):
        return False
    if (found.seconds or 0) > ATTACHED_S or (found.metres or 0) > ATTACHED_M or len(last.steps) > 1:
        return False
    step = _step(part, found, _role_of(part, first=False, bracketed=False))
    made.steps[-1] = Repeat(times=last.times, steps=(*last.steps, step))
    return True


def _one_length(text: str) -> Length | None:
    """The first length in a piece of a repeat, where a bare number of three digits or more is metres."""
    found = next(lengths(text), None)
    bare = BARE.search(text)
    if bare and (found is None or bare.start() < found.start) and int(bare[0]) >= LEAST_METRES:
        return Length(bare.start(), bare.end(), metres=float(bare[0]))
    return found


def _step(part: str, found: Length | None, role: Role) -> Step:
    aim = aim_of(part)
    if found is None:
        return Step(role=role, target=aim.target)
    left = aim.rest[: found.start] + " " + aim.rest[found.end :]
    words = [word for word in re.findall(r"[\w'-]+", left) if not word.isdigit()]
    cue = " ".join([*words, aim.cue]).strip() if role == "active" or aim.cue else ""
    return Step(role=role, duration_s=found.seconds, distance_m=found.metres, target=aim.target, cue=cue[:60])
