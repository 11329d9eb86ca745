"""Moments of recordings that are written in UTC, and the local time they may be shown in."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta, timezone

import numpy as np

from sorewise.importers.track import Floats

# A recording from before or after was made by a clock that was not set.
FIRST_YEAR, LAST_YEAR = 1990, 2090
# Until satellites are found, a device's clock may be years away.
LONGEST_S = 14 * 86_400
DEGREES_AN_HOUR = 15
HALF_ROUND = 180


def moment(text: str | None) -> datetime | None:
    """The moment of "2026-05-28T06:10:00Z"; one without an offset is in UTC, as these formats have it; None if none."""
    try:
        found = datetime.fromisoformat(text.strip()) if text else None
    except ValueError:
        return None
    return found.replace(tzinfo=UTC) if found and found.tzinfo is None else found


def believable(at: datetime) -> bool:
    """Whether something can have been recorded then."""
    return FIRST_YEAR <= at.year <= LAST_YEAR


def settled(seconds: Sequence[float | None]) -> Floats:
    """The times of a recording's points (since 1970), NaN where there is none or the clock was not set yet."""
    times = np.array(seconds, dtype=np.float64)
    known = np.isfinite(times)
    if known.any():
        times[np.abs(times - np.median(times[known])) > LONGEST_S] = np.nan
    return times


def zone_at(longitude: float | None) -> timezone | None:
    """A zone of whole hours that keeps nearly every run at this place on its day; None if there is no such place.

    Clocks run ahead of the sun nearly everywhere, the more so in summer: hence the hour of the meridian to the east.

    >>> zone_at(8.5)
    datetime.timezone(datetime.timedelta(seconds=3600))
    """
    if longitude is None or not math.isfinite(longitude) or abs(longitude) > HALF_ROUND:
        return None
    hours = math.ceil(longitude / DEGREES_AN_HOUR)
    return timezone(timedelta(hours=hours)) if hours else UTC


def started(seconds: float, written: str, longitude: float | None) -> datetime | None:
    """The moment `seconds` after 1970 in the zone that was `written` with a time, else in that of the place.

    None if neither tells: no offset or UTC was written, and there is no place.
    """
    told = moment(written)
    zone = told.tzinfo if told and told.utcoffset() else zone_at(longitude)
    return datetime.fromtimestamp(int(seconds), zone) if zone else None
