"""Days and moments as the formats write them."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta, timezone

ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
ISO_MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:?\d{2})?", re.ASCII)
# What is dated before or after was written by a clock that was not set.
EARLIEST, LATEST = date(1990, 1, 1), date(2090, 12, 31)
# Zones in use reach from 12 h behind to 14 h ahead of UTC and are whole quarters of an hour.
QUARTER_S = 900
MOST_BEHIND_S, MOST_AHEAD_S = -12 * 3600, 14 * 3600
# Services write the two times a moment apart.
SLACK_S = 120


def iso_day(value: object) -> date | None:
    """The day of "2026-05-28"; only that form, since 01/02/2026 is two days. None before 1990 and after 2090."""
    if not isinstance(value, str) or not ISO_DAY.fullmatch(value):
        return None
    try:
        found = date.fromisoformat(value)
    except ValueError:
        return None
    return found if EARLIEST <= found <= LATEST else None


def iso_moment(value: object) -> datetime | None:
    """The moment of "2026-05-28T06:10:00Z" or "2026-05-28 06:10:00.0"; without an offset it is naive."""
    if not isinstance(value, str) or not ISO_MOMENT.fullmatch(value):
        return None
    try:
        found = datetime.fromisoformat(re.sub(r"\.\d+", "", value))
    except ValueError:
        return None
    return found if EARLIEST <= found.date() <= LATEST else None


def unix_ms(value: object) -> datetime | None:
    """The moment, in UTC, of a count of milliseconds since 1970."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    try:
        found = datetime.fromtimestamp(value // 1000, UTC)
    except (ValueError, OverflowError, OSError):
        return None
    return found if EARLIEST <= found.date() <= LATEST else None


def in_zone(utc: datetime, local: datetime | None) -> datetime | None:
    """The moment `utc` in the zone whose clock shows `local` (any offset of it is passed over); None if no zone does.

    >>> in_zone(datetime(2026, 5, 28, 4, tzinfo=UTC), datetime(2026, 5, 28, 6)).isoformat()
    '2026-05-28T06:00:00+02:00'
    """
    if local is None:
        return None
    seconds = (local.replace(tzinfo=UTC) - utc).total_seconds()
    offset = round(seconds / QUARTER_S) * QUARTER_S
    if abs(offset - seconds) > SLACK_S or not MOST_BEHIND_S <= offset <= MOST_AHEAD_S:
        return None
    return utc.astimezone(timezone(timedelta(seconds=offset)) if offset else UTC)
