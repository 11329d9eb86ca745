"""Messages of a watch's wellness files -> nights: resting heart rate, HRV of the last night, sleep."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import pairwise

from sorewise.importers.fit.clock import Clock, clock
from sorewise.importers.fit.decode import Messages
from sorewise.importers.fit.values import Reading
from sorewise.model.records import ImportProblem, Night

ASLEEP = frozenset({"light", "deep", "rem"})
# A gap between two sleep stages longer than this is not a stage but missing data.
LONGEST_STAGE_S = 4 * 3600
LONGEST_SLEEP_S = 16 * 3600


def nights(messages: Messages) -> tuple[list[Night], list[ImportProblem]]:
    """The nights of a file, one a local day in order, each with the fields this file has, and what was wrong."""
    reading = Reading()
    time = clock(messages)
    days: dict[date, Night] = {}
    _resting_hr(messages, time, reading, days)
    _hrv(messages, time, reading, days)
    _sleep(messages, time, reading, days)
    if days and time.offset is None:
        reading.note("no_time_zone", kept=len(days))
    return [days[day] for day in sorted(days)], reading.problems


def _resting_hr(messages: Messages, time: Clock, reading: Reading, days: dict[date, Night]) -> None:
    """The day's own resting heart rate; the last message of a day counts.

    The other field beside it is the mean of seven days: it is not taken, since it would hide a bad morning.
    """
    averages = 0
    for message in messages.get("monitoring_hr_data", []):
        at = time.at(message.get("timestamp"))
        value = reading.number(message, "current_day_resting_heart_rate")
        if at and value is not None:
            days[at.date()] = replace(_night(days, at.date()), resting_hr=value)
        elif at and "resting_heart_rate" in message:
            averages += 1
    if averages and not days:
        reading.note("resting_hr_is_average")


def _hrv(messages: Messages, time: Clock, reading: Reading, days: dict[date, Night]) -> None:
    """The mean rMSSD of the last night, on the day whose morning reports it."""
    for message in messages.get("hrv_status_summary", []):
        at = time.at(message.get("timestamp"))
        value = reading.number(message, "last_night_average")
        if at and value is not None:
            days[at.date()] = replace(_night(days, at.date()), hrv_rmssd=value)


def _sleep(messages: Messages, time: Clock, reading: Reading, days: dict[date, Night]) -> None:
    """Seconds asleep: each stage lasts until the next begins. The day is that of waking."""
    levels = sorted(
        (message["timestamp"], str(message.get("sleep_level")))
        for message in messages.get("sleep_level", [])
        if isinstance(message.get("timestamp"), int)
    )
    end = time.at(levels[-1][0]) if levels else None
    if end is None:
        return
    asleep = 0
    for (start, level), (following, _) in pairwise(levels):
        if level in ASLEEP and following - start <= LONGEST_STAGE_S:
            asleep += following - start
    scores = [reading.number(each, "overall_sleep_score") for each in messages.get("sleep_assessment", [])]
    if asleep > LONGEST_SLEEP_S:
        reading.note("out_of_range", field="sleep_level", value=asleep)
        asleep = 0
    score = scores[-1] if scores else None
    if asleep or score is not None:
        night = _night(days, end.date())
        days[end.date()] = replace(night, sleep_s=float(asleep) or None, sleep_score=score)


def _night(days: dict[date, Night], day: date) -> Night:
    return days.get(day) or Night(day=day, source="fit")
