"""The occurrences of a series within some days, by its own clock: rule, added and left-out days.

Only rules of days and slower are followed, and only as far as the days asked for. Rules that can never come true make
the library search until the year 9999, so they are refused before.
"""

from __future__ import annotations

import calendar
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import Any

SLOW = {"DAILY": 1, "WEEKLY": 7, "MONTHLY": 28, "YEARLY": 365}
KNOWN = {"FREQ", "INTERVAL", "COUNT", "UNTIL", "BYDAY", "BYMONTHDAY", "BYMONTH", "BYSETPOS", "WKST"}
LONGEST_MONTHS = {month: calendar.monthrange(2024, month)[1] for month in range(1, 13)}


class RuleError(ValueError):
    """A rule that is not followed; `code` says why."""

    def __init__(self, code: str, what: str = "") -> None:
        super().__init__(what)
        self.code, self.what = code, what


def occurrences(
    rule: Mapping[str, Sequence[Any]], start: datetime | date, zone: tzinfo | None, first: date, last: date
) -> Iterator[datetime | date]:
    """When a series takes place from `first` to `last`, told as its `start` is. Raises RuleError."""
    from dateutil.rrule import rrulestr

    frequency = _checked(rule)
    whole_days = not isinstance(start, datetime)
    begin = start if isinstance(start, datetime) else datetime.combine(start, time.min)
    end = _until(rule, zone, whole_days=whole_days)
    horizon = datetime.combine(last, time.max)
    begin = _forwarded(rule, begin, first, frequency)
    text = ";".join(f"{name}={','.join(map(str, rule[name]))}" for name in sorted(KNOWN & rule.keys() - {"UNTIL"}))
    try:
        found = rrulestr(text, dtstart=begin)
        found = found.replace(until=min(end or horizon, horizon)) if "COUNT" not in rule else found
    except (ValueError, TypeError, OverflowError) as error:
        raise RuleError("rule_unknown", text) from error
    for moment in found:
        if moment > horizon or (end is not None and moment > end):
            return
        if moment.date() >= first:
            yield moment.date() if whole_days else moment


def rounds(rule: Mapping[str, Sequence[Any]], start: datetime | date, first: date, last: date) -> int:
    """How many rounds of a series have to be gone through for these days, at most: what it costs."""
    frequency = str(next(iter(rule.get("FREQ", ())), "")).upper()
    begin = start if isinstance(start, datetime) else datetime.combine(start, time.min)
    near = _forwarded(rule, begin, first, frequency) if frequency in SLOW else begin
    return max(0, (last - near.date()).days) // SLOW.get(frequency, 1)


def _checked(rule: Mapping[str, Sequence[Any]]) -> str:
    """The frequency of a rule that can be followed. Raises RuleError."""
    frequency = str(next(iter(rule.get("FREQ", ())), "")).upper()
    if frequency not in SLOW:
        raise RuleError(
            "rule_too_fast" if frequency in {"SECONDLY", "MINUTELY", "HOURLY"} else "rule_unknown", frequency
        )
    if strange := sorted(rule.keys() - KNOWN):
        raise RuleError("rule_unknown", strange[0])
    interval = int(next(iter(rule.get("INTERVAL", ())), 1))
    by = {name for name in rule if name.startswith("BY")}
    never = (
        ("BYSETPOS" in by and (frequency in {"DAILY", "WEEKLY"} or not _positions(rule)))
        or ("BYMONTHDAY" in by and (frequency == "WEEKLY" or not _month_days(rule)))
        or (frequency == "DAILY" and interval > 1 and bool(by))
        or ("BYMONTHDAY" in by and any(str(day)[:-2] for day in rule.get("BYDAY", ())))
        or interval < 1
    )
    if never:
        raise RuleError("rule_unknown", ", ".join(sorted(by)))
    return frequency


def _positions(rule: Mapping[str, Sequence[Any]]) -> bool:
    """Whether each position can be met by the days that there are in a month at least."""
    days = len(rule.get("BYMONTHDAY", ())) or 4 * len(rule.get("BYDAY", ())) or 1
    return all(abs(int(position)) <= days for position in rule["BYSETPOS"])


def _month_days(rule: Mapping[str, Sequence[Any]]) -> bool:
    """Whether one of these days is in one of these months."""
    longest = max((LONGEST_MONTHS.get(int(month), 0) for month in rule.get("BYMONTH", ())), default=31)
    return any(0 < abs(int(day)) <= longest for day in rule["BYMONTHDAY"])


def _until(rule: Mapping[str, Sequence[Any]], zone: tzinfo | None, *, whole_days: bool) -> datetime | None:
    """The end of the rule by the series' own clock: told in UTC, as a day (it is included), or by that clock."""
    until = next(iter(rule.get("UNTIL", ())), None)
    if until is None:
        return None
    if not isinstance(until, datetime):
        return datetime.combine(until, time.max) if isinstance(until, date) else None
    if until.utcoffset() is not None:
        until = until.astimezone(zone or UTC).replace(tzinfo=None)
    return datetime.combine(until.date(), time.max) if whole_days else until


def _forwarded(rule: Mapping[str, Sequence[Any]], begin: datetime, first: date, frequency: str) -> datetime:
    """A start nearer to the days asked for, by whole rounds of a rule of days or weeks that nobody counts."""
    days = SLOW[frequency] * int(next(iter(rule.get("INTERVAL", ())), 1))
    if "COUNT" in rule or frequency not in {"DAILY", "WEEKLY"} or begin.date() >= first:
        return begin
    return begin + timedelta(days=max(0, (first - begin.date()).days // days - 1) * days)
