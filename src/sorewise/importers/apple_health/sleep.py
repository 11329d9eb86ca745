"""Stages of sleep, as watch, phone and apps each wrote them -> one sleep a day, told by one of them.

A sleep goes on while its stages follow one another within two hours. Its day is that of waking: what ends before 18:00
belongs to the same day, what ends later to the next. A nap in the afternoon is no night.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple

IN_BED, AWAKE, ASLEEP, STAGED = range(4)
PREFIX = "HKCategoryValueSleepAnalysis"
STAGES = {
    "InBed": IN_BED,
    "Awake": AWAKE,
    "Asleep": ASLEEP,
    "AsleepUnspecified": ASLEEP,
    "AsleepCore": STAGED,
    "AsleepDeep": STAGED,
    "AsleepREM": STAGED,
}
LONGEST_STAGE_S = 24 * 3600
LONGEST_GAP_S = 2 * 3600
EVENING = timedelta(hours=6)
NOON_H, NAP_END_H = 12, 18

Spans = list[tuple[int, int]]


class Sleep(NamedTuple):
    """One sleep by one source: seconds since 1970, the offset of the local clock in seconds, and the time asleep."""

    start: int
    end: int
    offset: int
    asleep_s: int
    staged: bool

    @property
    def day(self) -> date:
        """The day on whose morning it ended."""
        return (self._local(self.end) + EVENING).date()

    @property
    def nap(self) -> bool:
        """Whether it lay within one afternoon."""
        start, end = self._local(self.start), self._local(self.end)
        return start.date() == end.date() and start.hour >= NOON_H and end.hour < NAP_END_H

    def _local(self, at: int) -> datetime:
        return datetime.fromtimestamp(at + self.offset, UTC)


class Stages:
    """The stages that one source wrote, in few bytes each: there are hundreds of thousands."""

    def __init__(self) -> None:
        self._starts, self._ends, self._offsets = array("q"), array("q"), array("l")
        self._kinds = bytearray()

    def add(self, start: datetime, end: datetime, kind: int) -> None:
        """One more; a stage longer than a day is a slip and left out."""
        first, last = int(start.timestamp()), int(end.timestamp())
        if last - first <= LONGEST_STAGE_S:
            self._starts.append(first)
            self._ends.append(last)
            self._offsets.append(int((end.utcoffset() or timedelta()).total_seconds()))
            self._kinds.append(kind)

    def sleeps(self) -> Iterator[Sleep]:
        """The sleeps they make, in the order of time; those that were awake in bed make none."""
        order = sorted(range(len(self._starts)), key=self._starts.__getitem__)
        group: list[int] = []
        end = 0
        for at in order:
            if group and self._starts[at] - end > LONGEST_GAP_S:
                yield from self._sleep(group)
                group = []
            end = max(end, self._ends[at]) if group else self._ends[at]
            group.append(at)
        yield from self._sleep(group)

    def _sleep(self, group: list[int]) -> Iterator[Sleep]:
        """The sleep of stages that follow one another: asleep is what is asleep in one of them and awake in none."""
        asleep = self._spans(group, ASLEEP, STAGED)
        if asleep:
            last = max(group, key=self._ends.__getitem__)
            awake = sum(_overlap(asleep, span) for span in self._spans(group, AWAKE))
            yield Sleep(
                start=asleep[0][0],
                end=asleep[-1][1],
                offset=self._offsets[last],
                asleep_s=sum(end - start for start, end in asleep) - awake,
                staged=any(self._kinds[at] == STAGED for at in group),
            )

    def _spans(self, group: list[int], *kinds: int) -> Spans:
        """The times of these kinds, in order and without overlap."""
        joined: Spans = []
        for start, end in sorted((self._starts[at], self._ends[at]) for at in group if self._kinds[at] in kinds):
            if joined and start <= joined[-1][1]:
                joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
            elif end > start:
                joined.append((start, end))
        return joined


def _overlap(spans: Spans, other: tuple[int, int]) -> int:
    return sum(max(0, min(end, other[1]) - max(start, other[0])) for start, end in spans)


def nights_slept(sources: list[Stages]) -> dict[date, list[Sleep]]:
    """Each day's sleeps by the source that told most of them: one that knows stages, else the one that slept longest.

    Two devices that measured one night are not summed.
    """
    best: dict[date, list[Sleep]] = {}
    for source in sources:
        days: dict[date, list[Sleep]] = {}
        for sleep in source.sleeps():
            if not sleep.nap:
                days.setdefault(sleep.day, []).append(sleep)
        for day, sleeps in days.items():
            if day not in best or _rank(sleeps) > _rank(best[day]):
                best[day] = sleeps
    return best


def _rank(sleeps: list[Sleep]) -> tuple[bool, int]:
    return any(each.staged for each in sleeps), sum(each.asleep_s for each in sleeps)
