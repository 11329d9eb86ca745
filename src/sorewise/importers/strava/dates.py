"""The dates of Strava's table, written as the account's language writes them, always in UTC.

"May 23, 2023, 12:40:57 PM", "09.12.2022, 15:24:49", "23 mai 2023 à 12:40:57", "2023年5月23日 12:40:57",
"2019-06-30 12:40:57". Where only figures tell day and month, the other rows of the table say which is which.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Literal

from sorewise.importers.shared.days import EARLIEST, LATEST

Order = Literal["day first", "month first", "unknown"]

MONTHS_OF = """
jan feb mar apr may jun jul aug sep oct nov dec    jan feb mär apr mai jun jul aug sep okt nov dez
janv fév mar avr mai juin juil aoû sep oct nov déc    ene feb mar abr may jun jul ago sep oct nov dic
gen feb mar apr mag giu lug ago set ott nov dic    jan fev mar abr mai jun jul ago set out nov dez
jan feb mrt apr mei jun jul aug sep okt nov dec    jan feb mar apr maj jun jul aug sep okt nov dec
jan feb mar apr mai jun jul aug sep okt nov des    jan feb mar apr mei jun jul agu sep okt nov des
янв фев мар апр мая июн июл авг сен окт ноя дек    янв фев мар апр май июн июл авг сен окт ноя дек
sty lut mar kwi maj cze lip sie wrz paź lis gru    oca şub mar nis may haz tem ağu eyl eki kas ara
"""
"""The beginnings of the months' names, twelve a language: English, German, French, Spanish, Italian, Portuguese, Dutch,
Swedish and Danish, Norwegian, Indonesian, Russian (in a date and alone), Polish, Turkish."""
LONGEST, SHORTEST = 4, 3
CLOCK = re.compile(r"(\d{1,2}):(\d{2}):(\d{2})", re.ASCII)
DOTTED_CLOCK = re.compile(r"(?<![\d.])(\d{1,2})\.(\d{2})\.(\d{2})(?![\d.])", re.ASCII)
AFTERNOON = re.compile(r"\bp\.?\s?m\b|午後|下午|오후", re.IGNORECASE)
MORNING = re.compile(r"\ba\.?\s?m\b|午前|上午|오전", re.IGNORECASE)
FIGURES = re.compile(r"\d+", re.ASCII)
WORD = re.compile(r"[^\W\d_]+")
YEAR_LETTERS = 4
HALF_DAY_H = 12
MONTHS_A_YEAR = 12


def order_of(dates: Iterable[str]) -> Order:
    """Whether day or month stands first where both are figures before the year; one date above 12 settles it."""
    for text in dates:
        figures = _figures(text)
        if len(figures) == len("dmy") and len(figures[2]) == YEAR_LETTERS and not _month_word(text):
            first, second = int(figures[0]), int(figures[1])
            if first > MONTHS_A_YEAR or "." in text:
                return "day first"
            if second > MONTHS_A_YEAR:
                return "month first"
    return "unknown"


def moment(text: str, order: Order) -> datetime | None:
    """The moment of one date; None if it is none, or if day and month cannot be told apart."""
    clock = _clock(text)
    day = _day(text, order)
    if clock is None or day is None:
        return None
    try:
        found = datetime(*day, *clock, tzinfo=UTC)
    except ValueError:
        return None
    return found if EARLIEST <= found.date() <= LATEST else None


def _clock(text: str) -> tuple[int, int, int] | None:
    """Hour, minute and second, with the half of the day where it is told."""
    match = CLOCK.search(text) or DOTTED_CLOCK.search(text)
    if not match:
        return None
    hour, minute, second = (int(part) for part in match.groups())
    if AFTERNOON.search(text) and hour < HALF_DAY_H:
        hour += HALF_DAY_H
    elif MORNING.search(text) and hour == HALF_DAY_H:
        hour = 0
    return hour, minute, second


def _day(text: str, order: Order) -> tuple[int, int, int] | None:
    """Year, month and day, as numbers that need not be a date yet."""
    figures = _figures(text)
    month = _month_word(text)
    if month and len(figures) == len("dy"):
        day, year = sorted(int(each) for each in figures)
        return year, month, day
    if month or len(figures) != len("dmy"):
        return None
    first, second, third = (int(each) for each in figures)
    if len(figures[0]) == YEAR_LETTERS:
        return first, second, third
    if len(figures[2]) != YEAR_LETTERS or (order == "unknown" and first != second):
        return None
    return (third, second, first) if order == "day first" else (third, first, second)


def _figures(text: str) -> list[str]:
    """The figures of the day, those of the clock left out; none if one is longer than a year."""
    pattern = CLOCK if CLOCK.search(text) else DOTTED_CLOCK
    found: list[str] = FIGURES.findall(pattern.sub(" ", text, count=1))
    return [] if any(len(each) > YEAR_LETTERS for each in found) else found


def _month_word(text: str) -> int | None:
    """The month that a word of the date names, 1-12."""
    for word in WORD.findall(_folded(text)):
        for letters in (LONGEST, SHORTEST):
            if len(word) >= letters and word[:letters] in MONTHS:
                return MONTHS[word[:letters]]
    return None


def _folded(text: str) -> str:
    """Small letters without their marks."""
    return "".join(
        letter for letter in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(letter)
    )


MONTHS = {_folded(name): index % MONTHS_A_YEAR + 1 for index, name in enumerate(MONTHS_OF.split())}
