"""Records of the heart and of sleep -> one `Night` a local day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from statistics import fmean
from typing import NamedTuple

from sorewise.importers.apple_health.clock import span_of
from sorewise.importers.apple_health.scan import Element
from sorewise.importers.apple_health.sleep import PREFIX, STAGES, Sleep, Stages, nights_slept
from sorewise.importers.shared.markup import number
from sorewise.importers.shared.notes import RESTING_HR, RMSSD_MS, SDNN_MS, SLEEP_S, Within
from sorewise.importers.shared.recordings import Doubts
from sorewise.model.records import Night

SLEEP = "HKCategoryTypeIdentifierSleepAnalysis"
RESTING = "HKQuantityTypeIdentifierRestingHeartRate"
VARIABILITY = {
    "HKQuantityTypeIdentifierHeartRateVariabilitySDNN": ("hrv_sdnn", SDNN_MS),
    "HKQuantityTypeIdentifierHeartRateVariabilityRMSSD": ("hrv_rmssd", RMSSD_MS),
}
NOON_H = 12
SOURCE = "apple_health"


class Measured(NamedTuple):
    """A value of the heart's variability (ms) and when it was measured."""

    at: datetime
    value: float


class Nights:
    """Gathers what the records say of each day; `doubts` hears what cannot be."""

    def __init__(self, doubts: Doubts) -> None:
        self._doubts = doubts
        self._resting: dict[date, Measured] = {}
        self._variability: dict[str, dict[date, list[Measured]]] = {"hrv_sdnn": {}, "hrv_rmssd": {}}
        self._stages: dict[str, Stages] = {}

    def add(self, record: Element) -> None:
        """One record."""
        span = span_of(record)
        kind = record.attributes.get("type", "")
        if span is None:
            self._doubts.add("values_undated")
        elif kind == SLEEP:
            self._add_stage(record, *span)
        elif kind == RESTING:
            self._add_resting(record, *span)
        elif kind in VARIABILITY:
            self._add_variability(record, span[0], *VARIABILITY[kind])

    def found(self) -> Iterator[Night]:
        """The nights, in the order of their days."""
        slept = nights_slept(list(self._stages.values()))
        days = set(self._resting) | set(slept) | {day for days in self._variability.values() for day in days}
        for day in sorted(days):
            sleeps = slept.get(day, [])
            resting = self._resting.get(day)
            night = Night(
                day=day,
                resting_hr=resting.value if resting else None,
                hrv_sdnn=_of_the_night(self._variability["hrv_sdnn"], day, sleeps),
                hrv_rmssd=_of_the_night(self._variability["hrv_rmssd"], day, sleeps),
                sleep_s=self._sleep_s(sleeps),
                source=SOURCE,
            )
            if night != Night(day=day, source=SOURCE):
                yield night

    def _add_stage(self, record: Element, start: datetime, end: datetime) -> None:
        kind = STAGES.get(record.attributes.get("value", "").removeprefix(PREFIX))
        if kind is not None:
            self._stages.setdefault(record.attributes.get("sourceName", ""), Stages()).add(start, end, kind)

    def _add_resting(self, record: Element, start: datetime, end: datetime) -> None:
        """The day's value; the phone mends it during the day, so the last one counts."""
        value = self._value(record, RESTING_HR, "resting_hr")
        known = self._resting.get(start.date())
        if value is not None and (known is None or end >= known.at):
            self._resting[start.date()] = Measured(end, value)

    def _add_variability(self, record: Element, at: datetime, field: str, within: Within) -> None:
        value = self._value(record, within, field)
        if value is not None:
            self._variability[field].setdefault((at + timedelta(hours=6)).date(), []).append(Measured(at, value))

    def _value(self, record: Element, within: Within, field: str) -> float | None:
        value = number(record.attributes.get("value"))
        if value is not None and within.least <= value <= within.most:
            return value
        self._doubts.add("values_left_out", field=field)
        return None

    def _sleep_s(self, sleeps: list[Sleep]) -> float | None:
        seconds = sum(each.asleep_s for each in sleeps)
        if seconds > SLEEP_S.most:
            self._doubts.add("values_left_out", field="sleep_s")
            return None
        return float(seconds) or None


def _of_the_night(days: dict[date, list[Measured]], day: date, sleeps: list[Sleep]) -> float | None:
    """The mean of what was measured asleep, to a tenth; where nothing was, of what was measured before noon.

    During the day the heart varies with everything: such values say nothing about the morning.
    """
    values = days.get(day, [])
    asleep = [each.value for each in values if any(s.start <= each.at.timestamp() <= s.end for s in sleeps)]
    morning = [each.value for each in values if each.at.date() == day and each.at.hour < NOON_H]
    chosen = asleep or morning
    return round(fmean(chosen), 1) if chosen else None
