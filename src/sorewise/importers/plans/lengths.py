"""Times and distances as people write them: "45 min", "1h30", "1:30 h", "18 km", "7,5 km", "8 mi", "400 m", "10k".

`m` is metres here, as runners write it; fewer of them than anybody repeats are a doubt ("45m" may be minutes).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

METRES_A_MILE = 1609.344
MOST_DIGITS = 7
LEAST_METRES = 50
"""Fewer metres than this are a doubt: "10m" is ten minutes in some plans."""

_NUMBER = rf"\d{{1,{MOST_DIGITS}}}(?:[.,]\d{{1,4}})?"
_HOUR = r"(?:hours?|hrs?|h|stunden?|std)"
_MINUTE = r"(?:minutes?|minuten|mins?|['’\u2032])"
_SECOND = r"(?:seconds?|sekunden?|secs?|sek|s|[\"”\u2033]|'')"
_END = r"(?![^\W_])"
LENGTH = re.compile(
    rf"""(?<![\w.,:/])(?P<sign>[-\u2212]\s?)?(?:
        (?P<h>{_NUMBER})\s?{_HOUR}(?:(?P<hm>[0-5]\d){_END}|\s?(?P<hu>\d{{1,2}})\s?(?:{_MINUTE}|m){_END})?
      | (?P<ch>\d{{1,3}}):(?P<cm>\d{{2}})(?::(?P<cs>\d{{2}}))?\s?(?P<cu>{_HOUR}|{_MINUTE}|)(?!\s?/)
      | (?P<m>{_NUMBER})(?:\s?[-–]\s?(?P<m2>{_NUMBER}))?\s?{_MINUTE}
        (?:(?P<ms>[0-5]\d){_END}|\s?(?P<mu>\d{{1,2}})\s?{_SECOND}{_END})?
      | (?P<s>{_NUMBER})\s?{_SECOND}
      | (?P<km>{_NUMBER})(?:\s?[-–]\s?(?P<km2>{_NUMBER}))?\s?(?:km|k|kilomet(?:er|re)s?)
      | (?P<mi>{_NUMBER})(?:\s?[-–]\s?(?P<mi2>{_NUMBER}))?\s?(?:miles?|mi|meilen?)
      | (?P<mt>{_NUMBER})\s?(?:m|met(?:er|re)s?|mtr)
    ){_END}(?!\s?/\s?(?:h|km|mi)\b)""",
    re.VERBOSE | re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Length:
    """Seconds or metres, and where in the text they stand; neither is set where the unit is in doubt.

    `ranged`: a range was written ("40-50 min") and its lower end taken.
    """

    start: int
    end: int
    seconds: float | None = None
    metres: float | None = None
    ranged: bool = False

    @property
    def known(self) -> bool:
        """Whether it is clear how long it is."""
        return self.seconds is not None or self.metres is not None


def lengths(text: str) -> Iterator[Length]:
    """Each length in a text, in its order; a bare clock time ("1:30", no unit) is none.

    >>> [(found.seconds, found.metres) for found in lengths("2 km easy, then 1h05, 90 s rest")]
    [(None, 2000.0), (3900.0, None), (90.0, None)]
    """
    for match in LENGTH.finditer(text):
        seconds, metres = _seconds(match), _metres(match)
        if seconds is None and metres is None and match["mt"] is None:
            continue
        sign = -1 if match["sign"] else 1
        yield Length(
            match.start(),
            match.end(),
            None if seconds is None else round(sign * seconds, 3),
            None if metres is None else round(sign * metres, 3),
            any(match[name] is not None for name in ("m2", "km2", "mi2")),
        )


@cache
def only(text: str) -> Length | None:
    """The length that a text is, and nothing else; None if it is none."""
    found = next(lengths(text.strip()), None)
    return found if found and (found.start, found.end) == (0, len(text.strip())) else None


def _seconds(match: re.Match[str]) -> float | None:
    if match["h"] is not None:
        return number(match["h"]) * 3600 + float(match["hm"] or match["hu"] or 0) * 60
    if match["m"] is not None:
        return number(match["m"]) * 60 + float(match["ms"] or match["mu"] or 0)
    if match["s"] is not None:
        return number(match["s"])
    return None if match["ch"] is None else _of_clock(match)


def _of_clock(match: re.Match[str]) -> float | None:
    """Hours, minutes and seconds, or two of them whose unit follows."""
    first, second = int(match["ch"]), int(match["cm"])
    if match["cs"] is not None:
        return first * 3600 + second * 60 + int(match["cs"])
    if not match["cu"]:
        return None
    return (first * 60 + second) * (60 if re.fullmatch(_HOUR, match["cu"], re.IGNORECASE) else 1)


def _metres(match: re.Match[str]) -> float | None:
    if match["km"] is not None:
        return number(match["km"]) * 1000
    if match["mi"] is not None:
        return number(match["mi"]) * METRES_A_MILE
    if match["mt"] is not None and number(match["mt"]) >= LEAST_METRES:
        return number(match["mt"])
    return None


def number(text: str) -> float:
    """A number with a decimal point or comma; "1,000" and "10.000" with exactly three decimals mean a thousand."""
    if re.fullmatch(r"[1-9]\d{0,2}[.,]000", text):
        return float(text.replace(".", "").replace(",", ""))
    return float(text.replace(",", "."))
