"""How hard a part is meant, as people write it: "@ 4:30/km", "@ 5k", "Z2", "RPE 6-7", "150-160 bpm", "90-95% LTHR"."""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

from sorewise.importers.plans.lengths import METRES_A_MILE, number
from sorewise.model.plan import Target

FASTEST_S, SLOWEST_S = 120.0, 1200.0
"""Seconds a kilometre between which a clock time after "@" is a pace."""
_RANGE = r"(?P<low>\d{1,3}(?:[.,]\d)?)(?:\s?[-–]\s?(?P<high>\d{1,3}(?:[.,]\d)?))?"
PACE = re.compile(
    r"(?P<at>@|\bat|\bin|\bpace|\bà|\bim)?\s*(?P<m>\d{1,2}):(?P<s>[0-5]\d)"
    r"(?:\s?[-–]\s?(?P<m2>\d{1,2}):(?P<s2>[0-5]\d))?\s?(?:min)?\s?(?:/\s?(?P<unit>km|k|mi|mile)\b|(?P<none>\b))(?!:)",
    re.IGNORECASE,
)
RPE = re.compile(rf"(?:@\s*)?\bRPE\s?{_RANGE}", re.IGNORECASE)
BPM = re.compile(rf"(?:@\s*)?\b(?:HR\s?|Puls\s?)?{_RANGE}\s?bpm\b", re.IGNORECASE)
ZONE = re.compile(
    r"(?:@\s*)?\b(?:z|zone)\s?(?P<low>[1-7])(?:\s?[-–]\s?(?:z|zone)?\s?(?P<high>[1-7]))?\b", re.IGNORECASE
)
PER_CENT = re.compile(rf"(?:@\s*)?\b{_RANGE}\s?%\s?(?P<of>LTHR|pace)\b", re.IGNORECASE)
BY_NUMBERS: dict[Literal["rpe", "hr_bpm", "hr_zone"], re.Pattern[str]] = {"rpe": RPE, "hr_bpm": BPM, "hr_zone": ZONE}
NAMED = re.compile(
    r"(?:@|\bat)\s*(?P<at>[^,;/()+@]{1,40}?)(?=\s*(?:[,;/()+@]|$|\bwith\b|\bw/|\bmit\b|[-–]\s))"
    r"|\b(?P<pace>(?:1500 ?m?|3 ?km?|5 ?km?|10 ?km?|hm|half(?:[- ]marathon)?|marathon|mile|m|race|threshold|goal)"
    r"[- ]?(?:race[- ])?(?:pace|effort|speed))\b",
    re.IGNORECASE,
)


class Aim(NamedTuple):
    """A target, what of it only words can say, and the text without both."""

    target: Target
    cue: str
    rest: str


def aim_of(text: str) -> Aim:
    """The target that a part names; open where it names none, or one that has no number ("@ 5k").

    >>> aim_of("800 m @ 4:30/km").target
    Target(kind='pace_s_per_km', low=270.0, high=270.0)
    >>> aim_of("800 @ 5k")
    Aim(target=Target(kind='open', low=None, high=None), cue='5k', rest='800 ')
    """
    for kind, pattern in BY_NUMBERS.items():
        if match := pattern.search(text):
            low = number(match["low"])
            high = number(match["high"] or match["low"])
            return Aim(Target(kind=kind, low=low, high=high), "", _without(text, match))
    if match := PER_CENT.search(text):
        low, high = number(match["low"]), number(match["high"] or match["low"])
        by_heart = match["of"].casefold() == "lthr"
        return Aim(Target(kind="lthr_pct" if by_heart else "pace_pct", low=low, high=high), "", _without(text, match))
    for match in PACE.finditer(text):
        if (match["at"] or match["unit"]) and (found := _pace(match)):
            return Aim(found, "", _without(text, match))
    if match := NAMED.search(text):
        return Aim(Target(), (match["at"] or match["pace"]).strip(), _without(text, match))
    return Aim(Target(), "", text)


def _pace(match: re.Match[str]) -> Target | None:
    times = METRES_A_MILE / 1000 if (match["unit"] or "").casefold().startswith("mi") else 1.0
    low = int(match["m"]) * 60 + int(match["s"])
    high = low if match["m2"] is None else int(match["m2"]) * 60 + int(match["s2"])
    paces = (round(low / times, 3), round(high / times, 3))
    if not all(FASTEST_S <= pace <= SLOWEST_S for pace in paces):
        return None
    return Target(kind="pace_s_per_km", low=paces[0], high=paces[1])


def _without(text: str, match: re.Match[str]) -> str:
    return text[: match.start()] + text[match.end() :]
