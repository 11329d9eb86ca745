"""Entries of the wellness files -> nights, one a day: each file gives other fields of them.

Resting heart rate comes from the daily summaries and HRV from the health status alone, so that a day's value never
depends on which file was read first. The heart rate of the health status is the mean of the night, another measure.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from sorewise.importers.shared.days import iso_day, unix_ms
from sorewise.importers.shared.entry import Entry
from sorewise.importers.shared.notes import PER_CENT, RESTING_HR, RMSSD_MS, SLEEP_S, Notes, Within
from sorewise.model.records import Night

SOURCE = "garmin"
ISO_DAY_LETTERS = 10
ASLEEP = ("deepSleepSeconds", "lightSleepSeconds", "remSleepSeconds")
STAGE_S = Within(0, SLEEP_S.most)
NOT_WORN = "OFF_WRIST"
AT_WAKING = "AFTER_WAKEUP_RESET"
MEASURED_RMSSD = Within(RMSSD_MS.least, RMSSD_MS.most, 0)
WEEKLY_RMSSD = Within(0, RMSSD_MS.most, 511)  # 511 is the watch's "no value"
MEASURED_HR = Within(RESTING_HR.least, RESTING_HR.most, 0)
MEASURED_SCORE = Within(PER_CENT.least, PER_CENT.most, 0)


def sleep(_notes: Notes, entries: Iterable[Entry]) -> list[Night]:
    """Seconds asleep and the score, on the day of waking; of several sleeps of a day the longest is the night's."""
    nights: dict[date, Night] = {}
    for entry in entries:
        score = _inner(entry, "sleepScores", "overallScore", PER_CENT)
        slept = _slept(entry)
        if entry.values.get("sleepWindowConfirmationType") == NOT_WORN or slept is score is None:
            continue
        day = _day(entry)
        if day and (day not in nights or (slept or 0) > (nights[day].sleep_s or 0)):
            nights[day] = Night(day=day, sleep_s=slept, sleep_score=score, source=SOURCE)
    return list(nights.values())


def daily(_notes: Notes, entries: Iterable[Entry]) -> list[Night]:
    """Resting heart rate of the day, and its mean stress as given (0-100 with 0 calm, scale "garmin").

    Beside the day's own resting heart rate newer files have a mean of seven days, which would hide a bad morning: it is
    taken only where the file does not know the other.
    """
    told: list[tuple[date, float | None, float | None, float | None]] = []
    for entry in entries:
        own = entry.number("currentDayRestingHeartRate", MEASURED_HR)
        other = entry.number("restingHeartRate", MEASURED_HR)
        stress = _stress(entry)
        day = None if own is other is stress is None else _day(entry)
        if day:
            told.append((day, own, other, stress))
    both = any(own is not None for _, own, _, _ in told)
    nights: dict[date, Night] = {}
    for day, own, other, stress in told:
        resting_hr = own if both else other
        if resting_hr is not None or stress is not None:
            scale = "" if stress is None else SOURCE
            nights[day] = Night(day=day, resting_hr=resting_hr, stress=stress, scale=scale, source=SOURCE)
    return list(nights.values())


def health_status(_notes: Notes, entries: Iterable[Entry]) -> list[Night]:
    """HRV of the night: the mean rMSSD."""
    nights: dict[date, Night] = {}
    for entry in entries:
        metrics = entry.values.get("metrics")
        for metric in metrics if isinstance(metrics, list) else []:
            if isinstance(metric, dict) and metric.get("type") == "HRV":
                hrv = entry.notes.number(metric.get("value"), MEASURED_RMSSD, entry.at("HRV"), "HRV")
                day = None if hrv is None else _day(entry)
                if day:
                    nights[day] = Night(day=day, hrv_rmssd=hrv, source=SOURCE)
    return list(nights.values())


def readiness(notes: Notes, entries: Iterable[Entry]) -> list[Night]:
    """The score of the sleep as known at waking: the watch reckons again after each training of the day.

    HRV is told here as a mean of a week, which would hide a bad morning: it is not taken.
    """
    nights: dict[date, Night] = {}
    means = 0
    for entry in entries:
        if entry.values.get("inputContext", AT_WAKING) != AT_WAKING:
            continue
        score = entry.number("sleepScore", MEASURED_SCORE)
        means += entry.number("hrvWeeklyAverage", WEEKLY_RMSSD) is not None
        day = None if score is None else _day(entry)
        if day:
            nights[day] = Night(day=day, sleep_score=score, source=SOURCE)
    if means:
        notes.note("hrv_is_average", kept=len(nights))
    return list(nights.values())


def _slept(entry: Entry) -> float | None:
    """Seconds in the stages of sleep; None if there are none or they cannot be."""
    stages = [entry.number(name, STAGE_S) for name in ASLEEP]
    known = sum(stage for stage in stages if stage is not None)
    return entry.notes.number(known or None, SLEEP_S, entry.at("sleep"), "sleep")


def _stress(entry: Entry) -> float | None:
    """The mean of the whole day; the watch writes a negative one for "not measured enough"."""
    whole = entry.values.get("allDayStress")
    parts = whole.get("aggregatorList") if isinstance(whole, dict) else None
    for part in parts if isinstance(parts, list) else []:
        value = part.get("averageStressLevel") if isinstance(part, dict) and part.get("type") == "TOTAL" else None
        if isinstance(value, int | float) and value > 0:
            return entry.notes.number(value, PER_CENT, entry.at("allDayStress"), "allDayStress")
    return None


def _inner(entry: Entry, name: str, inner: str, within: Within) -> float | None:
    """A number in an object within the entry."""
    found = entry.values.get(name)
    return entry.notes.number(found.get(inner), within, entry.at(name), inner) if isinstance(found, dict) else None


def _day(entry: Entry) -> date | None:
    """The day of an entry: as text, as milliseconds, or within an object, as the years had it."""
    value = entry.values.get("calendarDate")
    if isinstance(value, dict):
        value = value.get("date")
    moment = unix_ms(value)
    day = moment.date() if moment else iso_day(value[:ISO_DAY_LETTERS] if isinstance(value, str) else None)
    if day is None:
        entry.note("bad_date", "calendarDate", value=entry.shown("calendarDate"))
    return day
