"""Entries of wellness -> nights, with the runner's ratings as given: 1-4 with 1 good."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from datetime import date

from sorewise.importers.shared.days import iso_day
from sorewise.importers.shared.entry import Entry
from sorewise.importers.shared.notes import PER_CENT, RESTING_HR, RMSSD_MS, SDNN_MS, SLEEP_S, Notes, Within
from sorewise.model.records import Night

SCALE = "intervals.icu"
DAYS = ("id", "date")
RATING = Within(1, 4)
# Name -> field of the night and range. 0 in a measured one is a device's "no value" and out of range.
COLUMNS: dict[str, tuple[str, Within]] = {
    "restingHR": ("resting_hr", RESTING_HR),
    "hrv": ("hrv_rmssd", RMSSD_MS),
    "hrvSDNN": ("hrv_sdnn", SDNN_MS),
    "sleepSecs": ("sleep_s", SLEEP_S),
    "sleepScore": ("sleep_score", PER_CENT),
    "sleepQuality": ("sleep_quality", RATING),
    "soreness": ("soreness", RATING),
    "fatigue": ("fatigue", RATING),
    "stress": ("stress", RATING),
    "mood": ("mood", RATING),
}
NAMES = (*DAYS, *COLUMNS)
OWN_NAMES = frozenset({"restingHR", "hrv", "hrvSDNN", "sleepSecs", "sleepScore", "sleepQuality"})
"""What tells its entries from those of others: ratings alone may be on any scale."""
ROW_START = re.compile(r'"?\d{4}-\d{2}-\d{2}"?[,;\t]', re.ASCII)


def recognises(names: Collection[str]) -> bool:
    """Whether a header names a day and at least one value under a name that only this service has."""
    return not {*DAYS}.isdisjoint(names) and not OWN_NAMES.isdisjoint(names)


def nights(notes: Notes, entries: Iterable[Entry]) -> list[Night]:
    """A night for each day that says anything; of two entries for one day the first counts."""
    found: dict[date, Night] = {}
    places: dict[date, str] = {}
    for entry in entries:
        day = _day(entry)
        if day is None:
            continue
        values = {field: entry.number(name, within) for name, (field, within) in COLUMNS.items()}
        if all(value is None for value in values.values()):
            continue
        if day in found:
            notes.note("doubled_date", entry.place, date=day.isoformat(), first=places[day])
            continue
        places[day] = entry.place
        found[day] = Night(day=day, scale=SCALE, source=SCALE, **values)
    return list(found.values())


def _day(entry: Entry) -> date | None:
    name = next((name for name in DAYS if name in entry.values), DAYS[0])
    day = iso_day(entry.values.get(name))
    if day is None:
        entry.note("bad_date", name, value=entry.shown(name))
    return day
