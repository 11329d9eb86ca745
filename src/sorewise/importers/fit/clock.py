"""The watch's clock: which local day a time stamp belongs to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone

from sorewise.importers.fit.decode import Message, Messages

# Below this (Unix seconds; 0x10000000 in FIT's own count) a time stamp counts from when the watch was switched on.
FIRST_DATE = 631_065_600 + 0x10000000
# Zones in use reach from 12 h behind to 14 h ahead of UTC and are whole quarters of an hour.
QUARTER_S = 900
MOST_BEHIND_S, MOST_AHEAD_S = -12 * 3600, 14 * 3600
# Watches write the two times a moment apart.
SLACK_S = 120


@dataclass(frozen=True, slots=True)
class Clock:
    """How to read this file's time stamps: `offset` from UTC in seconds, None if the file does not tell.

    `shift` brings time stamps of a watch whose clock was not set to local time.
    """

    offset: int | None = None
    shift: int = 0

    def at(self, stamp: object) -> datetime | None:
        """The moment of a time stamp (Unix seconds), in the file's zone, or in UTC if that is unknown."""
        if not isinstance(stamp, int):
            return None
        if stamp < FIRST_DATE:
            stamp += self.shift
            if stamp < FIRST_DATE:
                return None
        zone = timezone(timedelta(seconds=self.offset)) if self.offset else UTC
        return datetime.fromtimestamp(stamp, zone)


def clock(messages: Messages) -> Clock:
    """The clock of a file: from the activity's own local time, else the monitoring's, else the watch's settings."""
    for kind in ("activity", "monitoring_info"):
        for message in messages.get(kind, []):
            found = _told(message)
            if found is not None:
                return found
    for message in messages.get("device_settings", []):
        offset = message.get("time_offset")
        first = offset[0] if isinstance(offset, list) and offset else offset
        # Written unsigned. 0 stands for "not known" as often as for UTC, so it says nothing.
        if isinstance(first, int) and first:
            seconds = _quarters(first - 2**32 if first >= 2**31 else first)
            if seconds is not None:
                return Clock(seconds)
    return Clock()


def _told(message: Message) -> Clock | None:
    """The clock by the difference of local time and time stamp in one message."""
    stamp, local = message.get("timestamp"), message.get("local_timestamp")
    if not isinstance(stamp, int) or not isinstance(local, int) or local < FIRST_DATE:
        return None
    if stamp < FIRST_DATE:
        return Clock(None, local - stamp)
    seconds = _quarters(local - stamp)
    return None if seconds is None else Clock(seconds)


def _quarters(seconds: int) -> int | None:
    """The zone that a difference means, or None if no zone does."""
    rounded = round(seconds / QUARTER_S) * QUARTER_S
    return rounded if abs(rounded - seconds) <= SLACK_S and MOST_BEHIND_S <= rounded <= MOST_AHEAD_S else None
