"""Days and clock times at the beginning of a text: "tue", "Dienstag 18:00", "2026-06-13", "13.6.", "13 June"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, time, timedelta

from sorewise.importers.plans.found import DAYS_BACK

WEEKDAYS = {
    name: number
    for number, names in enumerate(
        (
            "mon monday mo montag",
            "tue tues tuesday di dienstag",
            "wed weds wednesday mi mittwoch",
            "thu thur thurs thursday do donnerstag",
            "fri friday fr freitag",
            "sat saturday sa samstag sonnabend",
            "sun sunday so sonntag",
        )
    )
    for name in names.split()
}
MONTHS = {
    name: number
    for number, names in enumerate(
        ("january januar jan", "february februar feb", "march märz maerz mar mär", "april apr", "may mai",
         "june juni jun", "july juli jul", "august aug", "september sept sep", "october oktober oct okt",
         "november nov", "december dezember dec dez"), 1
    )
    for name in names.split()
}  # fmt: skip
HALF_A_DAY, MONTHS_A_YEAR = 12, 12
NEAR = {"today": 0, "heute": 0, "tomorrow": 1, "morgen": 1}
_END = r"(?![\w])"
WORD = re.compile(
    rf"(?P<word>{'|'.join(sorted((*WEEKDAYS, *NEAR), key=len, reverse=True))})\.?{_END}[:,]?", re.IGNORECASE
)
ISO = re.compile(r"(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})(?!\d)[:,]?", re.ASCII)
DOTTED = re.compile(r"(?P<d>\d{1,2})\.\s?(?P<m>\d{1,2})\.(?P<y>\s?\d{4}|\d{2})?(?![\d:])[:,]?", re.ASCII)
SLASHED = re.compile(r"(?P<a>\d{1,2})/(?P<b>\d{1,2})(?:/(?P<y>\d{4}|\d{2}))?(?!\d)[:,]?", re.ASCII)
_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
NAMED = re.compile(
    rf"(?:(?P<d>\d{{1,2}})\.?\s?(?P<m>{_MONTH})\.?|(?P<m2>{_MONTH})\.?\s(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?)(?!\w)"
    r"(?:,?\s(?P<y>\d{4})(?!\d))?[:,]?",
    re.IGNORECASE,
)
CLOCK = re.compile(
    r"(?:at|um|@)?\s*(?P<h>\d{1,2})(?:"
    r"[:.](?P<m>[0-5]\d)(?::[0-5]\d)?\s?(?:uhr|h(?=\s))?(?P<half>am|pm)?|"
    r"\s?(?P<half2>am|pm)|\s?uhr)(?![\w:/.%])(?!\s?(?:h|min|km|mi)\b)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Said:
    """A day as it was said: `weekday` 0-6, or `day`, or neither; then `doubt` is what does not tell the day."""

    rest: str
    day: date | None = None
    weekday: int | None = None
    doubt: str = ""


def day_at(text: str, today: date, *, month_first: bool | None = None) -> Said | None:
    """The day that a text begins with, and what follows it; None if it begins with none.

    A day without a year is the next such day, from four weeks back on. "1/2/2026" is in doubt unless one of both
    numbers cannot be a month, or `month_first` says how it is meant.
    """
    text = text.lstrip(" -*•\t")
    if match := WORD.match(text):
        return _word(text, match, today, month_first=month_first)
    if match := ISO.match(text):
        return _said(text, match, (int(match["y"]), int(match["m"]), int(match["d"])))
    if match := NAMED.match(text):
        month = MONTHS[(match["m"] or match["m2"]).casefold()]
        return _dated(text, match, today, month, int(match["d"] or match["d2"]))
    if match := DOTTED.match(text):
        return _dated(text, match, today, int(match["m"]), int(match["d"]))
    return _slashed(text, match, today, month_first=month_first) if (match := SLASHED.match(text)) else None


def _word(text: str, match: re.Match[str], today: date, *, month_first: bool | None) -> Said:
    """A weekday, with or without its date, or a day named by its distance."""
    word, rest = match["word"].casefold(), text[match.end() :].lstrip()
    if word in NEAR:
        return Said(rest, day=today + timedelta(days=NEAR[word]))
    dated = day_at(rest, today, month_first=month_first) if rest[:1].isdigit() else None
    return dated if dated and dated.weekday is None else Said(rest, weekday=WEEKDAYS[word])


def next_day(today: date, weekday: int) -> date:
    """The next such day, today included."""
    return today + timedelta(days=(weekday - today.weekday()) % 7)


def clock_at(text: str) -> tuple[time | None, str]:
    """The clock time that a text begins with, and what follows it; (None, the text) if with none."""
    match = CLOCK.match(text)
    if match is None:
        return None, text
    hour, minute = int(match["h"]), int(match["m"] or 0)
    half = (match["half"] or match["half2"] or "").casefold()
    if half:
        if not 1 <= hour <= HALF_A_DAY:
            return None, text
        hour = hour % HALF_A_DAY + (HALF_A_DAY if half == "pm" else 0)
    return (time(hour, minute), text[match.end() :].lstrip(" ,:")) if hour < 2 * HALF_A_DAY else (None, text)


def _slashed(text: str, match: re.Match[str], today: date, *, month_first: bool | None) -> Said:
    a, b = int(match["a"]), int(match["b"])
    if month_first is None and a != b:
        if max(a, b) <= MONTHS_A_YEAR:
            return Said(text[match.end() :].lstrip(), doubt=match[0].strip(":,"))
        month_first = b > MONTHS_A_YEAR
    return _dated(text, match, today, *((a, b) if month_first else (b, a)))


def _dated(text: str, match: re.Match[str], today: date, month: int, day: int) -> Said:
    year = match["y"] and match["y"].strip()
    if year is not None:
        century = 2000 if len(year) == len("26") else 0
        return _said(text, match, (century + int(year), month, day))
    oldest = today - timedelta(days=DAYS_BACK)
    for candidate in (today.year - 1, today.year, today.year + 1):
        said = _said(text, match, (candidate, month, day))
        if said.day and said.day >= oldest:
            return said
    return _said(text, match, (today.year, month, day))


def _said(text: str, match: re.Match[str], numbers: tuple[int, int, int]) -> Said:
    rest = text[match.end() :].lstrip()
    try:
        return Said(rest, day=date(*numbers))
    except ValueError:
        return Said(rest, doubt=match[0].strip(":, "))
